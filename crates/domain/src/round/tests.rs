//! The rules of rounds, tried out: who can be asked, when a round closes, what the scores say and ask for.

use chrono::{DateTime, Duration, TimeZone, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use super::alarm::{Alarm, AlarmKind, AlarmPolicy};
use super::answer::{About, AnswerDraft, Around, Part};
use super::conversation::{Before, RoundScore, conversation, in_phases};
use super::*;
use crate::id::OrganisationId;
use crate::score::{AskedHow, Rater, SafetyScore, ScaleVersion, ScorePolicy, Subject};

const POLICY: AlarmPolicy = AlarmPolicy {
    drop_at_least: 2,
    spread_at_least: 3,
    low_at_most: 3,
    days_without_round: 42,
    days_to_look: 1,
};

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 5, 7, 12, 0, 0).unwrap()
}

fn score(value: u8) -> SafetyScore {
    SafetyScore::new(value.into()).unwrap()
}

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn user(number: u128) -> UserId {
    UserId(Uuid::from_u128(number))
}

/// A score about the household by a professional (`p`), an adult (`a`) or a child (`c`) of this number.
fn gave(who: (char, u128), value: u8) -> RoundScore {
    let (rater, kind) = match who.0 {
        'p' => (RaterKey::Professional(user(who.1)), RaterKind::DuoMember),
        'a' => (RaterKey::Member(person(who.1)), RaterKind::Adult),
        _ => (RaterKey::Member(person(who.1)), RaterKind::Child),
    };
    RoundScore { rater, kind, subject: Subject::Household, value: score(value) }
}

fn earlier(scores: &[((char, u128), u8)]) -> Before {
    let scores = scores.iter().map(|(who, value)| gave(*who, *value));
    scores.map(|it| ((it.rater, it.subject), it.value)).collect()
}

fn kinds(alarms: &[Alarm]) -> Vec<AlarmKind> {
    alarms.iter().map(|it| it.kind).collect()
}

