//! Replacing a member of a duo.

use super::{JOOST, seats};
use crate::support::{ANNA, BILAL, BV_NOORD, Case, SUSAN, WES, World};
use access::Caller;
use casework::duo::{ReplaceMember, replace};
use chrono::Duration;
use domain::duo::Seat;
use domain::version::Version;

async fn case_with_duo(world: &World) -> (Case, Caller) {
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_team(BV_NOORD).with_duo(&anna, &bilal).build().await;
    (case, world.caller(SUSAN).await)
}

async fn by_joost(world: &World, case: &Case) -> ReplaceMember {
    ReplaceMember {
        case: case.id,
        seen: Version(1),
        seat: Seat::One,
        membership: world.caller(JOOST).await.membership,
        overlap_days: 14,
        reason: Some("Anna krijgt een andere baan".to_owned()),
    }
}

#[tokio::test]
async fn who_leaves_stays_a_while_beside_the_successor_and_then_no_longer_sees_the_case() {
    let world = World::new().await;
    let (case, susan) = case_with_duo(&world).await;
    let (anna, joost) = (world.caller(ANNA).await, world.caller(JOOST).await);

    let wanted = by_joost(&world, &case).await;
    assert_eq!(replace(&world.casework, &susan, wanted).await.unwrap(), Version(2));

    assert_eq!(
        seats(&world).await,
        [
            "1 member anna until 2026-05-07 09:00",
            "2 member bilal on",
            "1 member joost on",
            "1 overlap anna until 2026-05-21 09:00",
        ]
        .map(str::to_owned)
    );
    assert_eq!(world.audit().await, ["susan assign_duo done case"]);
    casework::case::read::read(&world.casework, &anna, case.id).await.unwrap();
    world.clock.forward(Duration::days(14));
    let refusal = casework::case::read::read(&world.casework, &anna, case.id).await.unwrap_err();
    assert_eq!(refusal.to_string(), "not found");
    casework::case::read::read(&world.casework, &joost, case.id).await.unwrap();
}

#[tokio::test]
async fn without_overlap_the_leaver_goes_at_once() {
    let world = World::new().await;
    let (case, susan) = case_with_duo(&world).await;

    let wanted = ReplaceMember { overlap_days: 0, ..by_joost(&world, &case).await };
    replace(&world.casework, &susan, wanted).await.unwrap();

    let anna = world.caller(ANNA).await;
    casework::case::read::read(&world.casework, &anna, case.id).await.unwrap_err();
}

#[tokio::test]
async fn no_reason_too_many_days_and_a_stranger_are_told_at_once() {
    let world = World::new().await;
    let (case, susan) = case_with_duo(&world).await;

    let wanted = ReplaceMember {
        membership: world.caller(WES).await.membership,
        overlap_days: 29,
        reason: Some("  ".to_owned()),
        ..by_joost(&world, &case).await
    };
    let refusal = replace(&world.casework, &susan, wanted).await.unwrap_err();

    let faults = "membership: unknown_choice, overlapDays: out_of_range, reason: reason_required";
    assert_eq!(refusal.to_string(), faults);
}

#[tokio::test]
async fn a_seat_changes_hands_only_to_somebody_else_who_makes_an_allowed_duo() {
    let world = World::new().await;
    let (case, susan) = case_with_duo(&world).await;
    let anna = world.caller(ANNA).await;

    let itself = ReplaceMember { membership: anna.membership, ..by_joost(&world, &case).await };
    let refusal = replace(&world.casework, &susan, itself).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule one_person");
    let twice =
        ReplaceMember { seat: Seat::Two, membership: anna.membership, ..by_joost(&world, &case).await };
    let refusal = replace(&world.casework, &susan, twice).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule one_person");
}

#[tokio::test]
async fn an_empty_seat_has_nobody_to_replace_and_a_changed_case_is_looked_at_again() {
    let world = World::new().await;
    let case = world.case().with_team(BV_NOORD).build().await;
    let susan = world.caller(SUSAN).await;

    let wanted = by_joost(&world, &case).await;
    let refusal = replace(&world.casework, &susan, wanted.clone()).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule seat_empty");
    let stale = ReplaceMember { seen: Version(7), ..wanted };
    let refusal = replace(&world.casework, &susan, stale).await.unwrap_err();
    assert_eq!(refusal.to_string(), "changed in the meantime");
}
