//! Life events: the one look at the plan that each asks for, and what may be done with them afterwards.

use super::phase::let_pass_to;
use crate::support::{ANNA, BILAL, BV_NOORD, Case, OKT_NOORD, SUSAN, WES, World, creation};
use access::Caller;
use casework::life_event::{
    CorrectLifeEvent, RecordLifeEvent, WithdrawLifeEvent, correct, list, record, withdraw,
};
use domain::incident::PartMoment;
use domain::life_event::{LifeEventDraft, LifeEventKind};
use domain::phase::Phase;

async fn case_of_anna_and_bilal(world: &World) -> (Case, Caller, Caller) {
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).with_team(OKT_NOORD).build().await;
    (case, anna, bilal)
}

/// Sara expects a baby in June.
fn baby(case: &Case) -> LifeEventDraft {
    LifeEventDraft {
        kind: Some(LifeEventKind::Birth),
        expected: Some(true),
        happens: PartMoment::parse("2026-06").ok(),
        persons: vec![case.household.mother],
        note: Some("De verloskundige weet ervan.".to_owned()),
        corrects: None,
    }
}

fn recorded(case: &Case, event: LifeEventDraft) -> RecordLifeEvent {
    RecordLifeEvent { case: case.id, event }
}

async fn tasks(world: &World) -> Vec<String> {
    world.lines("SELECT concat_ws(' ', kind, cause, due_on, person_id) FROM tasks").await
}

#[tokio::test]
async fn an_event_opens_one_task_for_the_plan_and_moves_no_score() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;

    let id = record(&world.casework, &anna, &creation(1), recorded(&case, baby(&case))).await.unwrap();
    let again = record(&world.casework, &anna, &creation(1), recorded(&case, baby(&case))).await.unwrap();

    assert_eq!(again, id, "the same key makes nothing new");
    assert_eq!(
        world.lines("SELECT concat_ws(' ', kind, expected, happens) FROM life_events").await,
        ["birth t 2026-06"]
    );
    assert_eq!(tasks(&world).await, ["life_event life_event 2026-05-21"]);
    assert_eq!(world.lines("SELECT origin_id FROM tasks").await, [id.to_string()]);
    assert_eq!(world.count("safety_scores").await, 0);
    assert_eq!(world.count("phase_changes").await, 0);
    assert_eq!(
        world.audit().await,
        ["anna record_life_event done case", "anna record_life_event done case: Sara",]
    );
    let seen = list(&world.casework, &bilal, case.id).await.unwrap();
    assert_eq!((seen.len(), seen[0].people[0].name.as_str()), (1, "Sara Blom"));
    assert!(seen[0].expected && seen[0].stands());
}

#[tokio::test]
async fn a_correction_stands_beside_the_old_one_and_asks_for_no_second_look() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;
    let target = record(&world.casework, &anna, &creation(1), recorded(&case, baby(&case))).await.unwrap();
    let born = LifeEventDraft {
        expected: Some(false),
        happens: PartMoment::parse("2026-05-06").ok(),
        ..baby(&case)
    };
    let better = || CorrectLifeEvent { case: case.id, target, event: born.clone() };

    let refusal = correct(&world.casework, &bilal, &creation(2), better()).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule life_event_recorded_elsewhere");
    let newer = correct(&world.casework, &anna, &creation(3), better()).await.unwrap();
    let refusal = correct(&world.casework, &anna, &creation(4), better()).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule life_event_already_corrected");

    assert_eq!(tasks(&world).await, ["life_event life_event 2026-05-21"]);
    let seen = list(&world.casework, &bilal, case.id).await.unwrap();
    let old = seen.iter().find(|it| it.id == target).unwrap();
    assert_eq!((seen.len(), old.corrected_by, old.stands()), (2, Some(newer), false));
}

#[tokio::test]
async fn a_withdrawn_event_stays_to_be_read_with_why() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;
    let event = record(&world.casework, &anna, &creation(1), recorded(&case, baby(&case))).await.unwrap();
    let mistake = |reason: &str| WithdrawLifeEvent { case: case.id, event, reason: Some(reason.to_owned()) };

    let refusal = withdraw(&world.casework, &bilal, &creation(2), mistake("x")).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule life_event_recorded_elsewhere");
    let refusal = withdraw(&world.casework, &anna, &creation(3), mistake(" ")).await.unwrap_err();
    assert_eq!(refusal.to_string(), "reason: reason_required");
    withdraw(&world.casework, &anna, &creation(4), mistake("Het was haar zus.")).await.unwrap();
    let refusal = withdraw(&world.casework, &anna, &creation(5), mistake("Nog eens.")).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule life_event_already_withdrawn");
    let better = CorrectLifeEvent { case: case.id, target: event, event: baby(&case) };
    let refusal = correct(&world.casework, &anna, &creation(6), better).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule life_event_already_withdrawn");

    let seen = list(&world.casework, &bilal, case.id).await.unwrap();
    assert_eq!(seen[0].withdrawn.as_ref().unwrap().reason, "Het was haar zus.");
    assert_eq!(tasks(&world).await.len(), 1, "people end the task");
}

#[tokio::test]
async fn of_two_withdrawals_at_once_one_counts() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let event = record(&world.casework, &anna, &creation(1), recorded(&case, baby(&case))).await.unwrap();
    let mistake = || WithdrawLifeEvent { case: case.id, event, reason: Some("Vergissing".to_owned()) };
    let keys = [creation(2), creation(3)];
    let (one, other) = tokio::join!(
        withdraw(&world.casework, &anna, &keys[0], mistake()),
        withdraw(&world.casework, &anna, &keys[1], mistake()),
    );
    assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1);
    assert_eq!(world.count("life_event_withdrawals").await, 1);
}

#[tokio::test]
async fn whom_it_concerns_belonged_to_the_household_and_a_closed_case_takes_none() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let elsewhere = world.household().await;
    let mut event = baby(&case);
    event.persons.push(elsewhere.child);
    let refusal = record(&world.casework, &anna, &creation(1), recorded(&case, event)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "persons.1: unknown_choice");
    let nothing = recorded(&case, LifeEventDraft::default());
    let refusal = record(&world.casework, &anna, &creation(1), nothing).await.unwrap_err();
    assert_eq!(refusal.to_string(), "kind: missing, expected: missing, happens: missing");

    let_pass_to(&world, &case, Phase::Closed).await;
    let refusal = record(&world.casework, &anna, &creation(2), recorded(&case, baby(&case))).await;
    assert_eq!(refusal.unwrap_err().to_string(), "rule case_closed");
}

#[tokio::test]
async fn who_only_looks_on_records_none_and_a_stranger_learns_nothing() {
    let world = World::new().await;
    let (case, ..) = case_of_anna_and_bilal(&world).await;
    for (persona, told) in [(SUSAN, "record_life_event is not allowed"), (WES, "not found")] {
        let caller = world.caller(persona).await;
        let refusal = record(&world.casework, &caller, &creation(1), recorded(&case, baby(&case))).await;
        assert_eq!(refusal.unwrap_err().to_string(), told);
    }
    let wes = world.caller(WES).await;
    assert_eq!(list(&world.casework, &wes, case.id).await.unwrap_err().to_string(), "not found");
    assert_eq!(world.count("life_events").await, 0);
}
