//! Whom a supervisor can choose.

use super::{FATIMA, JOOST, case_of_two_teams};
use crate::support::{ANNA, BEA, BILAL, BV_NOORD, SUSAN, WES, World};
use casework::duo::candidates;

#[tokio::test]
async fn candidates_work_in_a_team_of_the_case_or_beside_it_and_the_lightest_load_comes_first() {
    let world = World::new().await;
    let (anna, bilal, susan) =
        (world.caller(ANNA).await, world.caller(BILAL).await, world.caller(SUSAN).await);
    for persona in [JOOST, FATIMA, WES, BEA] {
        world.caller(persona).await;
    }
    // The load counts everywhere, also where the supervisor cannot look.
    world.case().with_duo(&anna, &bilal).build().await;
    world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).build().await;
    let case = case_of_two_teams(&world).await;

    let found = candidates(&world.casework, &susan, case.id).await.unwrap();

    let found: Vec<_> = found
        .iter()
        .map(|it| {
            format!(
                "{} ({}) {} of {}, {}",
                it.name,
                it.organisation_name,
                it.load,
                it.capacity,
                it.areas.join(" ")
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            "Fatima Haddou (Ouder- en Kindteams Amsterdam) 0 of 12, Noord",
            "Joost Veldhoek (Blijvend Veilig) 0 of 12, Noord",
            "Anna de Graaf (Blijvend Veilig) 2 of 12, Noord",
            "Bilal Amrani (Ouder- en Kindteams Amsterdam) 2 of 12, Noord",
        ]
    );
    assert_eq!(world.audit().await, ["susan assign_duo done case"]);
}

#[tokio::test]
async fn who_was_blocked_or_whose_membership_ended_is_no_candidate() {
    let world = World::new().await;
    let susan = world.caller(SUSAN).await;
    let (anna, joost) = (world.caller(ANNA).await, world.caller(JOOST).await);
    let case = case_of_two_teams(&world).await;
    world
        .build(&format!(
            "UPDATE users SET blocked_at = '{now}' WHERE id = '{}'; \
             UPDATE memberships SET ends_at = '{now}' WHERE id = '{}'",
            anna.user,
            joost.membership,
            now = world.now()
        ))
        .await;

    assert_eq!(candidates(&world.casework, &susan, case.id).await.unwrap(), []);
}

#[tokio::test]
async fn a_member_of_the_duo_does_not_choose_colleagues() {
    let world = World::new().await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_duo(&anna, &bilal).build().await;

    let refusal = candidates(&world.casework, &anna, case.id).await.unwrap_err();
    assert_eq!(refusal.to_string(), "assign_duo is not allowed");
    let wes = world.caller(WES).await;
    let refusal = candidates(&world.casework, &wes, case.id).await.unwrap_err();
    assert_eq!(refusal.to_string(), "not found");
}
