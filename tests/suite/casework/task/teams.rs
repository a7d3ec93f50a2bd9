//! Tasks of a team: for who has no seat, also where nobody sits in the duo yet.

use super::{case_with_teams, done, task_in};
use crate::casework::report::LIV;
use crate::support::{
    ANNA, BILAL, BV_NOORD, Case, LEA, OKT_NOORD, Persona, SUSAN, VERA, VT_INTAKE, WES, World, world::creation,
};
use ::casework::Refusal;
use ::casework::board::board;
use ::casework::reference::team_id;
use ::casework::task::{OwnerChoice, OwnerLine, PassOn, complete, file, pass_on, read};
use ::casework::work::my_work;
use access::Caller;
use domain::id::TaskId;
use futures_util::future::join_all;

const VIC: Persona = Persona { name: "vic", display_name: "Vic Tol", ..VERA };

fn to(case: &Case, task: TaskId, owner: OwnerChoice) -> PassOn {
    let reason = (owner != OwnerChoice::Me).then(|| "Bij hen hoort het.".to_owned());
    PassOn { case: case.id, task, owner, reason }
}

/// What waits in the own work: the task, and whether it is this one's in particular.
async fn own(world: &World, caller: &Caller) -> Vec<bool> {
    my_work(&world.casework, caller).await.unwrap().lines.iter().map(|it| it.mine).collect()
}

/// What the board says of each task of the team: who took it.
async fn on_board(world: &World, caller: &Caller) -> Vec<Option<String>> {
    let found = board(&world.casework, caller).await.unwrap();
    assert!(!format!("{:?}", found.team_tasks).contains("Mila"), "no words of anybody");
    found.team_tasks.into_iter().map(|it| it.taken_by).collect()
}

#[tokio::test]
async fn a_lead_without_a_seat_takes_a_task_of_the_team_and_ends_it() {
    let world = World::new().await;
    let case = case_with_teams(&world).await;
    let (anna, bilal, lea) = (world.caller(ANNA).await, world.caller(BILAL).await, world.caller(LEA).await);
    let casework = &world.casework;
    let task = task_in(&world, &case).await;
    assert!(on_board(&world, &lea).await.is_empty(), "it waits for the duo");
    let refusal = pass_on(casework, &lea, &creation(1), to(&case, task, OwnerChoice::Me)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule task_not_for_team");

    let team = OwnerChoice::Team(team_id(OKT_NOORD));
    pass_on(casework, &anna, &creation(2), to(&case, task, team)).await.unwrap();
    assert_eq!(on_board(&world, &lea).await, [None]);
    assert!(on_board(&world, &world.caller(SUSAN).await).await.is_empty(), "another team");
    assert_eq!((own(&world, &bilal).await.len(), own(&world, &anna).await.len()), (1, 0));
    let seen = file(casework, &lea, case.id, task).await.unwrap();
    assert_eq!((seen.may_take, seen.may_end), (true, true));
    let seen = file(casework, &anna, case.id, task).await.unwrap();
    assert_eq!((seen.may_take, seen.may_end), (false, true));

    pass_on(casework, &lea, &creation(3), to(&case, task, OwnerChoice::Me)).await.unwrap();
    assert_eq!(on_board(&world, &lea).await, [Some("Lea Oosting".to_owned())]);
    assert!(own(&world, &bilal).await.is_empty(), "a colleague took it");
    let turns = read(casework, &anna, case.id, task).await.unwrap().turns;
    assert!(matches!(&turns[1].owner, OwnerLine::Member(user, ..) if user.user == lea.user));
    complete(casework, &lea, &creation(4), done(&case, task)).await.unwrap();
    assert!(on_board(&world, &lea).await.is_empty());
    let audit = world.audit().await;
    for row in ["lea pass_on_task done case", "lea complete_team_task done case"] {
        assert!(audit.contains(&row.to_owned()), "{row} in {audit:?}");
    }
}

#[tokio::test]
async fn where_nobody_sits_a_task_waits_for_who_holds_the_view_until_there_is_a_duo() {
    let world = World::new().await;
    let case = world.case().with_team(VT_INTAKE).with_team(OKT_NOORD).build().await;
    let task = task_in(&world, &case).await;
    let (vera, vic, liv) = (world.caller(VERA).await, world.caller(VIC).await, world.caller(LIV).await);
    assert_eq!((own(&world, &vera).await, own(&world, &vic).await), (vec![false], vec![false]));
    assert_eq!(on_board(&world, &liv).await, [None]);
    for persona in [LEA, WES, BILAL] {
        assert!(own(&world, &world.caller(persona).await).await.is_empty(), "{}", persona.name);
    }
    assert!(on_board(&world, &world.caller(LEA).await).await.is_empty(), "she does not hold the view");
    let team = file(&world.casework, &vera, case.id, task).await.unwrap().team.unwrap();
    assert_eq!(team.0, team_id(VT_INTAKE));

    let take = to(&case, task, OwnerChoice::Me);
    pass_on(&world.casework, &vera, &creation(1), take.clone()).await.unwrap();
    assert_eq!((own(&world, &vera).await, own(&world, &vic).await), (vec![true], vec![]));
    let refusal = pass_on(&world.casework, &vic, &creation(2), take).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule task_not_for_team");
    // Who left gives it back.
    let (gone, now) = (vera.membership, world.now());
    world.build(&format!("UPDATE memberships SET ends_at = '{now}' WHERE id = '{gone}'")).await;
    assert_eq!(own(&world, &vic).await, [false]);
    assert_eq!(on_board(&world, &liv).await, [None]);

    let other = task_in(&world, &case).await;
    assert_eq!(own(&world, &vic).await.len(), 2);
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let seated = world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).build().await;
    world
        .build(&format!("UPDATE duo_seats SET case_id = '{}' WHERE case_id = '{}'", case.id, seated.id))
        .await;
    assert_eq!(own(&world, &vic).await, [false], "what was taken stays with the team");
    assert_eq!(own(&world, &anna).await, [false], "and the other waits for the duo: {other}");
}

