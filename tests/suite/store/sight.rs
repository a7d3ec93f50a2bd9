//! Row level security on reports: a report makes its household visible, so it is never a way to look at another one.

use crate::casework::report::ODA;
use crate::support::{Household, VERA, World};
use access::Caller;
use casework::Ids;
use casework::ports::SystemIds;

/// Whether a caller can write down a report on the household, past the program.
async fn may_report(world: &World, household: &Household, caller: &Caller) -> bool {
    let mut console = world.acting(caller).await;
    let (actor, now) = (caller.user, world.now());
    let (report, home, team) = (SystemIds.random(), household.id, caller.teams[0]);
    console
        .try_run(&format!(
            "INSERT INTO reports (id, household_id, team_id, kind, source_category, violence_types, acute, \
               received_at, state, recorded_by, recorded_at) \
             VALUES ('{report}', '{home}', '{team}', 'report', 'police', '{{fgm}}', false, '{now}', \
               'received', '{actor}', '{now}'); ROLLBACK"
        ))
        .await
        .is_ok()
}

#[tokio::test]
async fn nobody_reports_on_a_household_that_is_out_of_sight() {
    let world = World::new().await;
    let (vera, oda) = (world.caller(VERA).await, world.caller(ODA).await);
    let household = world.household_of(vera.user).await;
    assert!(may_report(&world, &household, &vera).await);
    assert!(!may_report(&world, &household, &oda).await);
}
