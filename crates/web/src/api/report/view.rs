//! A report as programs see it. A shielded source is left out for whom it is shielded from.

use casework::report::{Assessed, ReportAssessed, ReportLine, ReportSeen, SourceSeen};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::api::case::MemberView;
use crate::api::phase::EarlierCaseView;

/// A page of reports.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReportsView {
    pub(super) items: Vec<ReportLineView>,
    /// Waar de volgende bladzijde begint
    pub(super) next_cursor: Option<String>,
}

/// A report in the inbox.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReportLineView {
    id: Uuid,
    version: i64,
    household_id: Uuid,
    area: String,
    team_id: Uuid,
    team: String,
    kind: String,
    /// De eerdere melding waar deze op volgt
    follows: Option<FollowsView>,
    source_category: String,
    violence_types: Vec<String>,
    acute: bool,
    received_at: DateTime<Utc>,
    /// Beoordelen uiterlijk op deze dag, volgens het handelingsprotocol
    due_on: Option<NaiveDate>,
    /// Beoordelen uiterlijk op deze dag, volgens de wet
    statutory_due_on: Option<NaiveDate>,
    /// Of de melding te laat nog op een beoordeling wacht
    overdue: bool,
    state: String,
    outcome: Option<String>,
    /// Wie er nu bij het huishouden horen
    members: Vec<MemberView>,
}

/// The earlier report.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FollowsView {
    report_id: Uuid,
    /// Op welk moment de nieuwe melding kwam
    moment: String,
}

/// A whole report.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReportFileView {
    #[serde(flatten)]
    line: ReportLineView,
    source_profession: Option<String>,
    partner_pattern: Option<String>,
    incident_from: Option<NaiveDate>,
    incident_until: Option<NaiveDate>,
    narrative: String,
    source: SourceView,
    assessment: Option<AssessmentView>,
    /// De casus die eruit volgde, als u die mag zien
    case_id: Option<Uuid>,
    /// Casussen van dit huishouden van voor deze melding, als u die mag zien
    earlier_cases: Vec<EarlierCaseView>,
}

/// Who reported, as far as the caller may know.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SourceView {
    shielded: bool,
    name: Option<String>,
    contact: Option<String>,
}

/// An assessment.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AssessmentView {
    id: Uuid,
    finding: String,
    outcome: String,
    rationale: String,
    /// Of zij na de termijn van het handelingsprotocol kwam
    late: bool,
    decided_at: DateTime<Utc>,
    decided_by: String,
}

/// What came of an assessment.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AssessedView {
    id: Uuid,
    /// Waar de melding nu staat
    state: String,
    late: bool,
}

impl From<ReportLine> for ReportLineView {
    fn from(line: ReportLine) -> Self {
        let follows = |(report, moment): (domain::id::ReportId, domain::report::FollowUp)| FollowsView {
            report_id: report.0,
            moment: moment.code().to_owned(),
        };
        Self {
            id: line.report.0,
            version: line.version.0,
            household_id: line.household.0,
            area: line.area,
            team_id: line.team.0,
            team: line.team_name,
            kind: line.kind.code().to_owned(),
            follows: line.follows.map(follows),
            source_category: line.source_category.code().to_owned(),
            violence_types: line.violence_types.iter().map(|it| it.code().to_owned()).collect(),
            acute: line.acute,
            received_at: line.received_at,
            due_on: line.due_by.protocol,
            statutory_due_on: line.due_by.statutory,
            overdue: line.overdue,
            state: line.state.code().to_owned(),
            outcome: line.assessed.map(|(outcome, _)| outcome.code().to_owned()),
            members: line.members.into_iter().map(MemberView::from).collect(),
        }
    }
}

impl From<ReportSeen> for ReportFileView {
    fn from(seen: ReportSeen) -> Self {
        Self {
            line: ReportLineView::from(seen.line),
            source_profession: seen.source_profession.map(|it| it.code().to_owned()),
            partner_pattern: seen.partner_pattern.map(|it| it.code().to_owned()),
            incident_from: seen.incident_from,
            incident_until: seen.incident_until,
            narrative: seen.narrative,
            source: SourceView::from(seen.source),
            assessment: seen.assessment.map(AssessmentView::from),
            case_id: seen.case.map(|it| it.0),
            earlier_cases: seen.earlier.into_iter().map(EarlierCaseView::from).collect(),
        }
    }
}

impl From<SourceSeen> for SourceView {
    fn from(source: SourceSeen) -> Self {
        match source {
            SourceSeen::Known { name, contact, shielded } => Self { shielded, name, contact },
            SourceSeen::Withheld => Self { shielded: true, name: None, contact: None },
        }
    }
}

impl From<Assessed> for AssessmentView {
    fn from(assessed: Assessed) -> Self {
        Self {
            id: assessed.assessment.0,
            finding: assessed.finding.code().to_owned(),
            outcome: assessed.outcome.code().to_owned(),
            rationale: assessed.rationale,
            late: assessed.late,
            decided_at: assessed.decided_at,
            decided_by: assessed.decided_by,
        }
    }
}

impl From<ReportAssessed> for AssessedView {
    fn from(assessed: ReportAssessed) -> Self {
        Self { id: assessed.assessment.0, state: assessed.state.code().to_owned(), late: assessed.late }
    }
}
