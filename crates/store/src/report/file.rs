//! The file of one report: its line, what was told, by whom, and the assessment.

use super::line::{ReportLine, lines};
use crate::assessment::{self, Assessed};
use crate::audit;
use crate::error::StoreError;
use crate::phase::earlier::{self, EarlierCase};
use crate::row;
use crate::schema::{cases, report_contents, reports};
use crate::tx::Tx;
use access::{Permit, may};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::CaseId;
use domain::report::SourceProfession;
use domain::violence::PartnerPattern;
use uuid::Uuid;

/// A report with everything that was told.
#[derive(Clone, PartialEq, Eq)]
pub struct ReportFile {
    pub line: ReportLine,
    pub source_profession: Option<SourceProfession>,
    pub partner_pattern: Option<PartnerPattern>,
    pub incident_from: Option<NaiveDate>,
    pub incident_until: Option<NaiveDate>,
    pub narrative: String,
    pub source_name: Option<String>,
    pub source_contact: Option<String>,
    /// Whether those concerned and others must not learn who reported.
    pub source_shielded: bool,
    pub assessment: Option<Assessed>,
    /// The case that was opened from it, if the caller may see it.
    pub case: Option<CaseId>,
    /// The cases of the household from before it came in, newest first, as far as the caller may see them.
    pub earlier: Vec<EarlierCase>,
}

/// Reads the report of the permit and records everybody whom it shows. Nothing when row level security hides it.
///
/// # Errors
/// Those of the database.
pub async fn read(tx: &mut Tx, permit: &Permit<may::ReadReport>) -> Result<Option<ReportFile>, StoreError> {
    let report = permit.report().ok_or(StoreError::Stale)?;
    let Some(line) = lines(tx, &[report]).await?.pop() else {
        return Ok(None);
    };
    let content = reports::table
        .inner_join(report_contents::table)
        .filter(reports::id.eq(report.0))
        .select(ContentRow::as_select())
        .first::<ContentRow>(tx.conn()?)
        .await?;
    let case = cases::table
        .filter(cases::report_id.eq(report.0))
        .select(cases::id)
        .first::<Uuid>(tx.conn()?)
        .await
        .optional()?;
    let assessment = assessment::of_report(tx, permit).await?;
    audit::record(tx, permit, &line.persons()).await?;
    let earlier = earlier::before(tx, line.household, line.received_at).await?;
    content.into_file(line, assessment, (case.map(CaseId), earlier)).map(Some)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = reports, check_for_backend(diesel::pg::Pg))]
struct ContentRow {
    id: Uuid,
    source_profession: Option<String>,
    partner_pattern: Option<String>,
    incident_from: Option<NaiveDate>,
    incident_until: Option<NaiveDate>,
    #[diesel(select_expression = report_contents::narrative)]
    narrative: String,
    #[diesel(select_expression = report_contents::source_name)]
    source_name: Option<String>,
    #[diesel(select_expression = report_contents::source_contact)]
    source_contact: Option<String>,
    #[diesel(select_expression = report_contents::source_shielded)]
    source_shielded: bool,
}

impl ContentRow {
    fn into_file(
        self,
        line: ReportLine,
        assessment: Option<Assessed>,
        (case, earlier): (Option<CaseId>, Vec<EarlierCase>),
    ) -> Result<ReportFile, StoreError> {
        let profession = self
            .source_profession
            .as_deref()
            .map(|it| row::code("reports", "source_profession", self.id, SourceProfession::from_code(it)));
        let pattern = self
            .partner_pattern
            .as_deref()
            .map(|it| row::code("reports", "partner_pattern", self.id, PartnerPattern::from_code(it)));
        Ok(ReportFile {
            line,
            source_profession: profession.transpose()?,
            partner_pattern: pattern.transpose()?,
            incident_from: self.incident_from,
            incident_until: self.incident_until,
            narrative: self.narrative,
            source_name: self.source_name,
            source_contact: self.source_contact,
            source_shielded: self.source_shielded,
            assessment,
            case,
            earlier,
        })
    }
}
