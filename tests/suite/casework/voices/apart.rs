//! What who works for the accused hears: shared words until there is a suspicion, and never a confidence.

use super::{case_with_two_sides, suspect};
use crate::support::{Case, World, world::creation};
use ::casework::case::timeline::{ReadTimeline, TimelineEvent, read};
use ::casework::contact::{CorrectContact, LogContact, correct, last_seen, log};
use ::casework::score::{GiveScore, give, history};
use ::casework::suspicion::{WithdrawSuspicion, list, withdraw};
use access::Caller;
use chrono::Duration;
use domain::contact::{Compartment, ContactDraft, ContactKind, PersonPresence, Presence};
use domain::id::PersonId;
use domain::score::AskedHow;

fn visit(world: &World, case: &Case, met: &[PersonId], told: &str) -> LogContact {
    let presence =
        |person: &PersonId| PersonPresence { person: *person, presence: Presence::Seen, alone: false };
    LogContact {
        case: case.id,
        entry: ContactDraft {
            kind: Some(ContactKind::Visit),
            compartment: Some(Compartment::Shared),
            happened_at: Some(world.now() - Duration::days(1)),
            presences: met.iter().map(presence).collect(),
            observed: Some(told.to_owned()),
            ..ContactDraft::default()
        },
    }
}

/// The words that somebody reads in the timeline.
async fn words(world: &World, case: &Case, caller: &Caller) -> Vec<String> {
    let wanted = ReadTimeline { case: case.id, kinds: Vec::new(), after: None, limit: 50 };
    let page = read(&world.casework, caller, &wanted).await.unwrap();
    let mut words: Vec<String> = page
        .items
        .into_iter()
        .filter_map(|it| match it.event {
            TimelineEvent::Contact(contact) => contact.observed,
            TimelineEvent::Score(score) => score.reason,
            TimelineEvent::Term(told) => told.reason,
            TimelineEvent::Step(step) => step.text,
            _ => None,
        })
        .collect();
    words.sort();
    words
}

#[tokio::test]
async fn a_confidence_is_for_who_works_with_that_person() {
    let world = World::new().await;
    let (case, anna, fem) = case_with_two_sides(&world).await;
    let (mother, tom) = (case.household.mother, case.household.ex_partner);
    for (key, of, told) in [(1, mother, "van haar"), (2, tom, "van hem")] {
        let mut wanted = visit(&world, &case, &[of], told);
        wanted.entry.compartment = Some(Compartment::PerPerson);
        wanted.entry.person = Some(of);
        log(&world.casework, &anna, &creation(key), wanted).await.unwrap();
    }
    log(&world.casework, &anna, &creation(3), visit(&world, &case, &[mother], "gedeeld")).await.unwrap();

    assert_eq!(words(&world, &case, &anna).await, ["gedeeld", "van haar", "van hem"]);
    assert_eq!(words(&world, &case, &fem).await, ["gedeeld", "van hem"]);
    let audit = world.audit().await;
    assert!(audit.contains(&"anna log_contact done case: Sara".to_owned()), "{audit:?}");
}

