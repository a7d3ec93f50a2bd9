//! Closing, asking after a closed case, and opening it again.

use super::{case_of_anna_and_bilal, course, let_pass_to};
use crate::support::{Case, SUSAN, WES, World, creation};
use access::Caller;
use casework::phase::{AnswerCheckIn, ReopenCase, answer, check_ins, read, reopen};
use casework::work::{Work, my_work};
use domain::id::CheckInId;
use domain::phase::Phase;
use domain::phase::check_in::CheckInDraft;
use domain::time::amsterdam_day;

async fn closed_case(world: &World) -> (Case, Caller, Caller) {
    let (case, anna, bilal) = case_of_anna_and_bilal(world).await;
    let_pass_to(world, &case, Phase::Closed).await;
    (case, anna, bilal)
}

fn said(case: &Case, check_in: CheckInId, safe: bool) -> AnswerCheckIn {
    let notes = Some("Sara belde zelf terug.".to_owned());
    let answer = CheckInDraft { safe: Some(safe), score: Some(7), notes, reopen: !safe };
    AnswerCheckIn { case: case.id, check_in, answer }
}

#[tokio::test]
async fn a_closed_case_is_asked_after_on_three_days_and_stays_readable() {
    let world = World::new().await;
    let (case, anna, bilal) = closed_case(&world).await;

    let asked = check_ins(&world.casework, &anna, case.id).await.unwrap();
    let days: Vec<String> = asked.iter().map(|it| it.due_on.to_string()).collect();
    assert_eq!(days, ["2026-08-07", "2027-05-07", "2027-11-07"]);
    let before = world.audit().await.len();

    answer(&world.casework, &bilal, &creation(1), said(&case, asked[0].id, true)).await.unwrap();

    assert_eq!(world.audit().await[before..], ["bilal move_phase done case"]);
    let seen = read(&world.casework, &anna, case.id).await.unwrap();
    let told = seen.check_ins[0].answer.as_ref().unwrap();
    assert_eq!((told.safe, told.by.name.as_str()), (true, "Bilal Amrani"));
    let refusal = answer(&world.casework, &anna, &creation(2), said(&case, asked[0].id, true)).await;
    assert_eq!(refusal.unwrap_err().to_string(), "rule check_in_answered");
    casework::case::read::read(&world.casework, &anna, case.id).await.unwrap();
}

#[tokio::test]
async fn of_two_answers_at_once_one_counts() {
    let world = World::new().await;
    let (case, anna, bilal) = closed_case(&world).await;
    let first = check_ins(&world.casework, &anna, case.id).await.unwrap()[0].id;
    let keys = [creation(1), creation(2)];
    let (one, other) = tokio::join!(
        answer(&world.casework, &anna, &keys[0], said(&case, first, true)),
        answer(&world.casework, &bilal, &keys[1], said(&case, first, true)),
    );
    assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1);
    assert_eq!(world.count("check_in_answers").await, 1);
}

#[tokio::test]
async fn not_safe_opens_the_case_again_in_direct_safety_with_a_task() {
    let world = World::new().await;
    let (case, anna, _) = closed_case(&world).await;
    let asked = check_ins(&world.casework, &anna, case.id).await.unwrap();

    answer(&world.casework, &anna, &creation(1), said(&case, asked[0].id, false)).await.unwrap();

    assert_eq!(course(&world, &case).await[0], "direct open");
    assert_eq!(course(&world, &case).await.last().unwrap(), "closed-direct reopening check_in");
    assert_eq!(world.lines("SELECT kind FROM tasks").await, ["fell_back"]);
    let refusal = answer(&world.casework, &anna, &creation(2), said(&case, asked[1].id, true)).await;
    assert_eq!(refusal.unwrap_err().to_string(), "rule check_in_lapsed");
}

#[tokio::test]
async fn not_safe_and_still_closed_asks_once_for_a_decision_of_the_duo() {
    let world = World::new().await;
    let (case, anna, bilal) = closed_case(&world).await;
    let asked = check_ins(&world.casework, &anna, case.id).await.unwrap();
    let mut not_safe = said(&case, asked[0].id, false);
    not_safe.answer.reopen = false;

    answer(&world.casework, &anna, &creation(1), not_safe.clone()).await.unwrap();
    answer(&world.casework, &anna, &creation(1), not_safe).await.unwrap();

    let asked_for = "SELECT kind || ' ' || cause || ' ' || (origin_id = (SELECT check_in_id FROM check_in_answers)) FROM tasks";
    assert_eq!(world.lines(asked_for).await, ["not_safe_after_closing check_in true"]);
    assert_eq!(course(&world, &case).await[0], "recovery closed");
    let tomorrow = amsterdam_day(world.now()).succ_opt();
    for caller in [&anna, &bilal] {
        let work = my_work(&world.casework, caller).await.unwrap();
        let due: Vec<_> = work.lines.iter().filter(|it| matches!(it.work.what, Work::Task { .. })).collect();
        assert_eq!(due.iter().map(|it| it.work.due).collect::<Vec<_>>(), [tomorrow]);
    }
    answer(&world.casework, &bilal, &creation(2), said(&case, asked[1].id, true)).await.unwrap();
    assert_eq!(world.count("tasks").await, 1, "safe asks for nothing");
}

#[tokio::test]
async fn a_household_with_a_new_case_goes_on_in_that_one() {
    let world = World::new().await;
    let (case, anna, bilal) = closed_case(&world).await;
    world.case().for_household(&case.household).with_duo(&anna, &bilal).build().await;

    let command = ReopenCase { case: case.id, reason: Some("Weer ruzie.".to_owned()) };
    let refusal = reopen(&world.casework, &anna, &creation(1), command).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule one_open_case_per_household");
    let asked = check_ins(&world.casework, &anna, case.id).await.unwrap();
    let refusal = answer(&world.casework, &anna, &creation(2), said(&case, asked[0].id, false)).await;
    assert_eq!(refusal.unwrap_err().to_string(), "rule one_open_case_per_household");
    assert_eq!(world.count("check_in_answers").await, 0, "nothing of a refused answer is kept");
}

#[tokio::test]
async fn an_open_case_is_not_opened_and_others_open_none() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let wanted = |reason: Option<&str>| ReopenCase { case: case.id, reason: reason.map(str::to_owned) };
    let refusal = reopen(&world.casework, &anna, &creation(1), wanted(Some("Toch"))).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule case_not_closed");
    let refusal = reopen(&world.casework, &anna, &creation(1), wanted(None)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "reason: reason_required");
    for (persona, told) in [(SUSAN, "move_phase is not allowed"), (WES, "not found")] {
        let caller = world.caller(persona).await;
        let refusal = reopen(&world.casework, &caller, &creation(1), wanted(Some("Toch"))).await.unwrap_err();
        assert_eq!(refusal.to_string(), told);
    }
}
