//! Reports at Veilig Thuis.

mod assess;
mod list;
mod read;
mod take_in;

use crate::support::world::creation;
use crate::support::{Household, OKT_NOORD, Persona, VT_INTAKE, World};
use access::{Caller, Role};
use casework::reference::team_id;
use casework::report::{self as reports, AssessReport, ReportAssessed, TakeInReport};
use domain::assessment::{Outcome, SafetyFinding};
use domain::id::ReportId;
use domain::report::SourceCategory;
use domain::version::Version;
use domain::violence::ViolenceType;

/// Lead of the desk of Veilig Thuis.
pub(crate) const LIV: Persona = Persona {
    name: "liv",
    display_name: "Liv Achterberg",
    role: Role::TeamLead,
    organisation: "veilig-thuis-amsterdam-amstelland",
    teams: &[VT_INTAKE],
};

/// Worker of Veilig Thuis in another team.
pub(crate) const ODA: Persona = Persona {
    name: "oda",
    display_name: "Oda Zwart",
    role: Role::VtWorker,
    organisation: "veilig-thuis-amsterdam-amstelland",
    teams: &["vt-onderzoek"],
};

/// A report by a neighbour that has nothing wrong.
pub(super) fn filled_in(household: &Household) -> TakeInReport {
    TakeInReport {
        team: team_id(VT_INTAKE),
        household: household.id,
        kind: None,
        source_category: Some(SourceCategory::Resident),
        source_profession: None,
        source_name: Some("Gerda Verzonnen".to_owned()),
        source_contact: Some("020 000 00 98".to_owned()),
        source_shielded: None,
        received_at: None,
        incident_from: None,
        incident_until: None,
        violence_types: vec![ViolenceType::PartnerPhysical, ViolenceType::ChildWitness],
        partner_pattern: None,
        acute: Some(false),
        narrative: Some("Geschreeuw en een kind dat huilt.".to_owned()),
    }
}

/// A report on the household, taken in now.
pub(super) async fn taken(world: &World, caller: &Caller, key: u32, household: &Household) -> ReportId {
    reports::take_in(&world.casework, caller, &creation(key), filled_in(household)).await.unwrap().report
}

/// An assessment that has nothing wrong, of a report as it was taken in.
pub(super) fn judged(report: ReportId, outcome: Outcome) -> AssessReport {
    AssessReport {
        report,
        seen: Version(1),
        finding: Some(SafetyFinding::Structural),
        outcome: Some(outcome),
        rationale: Some("De ouders werken mee.".to_owned()),
        decided_at: None,
    }
}

/// The report, assessed now.
pub(super) async fn assessed(
    world: &World,
    caller: &Caller,
    report: ReportId,
    outcome: Outcome,
) -> ReportAssessed {
    reports::assess(&world.casework, caller, judged(report, outcome)).await.unwrap()
}

/// A desk at which nobody of Veilig Thuis sits.
pub(super) const NOT_A_DESK: &str = OKT_NOORD;
