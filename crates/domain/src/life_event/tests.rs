//! What may be recorded as a life event, what it asks for, and what may be done with it afterwards.

use super::*;
use proptest::prelude::*;
use uuid::Uuid;

const NOW: &str = "2026-05-07T10:00:00Z";

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn draft(happens: &str, expected: bool) -> LifeEventDraft {
    LifeEventDraft {
        kind: Some(LifeEventKind::Birth),
        expected: Some(expected),
        happens: PartMoment::parse(happens).ok(),
        ..LifeEventDraft::default()
    }
}

fn check(draft: LifeEventDraft) -> Result<NewLifeEvent, String> {
    draft.check(at(NOW), at("2026-04-01T00:00:00Z")).map_err(|it| it.to_string())
}

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn event() -> LifeEventId {
    LifeEventId(Uuid::from_u128(1))
}

fn task() -> TaskId {
    TaskId(Uuid::from_u128(2))
}

#[test]
fn a_day_fits_with_whether_it_has_come() {
    for (happens, expected, told) in [
        ("2026-05-07", false, ""),
        ("2026-05-07", true, ""),
        ("2026-05", false, ""),
        ("2026-05", true, ""),
        ("2026-05-08", true, ""),
        ("2027-05", true, ""),
        ("2025-04-02", false, ""),
        ("2026-05-06", true, "happens: in_the_past"),
        ("2026-04", true, "happens: in_the_past"),
        ("2026-05-08", false, "happens: in_the_future"),
        ("2026-06", false, "happens: in_the_future"),
        ("2027-06", true, "happens: out_of_range"),
        ("2025-03-01", false, "happens: before_case"),
        ("2026-05-06T12:00", false, "happens: not_a_date"),
    ] {
        let found = check(draft(happens, expected)).err().unwrap_or_default();
        assert_eq!(found, told, "{happens}, expected: {expected}");
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let nothing = check(LifeEventDraft::default()).unwrap_err();
    assert_eq!(nothing, "kind: missing, expected: missing, happens: missing");
    let twice = LifeEventDraft {
        persons: vec![person(1), person(2), person(1)],
        note: Some("x\u{0}".to_owned()),
        ..draft("2026-05-09", false)
    };
    let told = check(twice).unwrap_err();
    assert_eq!(told, "happens: in_the_future, persons.2: duplicate, note: control_character");
    let crowd = LifeEventDraft { persons: (0..51).map(person).collect(), ..draft("2026-05-07", false) };
    assert_eq!(check(crowd).unwrap_err(), "persons: too_many");
}

#[test]
fn a_note_of_nothing_is_no_note() {
    let new = check(LifeEventDraft { note: Some(" \n".to_owned()), ..draft("2026-05-07", false) }).unwrap();
    assert_eq!((new.note, new.persons.len()), (None, 0));
}

#[test]
fn one_look_at_the_plan_is_asked_for_and_none_by_a_correction() {
    let new = check(draft("2026-05-07", false)).unwrap();
    let policy = LifeEventPolicy { days_to_review: 14 };
    let today = NaiveDate::from_ymd_opt(2026, 5, 7).unwrap();
    let asked = new.review((event(), task()), today, policy).unwrap();
    assert_eq!(
        (asked.kind, asked.cause, asked.origin),
        (TaskKind::LifeEvent, TaskCause::LifeEvent, event().0)
    );
    assert_eq!((asked.person, asked.told, asked.due.to_string()), (None, None, "2026-05-21".to_owned()));
    let better = NewLifeEvent { corrects: Some(event()), ..new };
    assert_eq!(better.review((event(), task()), today, policy), None);
}

#[test]
fn an_entry_is_changed_once_and_by_whom_it_is() {
    let (own, other) = (OrganisationId(Uuid::from_u128(1)), OrganisationId(Uuid::from_u128(2)));
    let stored = StoredLifeEvent { organisation: own, corrected: false, withdrawn: false };
    assert_eq!(stored.require_changeable(own), Ok(()));
    assert_eq!(stored.require_changeable(other), Err(LifeEventRule::RecordedElsewhere));
    let corrected = StoredLifeEvent { corrected: true, ..stored };
    assert_eq!(corrected.require_changeable(own), Err(LifeEventRule::AlreadyCorrected));
    let withdrawn = StoredLifeEvent { withdrawn: true, ..stored };
    assert_eq!(withdrawn.require_changeable(own), Err(LifeEventRule::AlreadyWithdrawn));
}

proptest! {
    /// Whatever the day, it is never refused both as expected and as past, unless it is too far away.
    #[test]
    fn a_day_nearby_is_either_expected_or_past(days in -360_i64..360) {
        let day = (at(NOW) + Duration::days(days)).date_naive().to_string();
        let (past, expected) = (check(draft(&day, false)), check(draft(&day, true)));
        prop_assert!(past.is_ok() || expected.is_ok(), "{day}");
        prop_assert_eq!(past.is_ok() && expected.is_ok(), days == 0);
    }
}
