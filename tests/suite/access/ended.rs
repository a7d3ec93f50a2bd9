//! What once gave sight and no longer does: a stay that ended, an old registration, a former job, a closed report.

use crate::casework::household::{file, in_noord, known, named, words};
use crate::casework::person::same;
use crate::support::{ANNA, BILAL, VERA, World, creation};
use access::Caller;
use casework::household::{self, LeaveHousehold, SplitHousehold};
use casework::person::{self, ChangePerson, Patch, SearchPeople};
use casework::ports::SystemIds;
use casework::reference::organisation_id;
use casework::{Ids, case};
use chrono::Duration;
use domain::household::{LeaveReason, MemberRole};
use domain::id::{MemberId, MembershipId, PersonId};
use domain::version::Version;

/// What is filled in when nothing changes but whether the address is shielded.
fn shield(person: PersonId, seen: i64, shielded: bool) -> ChangePerson {
    ChangePerson { address_shielded: Patch::Set(shielded), ..same(person, seen) }
}

#[tokio::test]
async fn who_left_for_a_hidden_address_is_no_longer_for_the_old_household() {
    let world = World::new().await;
    let casework = &world.casework;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let home = world.case().with_duo(&anna, &bilal).build().await.household;
    let split = SplitHousehold {
        household: home.id,
        seen: Version(1),
        leaving: vec![home.mother, home.child],
        on: None,
        reason: Some(LeaveReason::Separated),
        area: None,
    };
    household::split(casework, &anna, &creation(1), split).await.unwrap();
    let maiden = Patch::Set("Jansen".to_owned());
    let hidden = ChangePerson { family_name: maiden, ..shield(home.mother, 1, true) };
    person::change(casework, &anna, hidden).await.unwrap();

    assert_eq!(words(person::read(casework, &bilal, home.mother).await), "not found");
    let lowered = person::change(casework, &bilal, shield(home.mother, 2, false)).await;
    assert_eq!(words(lowered), "not found");
    let by_name = SearchPeople { family_name: Some("Jansen".to_owned()), ..SearchPeople::default() };
    assert!(person::search(casework, &bilal, by_name).await.unwrap().people.is_empty());
    let former = file(&world, &bilal, home.id).await.former;
    let mother = former.iter().find(|it| it.person == home.mother).unwrap();
    assert_eq!(mother.name.display(), "Sara Blom", "what the old household knew");

    let mut app = world.acting(&bilal).await;
    app.run("UPDATE persons SET address_shielded = false; COMMIT").await;
    let shielded = format!("SELECT address_shielded FROM persons WHERE id = '{}'", home.mother);
    assert_eq!(world.lines(&shielded).await, ["true"]);
}

#[tokio::test]
async fn a_registration_without_a_sequel_closes_after_some_days() {
    let world = World::new().await;
    let bilal = world.caller(BILAL).await;
    let home = world.household_of(bilal.user).await;
    world.clock.forward(Duration::days(13) - Duration::seconds(1));
    file(&world, &bilal, home.id).await;
    world.clock.forward(Duration::seconds(1));
    let late = household::read(&world.casework, &bilal, home.id).await;
    assert_eq!(words(late), "not found");
    assert_eq!(words(person::read(&world.casework, &bilal, home.child).await), "not found");
}

#[tokio::test]
async fn registering_somebody_is_no_window_on_another_household() {
    let world = World::new().await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let home = world.case().with_duo(&anna, &bilal).build().await.household;
    let again = in_noord(vec![known(home.mother, MemberRole::Adult)]);
    let made = household::register(&world.casework, &anna, &creation(1), again).await.unwrap();
    assert_eq!(named(&file(&world, &anna, made).await, "Sara"), home.mother);

    world
        .build(&format!("UPDATE duo_seats SET ends_at = '{}' WHERE user_id = '{}'", world.now(), anna.user))
        .await;
    assert!(file(&world, &anna, made).await.members.is_empty());
    assert_eq!(words(person::read(&world.casework, &anna, home.mother).await), "not found");
}

#[tokio::test]
async fn a_new_job_does_not_bring_the_old_cases() {
    let world = World::new().await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().opened_by(&bilal).build().await;
    let home = world.household_of(bilal.user).await;
    let membership = MembershipId(SystemIds.random());
    let organisation = organisation_id(ANNA.organisation);
    world
        .build(&format!(
            "INSERT INTO memberships (id, user_id, organisation_id, role, starts_at) \
             VALUES ('{membership}', '{}', '{organisation}', 'case_worker', '{}')",
            bilal.user,
            world.now()
        ))
        .await;
    let elsewhere =
        Caller { membership, organisation: anna.organisation, teams: Vec::new(), ..bilal.clone() };
    assert!(case::read::read(&world.casework, &bilal, case.id).await.is_ok());
    assert!(household::read(&world.casework, &bilal, home.id).await.is_ok());
    assert_eq!(words(case::read::read(&world.casework, &elsewhere, case.id).await), "not found");
    assert_eq!(words(household::read(&world.casework, &elsewhere, home.id).await), "not found");
}

#[tokio::test]
async fn a_closed_report_lets_a_team_look_back_and_change_nothing() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let home = world.household().await;
    world.report_on(&home).await;
    world.build("UPDATE reports SET state = 'closed'").await;
    file(&world, &vera, home.id).await;
    let stay = format!("SELECT id FROM household_members WHERE person_id = '{}'", home.ex_partner);
    let member = MemberId(world.lines(&stay).await[0].parse().unwrap());
    let reason = Some(LeaveReason::MovedOut);
    let leave = LeaveHousehold { household: home.id, member, seen: Version(1), on: None, reason };
    assert_eq!(words(household::leave(&world.casework, &vera, leave).await), "edit_household is not allowed");
    let mut app = world.acting(&vera).await;
    app.try_run("UPDATE households SET version = version + 1").await.unwrap_err();
}