#[test]
fn an_alarm_sounds_at_its_number_and_not_beside_it() {
    use AlarmKind::*;
    // Scores now, scores before of the same raters, who is missing, what sounds.
    type Row = (&'static [((char, u128), u8)], &'static [((char, u128), u8)], usize, &'static [AlarmKind]);
    let table: &[Row] = &[
        (&[(('p', 1), 6), (('a', 2), 7)], &[], 0, &[]),
        (&[(('p', 1), 6), (('a', 2), 6)], &[(('a', 2), 7)], 0, &[]),
        (&[(('p', 1), 6), (('a', 2), 6)], &[(('a', 2), 8)], 0, &[Dropped]),
        (&[(('p', 1), 8), (('a', 2), 8)], &[(('a', 2), 6)], 0, &[]),
        (&[(('p', 1), 5), (('a', 2), 7)], &[], 0, &[]),
        (&[(('p', 1), 5), (('a', 2), 8)], &[], 0, &[Apart]),
        (&[(('c', 1), 6), (('a', 2), 7)], &[], 0, &[ChildLower]),
        (&[(('c', 1), 7), (('a', 2), 7)], &[], 0, &[]),
        // Lower than one grown-up is not lower than all of them.
        (&[(('c', 1), 6), (('a', 2), 7), (('a', 3), 6)], &[], 0, &[]),
        // A professional is no grown-up of the household.
        (&[(('c', 1), 6), (('p', 2), 7)], &[], 0, &[]),
        (&[(('p', 1), 6), (('a', 2), 7)], &[], 1, &[RaterMissing]),
        (&[(('p', 1), 4), (('a', 2), 4)], &[], 0, &[]),
        (&[(('p', 1), 3), (('a', 2), 4)], &[], 0, &[Low]),
        (
            &[(('c', 1), 1), (('a', 2), 9)],
            &[(('c', 1), 3)],
            2,
            &[Dropped, Apart, ChildLower, Low, RaterMissing],
        ),
        (&[], &[], 3, &[RaterMissing]),
    ];
    for (scores, before, missing, sounds) in table {
        let scores: Vec<_> = scores.iter().map(|(who, value)| gave(*who, *value)).collect();
        let before = earlier(before);
        let missing: Vec<_> = (0..*missing).map(|it| RaterKey::Member(person(90 + it as u128))).collect();
        let alarms = POLICY.of_round(&scores, &before, &missing);
        assert_eq!(kinds(&alarms), *sounds, "{scores:?} after {before:?}");
    }
}

#[test]
fn an_alarm_names_whose_scores_it_is_about() {
    let scores = [gave(('p', 1), 8), gave(('a', 2), 5), gave(('c', 3), 4)];
    let alarms = POLICY.of_round(&scores, &Before::new(), &[]);
    let named: Vec<_> = alarms.iter().map(|it| (it.kind, it.raters.clone())).collect();
    let (worker, child) = (RaterKey::Professional(user(1)), RaterKey::Member(person(3)));
    assert_eq!(named, [(AlarmKind::Apart, vec![worker, child]), (AlarmKind::ChildLower, vec![child])]);
}

#[test]
fn a_score_outside_a_round_sounds_when_it_falls_or_is_low() {
    let of = (RaterKey::Professional(user(1)), Subject::Household);
    let sounds = |before: Option<u8>, now| kinds(&POLICY.of_score(of, before.map(score), score(now)));
    assert_eq!(sounds(None, 4), []);
    assert_eq!(sounds(None, 3), [AlarmKind::Low]);
    assert_eq!(sounds(Some(8), 6), [AlarmKind::Dropped]);
    assert_eq!(sounds(Some(8), 7), []);
    assert_eq!(sounds(Some(3), 9), []);
    assert_eq!(sounds(Some(5), 1), [AlarmKind::Dropped, AlarmKind::Low]);
}

#[test]
fn a_case_asks_for_a_round_the_day_after_the_last_day() {
    let ago = |days| POLICY.is_overdue(now() - Duration::days(days), now());
    assert!(!ago(42) && ago(43));
}

#[test]
fn the_conversation_names_who_differs_and_what_changed() {
    let now = [gave(('p', 1), 7), gave(('a', 2), 7), gave(('c', 3), 4), gave(('p', 4), 6)];
    let before = earlier(&[(('p', 1), 5), (('c', 3), 6)]);
    let [talk] = conversation(&now, &before).try_into().unwrap();
    let (worker, mother) = (RaterKey::Professional(user(1)), RaterKey::Member(person(2)));
    let (child, other) = (RaterKey::Member(person(3)), RaterKey::Professional(user(4)));
    assert_eq!((talk.summary.lowest.get(), talk.summary.highest.get(), talk.summary.spread), (4, 7, 3));
    assert_eq!((talk.lowest_by, talk.highest_by), (vec![child], vec![worker, mother]));
    assert_eq!(talk.children_below, [child]);
    let changes: Vec<_> = talk.scores.iter().map(|it| (it.rater, it.change())).collect();
    assert_eq!(changes, [(child, Some(-2)), (other, None), (worker, Some(2)), (mother, None)]);
    let far: Vec<_> = talk.differences.iter().map(|it| (it.lower, it.higher, it.distance)).collect();
    assert_eq!(far[0], (child, worker, 3));
    assert_eq!(far.iter().map(|it| it.2).collect::<Vec<_>>(), [3, 3, 2, 1, 1]);
}

#[test]
fn who_differs_in_nothing_is_in_no_difference() {
    let [talk] = conversation(&[gave(('p', 1), 6), gave(('a', 2), 6)], &Before::new()).try_into().unwrap();
    assert_eq!(talk.differences, []);
    assert_eq!(conversation(&[], &earlier(&[(('p', 1), 6)])), []);
}

#[test]
fn phases_stand_in_their_order_each_with_its_own_lowest_and_highest() {
    let found = in_phases([
        ("direct", Subject::Household, score(3)),
        ("direct", Subject::Household, score(5)),
        ("stable", Subject::Household, score(6)),
        ("direct", Subject::Person(person(1)), score(2)),
    ]);
    let told: Vec<_> =
        found.iter().map(|it| (it.phase.as_str(), it.lowest.get(), it.highest.get())).collect();
    assert_eq!(told, [("direct", 3, 5), ("direct", 2, 2), ("stable", 6, 6)]);
}

#[test]
fn only_who_can_be_asked_is_asked_and_nobody_twice() {
    let candidates = [
        Candidate { rater: RaterKey::Professional(user(1)), kind: RaterKind::DuoMember },
        Candidate { rater: RaterKey::Member(person(2)), kind: RaterKind::Child },
    ];
    let check = |users: &[u128], persons: &[u128]| {
        let draft = RoundDraft {
            users: users.iter().copied().map(user).collect(),
            persons: persons.iter().copied().map(person).collect(),
        };
        draft.check(&candidates).map(|it| it.len()).map_err(|it| it.to_string())
    };
    assert_eq!(check(&[1], &[2]), Ok(2));
    assert_eq!(check(&[1], &[]), Err("users: too_few".to_owned()));
    assert_eq!(check(&[1, 1], &[2]), Err("users.1: duplicate".to_owned()));
    assert_eq!(check(&[1, 7], &[2, 8]), Err("users.1: unknown_choice, persons.1: unknown_choice".to_owned()));
}

#[test]
fn a_member_is_asked_by_age_and_by_role_when_nobody_knows_the_age() {
    let day = now().date_naive();
    let kind = |birth: BirthDate, role| kind_of_member(birth, role, day);
    let born = |text: &str| BirthDate::parse(text).unwrap();
    assert_eq!(kind(born("1991-02-11"), MemberRole::Adult), Some(RaterKind::Adult));
    assert_eq!(kind(born("1991-02-11"), MemberRole::ExPartner), Some(RaterKind::Adult));
    assert_eq!(kind(born("1991-02-11"), MemberRole::Other), Some(RaterKind::Network));
    assert_eq!(kind(born("2018-09-30"), MemberRole::Child), Some(RaterKind::Child));
    assert_eq!(kind(born("2008-05-08"), MemberRole::Child), Some(RaterKind::Child));
    assert_eq!(kind(born("2008-05-07"), MemberRole::Child), Some(RaterKind::Adult));
    assert_eq!(kind(born("2018-09-30"), MemberRole::UnbornChild), None);
}

#[test]
fn an_answer_is_as_many_scores_and_tells_all_its_faults_at_once() {
    let members = [person(1), person(2)].into();
    let previous = |subject| (subject == Subject::Household).then(|| score(9));
    let policy = ScorePolicy { reason_at_most: 5, reason_when_moves: 2 };
    let around = Around { members: &members, previous: &previous, policy: &policy, now: now() };
    let part = |value: Option<i64>| Part { value, reason: None };
    let about = |place, whom, value| About { place, person: person(whom), part: part(value) };
    let draft = AnswerDraft {
        rater: Rater::Professional { user: user(1), organisation: OrganisationId(Uuid::nil()) },
        household: part(Some(8)),
        about: vec![about(0, 1, Some(6))],
        scale: ScaleVersion(1),
    };
    let given = draft.clone().check(around).unwrap();
    assert_eq!(given.iter().map(|it| it.value.get()).collect::<Vec<_>>(), [8, 6]);

    let child = Rater::Member { person: person(2), age_at: Some(7), entered_by: user(1), asked_how: None };
    let wrong = AnswerDraft {
        rater: child,
        household: part(Some(7)),
        about: vec![about(0, 1, Some(4)), about(1, 3, None), about(4, 1, Some(6))],
        ..draft
    };
    let faults = wrong.clone().check(around).unwrap_err().to_string();
    assert_eq!(
        faults,
        "reason: reason_required, askedHow: asked_how_required, about.0.reason: reason_required, \
         about.1.person: unknown_choice, about.1.value: missing, about.4.person: duplicate"
    );
    let asked = Rater::Member {
        person: person(2),
        age_at: Some(7),
        entered_by: user(1),
        asked_how: Some(AskedHow::WithCard),
    };
    let right = AnswerDraft { rater: asked, household: part(Some(8)), about: Vec::new(), ..wrong };
    assert!(right.check(around).is_ok());
}

/// A round in which raters answer in some order, some of them more than once.
#[derive(Debug, Clone)]
struct Play {
    raters: usize,
    moves: Vec<usize>,
}

fn plays() -> impl Strategy<Value = Play> {
    (2..8_usize)
        .prop_flat_map(|raters| (Just(raters), proptest::collection::vec(0..raters + 1, 0..30)))
        .prop_map(|(raters, moves)| Play { raters, moves })
}

proptest! {
    #[test]
    fn a_round_closes_exactly_when_the_last_has_answered(play in plays()) {
        let mut answered = BTreeSet::new();
        let mut standing = Standing { waiting: play.raters.try_into().unwrap(), is_closed: false };
        for rater in play.moves {
            let invitation =
                (rater < play.raters).then_some(Invitation { has_answered: answered.contains(&rater) });
            match standing.answer(invitation) {
                Ok(after) => {
                    prop_assert!(answered.insert(rater), "nobody answers twice");
                    let is_last = answered.len() == play.raters;
                    prop_assert_eq!(after == After::Closes, is_last);
                    standing = match after {
                        After::Closes => Standing { waiting: 0, is_closed: true },
                        After::Waits(waiting) => Standing { waiting, is_closed: false },
                    };
                }
                Err(RoundRule::NotAsked) => prop_assert!(rater == play.raters),
                Err(RoundRule::HasAnswered) => prop_assert!(answered.contains(&rater)),
                Err(rule) => prop_assert!(false, "{rule} while somebody has yet to answer"),
            }
        }
        prop_assert_eq!(standing.is_closed, answered.len() == play.raters);
        let closes = standing.close_early();
        prop_assert_eq!(closes.is_ok(), answered.len() < play.raters);
    }

    #[test]
    fn a_closed_round_takes_no_answer(waiting in 0..9_u16) {
        let closed = Standing { waiting, is_closed: true };
        let fresh = Some(Invitation { has_answered: false });
        prop_assert_eq!(closed.answer(fresh), Err(RoundRule::RoundClosed));
        prop_assert_eq!(closed.close_early(), Err(RoundRule::RoundClosed));
    }

    #[test]
    fn the_order_of_answers_changes_nothing_of_what_is_said(values in proptest::collection::vec(1..=10_u8, 2..9), turn in 0..9_usize) {
        let who = |place: usize| (['p', 'a', 'c'][place % 3], place as u128);
        let scores: Vec<_> = values.iter().enumerate().map(|(place, it)| gave(who(place), *it)).collect();
        let mut turned = scores.clone();
        turned.rotate_left(turn % scores.len());
        let none = Before::new();
        prop_assert_eq!(conversation(&scores, &none), conversation(&turned, &none));
        let alarms = |scores: &[RoundScore]| POLICY.of_round(scores, &none, &[]);
        prop_assert_eq!(alarms(&scores), alarms(&turned));
    }
}
