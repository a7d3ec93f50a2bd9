//! Row level security while a case opens: whoever opens it may finish in the same act, and nobody else may add to it.

use crate::support::{Case, VERA, VT_INTAKE, WES, World};
use access::Caller;
use casework::Ids;
use casework::ports::SystemIds;
use casework::reference::team_id;
use chrono::{DateTime, Duration, Utc};
use store::testing::ClusterRole;

/// A case that was opened thirty days ago and in which nobody takes part yet.
async fn left_halfway(world: &World, opener: &Caller) -> (Case, DateTime<Utc>) {
    let case = world.case().opened_by(opener).build().await;
    (case, world.now() - Duration::days(30))
}

/// Whether a caller can let the desk of Veilig Thuis take part in the case, in an act of this moment.
async fn may_add(world: &World, case: &Case, caller: &Caller, at: DateTime<Utc>) -> bool {
    let mut console = world.database.console(ClusterRole::App).await;
    let (actor, membership) = (caller.user, caller.membership);
    let (participation, team) = (SystemIds.random(), team_id(VT_INTAKE));
    console
        .try_run(&format!(
            "BEGIN; SET LOCAL tandem.actor = '{actor}'; SET LOCAL tandem.membership = '{membership}'; \
             SET LOCAL tandem.moment = '{at}'; SELECT guard.enter(); \
             INSERT INTO participations (id, case_id, team_id, task, legal_ground, starts_at, added_by) \
               VALUES ('{participation}', '{}', '{team}', 'veilig_thuis', 'wmo_5_1_6', '{at}', '{actor}'); ROLLBACK",
            case.id
        ))
        .await
        .is_ok()
}

#[tokio::test]
async fn whoever_opens_a_case_may_finish_in_the_same_act_only() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    world.build("UPDATE memberships SET starts_at = '2020-01-01T00:00:00Z'").await;
    let (case, opened_at) = left_halfway(&world, &vera).await;
    assert!(may_add(&world, &case, &vera, opened_at).await);
    assert!(!may_add(&world, &case, &vera, opened_at + Duration::microseconds(1)).await, "another act");
}

#[tokio::test]
async fn a_case_with_teams_is_open_and_others_never_open_it() {
    let world = World::new().await;
    let (vera, wes) = (world.caller(VERA).await, world.caller(WES).await);
    world.build("UPDATE memberships SET starts_at = '2020-01-01T00:00:00Z'").await;
    let (case, opened_at) = left_halfway(&world, &vera).await;
    assert!(!may_add(&world, &case, &wes, opened_at).await, "somebody else");

    let begun = world.case().opened_by(&vera).with_team(crate::support::BV_WEESP).build().await;
    assert!(!may_add(&world, &begun, &vera, opened_at).await, "a team takes part already");
}
