//! The list of cases that wait for a duo.

use crate::support::{ANNA, BILAL, BV_NOORD, BV_WEESP, SUSAN, World};
use casework::case::list::PAGE;
use casework::duo::{AssignDuo, assign, without_duo};
use chrono::Duration;
use domain::duo::Seat;
use domain::version::Version;

#[tokio::test]
async fn the_list_holds_the_open_cases_of_my_teams_in_which_a_seat_is_empty() {
    let world = World::new().await;
    let (anna, bilal, susan) =
        (world.caller(ANNA).await, world.caller(BILAL).await, world.caller(SUSAN).await);
    world.case().with_team(BV_NOORD).with_duo(&anna, &bilal).build().await;
    world.case().with_team(BV_WEESP).build().await;
    let empty = world.case().with_team(BV_NOORD).build().await;
    let half = world.case().with_team(BV_NOORD).build().await;
    let one = AssignDuo { case: half.id, seen: Version(1), first: Some(anna.membership), second: None };
    assign(&world.casework, &susan, one).await.unwrap();

    let page = without_duo(&world.casework, &susan, None, PAGE).await.unwrap();

    let mut found: Vec<_> =
        page.items.iter().map(|it| (it.line.case, it.vacancy.since, it.vacancy.seats.clone())).collect();
    found.sort();
    let opened = world.now() - Duration::days(30);
    let mut expected =
        vec![(empty.id, opened, vec![Seat::One, Seat::Two]), (half.id, opened, vec![Seat::Two])];
    expected.sort();
    assert_eq!(found, expected);
    assert_eq!(page.next, None);
    let audit = world.audit().await;
    assert_eq!(audit.iter().filter(|row| row.starts_with("susan assign_duo done cases: ")).count(), 6);
}

#[tokio::test]
async fn a_case_whose_member_no_longer_works_there_waits_since_that_day() {
    let world = World::new().await;
    let (anna, bilal, susan) =
        (world.caller(ANNA).await, world.caller(BILAL).await, world.caller(SUSAN).await);
    let case = world.case().with_team(BV_NOORD).with_duo(&anna, &bilal).build().await;
    let left = world.now() - Duration::days(3);
    world
        .build(&format!(
            "UPDATE memberships SET starts_at = '{left}', ends_at = '{left}' WHERE id = '{}'",
            bilal.membership
        ))
        .await;

    let page = without_duo(&world.casework, &susan, None, PAGE).await.unwrap();

    let found: Vec<_> =
        page.items.iter().map(|it| (it.line.case, it.vacancy.since, it.vacancy.seats.clone())).collect();
    assert_eq!(found, [(case.id, left, vec![Seat::Two])]);
}

#[tokio::test]
async fn pages_hold_every_waiting_case_once_and_whoever_assigns_nothing_finds_nothing() {
    let world = World::new().await;
    let susan = world.caller(SUSAN).await;
    let mut expected = Vec::new();
    for _ in 0..53 {
        expected.push(world.case().with_team(BV_NOORD).build().await.id);
    }
    expected.sort();

    let first = without_duo(&world.casework, &susan, None, PAGE).await.unwrap();
    let second = without_duo(&world.casework, &susan, first.next, PAGE).await.unwrap();

    assert_eq!((first.items.len(), second.items.len(), second.next), (50, 3, None));
    let found: Vec<_> = first.items.iter().chain(&second.items).map(|it| it.line.case).collect();
    assert_eq!(found, expected);
    let anna = world.caller(ANNA).await;
    assert_eq!(without_duo(&world.casework, &anna, None, PAGE).await.unwrap().items, []);
}
