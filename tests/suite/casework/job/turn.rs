//! A task tells whose turn it is: the duo, a seat, whoever was asked, or a team.

use super::Office;
use crate::support::world::creation;
use crate::support::{ANNA, BILAL, LEA, OKT_NOORD, SUSAN};
use ::casework::reference::team_id;
use ::casework::task::{OpenTask, OwnerChoice, PassOn, open, pass_on};
use domain::duo::Seat;
use domain::id::TaskId;
use domain::task::TaskDraft;

/// Somebody asks for something, of this owner.
async fn ask(office: &Office, key: u8, owner: OwnerChoice) -> TaskId {
    let anna = office.world.caller(ANNA).await;
    let due = Some(office.world.now().date_naive());
    let task = TaskDraft { told: Some("Bel de school".to_owned()), due, person: None };
    let command = OpenTask { case: office.case.id, task, owner };
    open(&office.world.casework, &anna, &creation(key.into()), command).await.unwrap()
}

async fn hand(office: &Office, key: u8, task: TaskId, owner: OwnerChoice) {
    let anna = office.world.caller(ANNA).await;
    let reason = Some("Zij kent de school.".to_owned());
    let command = PassOn { case: office.case.id, task, owner, reason };
    pass_on(&office.world.casework, &anna, &creation(key.into()), command).await.unwrap();
    office.works().await;
}

/// Who was told of a task, in the order of telling: `bilal task`.
async fn told(office: &Office, task: TaskId) -> Vec<String> {
    let query = "SELECT u.name || ' ' || n.kind FROM notices n JOIN users u ON u.id = n.user_id \
                 WHERE n.origin_id = '{}' ORDER BY n.number";
    let mut told = office.world.lines(&query.replace("{}", &task.to_string())).await;
    told.sort();
    told
}

#[tokio::test]
async fn a_task_tells_whoever_it_was_asked_of() {
    let office = Office::new().await;
    let bilal = office.world.caller(BILAL).await;
    office.world.caller(SUSAN).await;
    let duo = ask(&office, 1, OwnerChoice::Duo).await;
    let seat = ask(&office, 2, OwnerChoice::Seat(Seat::One)).await;
    let person = ask(&office, 3, OwnerChoice::Person(bilal.membership)).await;
    let team = ask(&office, 4, OwnerChoice::Team(team_id(OKT_NOORD))).await;
    office.works().await;
    assert_eq!(told(&office, duo).await, ["anna task", "bilal task"]);
    assert_eq!(told(&office, seat).await, ["anna task"]);
    assert_eq!(told(&office, person).await, ["bilal task"]);
    assert_eq!(told(&office, team).await, ["bilal task", "lea task"], "who of the team sees it");
    assert_eq!(LEA.name, "lea");
}

#[tokio::test]
async fn whoever_gets_a_task_hears_of_it_once_for_every_turn_at_most() {
    let office = Office::new().await;
    let bilal = office.world.caller(BILAL).await;
    let task = ask(&office, 1, OwnerChoice::Seat(Seat::One)).await;
    office.works().await;
    hand(&office, 2, task, OwnerChoice::Person(bilal.membership)).await;
    let once = ["anna task", "bilal task_passed_on"];
    assert_eq!(told(&office, task).await, once);
    office.works().await;
    assert_eq!(told(&office, task).await, once);
    hand(&office, 3, task, OwnerChoice::Seat(Seat::One)).await;
    assert_eq!(told(&office, task).await, ["anna task", "anna task_passed_on", "bilal task_passed_on"]);
}
