//! The last word: rows that break a rule of the work do not get in, whatever the program thinks.

use crate::support::{ANNA, BILAL, BV_NOORD, Case, SUSAN, World};
use access::Caller;
use casework::Ids;
use casework::ports::SystemIds;
use casework::reference::team_id;
use chrono::Duration;
use store::StoreError;

#[tokio::test]
async fn a_duo_has_no_third_member() {
    let (world, case) = world_with_duo().await;
    let susan = world.caller(SUSAN).await;
    for seat in [1, 2] {
        assert_eq!(sit(&world, &case, &susan, (seat, "member", "NULL")).await, "one_member_per_seat");
    }
    let third = sit(&world, &case, &susan, (3, "member", "NULL")).await;
    assert!(third.contains("seat"), "there is no third seat: {third}");
}

#[tokio::test]
async fn nobody_sits_in_both_seats() {
    let (world, case) = world_with_duo().await;
    let anna = world.caller(ANNA).await;
    let end = format!("UPDATE duo_seats SET ends_at = '{}' WHERE seat = 2", world.now());
    world.build(&end).await;
    assert_eq!(sit(&world, &case, &anna, (2, "member", "NULL")).await, "one_seat_per_member");
}

#[tokio::test]
async fn a_seat_is_free_once_its_member_has_left() {
    let (world, case) = world_with_duo().await;
    let susan = world.caller(SUSAN).await;
    world.build(&format!("UPDATE duo_seats SET ends_at = '{}' WHERE seat = 2", world.now())).await;
    assert_eq!(sit(&world, &case, &susan, (2, "member", "NULL")).await, "");
}

#[tokio::test]
async fn who_covers_has_an_end() {
    let (world, case) = world_with_duo().await;
    let susan = world.caller(SUSAN).await;
    let endless = sit(&world, &case, &susan, (1, "cover", "NULL")).await;
    assert!(endless.contains("check"), "{endless}");
    let until = format!("'{}'", world.now() + Duration::days(14));
    assert_eq!(sit(&world, &case, &susan, (1, "cover", &until)).await, "", "cover sits beside a member");
}

#[tokio::test]
async fn somebody_holds_the_view_on_safety_from_the_start() {
    let world = World::new().await;
    let household = world.household().await;
    let (id, now) = (SystemIds.random(), world.now());
    let case = format!(
        "INSERT INTO cases (id, code, household_id, reason, phase, state, opened_by, opened_as, opened_at) \
         SELECT '{id}', 'ABC234', '{}', '', 'direct', 'open', registered_by, registered_as, '{now}' FROM households",
        household.id
    );
    let holder = |since| {
        format!(
            "INSERT INTO view_holders (case_id, since, team_id, reason, recorded_by) \
             SELECT '{id}', '{since}', '{}', 'case_opened', registered_by FROM households",
            team_id(BV_NOORD)
        )
    };
    let without = "somebody_holds_the_view_from_the_start";
    assert_eq!(refused(&world, &format!("BEGIN; {case}; COMMIT")).await, without);
    let late = holder(now + Duration::seconds(1));
    assert_eq!(refused(&world, &format!("BEGIN; {case}; {late}; COMMIT")).await, without);
    assert_eq!(refused(&world, &format!("BEGIN; {case}; {}; COMMIT", holder(now))).await, "");
}

#[tokio::test]
async fn a_household_has_one_open_case() {
    let (world, case) = world_with_duo().await;
    let second = format!(
        "BEGIN; INSERT INTO cases (id, code, household_id, reason, phase, state, opened_by, opened_as, \
           opened_at) \
         SELECT '{}', 'ABC234', household_id, '', phase, state, opened_by, opened_as, opened_at FROM cases WHERE id = '{}'; \
         COMMIT",
        SystemIds.random(),
        case.id
    );
    assert_eq!(refused(&world, &second).await, "one_open_case_per_household");
}

#[tokio::test]
async fn nobody_is_in_a_household_twice_at_once() {
    let world = World::new().await;
    let household = world.household().await;
    let again = |joined: &str| {
        format!(
            "INSERT INTO household_members (id, household_id, person_id, role, lives_here, joined_on, recorded_by, \
               recorded_at) \
             SELECT '{}', household_id, person_id, 'other', false, {joined}, recorded_by, recorded_at \
             FROM household_members WHERE person_id = '{}'",
            SystemIds.random(),
            household.child
        )
    };
    assert_eq!(refused(&world, &again("joined_on + 3")).await, "once_in_a_household");
    let left = "UPDATE household_members SET left_on = joined_on + 10, leave_reason = 'moved_out', \
                known_family_name = 'Blom'";
    world.build(left).await;
    assert_eq!(refused(&world, &again("joined_on + 11")).await, "", "who left may come back");
}

async fn world_with_duo() -> (World, Case) {
    let world = World::new().await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_duo(&anna, &bilal).build().await;
    (world, case)
}

/// Seats somebody and answers with the constraint that forbids it, or nothing.
async fn sit(world: &World, case: &Case, who: &Caller, (seat, kind, until): (i16, &str, &str)) -> String {
    let sql = format!(
        "INSERT INTO duo_seats (id, case_id, seat, kind, user_id, membership_id, starts_at, ends_at, assigned_by) \
         VALUES ('{}', '{}', {seat}, '{kind}', '{}', '{}', '{}', {until}, '{}')",
        SystemIds.random(),
        case.id,
        who.user,
        who.membership,
        world.now(),
        who.user
    );
    refused(world, &sql).await
}

/// The constraint that forbids these rows, or nothing when they get in.
async fn refused(world: &World, sql: &str) -> String {
    let mut builder = world.database.console(store::testing::ClusterRole::Builder).await;
    match builder.try_run(sql).await {
        Ok(()) => String::new(),
        Err(StoreError::Conflict { constraint }) => constraint,
        Err(other) => panic!("{other:?}"),
    }
}
