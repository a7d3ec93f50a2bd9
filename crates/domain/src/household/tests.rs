//! The rules of households, tried out.

use chrono::Duration;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn day(number: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Duration::days(number)
}

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn member(number: u128, from: i64) -> Membership {
    let (person, from) = (person(number), day(from));
    Membership { person, role: MemberRole::Adult, lives_here: true, from, until: None, left_because: None }
}

fn leaving(number: u128, on: i64) -> Leaving {
    Leaving { person: person(number), on: day(on), reason: LeaveReason::MovedOut }
}

fn family() -> Household {
    Household::from_rows(vec![member(1, 0), member(2, 0), member(3, 10)]).unwrap()
}

fn split(people: &[u128], on: i64) -> Split {
    let leaving = people.iter().map(|it| person(*it)).collect();
    Split { leaving, on: day(on), reason: LeaveReason::Separated }
}

#[test]
fn nobody_is_member_twice_on_one_day() {
    let today = day(100);
    assert_eq!(family().join(member(1, 50), today), Err(HouseholdRule::AlreadyMember));
    let gone = family().leave(leaving(1, 20), today).unwrap();
    assert_eq!(gone.clone().join(member(1, 20), today), Err(HouseholdRule::AlreadyMember));
    let back = gone.join(member(1, 21), today).unwrap();
    assert_eq!(back.members().iter().filter(|it| it.person == person(1)).count(), 2);
}

#[test]
fn nobody_leaves_before_joining_or_without_belonging() {
    let today = day(100);
    assert_eq!(family().leave(leaving(3, 9), today), Err(HouseholdRule::LeaveBeforeJoin));
    assert_eq!(family().leave(leaving(9, 20), today), Err(HouseholdRule::NotAMember));
    let gone = family().leave(leaving(3, 10), today).unwrap();
    assert_eq!(gone.leave(leaving(3, 11), today), Err(HouseholdRule::NotAMember));
}

#[test]
fn the_future_is_not_noted_yet() {
    let today = day(30);
    assert_eq!(family().join(member(4, 31), today), Err(HouseholdRule::InTheFuture));
    assert_eq!(family().leave(leaving(1, 31), today), Err(HouseholdRule::InTheFuture));
    assert_eq!(family().split(&split(&[1], 31), today), Err(HouseholdRule::InTheFuture));
}

#[test]
fn who_leaves_is_still_there_on_the_last_day() {
    let gone = family().leave(leaving(1, 20), day(100)).unwrap();
    let is_there = |number| gone.members_on(day(number)).any(|it| it.person == person(1));
    assert!(is_there(20));
    assert!(!is_there(21));
    assert_eq!(gone.members()[0].left_because, Some(LeaveReason::MovedOut));
}

#[test]
fn a_split_sends_everybody_to_exactly_one_of_two_households() {
    let (old, new) = family().split(&split(&[2, 3], 40), day(40)).unwrap();
    let present =
        |household: &Household| household.members_on(day(41)).map(|it| it.person).collect::<BTreeSet<_>>();
    assert_eq!(present(&old), BTreeSet::from([person(1)]));
    assert_eq!(present(&new), BTreeSet::from([person(2), person(3)]));
}

#[test]
fn a_split_needs_leavers_and_stayers() {
    let today = day(100);
    let died = Split { reason: LeaveReason::Deceased, ..split(&[1], 40) };
    for (split, rule) in [
        (split(&[], 40), HouseholdRule::NobodyLeaves),
        (split(&[1, 2, 3], 40), HouseholdRule::NobodyStays),
        (split(&[1, 9], 40), HouseholdRule::NotAMember),
        (split(&[3], 5), HouseholdRule::LeaveBeforeJoin),
        (died, HouseholdRule::DeceasedCannotMove),
    ] {
        assert_eq!(family().split(&split, today), Err(rule));
    }
}

proptest! {
    #[test]
    fn no_sequence_of_steps_makes_somebody_member_twice(
        steps in proptest::collection::vec((any::<bool>(), 1u128..4, 0i64..60), 0..40),
        asked in 0i64..60,
    ) {
        let mut household = Household::default();
        for (joins, number, on) in steps {
            let before = household.clone();
            let after = if joins {
                before.join(member(number, on), day(60))
            } else {
                before.leave(leaving(number, on), day(60))
            };
            household = after.unwrap_or(household);
        }
        for number in 1..4 {
            prop_assert!(household.members_on(day(asked)).filter(|it| it.person == person(number)).count() <= 1);
        }
        prop_assert_eq!(Household::from_rows(household.members().to_vec()), Ok(household));
    }
}
