//! Opening a case from a report.

use super::{faults_of, rule_of, teams};
use crate::casework::report::{LIV, assessed, taken};
use crate::support::world::creation;
use crate::support::{ANNA, BV_NOORD, Household, OKT_NOORD, SUSAN, VERA, VT_INTAKE, World};
use access::Caller;
use casework::Refusal;
use casework::case::open::{OpenFromReport, open_from_report};
use casework::case::read::read;
use casework::reference::team_id;
use domain::assessment::Outcome;
use domain::duo::Track;
use domain::id::ReportId;

fn filled_in(report: ReportId) -> OpenFromReport {
    OpenFromReport {
        report,
        reason: Some("Structurele onveiligheid".to_owned()),
        track: Track::Regular,
        duo_team: Some(team_id(BV_NOORD)),
        local_team: Some(team_id(OKT_NOORD)),
    }
}

/// A report on a new household, assessed with this outcome.
async fn report(world: &World, vera: &Caller, outcome: Outcome) -> (Household, ReportId) {
    let household = world.household_of(vera.user).await;
    let report = taken(world, vera, 1, &household).await;
    assessed(world, vera, report, outcome).await;
    (household, report)
}

#[tokio::test]
async fn veilig_thuis_keeps_the_view_and_the_chosen_teams_take_part() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let (_, report) = report(&world, &vera, Outcome::TransferLocalTeam).await;

    let opened = open_from_report(&world.casework, &vera, &creation(2), filled_in(report)).await.unwrap();

    assert_eq!(
        teams(&world).await,
        [
            "bv-noord-1 safety_expertise wmo_5_1_6",
            "okt-noord local_help youth_7_3_11",
            "vt-intake veilig_thuis wmo_5_1_6 holder",
        ]
    );
    let audit = world.audit().await;
    assert_eq!(
        audit[audit.len() - 4..],
        [
            "vera open_case_from_report done report",
            "vera open_case_from_report done report: Mila",
            "vera open_case_from_report done report: Sara",
            "vera open_case_from_report done report: Tom",
        ]
    );
    assert_eq!(world.lines("SELECT state FROM reports").await, ["in_monitoring"]);
    for caller in [VERA, SUSAN] {
        let seen = read(&world.casework, &world.caller(caller).await, opened.case).await.unwrap().line;
        assert!(seen.open);
        assert_eq!(seen.holder.map(|it| it.0), Some(team_id(VT_INTAKE)));
    }
    let again = open_from_report(&world.casework, &vera, &creation(2), filled_in(report)).await.unwrap();
    assert_eq!(opened, again, "the same create twice");
}

#[tokio::test]
async fn while_veilig_thuis_investigates_there_is_nothing_to_monitor() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let (_, report) = report(&world, &vera, Outcome::OwnInvestigation).await;
    let alone = OpenFromReport { duo_team: None, local_team: None, ..filled_in(report) };
    open_from_report(&world.casework, &vera, &creation(2), alone).await.unwrap();
    assert_eq!(teams(&world).await, ["vt-intake veilig_thuis wmo_5_1_6 holder"]);
    assert_eq!(world.lines("SELECT state FROM reports").await, ["assessed"]);
}

#[tokio::test]
async fn only_an_assessed_report_whose_outcome_asks_for_it_opens_a_case_and_only_one() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let household = world.household_of(vera.user).await;
    let waiting = taken(&world, &vera, 1, &household).await;
    let open =
        async |key, report| open_from_report(&world.casework, &vera, &creation(key), filled_in(report)).await;
    assert_eq!(rule_of(open(2, waiting).await.unwrap_err()), "report_not_assessed");
    assessed(&world, &vera, waiting, Outcome::TransferLocalTeam).await;
    let ended = taken(&world, &vera, 3, &household).await;
    assessed(&world, &vera, ended, Outcome::EndOfInvolvement).await;
    assert_eq!(rule_of(open(4, ended).await.unwrap_err()), "outcome_opens_no_case");

    let second = taken(&world, &vera, 5, &household).await;
    assessed(&world, &vera, second, Outcome::TransferMda).await;
    open(6, waiting).await.unwrap();
    assert_eq!(rule_of(open(7, waiting).await.unwrap_err()), "report_opened_a_case");
    assert_eq!(rule_of(open(8, second).await.unwrap_err()), "one_open_case_per_household");
}

#[tokio::test]
async fn a_further_report_joins_the_case_that_is_open() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let (household, first) = report(&world, &vera, Outcome::TransferLocalTeam).await;
    open_from_report(&world.casework, &vera, &creation(2), filled_in(first)).await.unwrap();
    world.clock.forward(chrono::Duration::hours(1));
    let second = taken(&world, &vera, 3, &household).await;
    assessed(&world, &vera, second, Outcome::TransferMda).await;
    let states =
        world.lines("SELECT concat_ws(' ', state, follow_up) FROM reports ORDER BY received_at").await;
    assert_eq!(states, ["in_monitoring", "in_monitoring during_monitoring"]);
}

#[tokio::test]
async fn of_two_openings_at_once_one_counts() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let (_, report) = report(&world, &vera, Outcome::TransferLocalTeam).await;
    let (one, two) = (creation(2), creation(3));
    let (one, two) = tokio::join!(
        open_from_report(&world.casework, &vera, &one, filled_in(report)),
        open_from_report(&world.casework, &vera, &two, filled_in(report)),
    );
    assert_eq!(rule_of(one.err().xor(two.err()).unwrap()), "report_opened_a_case");
    assert_eq!(world.count("cases").await, 1);
    assert_eq!(world.count("view_holders").await, 1);
}

#[tokio::test]
async fn all_faults_are_told_at_once() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let (_, report) = report(&world, &vera, Outcome::TransferLocalTeam).await;
    let wrong = OpenFromReport {
        reason: Some("twee\nregels".to_owned()),
        duo_team: Some(team_id(OKT_NOORD)),
        local_team: Some(team_id(VT_INTAKE)),
        ..filled_in(report)
    };
    let refusal = open_from_report(&world.casework, &vera, &creation(2), wrong).await.unwrap_err();
    assert_eq!(
        faults_of(refusal).to_string(),
        "reason: control_character, duoTeam: unknown_choice, localTeam: duplicate"
    );
}

#[tokio::test]
async fn a_lead_does_not_open_a_case_and_for_others_there_is_no_report() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let (_, report) = report(&world, &vera, Outcome::TransferLocalTeam).await;
    let open = async |caller: &Caller| {
        open_from_report(&world.casework, caller, &creation(2), filled_in(report)).await.unwrap_err()
    };
    let refusal = open(&world.caller(LIV).await).await;
    assert!(matches!(refusal, Refusal::Forbidden { .. }), "{refusal}");
    let refusal = open(&world.caller(ANNA).await).await;
    assert!(matches!(refusal, Refusal::NotFound { .. }), "{refusal}");
    assert_eq!(world.count("cases").await, 0);
}
