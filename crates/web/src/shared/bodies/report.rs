//! A report at Veilig Thuis as filled in, and its assessment.

use access::Caller;
use casework::report::{AssessReport, ListReports, ReportPlace, TakeInReport};
use chrono::{DateTime, NaiveDate, Utc};
use domain::assessment::{Outcome, SafetyFinding};
use domain::id::{HouseholdId, ReportId, TeamId};
use domain::report::{ReportKind, ReportState, SourceCategory, SourceProfession};
use domain::text::{LongText, ShortText};
use domain::version::Version;
use domain::violence::{PartnerPattern, ViolenceType};

use super::at_desk;
use crate::shared::cursor::{Owner, Paging};
use crate::shared::fields::{Body, Fields};
use crate::shared::ids;
use crate::shared::problem::{Kind, Problem};

/// A report on a household that is named elsewhere.
#[derive(Debug, Clone)]
pub struct ReportBody {
    team: Option<TeamId>,
    kind: Option<ReportKind>,
    source_category: SourceCategory,
    source_profession: Option<SourceProfession>,
    source_name: Option<ShortText>,
    source_contact: Option<ShortText>,
    source_shielded: Option<bool>,
    received_at: Option<DateTime<Utc>>,
    incident_from: Option<NaiveDate>,
    incident_until: Option<NaiveDate>,
    violence_types: Vec<ViolenceType>,
    partner_pattern: Option<PartnerPattern>,
    acute: bool,
    narrative: LongText,
}

/// A report with the household that it is about.
#[derive(Debug, Clone)]
pub struct ReportOnHousehold {
    household: HouseholdId,
    report: ReportBody,
}

/// What Veilig Thuis finds, what happens next, and why.
#[derive(Debug, Clone)]
pub struct AssessmentBody {
    finding: SafetyFinding,
    outcome: Outcome,
    rationale: LongText,
    decided_at: Option<DateTime<Utc>>,
}

impl Body for ReportBody {
    const NAME: &'static str = "ReportForm";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let team = fields.optional("team");
        let kind = fields.optional("kind");
        let source_category = fields.required("sourceCategory");
        let source_profession = fields.optional("sourceProfession");
        let source_name = fields.optional("sourceName");
        let source_contact = fields.optional("sourceContact");
        let source_shielded = fields.optional("sourceShielded");
        let received_at = fields.optional("receivedAt");
        let acute = fields.required("acute");
        let violence_types = fields.list("violenceTypes", 1..=ViolenceType::ALL.len());
        let partner_pattern = fields.optional("partnerPattern");
        let incident_from = fields.optional("incidentFrom");
        let incident_until = fields.optional("incidentUntil");
        let narrative = fields.required("narrative");
        let (source_category, violence_types) = (source_category?, violence_types?);
        Some(Self {
            team,
            kind,
            source_category,
            source_profession,
            source_name,
            source_contact,
            source_shielded,
            received_at,
            incident_from,
            incident_until,
            violence_types,
            partner_pattern,
            acute: acute?,
            narrative: narrative?,
        })
    }
}

impl ReportBody {
    /// What the use case is asked to do.
    pub fn command(&self, household: HouseholdId, caller: &Caller) -> TakeInReport {
        let text = |it: &ShortText| it.as_str().to_owned();
        TakeInReport {
            team: at_desk(self.team, caller),
            household,
            kind: self.kind,
            source_category: Some(self.source_category),
            source_profession: self.source_profession,
            source_name: self.source_name.as_ref().map(text),
            source_contact: self.source_contact.as_ref().map(text),
            source_shielded: self.source_shielded,
            received_at: self.received_at,
            incident_from: self.incident_from,
            incident_until: self.incident_until,
            violence_types: self.violence_types.clone(),
            partner_pattern: self.partner_pattern,
            acute: Some(self.acute),
            narrative: Some(self.narrative.as_str().to_owned()),
        }
    }
}

impl Body for ReportOnHousehold {
    const NAME: &'static str = "NewReport";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let household = fields.required("household");
        let report = ReportBody::read(fields);
        Some(Self { household: household?, report: report? })
    }
}

impl ReportOnHousehold {
    /// What the use case is asked to do.
    pub fn command(&self, caller: &Caller) -> TakeInReport {
        self.report.command(self.household, caller)
    }
}

impl Body for AssessmentBody {
    const NAME: &'static str = "NewAssessment";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let finding = fields.required("finding");
        let outcome = fields.required("outcome");
        let rationale = fields.required("rationale");
        let decided_at = fields.optional("decidedAt");
        Some(Self { finding: finding?, outcome: outcome?, rationale: rationale?, decided_at })
    }
}

impl AssessmentBody {
    /// What the use case is asked to do.
    pub fn command(&self, report: ReportId, seen: Version) -> AssessReport {
        AssessReport {
            report,
            seen,
            finding: Some(self.finding),
            outcome: Some(self.outcome),
            rationale: Some(self.rationale.as_str().to_owned()),
            decided_at: self.decided_at,
        }
    }
}

/// Which part of the inbox is asked for.
#[derive(Debug, Clone)]
pub struct ReportsWanted {
    state: Option<ReportState>,
    paging: Paging,
}

impl Body for ReportsWanted {
    const NAME: &'static str = "ReportsWanted";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let state = fields.optional("state");
        let paging = Paging::read(fields);
        Some(Self { state, paging: paging? })
    }
}

impl ReportsWanted {
    /// The one state that is asked for.
    pub const fn state(&self) -> Option<ReportState> {
        self.state
    }

    /// The state that is asked for, or else these.
    pub fn states_or(&self, usual: &[ReportState]) -> Vec<ReportState> {
        self.state.map_or_else(|| usual.to_vec(), |state| vec![state])
    }

    /// The name of the list with its filter, to which a cursor belongs.
    pub fn list_name(&self) -> String {
        format!("reports?state={}", self.state.map(ReportState::code).unwrap_or_default())
    }

    /// What the use case is asked to do.
    ///
    /// # Errors
    /// `malformed` for a cursor that is not ours.
    pub fn command(&self, owner: Owner<'_>) -> Result<ListReports, Problem> {
        let after = self.paging.after(owner)?;
        let after = after.map(|place| read_place(&place).ok_or(Problem::new(Kind::Malformed))).transpose()?;
        let limit = usize::try_from(self.paging.limit).unwrap_or_default();
        Ok(ListReports { states: self.states_or(&[]), after, limit })
    }

    /// A place in the list as a cursor keeps it.
    pub fn place(place: ReportPlace) -> String {
        format!("{}|{}|{}", u8::from(place.acute), place.received_at.timestamp_micros(), place.report)
    }
}

fn read_place(place: &str) -> Option<ReportPlace> {
    let mut parts = place.split('|');
    let acute = parts.next()? == "1";
    let received_at = DateTime::from_timestamp_micros(parts.next()?.parse().ok()?)?;
    let report = ids::parse(parts.next()?).map(ReportId)?;
    Some(ReportPlace { acute, received_at, report })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_inbox_is_found_again() {
        let place = ReportPlace {
            acute: true,
            received_at: DateTime::from_timestamp_micros(1_778_144_400_123_456).unwrap(),
            report: ReportId(uuid::Uuid::from_u128(7)),
        };
        assert_eq!(read_place(&ReportsWanted::place(place)), Some(place));
        for other in ["", "1", "1|x|y", "1|1|1"] {
            assert_eq!(read_place(other), None);
        }
    }
}
