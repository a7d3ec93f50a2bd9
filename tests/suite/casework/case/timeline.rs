//! The timeline of a case.

use crate::support::{ANNA, BILAL, BV_NOORD, Case, SUSAN, WES, World, world::creation};
use access::Caller;
use casework::case::list::PAGE;
use casework::case::timeline::{ReadTimeline, TimelineEvent, TimelineItem, TimelineKind, read};
use casework::contact::{CorrectContact, LogContact, correct, log};
use casework::score::{GiveScore, give};
use chrono::Duration;
use domain::contact::{Compartment, ContactDraft, ContactKind, PersonPresence, Presence};
use domain::id::ContactId;
use domain::score::AskedHow;
use std::collections::BTreeSet;

pub(super) async fn case_of_anna_and_bilal(world: &World) -> (Case, Caller, Caller) {
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_team(BV_NOORD).with_duo(&anna, &bilal).build().await;
    (case, anna, bilal)
}

fn call(world: &World, case: &Case, compartment: Compartment) -> LogContact {
    let met = PersonPresence { person: case.household.mother, presence: Presence::Spoken, alone: true };
    let entry = ContactDraft {
        kind: Some(ContactKind::Call),
        compartment: Some(compartment),
        happened_at: Some(world.now()),
        presences: vec![met],
        observed: Some("Gebeld.".to_owned()),
        ..ContactDraft::default()
    };
    LogContact { case: case.id, entry }
}

fn all_of(case: &Case) -> ReadTimeline {
    ReadTimeline { case: case.id, kinds: Vec::new(), after: None, limit: PAGE }
}

fn contacts(items: &[TimelineItem]) -> Vec<ContactId> {
    items
        .iter()
        .filter_map(|item| match &item.event {
            TimelineEvent::Contact(contact) => Some(contact.id),
            _ => None,
        })
        .collect()
}

/// The item in a few words.
fn words(item: &TimelineItem) -> String {
    let by = &item.by.name;
    match &item.event {
        TimelineEvent::CaseOpened { reason } => format!("opened by {by}: {reason}"),
        TimelineEvent::HolderChanged { team_name, .. } => format!("held by {team_name}"),
        TimelineEvent::ParticipationStarted { team_name, task, ground, .. } => {
            format!("{team_name} takes part: {task} {ground}")
        }
        TimelineEvent::DuoSeatTaken(taken) => format!("seat {} {} {}", taken.seat, taken.kind, taken.member),
        TimelineEvent::Contact(contact) => {
            let met: Vec<_> =
                contact.present.iter().map(|it| format!("{} {}", it.who.name, it.presence)).collect();
            format!("{} by {by} with {}", contact.kind, met.join(", "))
        }
        TimelineEvent::Score(score) => {
            let rater = score.rater.as_ref().map_or(by, |it| &it.name);
            let about = score.about.as_ref().map_or("all", |it| &it.name);
            format!("{} by {rater} about {about}", score.value.get())
        }
        TimelineEvent::Term(told) => format!("{} {} by {by}", told.kind, told.moment),
        TimelineEvent::Step(step) => format!("{} {} by {by}", step.kind, step.code),
    }
}

#[tokio::test]
async fn everything_in_a_case_stands_in_one_list_with_names_and_everybody_shown_is_recorded() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;
    log(&world.casework, &anna, &creation(1), call(&world, &case, Compartment::Shared)).await.unwrap();
    world.clock.forward(Duration::hours(1));
    let score = GiveScore {
        case: case.id,
        value: Some(4),
        rater: Some(case.household.child),
        asked_how: Some(AskedHow::WithCard),
        about: Some(case.household.mother),
        reason: Some("Ze huilt vaak".to_owned()),
        scored_at: None,
    };
    give(&world.casework, &bilal, &creation(2), score).await.unwrap();
    let before = world.audit().await.len();

    let page = read(&world.casework, &anna, &all_of(&case)).await.unwrap();

    let mut told: Vec<_> = page.items.iter().map(words).collect();
    assert_eq!(told[..2], ["4 by Mila Blom about Sara Blom", "call by Anna de Graaf with Sara Blom spoken"]);
    told[2..].sort();
    assert_eq!(
        told[2..],
        [
            "Blijvend Veilig Noord 1 takes part: safety_expertise wmo_5_1_1",
            "held by Blijvend Veilig Noord 1",
            "opened by Niemand: Zorgen van school",
            "seat 1 member Anna de Graaf",
            "seat 2 member Bilal Amrani",
        ]
    );
    assert_eq!(page.next, None);
    let audit = world.audit().await;
    assert_eq!(
        audit[before..],
        ["anna read_case done case", "anna read_case done case: Mila", "anna read_case done case: Sara"]
    );
}

