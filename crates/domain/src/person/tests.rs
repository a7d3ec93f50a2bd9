//! The rules of persons, tried out.

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn draft() -> PersonDraft {
    PersonDraft {
        given_name: Some("Yasmina".to_owned()),
        infix: Some("van den".to_owned()),
        family_name: Some("Berg".to_owned()),
        birth_date: Some("2015-04-03".to_owned()),
        ..PersonDraft::default()
    }
}

fn faults_of(draft: PersonDraft) -> String {
    draft.check(day("2026-05-07")).map_or_else(|it| it.to_string(), |_| String::new())
}

fn text(input: &str) -> Option<String> {
    Some(input.to_owned())
}

#[test]
fn a_person_is_written_with_all_parts_of_the_name() {
    let person = draft().check(day("2026-05-07")).unwrap();
    assert_eq!(person.name.display(), "Yasmina van den Berg");
    assert_eq!(person.pronouns, Pronouns::Unknown);
    let nameless =
        PersonDraft { given_name: text(" "), infix: None, ..draft() }.check(day("2026-05-07")).unwrap();
    assert_eq!(nameless.name.display(), "Berg");
}

#[test]
fn nobody_dies_before_birth_or_in_the_future() {
    for (died_on, expected) in [
        ("2015-04-02", "diedOn: before_birth"),
        ("2015-04-03", ""),
        ("2026-05-07", ""),
        ("2026-05-08", "diedOn: in_the_future"),
    ] {
        assert_eq!(faults_of(PersonDraft { died_on: Some(day(died_on)), ..draft() }), expected);
    }
}

#[test]
fn an_unborn_child_has_an_expected_date_and_nothing_that_only_the_born_have() {
    let unborn = PersonDraft { birth_date: None, expected_date: text("2026-08-01"), ..draft() };
    assert!(unborn.clone().check(day("2026-05-07")).unwrap().birth.is_expected());
    assert_eq!(faults_of(PersonDraft { bsn: text("123456782"), ..unborn.clone() }), "bsn: does_not_fit");
    let both = PersonDraft { birth_date: text("2015"), ..unborn };
    assert_eq!(faults_of(both), "expectedDate: expected_date_and_birth_date");
}

#[test]
fn all_faults_are_told_at_once() {
    let bad = PersonDraft {
        given_name: text("a\u{202e}b"),
        infix: Some("x".repeat(101)),
        family_name: None,
        birth_date: text("2027-01-01"),
        bsn: text("123456789"),
        died_on: Some(day("2030-01-01")),
        ..PersonDraft::default()
    };
    let expected = "givenName: control_character, infix: too_long, familyName: missing, \
                    birthDate: in_the_future, bsn: not_a_bsn, diedOn: in_the_future";
    assert_eq!(faults_of(bad), expected);
}

#[test]
fn a_log_line_never_shows_a_person() {
    let draft = PersonDraft { bsn: text("123456782"), ..draft() };
    assert_eq!(format!("{draft:?}"), "PersonDraft(…)");
    let person = draft.check(day("2026-05-07")).unwrap();
    assert_eq!(format!("{person:?} {:?}", person.birth), "Person(…) Day(…)");
}
