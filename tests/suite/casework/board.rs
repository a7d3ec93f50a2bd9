//! The board of a team: numbers that agree with what everybody finds in their own work, and nothing of what is in it.

use crate::support::{ANNA, BILAL, BV_NOORD, LEA, OKT_NOORD, Persona, SUSAN, WES, World, world::creation};
use ::casework::board::{board, member};
use ::casework::task::{OpenTask, OwnerChoice, open};
use ::casework::work::my_work;
use chrono::Duration;
use domain::task::TaskDraft;

const BRAM: Persona = Persona { name: "bram", display_name: "Bram Ouali", ..BILAL };

#[tokio::test]
async fn the_numbers_are_those_of_everybodys_own_work() {
    let world = World::new().await;
    let (anna, bilal, bram) = (world.caller(ANNA).await, world.caller(BILAL).await, world.caller(BRAM).await);
    let casework = &world.casework;
    let with = |one, two| world.case().with_duo(one, two).with_team(BV_NOORD).with_team(OKT_NOORD);
    let (first, second) = (with(&anna, &bilal).build().await, with(&anna, &bram).build().await);
    let waiting = world.case().with_team(BV_NOORD).with_team(OKT_NOORD).build().await;
    let day = |days| Some(world.now().date_naive() + Duration::days(days));
    for (key, case, owner, days) in [
        (1, first.id, OwnerChoice::Duo, 0),
        (2, first.id, OwnerChoice::Person(bilal.membership), 1),
        (3, first.id, OwnerChoice::Person(anna.membership), 1),
        (4, second.id, OwnerChoice::Seat(domain::duo::Seat::Two), 0),
    ] {
        let task =
            TaskDraft { told: Some("Bel de school van Mila".to_owned()), due: day(days), person: None };
        open(casework, &anna, &creation(key), OpenTask { case, task, owner }).await.unwrap();
    }
    world.clock.forward(Duration::days(1));

    let lea = world.caller(LEA).await;
    let found = board(casework, &lea).await.unwrap();
    let told: Vec<_> =
        found.members.iter().map(|it| (it.name.as_str(), it.cases, it.tasks, it.overdue)).collect();
    assert_eq!(told, [("Bilal Amrani", 1, 2, 1), ("Bram Ouali", 1, 1, 1)]);
    for caller in [&bilal, &bram] {
        let own = my_work(casework, caller).await.unwrap().lines.len();
        let on_board = found.members.iter().find(|it| it.membership == caller.membership).unwrap().tasks;
        assert_eq!(i64::try_from(own).unwrap(), on_board);
    }
    assert_eq!(found.short.iter().map(|it| it.case).collect::<Vec<_>>(), [waiting.id]);

    let his = member(casework, &lea, bilal.membership).await.unwrap();
    assert_eq!(his.tasks.iter().map(|it| it.overdue).collect::<Vec<_>>(), [true, false]);
    assert!(!format!("{his:?}").contains("Mila"), "no words of anybody");
    assert!(world.audit().await.contains(&"lea read_board done desk".to_owned()));
}

#[tokio::test]
async fn a_board_is_for_who_leads_and_of_the_own_team_only() {
    let world = World::new().await;
    let casework = &world.casework;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    for persona in [ANNA, BILAL, WES] {
        let refusal = board(casework, &world.caller(persona).await).await.unwrap_err();
        assert_eq!(refusal.to_string(), "not found");
    }
    let (lea, susan) = (world.caller(LEA).await, world.caller(SUSAN).await);
    assert_eq!(member(casework, &lea, anna.membership).await.unwrap_err().to_string(), "not found");
    assert_eq!(member(casework, &susan, bilal.membership).await.unwrap_err().to_string(), "not found");
    assert_eq!(board(casework, &susan).await.unwrap().members.len(), 1, "Anna");
    let mut app = world.acting(&anna).await;
    assert_eq!(app.lines("SELECT count(*) FROM guard.board()").await, ["0"]);
    assert_eq!(
        app.lines("SELECT count(*) FROM guard.short_of_duo('00000000-0000-0000-0000-000000000000', NULL)")
            .await,
        ["0"]
    );
}
