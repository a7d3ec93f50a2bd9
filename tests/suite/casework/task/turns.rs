//! Asking for something by hand, passing it on, and for whom it then waits.

use super::{case_with_teams, task_in};
use crate::support::{ANNA, BILAL, LEA, OKT_NOORD, SUSAN, WES, World, world::creation};
use ::casework::reference::team_id;
use ::casework::task::{
    OpenTask, OwnerChoice, OwnerLine, PassOn, PassOnTasks, open, pass_on, pass_on_all, read,
};
use ::casework::work::{Work, my_work};
use access::Caller;
use chrono::Duration;
use domain::duo::Seat;
use domain::id::TaskId;
use domain::task::TaskDraft;

fn asked(world: &World, told: &str, owner: OwnerChoice) -> (TaskDraft, OwnerChoice) {
    let due = Some(world.now().date_naive() + Duration::days(2));
    (TaskDraft { told: Some(told.to_owned()), due, person: None }, owner)
}

/// What waits for somebody: the words, or the code of the rule.
async fn waits(world: &World, caller: &Caller) -> Vec<String> {
    let found = my_work(&world.casework, caller).await.unwrap();
    let told = |it: ::casework::work::WorkLine| match it.work.what {
        Work::Task { told: Some(told), .. } => told,
        Work::Task { kind, .. } => kind.to_string(),
        other => format!("{other:?}"),
    };
    found.lines.into_iter().map(told).collect()
}

#[tokio::test]
async fn who_is_asked_sees_it_and_the_other_does_not_until_it_is_passed_on() {
    let world = World::new().await;
    let case = case_with_teams(&world).await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let (task, owner) = asked(&world, "Bel de school", OwnerChoice::Person(bilal.membership));
    let command = OpenTask { case: case.id, task, owner };
    let made = open(&world.casework, &anna, &creation(1), command.clone()).await.unwrap();
    assert_eq!(open(&world.casework, &anna, &creation(1), command).await.unwrap(), made);
    assert_eq!(waits(&world, &bilal).await, ["Bel de school"]);
    assert!(waits(&world, &anna).await.is_empty());

    let to =
        |owner, reason: &str| PassOn { case: case.id, task: made, owner, reason: Some(reason.to_owned()) };
    let (casework, seat) = (&world.casework, OwnerChoice::Seat(Seat::One));
    let nothing = pass_on(casework, &bilal, &creation(2), to(seat, " ")).await.unwrap_err();
    assert_eq!(nothing.to_string(), "reason: reason_required");
    pass_on(casework, &bilal, &creation(2), to(seat, "Verlof")).await.unwrap();
    pass_on(casework, &bilal, &creation(2), to(seat, "Verlof")).await.unwrap();
    let again = pass_on(casework, &bilal, &creation(3), to(seat, "Verlof")).await.unwrap_err();
    assert_eq!(again.to_string(), "rule task_same_owner");
    assert_eq!(waits(&world, &anna).await, ["Bel de school"]);
    assert!(waits(&world, &bilal).await.is_empty());

    let turns = read(casework, &anna, case.id, made).await.unwrap().turns;
    let owners: Vec<_> = turns.iter().map(|it| (&it.owner, it.reason.as_deref())).collect();
    assert!(matches!(owners[0], (OwnerLine::Person(user), None) if user.user == bilal.user));
    assert_eq!(owners[1], (&OwnerLine::Seat(Seat::One), Some("Verlof")));
    assert!(world.audit().await.contains(&"bilal pass_on_task done case".to_owned()));
}

#[tokio::test]
async fn a_task_of_who_left_the_duo_waits_for_the_duo() {
    let world = World::new().await;
    let case = case_with_teams(&world).await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let (task, owner) = asked(&world, "Bel de school", OwnerChoice::Person(bilal.membership));
    open(&world.casework, &anna, &creation(1), OpenTask { case: case.id, task, owner }).await.unwrap();
    assert!(waits(&world, &anna).await.is_empty());
    let (by, now) = (bilal.user, world.now());
    world.build(&format!("UPDATE duo_seats SET ends_at = '{now}' WHERE user_id = '{by}'")).await;
    assert_eq!(waits(&world, &anna).await, ["Bel de school"]);
    assert!(waits(&world, &bilal).await.is_empty());
}

