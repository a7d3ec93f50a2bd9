//! The rules of the progress log, tried out.

use chrono::TimeZone;
use uuid::Uuid;

use super::*;
use crate::id::OrganisationId;

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 5, 7, 12, 0, 0).unwrap()
}

fn opened() -> DateTime<Utc> {
    now() - Duration::days(30)
}

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn contact(number: u128) -> ContactId {
    ContactId(Uuid::from_u128(number))
}

fn organisation(number: u128) -> OrganisationId {
    OrganisationId(Uuid::from_u128(number))
}

fn met(number: u128, presence: Presence) -> PersonPresence {
    PersonPresence { person: person(number), presence, alone: false }
}

fn draft() -> ContactDraft {
    ContactDraft {
        kind: Some(ContactKind::Visit),
        happened_at: Some(now()),
        presences: vec![met(1, Presence::Seen), met(2, Presence::NotReached)],
        observed: Some("Rust in huis.".to_owned()),
        ..ContactDraft::default()
    }
}

fn faults_of(draft: ContactDraft) -> String {
    draft.check(now(), opened()).map_or_else(|it| it.to_string(), |_| String::new())
}

#[test]
fn nobody_but_the_own_organisation_sees_an_entry_unless_somebody_chose_so() {
    let entry = draft().check(now(), opened()).unwrap();
    assert_eq!(entry.compartment, Compartment::OwnOrganisation);
    assert_eq!(entry.agreed, None);
}

#[test]
fn an_entry_for_one_person_names_that_person() {
    let per_person = ContactDraft { compartment: Some(Compartment::PerPerson), ..draft() };
    assert_eq!(faults_of(per_person.clone()), "person: missing");
    assert_eq!(faults_of(ContactDraft { person: Some(person(1)), ..per_person }), "");
    assert_eq!(faults_of(ContactDraft { person: Some(person(1)), ..draft() }), "person: does_not_fit");
}

#[test]
fn an_entry_lies_within_the_time_of_its_case() {
    let at = |days| ContactDraft { happened_at: Some(opened() + Duration::days(days)), ..draft() };
    assert_eq!(faults_of(at(31)), "happenedAt: in_the_future");
    assert_eq!(faults_of(at(-366)), "");
    assert_eq!(faults_of(at(-367)), "happenedAt: before_case");
}

#[test]
fn an_entry_says_at_least_one_thing() {
    let silent = ContactDraft { observed: Some(" \n ".to_owned()), ..draft() };
    assert_eq!(faults_of(silent.clone()), "observed: one_of_these");
    assert_eq!(faults_of(ContactDraft { next: Some("Bellen".to_owned()), ..silent }), "");
}

#[test]
fn each_person_is_met_once_and_in_a_way_that_is_possible() {
    let alone_with_nobody = PersonPresence { alone: true, ..met(1, Presence::NotReached) };
    for (kind, presences, expected) in [
        (
            ContactKind::Visit,
            vec![met(1, Presence::Seen), met(1, Presence::Spoken)],
            "presences.1.person: duplicate",
        ),
        (ContactKind::Visit, vec![alone_with_nobody], "presences.0.alone: not_alone_with_nobody"),
        (ContactKind::Call, vec![met(1, Presence::Seen)], "presences.0.presence: does_not_fit"),
        (ContactKind::Call, vec![met(1, Presence::Spoken)], ""),
        (ContactKind::Visit, (0..51).map(|it| met(it, Presence::Seen)).collect(), "presences: too_many"),
    ] {
        assert_eq!(faults_of(ContactDraft { kind: Some(kind), presences, ..draft() }), expected);
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let bad = ContactDraft { next: Some("a\0".to_owned()), ..ContactDraft::default() };
    assert_eq!(faults_of(bad), "kind: missing, happenedAt: missing, next: control_character");
}

fn entry(number: u128, corrects: Option<u128>, kind: ContactKind, days_ago: i64) -> ContactEntry {
    ContactEntry {
        id: contact(number),
        corrects: corrects.map(contact),
        organisation: organisation(1),
        kind,
        happened_at: now() - Duration::days(days_ago),
        presences: vec![met(1, Presence::Seen), met(2, Presence::Spoken)],
    }
}

#[test]
fn only_the_latest_version_of_an_entry_is_corrected() {
    let log = [entry(1, None, ContactKind::Visit, 3), entry(2, Some(1), ContactKind::Visit, 3)];
    assert_eq!(may_correct(contact(1), organisation(1), &log), Err(ContactRule::AlreadyCorrected));
    assert_eq!(may_correct(contact(2), organisation(1), &log), Ok(()));
    assert_eq!(may_correct(contact(2), organisation(2), &log), Err(ContactRule::WrittenElsewhere));
    assert_eq!(may_correct(contact(9), organisation(1), &log), Err(ContactRule::NothingToCorrect));
}

#[test]
fn a_correction_is_shown_to_everybody_who_saw_what_was_wrong() {
    use Compartment::{OwnOrganisation, PerPerson, Shared};
    for (before, after, shown) in [
        (Shared, Shared, true),
        (Shared, OwnOrganisation, false),
        (Shared, PerPerson, false),
        (OwnOrganisation, Shared, true),
        (OwnOrganisation, OwnOrganisation, true),
        (OwnOrganisation, PerPerson, false),
    ] {
        assert_eq!(before.is_shown_in(after), shown, "{before} {after}");
    }
}

#[test]
fn last_seen_counts_only_eyes_on_and_only_what_still_stands() {
    let log = [
        entry(1, None, ContactKind::Visit, 9),
        entry(2, None, ContactKind::Call, 1),
        entry(3, None, ContactKind::Meeting, 2),
        entry(4, Some(3), ContactKind::Meeting, 5),
    ];
    let seen = last_seen(&log);
    assert_eq!(seen.get(&person(1)), Some(&(now() - Duration::days(5))));
    assert_eq!(seen.get(&person(2)), None);
}