#[tokio::test]
async fn of_two_who_take_a_task_at_once_one_gets_it() {
    let world = World::new().await;
    let case = world.case().with_team(VT_INTAKE).build().await;
    let task = task_in(&world, &case).await;
    let callers = [world.caller(VERA).await, world.caller(VIC).await];
    let both = callers.iter().zip([creation(1), creation(2)]).map(async |(caller, creation)| {
        pass_on(&world.casework, caller, &creation, to(&case, task, OwnerChoice::Me)).await
    });
    let outcomes = join_all(both).await;
    assert_eq!(outcomes.iter().filter(|it| it.is_ok()).count(), 1);
    let refused = outcomes.into_iter().find_map(Result::err).unwrap();
    assert!(matches!(refused, Refusal::Rule("task_not_for_team") | Refusal::Stale), "{refused}");
    assert_eq!(world.count("task_turns").await, 1);
}

#[tokio::test]
async fn the_database_lets_a_lead_end_only_what_waits_for_the_team() {
    let world = World::new().await;
    let case = case_with_teams(&world).await;
    let task = task_in(&world, &case).await;
    let (anna, lea, now) = (world.caller(ANNA).await, world.caller(LEA).await, world.now());
    let ends = async || {
        let sql = format!(
            "INSERT INTO task_completions (task_id, case_id, ending, outcome, done_by, membership_id, done_at) \
             VALUES ('{task}', '{}', 'done', 'Gedaan', '{}', '{}', '{now}'); ROLLBACK",
            case.id, lea.user, lea.membership
        );
        world.acting(&lea).await.try_run(&sql).await.is_ok()
    };
    assert!(!ends().await);
    let team = OwnerChoice::Team(team_id(OKT_NOORD));
    pass_on(&world.casework, &anna, &creation(1), to(&case, task, team)).await.unwrap();
    assert!(ends().await);
    assert_eq!(world.acting(&anna).await.lines("SELECT count(*) FROM guard.team_tasks()").await, ["0"]);
}
