//! Safety assessments: one for each report, never changed.

use crate::audit;
use crate::error::StoreError;
use crate::report::facts::concerned;
use crate::report::save::move_on;
use crate::row;
use crate::schema::{assessments, users};
use crate::term::{self, Ending, NewTerm};
use crate::tx::Tx;
use access::{Permit, may};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::assessment::{NewAssessment, Outcome, SafetyFinding};
use domain::id::{AssessmentId, TeamId};
use domain::report::ReportState;
use domain::term::{StepKind, TermKind, TermOwner};
use domain::version::Versioned;
use uuid::Uuid;

/// An assessment as it stands in the file of its report.
#[derive(Clone, PartialEq, Eq)]
pub struct Assessed {
    pub assessment: AssessmentId,
    pub finding: SafetyFinding,
    pub outcome: Outcome,
    pub rationale: String,
    /// Whether it was decided after the term of the protocol.
    pub late: bool,
    pub decided_at: DateTime<Utc>,
    /// Name of who decided.
    pub decided_by: String,
}

/// What an assessment meets.
const ASSESSING: &[TermKind] = &[TermKind::AssessmentProtocol, TermKind::AssessmentRegulation];

/// Saves an assessment, moves its report on from the version that was seen, ends the terms for assessing it, starts
/// those that follow, and records whom it is about.
///
/// # Errors
/// [`StoreError::Stale`] when the report was changed in the meantime; those of the database.
pub async fn save(
    tx: &mut Tx,
    permit: &Permit<may::AssessReport>,
    (id, new): (AssessmentId, &NewAssessment),
    next: Versioned<ReportState>,
    (team, starts): (TeamId, &[NewTerm]),
) -> Result<(), StoreError> {
    let (Some(report), Some(household)) = (permit.report(), permit.household()) else {
        return Err(StoreError::Stale);
    };
    let Versioned { version: seen, value: state } = next;
    move_on(tx, permit, seen, state).await?;
    diesel::insert_into(assessments::table)
        .values((
            assessments::id.eq(id.0),
            assessments::report_id.eq(report.0),
            assessments::finding.eq(new.finding.code()),
            assessments::outcome.eq(new.outcome.code()),
            assessments::rationale.eq(new.rationale.as_str()),
            assessments::late.eq(new.late),
            assessments::decided_at.eq(new.decided_at),
            assessments::decided_by.eq(permit.caller().user.0),
            assessments::membership_id.eq(permit.caller().membership.0),
        ))
        .execute(tx.conn()?)
        .await?;
    let owner = TermOwner::Report(report);
    let ending = Ending { kinds: ASSESSING, origin: None, how: StepKind::Met, at: new.decided_at };
    term::end(tx, permit.caller(), owner, ending).await?;
    term::insert(tx, permit.caller(), (owner, Some(team)), starts).await?;
    let persons = concerned(tx, household).await?;
    audit::record(tx, permit, &persons).await
}

/// The assessment of the report of the permit. The caller of this function records the reading.
pub(crate) async fn of_report(
    tx: &mut Tx,
    permit: &Permit<may::ReadReport>,
) -> Result<Option<Assessed>, StoreError> {
    let report = permit.report().ok_or(StoreError::Stale)?;
    let found = assessments::table
        .inner_join(users::table)
        .filter(assessments::report_id.eq(report.0))
        .select((AssessmentRow::as_select(), users::display_name))
        .first::<(AssessmentRow, String)>(tx.conn()?)
        .await
        .optional()?;
    let Some((found, decided_by)) = found else {
        return Ok(None);
    };
    let (id, finding, outcome) = (found.id, &found.finding, &found.outcome);
    Ok(Some(Assessed {
        assessment: AssessmentId(id),
        finding: row::code("assessments", "finding", id, SafetyFinding::from_code(finding))?,
        outcome: row::code("assessments", "outcome", id, Outcome::from_code(outcome))?,
        rationale: found.rationale,
        late: found.late,
        decided_at: found.decided_at,
        decided_by,
    }))
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = assessments, check_for_backend(diesel::pg::Pg))]
struct AssessmentRow {
    id: Uuid,
    finding: String,
    outcome: String,
    rationale: String,
    late: bool,
    decided_at: DateTime<Utc>,
}
