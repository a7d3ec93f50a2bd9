//! The rules of relationships, tried out.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn draft(from: u128, kind: RelationKind, to: u128) -> RelationshipDraft {
    let (from, to, kind) = (Some(person(from)), Some(person(to)), Some(kind));
    RelationshipDraft { from, to, kind, ..RelationshipDraft::default() }
}

fn check(draft: RelationshipDraft, known: &[Relationship]) -> Result<Relationship, Faults> {
    draft.check(Kin { relationships: known, births: &BTreeMap::new() }, day("2026-05-07"))
}

fn known(from: u128, kind: RelationKind, to: u128) -> Relationship {
    check(draft(from, kind, to), &[]).unwrap()
}

fn faults_of(draft: RelationshipDraft, known: &[Relationship]) -> String {
    check(draft, known).map_or_else(|it| it.to_string(), |_| String::new())
}

#[test]
fn nobody_is_related_to_oneself() {
    for kind in RelationKind::ALL {
        assert_eq!(faults_of(draft(1, *kind, 1), &[]), "to: same_person");
    }
}

#[test]
fn nobody_becomes_an_ancestor_of_oneself() {
    use RelationKind::{GrandparentOf, ParentOf, StepParentOf};
    let line = [known(1, ParentOf, 2), known(2, ParentOf, 3), known(3, GrandparentOf, 4)];
    for (from, to) in [(2, 1), (3, 1), (3, 2), (4, 1), (4, 3)] {
        assert_eq!(faults_of(draft(from, ParentOf, to), &line), "to: circular_parent", "{from} of {to}");
    }
    assert_eq!(faults_of(draft(1, ParentOf, 3), &line), "");
    assert_eq!(faults_of(draft(3, StepParentOf, 1), &line), "");
}

#[test]
fn a_parent_is_older_than_the_child_as_far_as_dates_are_known() {
    for (parent, child, expected) in [
        ("1980-01-01", "2010-01-01", ""),
        ("2010-01-01", "1980-01-01", "to: parent_not_older"),
        ("2010-01-01", "2010-01-01", "to: parent_not_older"),
        ("2010", "2010", ""),
        ("2011", "2010", "to: parent_not_older"),
        ("", "2010", ""),
    ] {
        let births = [(person(1), parent), (person(2), child)];
        let births = births.map(|(it, text)| (it, BirthDate::parse(text).unwrap())).into();
        let kin = Kin { relationships: &[], births: &births };
        let checked = draft(1, RelationKind::ParentOf, 2).check(kin, day("2026-05-07"));
        let faults = checked.map_or_else(|it| it.to_string(), |_| String::new());
        assert_eq!(faults, expected, "{parent} and {child}");
    }
}

#[test]
fn a_symmetric_relationship_is_one_whichever_way_it_is_told() {
    let one = known(1, RelationKind::PartnerOf, 2);
    assert_eq!(known(2, RelationKind::PartnerOf, 1), one);
    assert_eq!(faults_of(draft(2, RelationKind::PartnerOf, 1), &[one]), "to: duplicate");
    assert_ne!(known(2, RelationKind::CarerOf, 1), known(1, RelationKind::CarerOf, 2));
}

#[test]
fn the_same_relationship_may_begin_again_after_it_ended() {
    let first = RelationshipDraft {
        since: Some(day("2010-01-01")),
        until: Some(day("2015-01-01")),
        ..draft(1, RelationKind::PartnerOf, 2)
    };
    let first = check(first, &[]).unwrap();
    let again = |since| RelationshipDraft { since: Some(day(since)), ..draft(1, RelationKind::PartnerOf, 2) };
    assert_eq!(faults_of(again("2015-01-02"), &[first]), "");
    assert_eq!(faults_of(again("2015-01-01"), &[first]), "to: duplicate");
}

#[test]
fn parental_authority_comes_only_with_parents_and_guardians() {
    for kind in RelationKind::ALL {
        let with = RelationshipDraft { parental_authority: Some(true), ..draft(1, *kind, 2) };
        let expected = if kind.may_hold_authority() { "" } else { "parentalAuthority: does_not_fit" };
        assert_eq!(faults_of(with, &[]), expected);
    }
}

#[test]
fn a_relationship_ends_once_after_it_began_and_not_tomorrow() {
    let begun = RelationshipDraft { since: Some(day("2015-01-01")), ..draft(1, RelationKind::PartnerOf, 2) };
    let begun = check(begun, &[]).unwrap();
    let ended = begun.end(day("2015-01-01"), day("2026-03-01")).unwrap();
    let faults = |it: Result<Relationship, Faults>| it.unwrap_err().to_string();
    assert_eq!(faults(begun.end(day("2014-12-31"), day("2026-03-01"))), "until: end_before_start");
    assert_eq!(faults(begun.end(day("2026-03-02"), day("2026-03-01"))), "until: in_the_future");
    assert_eq!(faults(ended.end(day("2016-01-01"), day("2026-03-01"))), "until: duplicate");
}

#[test]
fn all_faults_are_told_at_once() {
    let bad = RelationshipDraft {
        since: Some(day("2027-01-01")),
        until: Some(day("2026-01-01")),
        ..RelationshipDraft::default()
    };
    let expected = "from: missing, to: missing, kind: missing, since: in_the_future, until: end_before_start";
    assert_eq!(faults_of(bad, &[]), expected);
}

proptest! {
    #[test]
    fn accepted_parents_never_form_a_circle(pairs in proptest::collection::vec((1u128..8, 1u128..8), 0..40)) {
        let mut accepted: Vec<Relationship> = Vec::new();
        for (from, to) in pairs {
            accepted.extend(check(draft(from, RelationKind::ParentOf, to), &accepted));
        }
        for number in 1..8 {
            let below = accepted.iter().filter(|it| it.from == person(number));
            for child in below {
                prop_assert!(!is_ancestor(child.to, person(number), &accepted));
            }
        }
    }
}
