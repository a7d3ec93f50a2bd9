//! Tasks: opened once for what asks for them, and ended once, with what was done.

mod teams;
mod turns;

use crate::support::{ANNA, BILAL, BV_NOORD, Case, LEA, OKT_NOORD, SUSAN, WES, World, world::creation};
use ::casework::Ids;
use ::casework::Refusal;
use ::casework::ports::SystemIds;
use ::casework::task::{CompleteTask, complete, list, read};
use domain::id::TaskId;
use domain::task::TaskEnding;
use domain::text::LongText;
use futures_util::future::join_all;

/// A task about the child that Anna's step asked for.
async fn task_in(world: &World, case: &Case) -> TaskId {
    let (id, anna) = (TaskId(SystemIds.random()), world.caller(ANNA).await);
    let (child, day, now) = (case.household.child, world.now().date_naive(), world.now());
    world
        .build(&format!(
            "INSERT INTO tasks (id, case_id, kind, cause, origin_id, person_id, opened_by, membership_id, opened_at, due_on) \
             VALUES ('{id}', '{}', 'low_score', 'score', gen_random_uuid(), '{child}', '{}', '{}', '{now}', '{day}')",
            case.id, anna.user, anna.membership
        ))
        .await;
    id
}

fn done(case: &Case, task: TaskId) -> CompleteTask {
    let outcome = LongText::parse("Samen langs geweest.").unwrap();
    CompleteTask { case: case.id, task, ending: TaskEnding::Done, outcome }
}

async fn case_with_teams(world: &World) -> Case {
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).with_team(OKT_NOORD).build().await
}

#[tokio::test]
async fn a_task_ends_once_with_what_was_done() {
    let world = World::new().await;
    let case = case_with_teams(&world).await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let task = task_in(&world, &case).await;

    let open = list(&world.casework, &bilal, case.id).await.unwrap();
    assert_eq!(open.iter().map(|it| it.id).collect::<Vec<_>>(), [task]);
    complete(&world.casework, &bilal, &creation(1), done(&case, task)).await.unwrap();
    complete(&world.casework, &bilal, &creation(1), done(&case, task)).await.unwrap();
    let refusal = complete(&world.casework, &anna, &creation(2), done(&case, task)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule task_already_done");

    assert!(list(&world.casework, &bilal, case.id).await.unwrap().is_empty());
    let ended = read(&world.casework, &anna, case.id, task).await.unwrap().done.unwrap();
    assert_eq!((ended.by.user, ended.outcome.as_str()), (bilal.user, "Samen langs geweest."));
    let audit = world.audit().await;
    for row in [
        "bilal complete_task done case",
        "bilal complete_task done case: Mila",
        "bilal read_case done case: Mila",
    ] {
        assert!(audit.contains(&row.to_owned()), "{row} in {audit:?}");
    }
}

#[tokio::test]
async fn of_two_who_end_a_task_at_once_one_is_told_so() {
    let world = World::new().await;
    let case = case_with_teams(&world).await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let task = task_in(&world, &case).await;
    let both = [(&anna, creation(1)), (&bilal, creation(2))].map(async |(caller, creation)| {
        complete(&world.casework, caller, &creation, done(&case, task)).await
    });
    let outcomes = join_all(both).await;
    assert_eq!(outcomes.iter().filter(|it| it.is_ok()).count(), 1);
    let refused = outcomes.into_iter().find_map(Result::err).unwrap();
    assert!(matches!(refused, Refusal::Rule("task_already_done") | Refusal::Stale), "{refused}");
    assert_eq!(world.count("task_completions").await, 1);
}

#[tokio::test]
async fn who_only_looks_on_ends_no_task_and_a_stranger_learns_nothing() {
    let world = World::new().await;
    let case = case_with_teams(&world).await;
    let task = task_in(&world, &case).await;
    let (lead, susan, wes) = (world.caller(LEA).await, world.caller(SUSAN).await, world.caller(WES).await);

    let refusal = complete(&world.casework, &lead, &creation(1), done(&case, task)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule task_not_for_team");
    let refusal = complete(&world.casework, &wes, &creation(1), done(&case, task)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "not found");
    assert!(list(&world.casework, &wes, case.id).await.is_err());
    complete(&world.casework, &susan, &creation(1), done(&case, task)).await.unwrap();
}

#[tokio::test]
async fn a_task_of_another_case_is_not_there() {
    let world = World::new().await;
    let (case, other) = (case_with_teams(&world).await, case_with_teams(&world).await);
    let anna = world.caller(ANNA).await;
    let task = task_in(&world, &other).await;
    let refusal = complete(&world.casework, &anna, &creation(1), done(&case, task)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule task_not_there");
    assert_eq!(read(&world.casework, &anna, case.id, task).await.unwrap_err().to_string(), "not found");
}
