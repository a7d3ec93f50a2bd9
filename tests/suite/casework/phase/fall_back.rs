//! Back to direct safety, whatever else happens.

use super::{back, case_of_anna_and_bilal, course, falls_back, let_pass_to, version};
use crate::support::{LEA, SUSAN, WES, World, world::creation};
use casework::phase::{FallBack, LetPass, fall_back, let_pass};
use chrono::Duration;
use domain::phase::Phase;

#[tokio::test]
async fn any_member_of_the_duo_sends_a_case_back_at_once_and_a_task_follows() {
    let world = World::new().await;
    let (case, _, bilal) = case_of_anna_and_bilal(&world).await;
    let_pass_to(&world, &case, Phase::Recovery).await;
    let before = world.audit().await.len();

    fall_back(&world.casework, &bilal, &creation(1), back(&case)).await.unwrap();

    assert_eq!(
        course(&world, &case).await,
        [
            "direct open",
            "direct-stable override",
            "stable-recovery override",
            "recovery-direct fallback judgement"
        ]
    );
    assert_eq!(world.audit().await[before..], ["bilal fall_back done case"]);
    assert_eq!(world.lines("SELECT kind FROM tasks").await, ["fell_back"]);
}

#[tokio::test]
async fn a_case_in_direct_safety_is_renewed_and_the_same_click_twice_makes_one_step() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;

    assert_eq!(falls_back(&world, &anna, &case, 1).await, "done");
    assert_eq!(falls_back(&world, &anna, &case, 1).await, "done");
    assert_eq!(falls_back(&world, &anna, &case, 2).await, "done");

    let renewed = "direct-direct fallback judgement";
    assert_eq!(course(&world, &case).await, ["direct open", renewed, renewed]);
}

#[tokio::test]
async fn only_a_reason_is_asked_and_only_a_closed_case_stays_closed() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;

    for reason in [None, Some("  ".to_owned())] {
        let silent = FallBack { case: case.id, reason };
        let refusal = fall_back(&world.casework, &anna, &creation(1), silent).await.unwrap_err();
        assert_eq!(refusal.to_string(), "reason: reason_required");
    }
    let_pass_to(&world, &case, Phase::Closed).await;
    assert_eq!(falls_back(&world, &anna, &case, 2).await, "rule case_closed");
}

#[tokio::test]
async fn who_covers_and_who_opened_a_case_without_duo_send_it_back_as_well() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let wes = world.caller(WES).await;
    let (id, from, until) = (case.id, world.now(), world.now() + Duration::days(7));
    world
        .build(&format!(
            "INSERT INTO duo_seats (id, case_id, seat, kind, user_id, membership_id, starts_at, ends_at, assigned_by) \
             VALUES (gen_random_uuid(), '{id}', 2, 'cover', '{}', '{}', '{from}', '{until}', '{}')",
            wes.user, wes.membership, anna.user
        ))
        .await;
    assert_eq!(falls_back(&world, &wes, &case, 1).await, "done");

    let own = world.case().opened_by(&anna).build().await;
    assert_eq!(falls_back(&world, &anna, &own, 2).await, "done");
}

#[tokio::test]
async fn who_only_looks_on_is_told_so_and_a_stranger_learns_nothing() {
    let world = World::new().await;
    let (case, ..) = case_of_anna_and_bilal(&world).await;
    let (susan, lea, wes) = (world.caller(SUSAN).await, world.caller(LEA).await, world.caller(WES).await);

    assert_eq!(falls_back(&world, &susan, &case, 1).await, "fall_back is not allowed");
    assert_eq!(falls_back(&world, &lea, &case, 1).await, "fall_back is not allowed");
    assert_eq!(falls_back(&world, &wes, &case, 1).await, "not found");
    assert_eq!(course(&world, &case).await, ["direct open"]);
}

/// Whichever comes first: the case ends in direct safety, because a passage on an old version is refused and a fallback
/// never is.
#[tokio::test]
async fn of_a_passage_and_a_fallback_at_the_same_moment_safety_wins() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;
    let susan = world.caller(SUSAN).await;
    for round in 0..8 {
        let command = LetPass {
            case: case.id,
            to: Phase::Stable,
            reason: Some("Het kan.".to_owned()),
            seen: version(&world, &case).await,
        };
        let keys = [creation(10 + round), creation(20 + round)];
        let (passed, one, other) = tokio::join!(
            let_pass(&world.casework, &susan, command),
            fall_back(&world.casework, &anna, &keys[0], back(&case)),
            fall_back(&world.casework, &bilal, &keys[1], back(&case)),
        );
        assert!(one.is_ok() && other.is_ok(), "{one:?} {other:?}");
        assert!(passed.is_ok() || passed.unwrap_err().to_string() == "changed in the meantime");
        assert_eq!(course(&world, &case).await[0], "direct open");
        let steps = world.lines("SELECT from_phase || to_phase FROM phase_changes ORDER BY step").await;
        assert!(!steps.is_empty());
    }
}

#[tokio::test]
async fn past_the_program_nobody_leaves_a_case_where_its_history_does_not_end() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let susan = world.caller(SUSAN).await;
    let (id, now) = (case.id, world.now());
    let tries = [
        "UPDATE cases SET phase = 'stable'".to_owned(),
        format!("UPDATE cases SET state = 'closed', closed_at = '{now}'"),
        "UPDATE cases SET reason = 'Anders'".to_owned(),
        step(&anna, &id.to_string(), "override", ("direct", "stable"), &now.to_rfc3339()),
        step(&susan, &id.to_string(), "fallback", ("direct", "direct"), &now.to_rfc3339()),
    ];
    for sql in &tries {
        assert!(world.acting(&anna).await.try_run(sql).await.is_err(), "{sql}");
    }
    for sql in &tries[..2] {
        assert!(world.acting(&susan).await.try_run(sql).await.is_err(), "{sql}");
    }
    let honest = step(&anna, &id.to_string(), "fallback", ("direct", "direct"), &now.to_rfc3339());
    assert!(world.acting(&anna).await.try_run(&honest).await.is_ok());
}

/// A step as somebody would write it past the program.
fn step(by: &access::Caller, case: &str, kind: &str, (from, to): (&str, &str), now: &str) -> String {
    let cause = if kind == "fallback" { "'judgement'" } else { "NULL" };
    format!(
        "INSERT INTO phase_changes (id, case_id, step, from_phase, to_phase, kind, cause, reason, criteria, changed_by, \
           membership_id, organisation_id, changed_at) \
         VALUES (gen_random_uuid(), '{case}', 1, '{from}', '{to}', '{kind}', {cause}, 'r', '[]', '{}', '{}', '{}', '{now}')",
        by.user, by.membership, by.organisation
    )
}
