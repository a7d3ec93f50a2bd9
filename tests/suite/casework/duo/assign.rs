//! Assigning a duo.

use super::{CHRIS, FATIMA, JOOST, case_of_two_teams, seats};
use crate::support::{ANNA, BILAL, LEA, SUSAN, WES, World};
use casework::duo::{AssignDuo, assign};
use domain::id::{CaseId, MembershipId};
use domain::version::Version;

fn both(case: CaseId, first: MembershipId, second: MembershipId) -> AssignDuo {
    AssignDuo { case, seen: Version(1), first: Some(first), second: Some(second) }
}

#[tokio::test]
async fn a_supervisor_gives_a_case_its_duo_and_both_see_it() {
    let world = World::new().await;
    let (anna, bilal, susan) =
        (world.caller(ANNA).await, world.caller(BILAL).await, world.caller(SUSAN).await);
    let case = case_of_two_teams(&world).await;

    let wanted = both(case.id, anna.membership, bilal.membership);
    assert_eq!(assign(&world.casework, &susan, wanted).await.unwrap(), Version(2));

    assert_eq!(seats(&world).await, ["1 member anna on", "2 member bilal on"]);
    assert_eq!(world.audit().await, ["susan assign_duo done case"]);
    casework::case::read::read(&world.casework, &anna, case.id).await.unwrap();
    casework::case::read::read(&world.casework, &bilal, case.id).await.unwrap();
}

#[tokio::test]
async fn the_second_seat_may_be_filled_later() {
    let world = World::new().await;
    let (anna, bilal, susan) =
        (world.caller(ANNA).await, world.caller(BILAL).await, world.caller(SUSAN).await);
    let case = case_of_two_teams(&world).await;

    let first = AssignDuo { case: case.id, seen: Version(1), first: None, second: Some(bilal.membership) };
    let seen = assign(&world.casework, &susan, first).await.unwrap();
    let second = AssignDuo { case: case.id, seen, first: Some(anna.membership), second: None };
    assert_eq!(assign(&world.casework, &susan, second).await.unwrap(), Version(3));

    assert_eq!(seats(&world).await, ["1 member anna on", "2 member bilal on"]);
}

#[tokio::test]
async fn a_third_member_the_same_person_twice_and_a_duo_without_blijvend_veilig_are_refused() {
    let world = World::new().await;
    let (anna, bilal, susan) =
        (world.caller(ANNA).await, world.caller(BILAL).await, world.caller(SUSAN).await);
    let (joost, fatima) = (world.caller(JOOST).await, world.caller(FATIMA).await);
    let empty = case_of_two_teams(&world).await;
    let full = world.case().with_team(crate::support::BV_NOORD).with_duo(&anna, &bilal).build().await;

    for (wanted, rule) in [
        (both(empty.id, anna.membership, anna.membership), "rule one_person"),
        (both(empty.id, bilal.membership, fatima.membership), "rule without_blijvend_veilig"),
        (both(full.id, joost.membership, anna.membership), "rule third_member"),
        // Whoever it is.
        (both(full.id, susan.membership, susan.membership), "rule third_member"),
    ] {
        let refusal = assign(&world.casework, &susan, wanted).await.unwrap_err();
        assert_eq!(refusal.to_string(), rule);
    }
    assert_eq!(world.count("duo_seats").await, 2);
}

#[tokio::test]
async fn two_of_the_local_youth_team_are_a_duo_for_intensive_voluntary_help() {
    let world = World::new().await;
    let (bilal, fatima, susan) =
        (world.caller(BILAL).await, world.caller(FATIMA).await, world.caller(SUSAN).await);
    let case = case_of_two_teams(&world).await;
    world.build(&format!("UPDATE cases SET track = 'ivh' WHERE id = '{}'", case.id)).await;

    let wanted = both(case.id, bilal.membership, fatima.membership);
    assign(&world.casework, &susan, wanted).await.unwrap();

    assert_eq!(seats(&world).await, ["1 member bilal on", "2 member fatima on"]);
}

#[tokio::test]
async fn who_is_no_candidate_cannot_be_chosen_and_somebody_must_be() {
    let world = World::new().await;
    let (anna, wes, susan) = (world.caller(ANNA).await, world.caller(WES).await, world.caller(SUSAN).await);
    let case = case_of_two_teams(&world).await;

    let stranger = both(case.id, anna.membership, wes.membership);
    let refusal = assign(&world.casework, &susan, stranger).await.unwrap_err();
    assert_eq!(refusal.to_string(), "second: unknown_choice");
    let supervisor = both(case.id, susan.membership, wes.membership);
    let refusal = assign(&world.casework, &susan, supervisor).await.unwrap_err();
    assert_eq!(refusal.to_string(), "first: unknown_choice, second: unknown_choice");
    let nobody = AssignDuo { case: case.id, seen: Version(1), first: None, second: None };
    let refusal = assign(&world.casework, &susan, nobody).await.unwrap_err();
    assert_eq!(refusal.to_string(), "first: one_of_these");
}

#[tokio::test]
async fn who_assigns_no_duos_is_told_so_and_a_stranger_learns_nothing() {
    let world = World::new().await;
    let (anna, bilal, lea) = (world.caller(ANNA).await, world.caller(BILAL).await, world.caller(LEA).await);
    let wes = world.caller(WES).await;
    let case = case_of_two_teams(&world).await;

    let wanted = both(case.id, anna.membership, bilal.membership);
    let refusal = assign(&world.casework, &lea, wanted).await.unwrap_err();
    assert_eq!(refusal.to_string(), "assign_duo is not allowed");
    let refusal = assign(&world.casework, &wes, wanted).await.unwrap_err();
    assert_eq!(refusal.to_string(), "not found");

    assert_eq!(world.audit().await, ["lea assign_duo lacks case", "wes assign_duo hidden case"]);
}

#[tokio::test]
async fn of_two_supervisors_one_wins_and_the_other_is_told_to_look_again() {
    let world = World::new().await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let (joost, fatima) = (world.caller(JOOST).await, world.caller(FATIMA).await);
    let (susan, chris) = (world.caller(SUSAN).await, world.caller(CHRIS).await);
    let case = case_of_two_teams(&world).await;

    let (one, other) = tokio::join!(
        assign(&world.casework, &susan, both(case.id, anna.membership, bilal.membership)),
        assign(&world.casework, &chris, both(case.id, joost.membership, fatima.membership)),
    );

    let mut outcomes =
        [one, other].map(|it| it.map_or_else(|refusal| refusal.to_string(), |_| "done".to_owned()));
    outcomes.sort();
    assert_eq!(outcomes, ["changed in the meantime", "done"]);
    assert_eq!(world.count("duo_seats").await, 2);
}

#[tokio::test]
async fn a_closed_case_gets_no_duo() {
    let world = World::new().await;
    let (anna, bilal, susan) =
        (world.caller(ANNA).await, world.caller(BILAL).await, world.caller(SUSAN).await);
    let case = case_of_two_teams(&world).await;
    world.build(&format!("UPDATE cases SET state = 'closed', closed_at = '{}'", world.now())).await;

    let wanted = both(case.id, anna.membership, bilal.membership);
    let refusal = assign(&world.casework, &susan, wanted).await.unwrap_err();

    assert_eq!(refusal.to_string(), "rule case_closed");
}
