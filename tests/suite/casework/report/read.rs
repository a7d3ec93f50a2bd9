//! Reading a report.

use super::{LIV, ODA, assessed, taken};
use crate::support::{ANNA, Persona, VERA, VT_INTAKE, World};
use access::Role;
use casework::Refusal;
use casework::report::{SourceSeen, read};
use domain::assessment::Outcome;

/// Supervisor of another organisation, added to the desk of Veilig Thuis.
const GUEST: Persona = Persona {
    name: "guest",
    display_name: "Gijs Beukema",
    role: Role::Supervisor,
    organisation: "blijvend-veilig",
    teams: &[VT_INTAKE],
};

#[tokio::test]
async fn a_report_shows_what_was_told_by_whom_and_what_was_decided() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let household = world.household_of(vera.user).await;
    let report = taken(&world, &vera, 1, &household).await;
    assessed(&world, &vera, report, Outcome::ConditionsAndFollowUp).await;

    let liv = world.caller(LIV).await;
    let seen = read(&world.casework, &liv, report).await.unwrap();

    assert_eq!(seen.narrative, "Geschreeuw en een kind dat huilt.");
    let known = SourceSeen::Known {
        name: Some("Gerda Verzonnen".to_owned()),
        contact: Some("020 000 00 98".to_owned()),
        shielded: true,
    };
    assert!(seen.source == known);
    let assessment = seen.assessment.unwrap();
    assert_eq!((assessment.outcome, assessment.late), (Outcome::ConditionsAndFollowUp, false));
    assert_eq!(assessment.decided_by, "Vera Tuinstra");
    assert_eq!(seen.line.members.len(), 3);
    assert_eq!(
        world.audit().await[world.audit().await.len() - 4..],
        [
            "liv read_report done report",
            "liv read_report done report: Mila",
            "liv read_report done report: Sara",
            "liv read_report done report: Tom",
        ]
    );
}

#[tokio::test]
async fn a_shielded_source_is_withheld_from_whoever_is_not_of_veilig_thuis() {
    let world = World::new().await;
    let (vera, guest) = (world.caller(VERA).await, world.caller(GUEST).await);
    let household = world.household_of(vera.user).await;
    let report = taken(&world, &vera, 1, &household).await;
    let seen = read(&world.casework, &guest, report).await.unwrap();
    assert!(seen.source == SourceSeen::Withheld);
}

#[tokio::test]
async fn a_report_does_not_exist_for_whoever_does_not_handle_it() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let household = world.household_of(vera.user).await;
    let report = taken(&world, &vera, 1, &household).await;
    for stranger in [ANNA, ODA] {
        let stranger = world.caller(stranger).await;
        let refusal = read(&world.casework, &stranger, report).await.err().unwrap();
        assert!(matches!(refusal, Refusal::NotFound { .. }), "{refusal}");
    }
    let audit = world.audit().await;
    assert_eq!(audit[audit.len() - 2..], ["anna read_report hidden report", "oda read_report hidden report"]);
}