#[tokio::test]
async fn a_suspicion_takes_every_word_of_the_victim_away_and_gives_it_back() {
    let world = World::new().await;
    let (case, anna, fem) = case_with_two_sides(&world).await;
    let (mother, tom) = (case.household.mother, case.household.ex_partner);
    log(&world.casework, &anna, &creation(1), visit(&world, &case, &[mother], "bij haar")).await.unwrap();
    log(&world.casework, &anna, &creation(2), visit(&world, &case, &[tom], "bij hem")).await.unwrap();
    for (key, rater, reason) in [(3, mother, "zegt zij"), (4, tom, "zegt hij")] {
        let score = GiveScore {
            case: case.id,
            value: Some(3),
            rater: Some(rater),
            asked_how: Some(AskedHow::InPerson),
            about: None,
            reason: Some(reason.to_owned()),
            scored_at: None,
        };
        give(&world.casework, &anna, &creation(key), score).await.unwrap();
    }
    assert_eq!(words(&world, &case, &fem).await, ["bij haar", "bij hem", "zegt hij", "zegt zij"]);

    suspect(&world, &case, &anna).await;
    assert_eq!(words(&world, &case, &fem).await, ["bij hem", "zegt hij"]);
    assert_eq!(words(&world, &case, &anna).await.len(), 5);
    let scores = history(&world.casework, &fem, case.id).await.unwrap();
    assert_eq!(scores.series.len(), 1, "only his own");
    let seen = last_seen(&world.casework, &fem, case.id).await.unwrap();
    let hers = seen.iter().find(|it| it.person == mother).unwrap();
    assert_eq!(hers.seen_at, None, "where she was seen is hers");
    assert!(list(&world.casework, &fem, case.id).await.unwrap().is_empty(), "not even that there is one");

    let running = list(&world.casework, &anna, case.id).await.unwrap()[0].id;
    let reason = Some("Het bleek anders.".to_owned());
    let end = WithdrawSuspicion { case: case.id, suspicion: running, reason };
    withdraw(&world.casework, &anna, &creation(5), end.clone()).await.unwrap();
    assert_eq!(words(&world, &case, &fem).await.len(), 4);
    assert!(list(&world.casework, &fem, case.id).await.unwrap().is_empty());
    let again = withdraw(&world.casework, &anna, &creation(6), end).await.unwrap_err();
    assert_eq!(again.to_string(), "rule suspicion_has_ended");
}

#[tokio::test]
async fn both_together_needs_a_reason_while_there_is_a_suspicion() {
    let world = World::new().await;
    let (case, anna, fem) = case_with_two_sides(&world).await;
    let both = [case.household.mother, case.household.ex_partner];
    let together = visit(&world, &case, &both, "samen");
    log(&world.casework, &anna, &creation(1), together.clone()).await.unwrap();
    suspect(&world, &case, &anna).await;

    let refused = log(&world.casework, &anna, &creation(2), together.clone()).await.unwrap_err();
    assert_eq!(refused.to_string(), "jointReason: joint_session");
    let mut alone = visit(&world, &case, &both[..1], "alleen");
    log(&world.casework, &anna, &creation(3), alone.clone()).await.unwrap();
    alone.entry.joint_reason = Some("zomaar".to_owned());
    let refused = log(&world.casework, &anna, &creation(4), alone).await.unwrap_err();
    assert_eq!(refused.to_string(), "jointReason: does_not_fit");
    let mut why = together;
    why.entry.joint_reason = Some("Op haar eigen verzoek.".to_owned());
    log(&world.casework, &anna, &creation(5), why).await.unwrap();
    assert_eq!(world.lines("SELECT reason FROM joint_meetings").await, ["Op haar eigen verzoek."]);
    assert_eq!(words(&world, &case, &fem).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_confidence_is_corrected_as_one_of_the_same_person() {
    let world = World::new().await;
    let (case, anna, _) = case_with_two_sides(&world).await;
    let (mother, tom) = (case.household.mother, case.household.ex_partner);
    let mut wanted = visit(&world, &case, &[mother], "van haar");
    wanted.entry.compartment = Some(Compartment::PerPerson);
    wanted.entry.person = Some(mother);
    let target = log(&world.casework, &anna, &creation(1), wanted.clone()).await.unwrap().contact;

    wanted.entry.person = Some(tom);
    let wrong = CorrectContact { case: case.id, target, entry: wanted.entry.clone() };
    let refused = correct(&world.casework, &anna, &creation(2), wrong).await.unwrap_err();
    assert_eq!(refused.to_string(), "person: does_not_fit");
    wanted.entry.person = None;
    wanted.entry.compartment = None;
    let right = CorrectContact { case: case.id, target, entry: wanted.entry };
    correct(&world.casework, &anna, &creation(3), right).await.unwrap();
    let stored = "SELECT count(*) FROM contact_entries WHERE compartment = 'per_person'";
    assert_eq!(world.lines(stored).await, ["2"]);
}
