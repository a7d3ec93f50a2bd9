//! What waits in my caseload.

use crate::support::{ANNA, BILAL, BV_NOORD, SUSAN, World, world::creation};
use casework::case::caseload::{Waits, caseload};
use casework::case::list::PAGE;
use casework::contact::{LogContact, SaveDraft, draft, log};
use casework::score::{GiveScore, give};
use chrono::Duration;
use domain::contact::{ContactDraft, ContactKind, PersonPresence, Presence};
use domain::id::CaseId;

fn call(world: &World, case: CaseId) -> LogContact {
    let entry = ContactDraft {
        kind: Some(ContactKind::Call),
        happened_at: Some(world.now()),
        observed: Some("Gebeld.".to_owned()),
        ..ContactDraft::default()
    };
    LogContact { case, entry }
}

fn seven(case: CaseId) -> GiveScore {
    GiveScore {
        case,
        value: Some(7),
        rater: None,
        asked_how: None,
        about: None,
        reason: None,
        scored_at: None,
    }
}

#[tokio::test]
async fn each_case_tells_what_waits_until_it_is_done() {
    let world = World::new().await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_duo(&anna, &bilal).build().await;
    let waits = async || {
        let page = caseload(&world.casework, &anna, None, PAGE).await.unwrap();
        page.items.into_iter().map(|it| it.waits).collect::<Vec<_>>()
    };
    assert_eq!(waits().await, [[Waits::NeverScored, Waits::NoRecentContact]]);

    let typed = SaveDraft { case: case.id, content: "half".to_owned() };
    draft::save(&world.casework, &anna, typed).await.unwrap();
    give(&world.casework, &anna, &creation(1), seven(case.id)).await.unwrap();
    assert_eq!(waits().await, [[Waits::NoRecentContact, Waits::DraftOpen]]);

    log(&world.casework, &anna, &creation(2), call(&world, case.id)).await.unwrap();
    assert_eq!(waits().await, [[]]);

    world.clock.forward(Duration::days(14));
    assert_eq!(waits().await, [[]]);
    world.clock.forward(Duration::seconds(1));
    assert_eq!(waits().await, [[Waits::NoRecentContact]]);
}

#[tokio::test]
async fn whom_nobody_reached_nobody_spoke() {
    let world = World::new().await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_duo(&anna, &bilal).build().await;
    let met = |person, presence| PersonPresence { person, presence, alone: false };
    let call_with = |presences| {
        let LogContact { entry, .. } = call(&world, case.id);
        LogContact { case: case.id, entry: ContactDraft { presences, ..entry } }
    };
    let is_silent = async || {
        let page = caseload(&world.casework, &anna, None, PAGE).await.unwrap();
        page.items[0].waits.contains(&Waits::NoRecentContact)
    };
    let (mother, child) = (case.household.mother, case.household.child);

    let missed = call_with(vec![met(mother, Presence::NotReached)]);
    log(&world.casework, &anna, &creation(1), missed).await.unwrap();
    assert!(is_silent().await);
    let half = call_with(vec![met(mother, Presence::NotReached), met(child, Presence::Spoken)]);
    log(&world.casework, &anna, &creation(2), half).await.unwrap();
    assert!(!is_silent().await);
}

#[tokio::test]
async fn of_two_scores_at_one_moment_the_later_one_counts() {
    let world = World::new().await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_duo(&anna, &bilal).build().await;
    let at = world.now();
    for (key, value) in [(1, 6), (2, 7)] {
        world.clock.forward(Duration::seconds(1));
        let score = GiveScore { value: Some(value), scored_at: Some(at), ..seven(case.id) };
        give(&world.casework, &anna, &creation(key), score).await.unwrap();
    }
    let page = caseload(&world.casework, &anna, None, PAGE).await.unwrap();
    assert_eq!(page.items[0].line.scores.iter().map(|it| it.value).collect::<Vec<_>>(), [7]);
}

#[tokio::test]
async fn a_draft_of_a_colleague_does_not_wait_for_me_and_an_empty_seat_does() {
    let world = World::new().await;
    let (anna, bilal, susan) =
        (world.caller(ANNA).await, world.caller(BILAL).await, world.caller(SUSAN).await);
    let case = world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).build().await;
    let typed = SaveDraft { case: case.id, content: "half".to_owned() };
    draft::save(&world.casework, &bilal, typed).await.unwrap();
    let empty = world.case().with_team(BV_NOORD).build().await;

    let page = caseload(&world.casework, &susan, None, PAGE).await.unwrap();

    let of = |case: CaseId| page.items.iter().find(|it| it.line.case == case).unwrap().waits.clone();
    assert_eq!(of(case.id), [Waits::NeverScored, Waits::NoRecentContact]);
    assert_eq!(of(empty.id), [Waits::NoFullDuo, Waits::NeverScored, Waits::NoRecentContact]);
}
