//! The rules of scores, tried out.

use chrono::TimeZone;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 5, 7, 12, 0, 0).unwrap()
}

fn score(value: i64) -> SafetyScore {
    SafetyScore::new(value).unwrap()
}

fn professional() -> Rater {
    Rater::Professional { user: UserId(Uuid::nil()), organisation: OrganisationId(Uuid::nil()) }
}

fn member(age: u16, asked_how: Option<AskedHow>) -> Rater {
    let (person, entered_by) = (PersonId(Uuid::nil()), UserId(Uuid::nil()));
    Rater::Member { person, age_at: Some(age), entered_by, asked_how }
}

fn draft(value: i64, reason: &str) -> ScoreDraft {
    ScoreDraft {
        value: Some(value),
        rater: professional(),
        subject: Subject::Household,
        reason: Some(reason.to_owned()),
        scored_at: Some(now()),
        scale: ScaleVersion(1),
    }
}

fn faults_of(draft: ScoreDraft, previous: Option<SafetyScore>) -> String {
    draft
        .check(previous, &ScorePolicy { reason_at_most: 5, reason_when_moves: 2 }, now())
        .map_or_else(|it| it.to_string(), |_| String::new())
}

#[test]
fn a_score_is_a_whole_number_from_1_to_10() {
    for value in 1..=10 {
        assert_eq!(i64::from(score(value).get()), value);
    }
    for (value, bound) in [(0, 1), (-1, 1), (i64::MIN, 1), (11, 10), (256, 10), (257, 10), (i64::MAX, 10)] {
        assert_eq!(SafetyScore::new(value), Err((FaultCode::OutOfRange, Some(bound))));
    }
}

#[test]
fn a_low_score_or_a_big_step_needs_a_reason() {
    for (value, previous, needed) in [
        (5, None, true),
        (6, None, false),
        (6, Some(7), false),
        (6, Some(8), true),
        (9, Some(7), true),
        (10, Some(9), false),
        (5, Some(5), true),
    ] {
        let expected = if needed { "reason: reason_required" } else { "" };
        assert_eq!(
            faults_of(draft(value, "  "), previous.map(score)),
            expected,
            "{value} after {previous:?}"
        );
        assert_eq!(faults_of(draft(value, "Er is rust."), previous.map(score)), "");
    }
}

#[test]
fn the_thresholds_are_a_setting() {
    let policy = ScorePolicy { reason_at_most: 0, reason_when_moves: 9 };
    assert!(draft(1, "").check(Some(score(5)), &policy, now()).is_ok());
}

#[test]
fn a_score_lies_neither_in_the_future_nor_long_ago() {
    let tomorrow = ScoreDraft { scored_at: Some(now() + Duration::days(1)), ..draft(7, "") };
    assert_eq!(faults_of(tomorrow, None), "scoredAt: in_the_future");
    let long_ago = ScoreDraft { scored_at: Some(now() - Duration::days(367)), ..draft(7, "") };
    assert_eq!(faults_of(long_ago, None), "scoredAt: in_the_past");
}

#[test]
fn a_child_is_asked_in_a_way_that_is_noted() {
    for (rater, expected) in [
        (member(8, None), "askedHow: asked_how_required"),
        (member(17, None), "askedHow: asked_how_required"),
        (member(8, Some(AskedHow::WithCard)), ""),
        (member(18, None), ""),
    ] {
        assert_eq!(faults_of(ScoreDraft { rater, ..draft(7, "") }, None), expected);
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let bad = ScoreDraft { value: Some(11), scored_at: None, rater: member(4, None), ..draft(7, "a\0b") };
    let expected =
        "value: out_of_range, reason: control_character, scoredAt: missing, askedHow: asked_how_required";
    assert_eq!(faults_of(bad, None), expected);
}

#[test]
fn the_latest_score_of_each_rater_counts_by_time_and_not_by_order() {
    let entry = |number, days, value| Scored {
        rater: RaterKey::Member(PersonId(Uuid::from_u128(number))),
        subject: Subject::Household,
        scored_at: now() - Duration::days(days),
        value: score(value),
    };
    let about_a_person = Scored { subject: Subject::Person(PersonId(Uuid::nil())), ..entry(3, 0, 1) };
    let latest = latest_per_rater(
        &[entry(1, 1, 8), entry(1, 9, 2), entry(2, 5, 4), about_a_person],
        Subject::Household,
    );
    let values: Vec<_> = latest.values().map(|it| it.value.get()).collect();
    assert_eq!(values, [8, 4]);
}

proptest! {
    #[test]
    fn the_summary_keeps_the_lowest_voice(values in proptest::collection::vec(1i64..=10, 1..20)) {
        let scores: Vec<_> = values.iter().map(|it| score(*it)).collect();
        let summary = summary(&scores).unwrap();
        prop_assert_eq!(i64::from(summary.lowest.get()), *values.iter().min().unwrap());
        prop_assert_eq!(summary.highest.get() - summary.lowest.get(), summary.spread);
        prop_assert_eq!(summary.count, values.len());
    }
}

#[test]
fn without_scores_there_is_no_summary() {
    assert_eq!(summary(&[]), None);
}
