//! Logging a contact.

use super::{case_of_anna_and_bilal, log_of, seen, visit};
use crate::support::{SUSAN, WES, World, world::creation};
use casework::contact::{LogContact, SaveDraft, draft, log};
use chrono::Duration;
use domain::contact::{Compartment, ContactDraft, ContactKind, PersonPresence, Presence};

#[tokio::test]
async fn a_contact_is_for_the_own_organisation_unless_somebody_chose_to_share_it() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;

    log(&world.casework, &anna, &creation(1), visit(&world, &case)).await.unwrap();

    assert_eq!(log_of(&world).await, ["visit own_organisation Rustig in huis."]);
    assert_eq!(world.audit().await, ["anna log_contact done case", "anna log_contact done case: Sara"]);
}

#[tokio::test]
async fn the_same_contact_sent_twice_is_logged_once() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;

    let first = log(&world.casework, &anna, &creation(1), visit(&world, &case)).await.unwrap();
    let second = log(&world.casework, &anna, &creation(1), visit(&world, &case)).await.unwrap();

    assert_eq!(first, second);
    assert_eq!(world.count("contact_entries").await, 1);
}

#[tokio::test]
async fn a_logged_contact_clears_the_draft_of_its_writer_only() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;
    for caller in [&anna, &bilal] {
        let typed = SaveDraft { case: case.id, content: "half".to_owned() };
        draft::save(&world.casework, caller, typed).await.unwrap();
    }

    log(&world.casework, &anna, &creation(1), visit(&world, &case)).await.unwrap();

    assert!(draft::load(&world.casework, &anna, case.id).await.unwrap().is_none());
    assert!(draft::load(&world.casework, &bilal, case.id).await.unwrap().is_some());
}

#[tokio::test]
async fn whoever_left_the_household_can_have_been_met_but_not_a_stranger() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let elsewhere = world.household().await;
    world
        .build(&format!(
            "UPDATE household_members SET left_on = '2026-05-01', leave_reason = 'moved_out', \
             known_family_name = 'Kramer' WHERE person_id = '{}'",
            case.household.ex_partner
        ))
        .await;

    let mut wanted = visit(&world, &case);
    wanted.entry.presences = vec![seen(case.household.ex_partner), seen(elsewhere.child)];
    let refusal = log(&world.casework, &anna, &creation(1), wanted.clone()).await.unwrap_err();
    assert_eq!(refusal.to_string(), "presences.1.person: unknown_choice");
    wanted.entry.presences.truncate(1);
    log(&world.casework, &anna, &creation(2), wanted).await.unwrap();
}

#[tokio::test]
async fn everything_that_is_wrong_is_told_at_once() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let mother = case.household.mother;

    let entry = ContactDraft {
        kind: Some(ContactKind::Call),
        compartment: Some(Compartment::PerPerson),
        person: Some(mother),
        happened_at: Some(world.now() + Duration::minutes(1)),
        presences: vec![
            seen(mother),
            PersonPresence { person: mother, presence: Presence::NotReached, alone: true },
        ],
        next: Some("x\0".to_owned()),
        ..ContactDraft::default()
    };
    let wanted = LogContact { case: case.id, entry };
    let refusal = log(&world.casework, &anna, &creation(1), wanted).await.unwrap_err();

    assert_eq!(
        refusal.to_string(),
        "happenedAt: in_the_future, presences.0.presence: does_not_fit, presences.1.person: duplicate, \
         presences.1.alone: not_alone_with_nobody, next: control_character"
    );
    assert_eq!(world.count("contact_entries").await, 0);
}

#[tokio::test]
async fn a_supervisor_reads_but_does_not_log_and_a_stranger_learns_nothing() {
    let world = World::new().await;
    let (case, _, _) = case_of_anna_and_bilal(&world).await;
    let (susan, wes) = (world.caller(SUSAN).await, world.caller(WES).await);

    let refusal = log(&world.casework, &susan, &creation(1), visit(&world, &case)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "log_contact is not allowed");
    let refusal = log(&world.casework, &wes, &creation(1), visit(&world, &case)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "not found");

    assert_eq!(world.audit().await, ["susan log_contact lacks case", "wes log_contact hidden case"]);
}

#[tokio::test]
async fn a_closed_case_takes_no_more_entries() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    world.build(&format!("UPDATE cases SET state = 'closed', closed_at = '{}'", world.now())).await;

    let refusal = log(&world.casework, &anna, &creation(1), visit(&world, &case)).await.unwrap_err();

    assert_eq!(refusal.to_string(), "rule case_closed");
}
