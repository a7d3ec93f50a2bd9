//! Answering: once, by who was asked, and the last answer closes the round.

use super::{LUC, Table, answered};
use crate::support::{SUSAN, VERA};
use casework::Refusal;
use casework::round::{AnswerRound, DeclineRound, answer, decline};
use domain::round::answer::{About, Part};
use domain::round::{ClosedHow, DeclineKind};
use domain::score::AskedHow;

#[tokio::test]
async fn the_last_answer_closes_the_round() {
    let table = Table::new().await;
    let round = table.usual().await;
    let child = table.case.household.child;
    table.own(&table.anna, round, 6).await.unwrap();
    let work = async { table.of_member(round, child, 6).await.unwrap() };
    assert_eq!(
        table.audit_of(work).await,
        ["anna hold_round done scoring_round", "anna hold_round done scoring_round: Mila"]
    );
    let open = table.file(&table.bilal, round).await;
    assert_eq!((open.sheet.line.waiting, open.sheet.line.closed.is_some()), (1, false));
    let work = async { table.own(&table.bilal, round, 7).await.unwrap() };
    assert_eq!(table.audit_of(work).await, ["bilal answer_round done scoring_round"]);

    let closed = table.file(&table.anna, round).await;
    let end = closed.sheet.line.closed.unwrap();
    assert_eq!((end.how, end.by.name.as_str(), end.reason), (ClosedHow::AllAnswered, "Bilal Amrani", None));
    let given: Vec<_> = closed.sheet.scores.iter().map(|it| it.value.get()).collect();
    assert_eq!(given.len(), 3);
    let rows = "SELECT concat_ws(' ', value, age_at, asked_how, phase) FROM safety_scores ORDER BY 1";
    assert_eq!(table.world.lines(rows).await, ["6 7 with_card direct", "6 direct", "7 direct"]);
}

#[tokio::test]
async fn nobody_answers_twice_or_uninvited_or_after_the_end() {
    let table = Table::new().await;
    let round = table.asking(&[&table.anna, &table.bilal], &[table.case.household.mother]).await;
    let refused = async |work: Result<(), Refusal>| work.unwrap_err().to_string();
    assert_eq!(refused(table.of_member(round, table.case.household.child, 6).await).await, "rule not_asked");
    table.own(&table.anna, round, 6).await.unwrap();
    assert_eq!(refused(table.own(&table.anna, round, 9).await).await, "rule has_answered");
    table.own(&table.bilal, round, 6).await.unwrap();
    table.of_member(round, table.case.household.mother, 6).await.unwrap();
    assert_eq!(refused(table.own(&table.bilal, round, 6).await).await, "rule has_answered");
    assert_eq!(refused(table.of_member(round, table.case.household.child, 6).await).await, "rule not_asked");
    assert_eq!(table.world.count("safety_scores").await, 3);
}

#[tokio::test]
async fn the_same_answer_twice_is_one_also_when_it_closed_the_round() {
    let table = Table::new().await;
    let round = table.asking(&[&table.anna, &table.bilal], &[]).await;
    table.own(&table.anna, round, 6).await.unwrap();
    let (casework, key) = (&table.world.casework, table.fresh());
    let first = answer(casework, &table.bilal, &key, answered(round, None, 7)).await.unwrap();
    let again = answer(casework, &table.bilal, &key, answered(round, None, 7)).await.unwrap();
    assert_eq!(first, again);
    assert_eq!(table.world.count("safety_scores").await, 2);
}

#[tokio::test]
async fn an_answer_obeys_the_rules_of_any_score() {
    let table = Table::new().await;
    let round = table.usual().await;
    let (child, mother) = (table.case.household.child, table.case.household.mother);
    let bare = |value| Part { value: Some(value), reason: None };
    let wrong = AnswerRound {
        asked_how: None,
        household: bare(5),
        about: vec![About { place: 1, person: mother, part: bare(11) }],
        ..answered(round, Some(child), 5)
    };
    let refusal = table.say(&table.world.casework, &table.anna, wrong.clone()).await.unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "reason: reason_required, askedHow: asked_how_required, about.1.value: out_of_range"
    );
    let right = AnswerRound {
        asked_how: Some(AskedHow::InPerson),
        household: bare(6),
        about: vec![About { place: 0, person: mother, part: bare(7) }],
        ..wrong
    };
    table.say(&table.world.casework, &table.anna, right).await.unwrap();
    assert_eq!(table.world.count("safety_scores").await, 2);
}

