//! Standing in for a member of a duo.

use super::{JOOST, seats};
use crate::support::{ANNA, BILAL, BV_NOORD, Case, SUSAN, World};
use access::Caller;
use casework::duo::{CoverSeat, cover};
use chrono::Duration;
use domain::duo::Seat;
use domain::version::Version;

async fn case_with_duo(world: &World) -> (Case, Caller) {
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_team(BV_NOORD).with_duo(&anna, &bilal).build().await;
    (case, world.caller(SUSAN).await)
}

async fn by_joost(world: &World, case: &Case) -> CoverSeat {
    CoverSeat {
        case: case.id,
        seen: Version(1),
        seat: Seat::One,
        membership: world.caller(JOOST).await.membership,
        until: Some(world.now() + Duration::days(21)),
        reason: Some("Anna is met vakantie".to_owned()),
    }
}

#[tokio::test]
async fn who_stands_in_sees_the_case_until_the_agreed_moment() {
    let world = World::new().await;
    let (case, susan) = case_with_duo(&world).await;
    let joost = world.caller(JOOST).await;

    cover(&world.casework, &susan, by_joost(&world, &case).await).await.unwrap();

    assert_eq!(
        seats(&world).await,
        ["1 member anna on", "2 member bilal on", "1 cover joost until 2026-05-28 09:00"].map(str::to_owned)
    );
    assert_eq!(world.audit().await, ["susan assign_duo done case"]);
    casework::case::read::read(&world.casework, &joost, case.id).await.unwrap();
    world.clock.forward(Duration::days(21));
    casework::case::read::read(&world.casework, &joost, case.id).await.unwrap_err();
}

#[tokio::test]
async fn cover_needs_an_end_that_is_to_come_and_a_reason() {
    let world = World::new().await;
    let (case, susan) = case_with_duo(&world).await;
    let good = by_joost(&world, &case).await;

    for (until, reason, faults) in [
        (None, None, "until: missing, reason: reason_required"),
        (Some(world.now()), good.reason.clone(), "until: end_before_start"),
        (Some(world.now() + Duration::days(367)), good.reason.clone(), "until: out_of_range"),
    ] {
        let wanted = CoverSeat { until, reason, ..good.clone() };
        let refusal = cover(&world.casework, &susan, wanted).await.unwrap_err();
        assert_eq!(refusal.to_string(), faults);
    }
}

#[tokio::test]
async fn a_seat_has_cover_once_and_never_by_a_member_of_the_same_duo() {
    let world = World::new().await;
    let (case, susan) = case_with_duo(&world).await;
    let good = by_joost(&world, &case).await;

    let bilal = world.caller(BILAL).await.membership;
    let partner = CoverSeat { membership: bilal, ..good.clone() };
    let refusal = cover(&world.casework, &susan, partner).await.unwrap_err();
    // The local team takes no part in this case, so its worker is not even a candidate.
    assert_eq!(refusal.to_string(), "membership: unknown_choice");
    let anna = world.caller(ANNA).await.membership;
    let partner = CoverSeat { seat: Seat::Two, membership: anna, ..good.clone() };
    let refusal = cover(&world.casework, &susan, partner).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule one_person");

    let seen = cover(&world.casework, &susan, good.clone()).await.unwrap();
    let again = CoverSeat { seen, ..good };
    let refusal = cover(&world.casework, &susan, again).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule seat_taken");
}
