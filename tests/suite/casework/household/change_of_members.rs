//! Joining and leaving a household.

use super::{file, known, new, somebody, words};
use crate::support::{ANNA, BILAL, BV_NOORD, Case, SUSAN, WES, World, creation};
use access::Caller;
use casework::household::{self, JoinHousehold, LeaveHousehold, MemberDraft};
use domain::household::{LeaveReason, MemberRole};
use domain::id::{MemberId, PersonId};
use domain::version::Version;
use uuid::Uuid;

async fn case_of_anna(world: &World) -> (Caller, Case) {
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).build().await;
    (anna, case)
}

fn join(case: &Case, seen: i64, member: MemberDraft) -> JoinHousehold {
    JoinHousehold { household: case.household.id, seen: Version(seen), member }
}

async fn leave(world: &World, case: &Case, seen: i64, person: PersonId) -> LeaveHousehold {
    let (household, reason) = (case.household.id, Some(LeaveReason::MovedOut));
    let stay = format!(
        "SELECT id FROM household_members WHERE household_id = '{household}' AND person_id = '{person}'"
    );
    let member = MemberId(world.lines(&stay).await[0].parse().unwrap());
    LeaveHousehold { household, member, seen: Version(seen), on: None, reason }
}

fn noor() -> MemberDraft {
    new(somebody("Noor", "Blom", "2020-03-01"), MemberRole::Child)
}

#[tokio::test]
async fn a_new_member_joins_once_and_the_household_grows_a_version() {
    let world = World::new().await;
    let (anna, case) = case_of_anna(&world).await;
    let joined = household::join(&world.casework, &anna, &creation(1), join(&case, 1, noor())).await.unwrap();
    assert_eq!(joined.version, Version(2));
    let again = household::join(&world.casework, &anna, &creation(1), join(&case, 1, noor())).await.unwrap();
    assert_eq!(again, joined, "the same create twice");
    let found = file(&world, &anna, case.household.id).await;
    assert_eq!((found.version, found.members.len()), (Version(2), 4));
    assert_eq!(
        world.audit().await[..2],
        ["anna edit_household done household", "anna edit_household done household: Noor"]
    );
}

#[tokio::test]
async fn who_saw_an_older_version_looks_again_first() {
    let world = World::new().await;
    let (anna, case) = case_of_anna(&world).await;
    let bilal = world.caller(BILAL).await;
    let key = creation(1);
    let (one, two) = tokio::join!(
        household::join(&world.casework, &anna, &key, join(&case, 1, noor())),
        household::leave(&world.casework, &bilal, leave(&world, &case, 1, case.household.ex_partner).await),
    );
    let mut ends = [words(one), words(two)];
    ends.sort();
    assert_eq!(ends, ["changed in the meantime", "done"], "of two at once one wins");
}

#[tokio::test]
async fn a_member_leaves_and_stays_in_the_file_with_less_about_it() {
    let world = World::new().await;
    let (anna, case) = case_of_anna(&world).await;
    let tom = case.household.ex_partner;
    assert_eq!(
        household::leave(&world.casework, &anna, leave(&world, &case, 1, tom).await).await.unwrap(),
        Version(2)
    );
    let found = file(&world, &anna, case.household.id).await;
    assert_eq!(found.members.len(), 2);
    let former = &found.former[0];
    assert_eq!((former.person, former.because.code()), (tom, "moved_out"));
    assert_eq!(former.until, world.now().date_naive());

    let again = household::leave(&world.casework, &anna, leave(&world, &case, 2, tom).await).await;
    assert_eq!(words(again), "rule not_a_member");
    let back = join(&case, 2, known(tom, MemberRole::Adult));
    let back = household::join(&world.casework, &anna, &creation(1), back).await;
    assert_eq!(words(back), "person: unknown_choice", "who left is no longer for this household");
}

#[tokio::test]
async fn a_step_that_the_rules_refuse_changes_nothing() {
    let world = World::new().await;
    let (anna, case) = case_of_anna(&world).await;
    let casework = &world.casework;
    let sara = case.household.mother;
    let key = creation(1);
    let twice = household::join(casework, &anna, &key, join(&case, 1, known(sara, MemberRole::Adult)));
    assert_eq!(words(twice.await), "rule already_member");
    let stranger = known(PersonId(Uuid::from_u128(1)), MemberRole::Adult);
    let stranger = household::join(casework, &anna, &key, join(&case, 1, stranger));
    assert_eq!(words(stranger.await), "person: unknown_choice");
    let early = LeaveHousehold { on: "2020-01-01".parse().ok(), ..leave(&world, &case, 1, sara).await };
    assert_eq!(words(household::leave(casework, &anna, early).await), "rule leave_before_join");
    let late = LeaveHousehold { on: "2026-05-08".parse().ok(), ..leave(&world, &case, 1, sara).await };
    assert_eq!(words(household::leave(casework, &anna, late).await), "rule household_in_the_future");
    let mute = LeaveHousehold { reason: None, ..leave(&world, &case, 1, sara).await };
    assert_eq!(words(household::leave(casework, &anna, mute).await), "reason: missing");
    assert_eq!(world.count("audit_log").await, 0);
    assert_eq!(file(&world, &anna, case.household.id).await.version, Version(1));
}

#[tokio::test]
async fn who_may_look_may_not_always_change() {
    let world = World::new().await;
    let (_, case) = case_of_anna(&world).await;
    let (susan, wes) = (world.caller(SUSAN).await, world.caller(WES).await);
    let tom = case.household.ex_partner;
    let seen = household::leave(&world.casework, &susan, leave(&world, &case, 1, tom).await).await;
    assert_eq!(words(seen), "edit_household is not allowed");
    let hidden = household::leave(&world.casework, &wes, leave(&world, &case, 1, tom).await).await;
    assert_eq!(words(hidden), "not found");
    assert_eq!(
        world.audit().await,
        ["susan edit_household lacks household", "wes edit_household hidden household"]
    );
}