#[tokio::test]
async fn only_who_works_in_the_case_can_be_asked() {
    let world = World::new().await;
    let case = case_with_teams(&world).await;
    let (anna, wes) = (world.caller(ANNA).await, world.caller(WES).await);
    for (owner, refused) in [
        (OwnerChoice::Person(wes.membership), "rule task_owner_not_in_duo"),
        (OwnerChoice::Team(wes.teams[0]), "rule task_team_not_in_case"),
    ] {
        let (task, owner) = asked(&world, "Bel de school", owner);
        let command = OpenTask { case: case.id, task, owner };
        let refusal = open(&world.casework, &anna, &creation(1), command).await.unwrap_err();
        assert_eq!(refusal.to_string(), refused);
    }
    let (task, owner) = asked(&world, "Bel de school", OwnerChoice::Team(team_id(OKT_NOORD)));
    open(&world.casework, &anna, &creation(1), OpenTask { case: case.id, task, owner }).await.unwrap();
    let bilal = world.caller(BILAL).await;
    assert_eq!(waits(&world, &bilal).await, ["Bel de school"], "of that team");
    assert!(waits(&world, &anna).await.is_empty());

    let (task, owner) = asked(&world, "Bel", OwnerChoice::Duo);
    let (lea, command) = (world.caller(LEA).await, OpenTask { case: case.id, task, owner });
    let refusal = open(&world.casework, &lea, &creation(2), command.clone()).await.unwrap_err();
    assert_eq!(refusal.to_string(), "open_task is not allowed");
    let refusal = open(&world.casework, &wes, &creation(2), command).await.unwrap_err();
    assert_eq!(refusal.to_string(), "not found");
}

#[tokio::test]
async fn a_lead_hands_all_tasks_of_a_colleague_over_or_none_and_hears_which_row_is_wrong() {
    let world = World::new().await;
    let (one, two) = (case_with_teams(&world).await, case_with_teams(&world).await);
    let (anna, bilal, lea) = (world.caller(ANNA).await, world.caller(BILAL).await, world.caller(LEA).await);
    let tasks = [task_in(&world, &one).await, task_in(&world, &two).await];
    let strange = TaskId(uuid::Uuid::from_u128(9));
    let command = |tasks: &[TaskId], owner| PassOnTasks {
        tasks: tasks.to_vec(),
        from: bilal.membership,
        owner,
        reason: Some("Bilal is er niet.".to_owned()),
    };
    let casework = &world.casework;
    let refusal =
        pass_on_all(casework, &lea, &creation(1), command(&[tasks[0], strange], None)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "tasks.1: unknown_choice");
    let wes = OwnerChoice::Person(world.caller(WES).await.membership);
    let refusal = pass_on_all(casework, &lea, &creation(1), command(&tasks, Some(wes))).await.unwrap_err();
    let mut told: Vec<_> = refusal.to_string().split(", ").map(ToOwned::to_owned).collect();
    told.sort();
    assert_eq!(told, ["tasks.0: not_in_case", "tasks.1: not_in_case"]);
    assert_eq!(world.count("task_turns").await, 0, "all or none");

    let handed = pass_on_all(casework, &lea, &creation(2), command(&tasks, None)).await.unwrap();
    assert_eq!(
        handed.iter().map(|it| (it.task, it.case)).collect::<Vec<_>>(),
        [(tasks[0], one.id), (tasks[1], two.id)]
    );
    pass_on_all(casework, &lea, &creation(2), command(&tasks, None)).await.unwrap();
    assert_eq!(world.count("task_turns").await, 2);
    assert_eq!(waits(&world, &anna).await.len(), 2);
    assert!(waits(&world, &bilal).await.is_empty());

    let refusal = pass_on_all(casework, &wes_caller(&world).await, &creation(3), command(&tasks, None)).await;
    assert_eq!(refusal.unwrap_err().to_string(), "tasks.0: unknown_choice, tasks.1: unknown_choice");
    let susan = world.caller(SUSAN).await;
    pass_on_all(casework, &susan, &creation(4), command(&tasks, Some(OwnerChoice::Duo))).await.unwrap();
}

async fn wes_caller(world: &World) -> Caller {
    world.caller(WES).await
}