#[tokio::test]
async fn pages_have_neither_gaps_nor_doubles_also_where_much_happens_at_one_moment() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let mut logged = BTreeSet::new();
    for number in 0..115 {
        // Forty entries at each of three moments.
        if number % 40 == 0 {
            world.clock.forward(Duration::hours(1));
        }
        let wanted = call(&world, &case, Compartment::Shared);
        logged.insert(log(&world.casework, &anna, &creation(number), wanted).await.unwrap().contact);
    }

    let mut items = Vec::new();
    let mut wanted = all_of(&case);
    let mut sizes = Vec::new();
    loop {
        let page = read(&world.casework, &anna, &wanted).await.unwrap();
        sizes.push(page.items.len());
        items.extend(page.items);
        wanted.after = page.next;
        if wanted.after.is_none() {
            break;
        }
    }

    assert_eq!(sizes, [50, 50, 20]);
    let places: Vec<_> = items.iter().map(|item| (item.place.at, item.place.id)).collect();
    assert!(places.is_sorted_by(|newer, older| newer > older), "newest first, each place once");
    assert_eq!(contacts(&items).into_iter().collect::<BTreeSet<_>>(), logged);
}

#[tokio::test]
async fn a_filter_shows_only_the_kinds_that_it_names() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    log(&world.casework, &anna, &creation(1), call(&world, &case, Compartment::Shared)).await.unwrap();

    let kinds = vec![TimelineKind::Contact, TimelineKind::CaseOpened];
    let page = read(&world.casework, &anna, &ReadTimeline { kinds, ..all_of(&case) }).await.unwrap();

    let found: Vec<_> = page.items.iter().map(|item| item.event.kind()).collect();
    assert_eq!(found, [TimelineKind::Contact, TimelineKind::CaseOpened]);
}

#[tokio::test]
async fn an_entry_for_one_organisation_is_not_there_for_the_other_member_of_the_duo() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;
    let inside = call(&world, &case, Compartment::OwnOrganisation);
    log(&world.casework, &anna, &creation(1), inside).await.unwrap();
    let shared =
        log(&world.casework, &anna, &creation(2), call(&world, &case, Compartment::Shared)).await.unwrap();

    let of_bilal = read(&world.casework, &bilal, &all_of(&case)).await.unwrap();
    assert_eq!(contacts(&of_bilal.items), [shared.contact]);
    let susan = world.caller(SUSAN).await;
    let of_susan = read(&world.casework, &susan, &all_of(&case)).await.unwrap();
    assert_eq!(contacts(&of_susan.items).len(), 2);
}

#[tokio::test]
async fn a_corrected_entry_and_its_correction_point_at_each_other() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let wanted = call(&world, &case, Compartment::Shared);
    let wrong = log(&world.casework, &anna, &creation(1), wanted.clone()).await.unwrap().contact;
    let wanted = CorrectContact { case: case.id, target: wrong, entry: wanted.entry };
    let right = correct(&world.casework, &anna, &creation(2), wanted).await.unwrap().contact;

    let page = read(&world.casework, &anna, &all_of(&case)).await.unwrap();

    let points: BTreeSet<_> = page
        .items
        .iter()
        .filter_map(|item| match &item.event {
            TimelineEvent::Contact(contact) => Some((contact.id, contact.corrects, contact.corrected_by)),
            _ => None,
        })
        .collect();
    assert_eq!(points, BTreeSet::from([(wrong, None, Some(right)), (right, Some(wrong), None)]));
}

#[tokio::test]
async fn a_stranger_learns_nothing() {
    let world = World::new().await;
    let (case, _, _) = case_of_anna_and_bilal(&world).await;
    let wes = world.caller(WES).await;

    let refusal = read(&world.casework, &wes, &all_of(&case)).await.unwrap_err();

    assert_eq!(refusal.to_string(), "not found");
    assert_eq!(world.audit().await, ["wes read_case hidden case"]);
}
