//! A household as programs see it. Numbers of people are masked.

use casework::household::{CaseLine, FormerMember, HouseholdFile, MemberFile, ReportLine, Stored};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::api::person::PersonView;

/// A household.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HouseholdView {
    id: Uuid,
    version: i64,
    area_id: Uuid,
    area: String,
    registered_at: DateTime<Utc>,
    members: Vec<HouseholdMemberView>,
    /// Wie er eerder bij hoorde
    former_members: Vec<FormerMemberView>,
    relationships: Vec<RelationshipView>,
    /// De casussen die u mag zien
    cases: Vec<HouseholdCaseView>,
    /// De meldingen die u mag zien
    reports: Vec<HouseholdReportView>,
}

/// Somebody who belongs to the household.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HouseholdMemberView {
    id: Uuid,
    person: PersonView,
    role: String,
    lives_here: bool,
    since: NaiveDate,
    /// Bij hoeveel andere huishoudens deze persoon nu hoort, voor zover u die ziet
    #[schema(minimum = 0)]
    other_households: i64,
}

/// Somebody who belonged to the household.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FormerMemberView {
    id: Uuid,
    person_id: Uuid,
    given_name: Option<String>,
    infix: Option<String>,
    family_name: String,
    role: String,
    since: NaiveDate,
    until: NaiveDate,
    reason: String,
}

/// How two people are related.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RelationshipView {
    id: Uuid,
    from: Uuid,
    to: Uuid,
    /// Wat de eerste is van de tweede
    kind: String,
    parental_authority: Option<bool>,
    since: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

/// A case of the household.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HouseholdCaseView {
    id: Uuid,
    code: String,
    phase: String,
    open: bool,
    opened_at: DateTime<Utc>,
}

/// A report about the household.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HouseholdReportView {
    id: Uuid,
    state: String,
    received_at: DateTime<Utc>,
}

impl From<HouseholdFile> for HouseholdView {
    fn from(file: HouseholdFile) -> Self {
        Self {
            id: file.household.0,
            version: file.version.0,
            area_id: file.area.0,
            area: file.area_name,
            registered_at: file.registered_at,
            members: file.members.into_iter().map(HouseholdMemberView::from).collect(),
            former_members: file.former.into_iter().map(FormerMemberView::from).collect(),
            relationships: file.relationships.iter().map(RelationshipView::from).collect(),
            cases: file.cases.into_iter().map(HouseholdCaseView::from).collect(),
            reports: file.reports.iter().map(HouseholdReportView::from).collect(),
        }
    }
}

impl From<MemberFile> for HouseholdMemberView {
    fn from(member: MemberFile) -> Self {
        Self {
            id: member.member.0,
            person: PersonView::from(member.person),
            role: member.role.code().to_owned(),
            lives_here: member.lives_here,
            since: member.since,
            other_households: member.other_households,
        }
    }
}

impl From<FormerMember> for FormerMemberView {
    fn from(member: FormerMember) -> Self {
        let text = |it: domain::text::Name| it.as_str().to_owned();
        Self {
            id: member.member.0,
            person_id: member.person.0,
            given_name: member.name.given.map(text),
            infix: member.name.infix.map(text),
            family_name: text(member.name.family),
            role: member.role.code().to_owned(),
            since: member.since,
            until: member.until,
            reason: member.because.code().to_owned(),
        }
    }
}

impl From<&Stored> for RelationshipView {
    fn from(stored: &Stored) -> Self {
        Self {
            id: stored.id.0,
            from: stored.value.from.0,
            to: stored.value.to.0,
            kind: stored.value.kind.code().to_owned(),
            parental_authority: stored.value.parental_authority,
            since: stored.value.since,
            until: stored.value.until,
        }
    }
}

impl From<CaseLine> for HouseholdCaseView {
    fn from(line: CaseLine) -> Self {
        Self {
            id: line.case.0,
            code: line.code,
            phase: line.phase,
            open: line.open,
            opened_at: line.opened_at,
        }
    }
}

impl From<&ReportLine> for HouseholdReportView {
    fn from(line: &ReportLine) -> Self {
        Self { id: line.report.0, state: line.state.code().to_owned(), received_at: line.received_at }
    }
}
