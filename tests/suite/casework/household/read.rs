//! Opening the file of a household.

use super::{file, words};
use crate::support::{ANNA, BILAL, BV_NOORD, SUSAN, VERA, VT_INTAKE, WES, World};
use casework::household;
use casework::reference::team_id;
use casework::{Ids, ports::SystemIds};
use domain::id::HouseholdId;

#[tokio::test]
async fn the_duo_and_the_supervisor_see_the_household_of_their_case() {
    let world = World::new().await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).build().await;
    for caller in [anna, world.caller(SUSAN).await] {
        let found = file(&world, &caller, case.household.id).await;
        assert_eq!(found.members.len(), 3);
        let line = &found.cases[0];
        assert_eq!((line.case, line.phase.as_str(), line.open), (case.id, "direct", true));
        assert!(found.reports.is_empty());
    }
    assert_eq!(
        world.audit().await[4..],
        [
            "susan read_household done household",
            "susan read_household done household: Mila",
            "susan read_household done household: Sara",
            "susan read_household done household: Tom",
        ]
    );
}

#[tokio::test]
async fn a_report_is_shown_to_its_desk_and_not_to_the_duo() {
    let world = World::new().await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_duo(&anna, &bilal).build().await;
    report_on(&world, case.household.id).await;
    let seen = file(&world, &world.caller(VERA).await, case.household.id).await;
    assert_eq!((seen.reports.len(), seen.cases.len()), (1, 0), "the case is not for the desk");
    assert_eq!(seen.reports[0].state.code(), "received");
    let seen = file(&world, &anna, case.household.id).await;
    assert_eq!((seen.reports.len(), seen.cases.len()), (0, 1));
}

#[tokio::test]
async fn a_household_elsewhere_is_as_if_it_did_not_exist() {
    let world = World::new().await;
    let household = world.household().await;
    let wes = world.caller(WES).await;
    let hidden = words(household::read(&world.casework, &wes, household.id).await);
    let absent = words(household::read(&world.casework, &wes, HouseholdId(SystemIds.random())).await);
    assert_eq!((hidden.as_str(), absent.as_str()), ("not found", "not found"));
    assert_eq!(world.audit().await, ["wes read_household hidden household"; 2]);
}

#[tokio::test]
async fn another_household_of_somebody_counts_only_for_who_sees_it() {
    let world = World::new().await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_duo(&anna, &bilal).build().await;
    let other = world.household().await;
    let (tom, there) = (case.household.ex_partner, other.id);
    world
        .build(&format!(
            "INSERT INTO household_members (id, household_id, person_id, role, lives_here, joined_on, recorded_by, \
               recorded_at) SELECT '{}', '{there}', '{tom}', 'adult', true, '2026-01-01', id, now() FROM users \
             WHERE name = 'niemand'",
            SystemIds.random()
        ))
        .await;
    let counted = |file: &store::household::HouseholdFile| {
        file.members.iter().map(|it| it.other_households).sum::<i64>()
    };
    assert_eq!(counted(&file(&world, &anna, case.household.id).await), 0);
    world.case().for_household(&other).with_duo(&anna, &bilal).build().await;
    assert_eq!(counted(&file(&world, &anna, case.household.id).await), 1);
}

async fn report_on(world: &World, household: HouseholdId) {
    world
        .build(&format!(
            "INSERT INTO reports (id, household_id, team_id, kind, source_category, violence_types, acute, \
               received_at, state, recorded_by, recorded_at) \
             SELECT '{}', '{household}', '{}', 'report', 'police', ARRAY['partner_physical'], false, '{}', \
               'received', id, '{}' FROM users WHERE name = 'niemand'",
            SystemIds.random(),
            team_id(VT_INTAKE),
            world.now(),
            world.now()
        ))
        .await;
}
