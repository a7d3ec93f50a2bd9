//! Nobody sees more by writing: a row that somebody may add never makes visible what was not.

use crate::support::{ANNA, BILAL, Case, World};
use access::Caller;
use casework::Ids;
use casework::ports::SystemIds;
use store::StoreError;

#[tokio::test]
async fn a_strange_person_cannot_be_pulled_into_an_own_household() {
    let (world, anna, own) = world_with_case().await;
    let strange = world.household().await;
    let join = |person| {
        format!(
            "INSERT INTO household_members (id, household_id, person_id, role, lives_here, joined_on, recorded_by, \
               recorded_at) \
             VALUES ('{}', '{}', '{person}', 'other', false, '2026-05-07', '{}', '{}')",
            SystemIds.random(),
            own.household.id,
            anna.user,
            world.now()
        )
    };
    let mut app = world.acting(&anna).await;
    let refused = app.try_run(&join(strange.child.0)).await.unwrap_err();
    let nobody = world.acting(&anna).await.try_run(&join(SystemIds.random())).await.unwrap_err();
    assert_eq!(said(&refused), said(&nobody), "whether there is such a person does not show either");
}

#[tokio::test]
async fn a_strange_household_cannot_be_reported_or_taken_on() {
    let (world, anna, _) = world_with_case().await;
    let strange = world.household().await;
    let case = format!(
        "INSERT INTO cases (id, code, household_id, reason, phase, state, opened_by, opened_as, opened_at) \
         VALUES ('{}', 'ABC234', '{}', '', 'direct', 'open', '{}', '{}', '{}')",
        SystemIds.random(),
        strange.id,
        anna.user,
        anna.membership,
        world.now()
    );
    world.acting(&anna).await.try_run(&case).await.unwrap_err();
}

#[tokio::test]
async fn nobody_takes_a_seat_in_a_strange_case() {
    let (world, anna, _) = world_with_case().await;
    let strange = world.case().build().await;
    let seat = format!(
        "INSERT INTO duo_seats (id, case_id, seat, kind, user_id, membership_id, starts_at, assigned_by) \
         VALUES ('{}', '{}', 1, 'member', '{}', '{}', '{}', '{}')",
        SystemIds.random(),
        strange.id,
        anna.user,
        anna.membership,
        world.now(),
        anna.user
    );
    world.acting(&anna).await.try_run(&seat).await.unwrap_err();
}

#[tokio::test]
async fn nobody_becomes_somebody_else() {
    let (world, anna, _) = world_with_case().await;
    let bilal = world.caller(BILAL).await;
    for sql in [
        format!("UPDATE memberships SET role = 'supervisor' WHERE id = '{}'", anna.membership),
        format!("UPDATE memberships SET user_id = '{}' WHERE id = '{}'", anna.user, bilal.membership),
        format!("UPDATE users SET blocked_at = now() WHERE id = '{}'", bilal.user),
    ] {
        let mut app = world.acting(&anna).await;
        // Either it is refused, or no row may be changed.
        if app.try_run(&sql).await.is_ok() {
            app.run("COMMIT").await;
        }
    }
    let teams =
        "INSERT INTO membership_teams SELECT '{}', id FROM teams".replace("{}", &anna.membership.to_string());
    world.acting(&anna).await.try_run(&teams).await.unwrap_err();
    let roles = "SELECT role FROM memberships WHERE ends_at IS NULL ORDER BY role";
    assert_eq!(world.lines(roles).await, ["case_worker", "safety_expert"]);
    assert_eq!(world.lines("SELECT id FROM users WHERE blocked_at IS NOT NULL").await, [""; 0]);
}

async fn world_with_case() -> (World, Caller, Case) {
    let world = World::new().await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_duo(&anna, &bilal).build().await;
    (world, anna, case)
}

/// The message of the database.
fn said(error: &StoreError) -> String {
    match error {
        StoreError::Query(cause) => cause.to_string(),
        other => format!("{other:?}"),
    }
}
