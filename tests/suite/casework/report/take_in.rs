//! Taking in a report.

use super::{NOT_A_DESK, ODA, assessed, filled_in, taken};
use crate::support::world::creation;
use crate::support::{ANNA, VERA, World};
use casework::Refusal;
use casework::case::open::{OpenFromReport, open_from_report};
use casework::reference::team_id;
use casework::report::{TakeInReport, take_in};
use chrono::Duration;
use domain::assessment::Outcome;
use domain::duo::Track;
use domain::id::ReportId;
use domain::report::{ReportKind, SourceCategory, SourceProfession};
use domain::violence::ViolenceType;

#[tokio::test]
async fn a_report_gets_both_terms_and_shields_a_neighbour() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let household = world.household_of(vera.user).await;

    take_in(&world.casework, &vera, &creation(1), filled_in(&household)).await.unwrap();

    assert_eq!(
        world
            .lines(
                "SELECT concat_ws(' ', r.state, r.kind, r.source_category, \
                   r.violence_types, r.follow_up, c.source_shielded, c.source_name) \
                 FROM reports r JOIN report_contents c ON c.report_id = r.id"
            )
            .await,
        ["received report resident {child_witness,partner_physical} t Gerda Verzonnen"]
    );
    assert_eq!(
        world.audit().await,
        [
            "vera take_in done desk",
            "vera read_household done household",
            "vera read_household done household: Mila",
            "vera read_household done household: Sara",
            "vera read_household done household: Tom",
        ]
    );
}

#[tokio::test]
async fn the_same_create_twice_makes_one_report() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let household = world.household_of(vera.user).await;
    let first = take_in(&world.casework, &vera, &creation(1), filled_in(&household)).await.unwrap();
    let again = take_in(&world.casework, &vera, &creation(1), filled_in(&household)).await.unwrap();
    assert_eq!(first, again);
    assert_eq!(world.count("reports").await, 1);
}

#[tokio::test]
async fn a_further_report_is_called_after_where_the_earlier_one_stands() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let (here, there) = (world.household_of(vera.user).await, world.household_of(vera.user).await);

    let first = taken(&world, &vera, 1, &here).await;
    world.clock.forward(Duration::hours(1));
    let second = taken(&world, &vera, 2, &here).await;
    assert_eq!(follow_up(&world, second).await, format!("during_assessment {first}"));

    world.clock.forward(Duration::hours(1));
    assessed(&world, &vera, second, Outcome::EndOfInvolvement).await;
    assessed(&world, &vera, first, Outcome::TransferLocalTeam).await;
    world.clock.forward(Duration::hours(1));
    let third = taken(&world, &vera, 3, &here).await;
    assert_eq!(follow_up(&world, third).await, format!("after_assessment {first}"));

    let first = taken(&world, &vera, 4, &there).await;
    world.clock.forward(Duration::hours(1));
    assessed(&world, &vera, first, Outcome::TransferThoseConcerned).await;
    world.clock.forward(Duration::hours(1));
    let second = taken(&world, &vera, 5, &there).await;
    assert_eq!(follow_up(&world, second).await, format!("during_monitoring {first}"));

    let alone = world.household_of(vera.user).await;
    let first = taken(&world, &vera, 6, &alone).await;
    world.clock.forward(Duration::hours(1));
    assessed(&world, &vera, first, Outcome::EndOfInvolvement).await;
    world.clock.forward(Duration::hours(1));
    let second = taken(&world, &vera, 7, &alone).await;
    assert_eq!(follow_up(&world, second).await, format!("after_closure {first}"));
}

#[tokio::test]
async fn a_case_that_opens_moves_on_every_report_that_waited_for_it() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let household = world.household_of(vera.user).await;
    let first = taken(&world, &vera, 1, &household).await;
    world.clock.forward(Duration::hours(1));
    let second = taken(&world, &vera, 2, &household).await;
    world.clock.forward(Duration::hours(1));
    assessed(&world, &vera, first, Outcome::TransferLocalTeam).await;
    assessed(&world, &vera, second, Outcome::TransferLocalTeam).await;

    let command = OpenFromReport {
        report: first,
        reason: Some("Geweld tussen partners".to_owned()),
        track: Track::Regular,
        duo_team: None,
        local_team: None,
    };
    open_from_report(&world.casework, &vera, &creation(4), command).await.unwrap();
    assert_eq!(world.lines("SELECT state FROM reports").await, ["in_monitoring"; 2]);

    world.clock.forward(Duration::hours(1));
    let third = taken(&world, &vera, 5, &household).await;
    assert_eq!(follow_up(&world, third).await, format!("during_monitoring {second}"));
}

