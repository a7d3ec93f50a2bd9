//! A refusal is recorded where a review of a case or of a person looks.

use crate::support::{ANNA, BILAL, WES, World};
use casework::{case, person};

#[tokio::test]
async fn a_refusal_stands_with_the_case_and_with_the_person() {
    let world = World::new().await;
    let (anna, bilal, wes) = (world.caller(ANNA).await, world.caller(BILAL).await, world.caller(WES).await);
    let case = world.case().with_duo(&anna, &bilal).build().await;
    case::read::read(&world.casework, &wes, case.id).await.unwrap_err();
    person::read(&world.casework, &wes, case.household.child).await.unwrap_err();
    let of_case = format!("SELECT outcome FROM audit_log WHERE case_id = '{}'", case.id);
    assert_eq!(world.lines(&of_case).await, ["hidden"]);
    let of_person = format!("SELECT outcome FROM audit_log WHERE person_id = '{}'", case.household.child);
    assert_eq!(world.lines(&of_person).await, ["hidden"]);
}
