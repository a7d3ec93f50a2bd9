//! A transaction is all or nothing, and leaves nothing on its connection.

use crate::support::{ANNA, BILAL, BV_NOORD, SUSAN, WES, World};

#[tokio::test]
async fn a_world_has_people_who_find_their_case() {
    let world = World::new().await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).build().await;

    let found = casework::case::read::read(&world.casework, &anna, case.id).await.unwrap();
    assert_eq!(found.case, case.id);
    let susan = world.caller(SUSAN).await;
    casework::case::read::read(&world.casework, &susan, case.id).await.unwrap();
    let wes = world.caller(WES).await;
    casework::case::read::read(&world.casework, &wes, case.id).await.unwrap_err();
    assert_eq!(
        world.audit().await,
        [
            "anna read_case done case",
            "anna read_case done case: Mila",
            "anna read_case done case: Sara",
            "anna read_case done case: Tom",
            "susan read_case done case",
            "susan read_case done case: Mila",
            "susan read_case done case: Sara",
            "susan read_case done case: Tom",
            "wes read_case hidden case",
        ]
    );
}