#[tokio::test]
async fn two_reports_at_once_on_one_household_know_of_each_other() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let household = world.household_of(vera.user).await;
    let (one, two) = (creation(1), creation(2));
    let (one, two) = tokio::join!(
        take_in(&world.casework, &vera, &one, filled_in(&household)),
        take_in(&world.casework, &vera, &two, filled_in(&household)),
    );
    one.unwrap();
    two.unwrap();
    let linked = world.lines("SELECT follow_up FROM reports WHERE follows_id IS NOT NULL").await;
    assert_eq!(linked, ["during_assessment"]);
}

#[tokio::test]
async fn all_faults_are_told_at_once() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let household = world.household_of(vera.user).await;
    let tomorrow = world.now() + Duration::days(1);
    let wrong = TakeInReport {
        source_category: Some(SourceCategory::Resident),
        source_profession: Some(SourceProfession::Education),
        source_name: None,
        source_contact: Some("\u{0}".to_owned()),
        received_at: Some(tomorrow),
        incident_from: Some(tomorrow.date_naive() + Duration::days(1)),
        violence_types: vec![ViolenceType::Fgm, ViolenceType::Fgm],
        acute: None,
        narrative: Some("x".repeat(10_001)),
        ..filled_in(&household)
    };
    let refusal = take_in(&world.casework, &vera, &creation(1), wrong).await.unwrap_err();
    let Refusal::Invalid(faults) = refusal else { panic!("{refusal}") };
    assert_eq!(
        faults.to_string(),
        "sourceProfession: does_not_fit, receivedAt: in_the_future, incidentFrom: after_receipt, \
         violenceTypes.1: duplicate, acute: missing, narrative: too_long, sourceName: missing, \
         sourceContact: control_character"
    );
    assert_eq!(world.count("reports").await, 0);
}

#[tokio::test]
async fn a_report_by_veilig_thuis_itself_needs_no_source() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let household = world.household_of(vera.user).await;
    let own = TakeInReport {
        kind: Some(ReportKind::ReportExOfficio),
        source_category: Some(SourceCategory::OtherProfessional),
        source_name: None,
        source_contact: None,
        ..filled_in(&household)
    };
    take_in(&world.casework, &vera, &creation(1), own).await.unwrap();
}

#[tokio::test]
async fn only_veilig_thuis_takes_in_and_only_on_a_household_in_sight() {
    let world = World::new().await;
    let (vera, anna, oda) = (world.caller(VERA).await, world.caller(ANNA).await, world.caller(ODA).await);
    let household = world.household_of(vera.user).await;

    let at_no_desk = TakeInReport { team: team_id(NOT_A_DESK), ..filled_in(&household) };
    let not_hers = TakeInReport { team: oda.teams[0], ..filled_in(&household) };
    let at_hers = TakeInReport { team: anna.teams[0], ..filled_in(&household) };
    for (caller, command) in
        [(&vera, at_no_desk), (&vera, not_hers.clone()), (&anna, at_hers), (&oda, not_hers)]
    {
        let refusal = take_in(&world.casework, caller, &creation(1), command).await.unwrap_err();
        assert!(matches!(refusal, Refusal::NotFound { .. }), "{refusal}");
    }
    assert_eq!(
        world.audit().await,
        [
            "vera take_in hidden desk",
            "vera take_in hidden desk",
            "anna take_in hidden desk",
            "oda read_household hidden household",
        ]
    );
    assert_eq!(world.count("reports").await, 0);
}

async fn follow_up(world: &World, report: ReportId) -> String {
    let query = format!("SELECT follow_up || ' ' || follows_id FROM reports WHERE id = '{report}'");
    world.lines(&query).await.pop().unwrap()
}