#[tokio::test]
async fn who_gives_no_score_is_not_waited_for() {
    let table = Table::new().await;
    let round = table.usual().await;
    let child = table.case.household.child;
    let no = |person, reason: &str| DeclineRound {
        round,
        person,
        kind: Some(DeclineKind::CouldNotBeAsked),
        reason: Some(reason.to_owned()),
    };
    let (casework, key) = (&table.world.casework, table.fresh());
    let refusal = decline(casework, &table.anna, &key, no(Some(child), " ")).await.unwrap_err();
    assert_eq!(refusal.to_string(), "reason: reason_required");
    decline(casework, &table.anna, &key, no(Some(child), "Op kamp")).await.unwrap();
    decline(casework, &table.bilal, &table.fresh(), no(None, "Ziek")).await.unwrap();

    let open = table.file(&table.anna, round).await;
    assert!(open.sheet.raters.iter().all(|it| it.decline.is_none()), "why is as blind as a score");
    assert_eq!(open.sheet.raters.iter().filter(|it| it.answered_at.is_some()).count(), 2);
    table.own(&table.anna, round, 7).await.unwrap();
    let closed = table.file(&table.anna, round).await;
    let reasons: Vec<_> = closed.sheet.raters.iter().filter_map(|it| it.decline.as_ref()).collect();
    assert_eq!(reasons.len(), 2);
    assert!(closed.alarms.is_empty(), "{:?}", closed.alarms);
}

#[tokio::test]
async fn somebody_who_only_looks_on_answers_for_nobody() {
    let table = Table::new().await;
    let round = table.usual().await;
    for persona in [SUSAN, LUC, VERA] {
        let caller = table.world.caller(persona).await;
        let own = table.own(&caller, round, 6).await.unwrap_err().to_string();
        let member = answered(round, Some(table.case.household.child), 6);
        let member = table.say(&table.world.casework, &caller, member).await.unwrap_err().to_string();
        let expected = if persona == SUSAN {
            ["answer_round is not allowed", "hold_round is not allowed"]
        } else {
            ["not found", "not found"]
        };
        assert_eq!([own.as_str(), member.as_str()], expected, "{}", persona.name);
    }
}

#[tokio::test]
async fn of_two_last_answers_at_once_exactly_one_closes_and_asks_for_what_follows_once() {
    for turn in 0..6 {
        let table = Table::new().await;
        let (mother, child) = (table.case.household.mother, table.case.household.child);
        let round = table.asking(&[&table.anna, &table.bilal], &[mother, child]).await;
        table.own(&table.anna, round, 9).await.unwrap();
        table.of_member(round, mother, 8).await.unwrap();
        let casework = table.world.casework_with_pool(4);
        let one = table.say(&casework, &table.bilal, answered(round, None, 8));
        let two = table.say(&casework, &table.anna, answered(round, Some(child), 2));
        let (one, two) = if turn % 2 == 0 {
            futures_util::future::join(one, two).await
        } else {
            let (two, one) = futures_util::future::join(two, one).await;
            (one, two)
        };
        one.unwrap();
        two.unwrap();
        let closed = "SELECT concat_ws(' ', waiting, closed_how, version) FROM scoring_rounds";
        assert_eq!(table.world.lines(closed).await, ["0 all_answered 5"]);
        let tasks = table.world.lines("SELECT kind FROM tasks ORDER BY kind").await;
        assert_eq!(tasks, ["child_scores_lower", "low_score", "scores_apart"]);
    }
}
