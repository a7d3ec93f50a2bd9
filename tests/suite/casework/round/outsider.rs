//! A professional outside the duo is asked, answers, and never gets the case.

use super::{LUC, Table, answered};
use crate::support::{OKT_NOORD, WES};
use casework::case::read as cases;
use casework::reference::team_id;
use casework::round::read::{Shown, read};
use casework::round::{AnswerRound, asked};
use domain::round::answer::{About, Part};

#[tokio::test]
async fn who_is_asked_sees_the_question_and_the_own_answer_and_nothing_else() {
    let table = Table::new().await;
    let luc = table.world.caller(LUC).await;
    let casework = &table.world.casework;
    assert!(asked(casework, &luc).await.unwrap().is_empty());
    let round = table.asking(&[&table.anna, &luc], &[table.case.household.child]).await;

    let [line] = asked(casework, &luc).await.unwrap().try_into().unwrap();
    assert_eq!(line.round, round);
    let card = async || match read(casework, &luc, round).await.unwrap().shown {
        Shown::Card(card) => card,
        Shown::File(_) => panic!("the case is not for Luc"),
    };
    assert_eq!((card().await.code, card().await.answered_at), (line.code, None));
    assert_eq!(cases::read(casework, &luc, table.case.id).await.unwrap_err().to_string(), "not found");
    let mother = table.case.household.mother;
    let about = vec![About { place: 0, person: mother, part: Part { value: Some(7), reason: None } }];
    let curious = AnswerRound { about, ..answered(round, None, 6) };
    let refusal = table.say(casework, &luc, curious).await.unwrap_err();
    assert_eq!(refusal.to_string(), "about.0.person: unknown_choice");

    let work = async { table.own(&luc, round, 6).await.unwrap() };
    assert_eq!(table.audit_of(work).await, ["luc answer_round done scoring_round"]);
    assert!(asked(casework, &luc).await.unwrap().is_empty());
    assert!(card().await.answered_at.is_some());
}

#[tokio::test]
async fn the_last_answer_of_an_outsider_closes_the_round_and_asks_for_what_follows() {
    let table = Table::new().await;
    let luc = table.world.caller(LUC).await;
    let mother = table.case.household.mother;
    let round = table.asking(&[&table.anna, &luc], &[table.case.household.child, mother]).await;
    table.own(&table.anna, round, 8).await.unwrap();
    table.of_member(round, table.case.household.child, 4).await.unwrap();
    table.of_member(round, mother, 7).await.unwrap();
    table.own(&luc, round, 3).await.unwrap();
    let tasks = table.world.lines("SELECT kind FROM tasks ORDER BY kind").await;
    assert_eq!(tasks, ["child_scores_lower", "low_score", "scores_apart"]);
    assert!(table.file(&table.anna, round).await.sheet.line.closed.is_some());
    let shown = read(&table.world.casework, &luc, round).await.unwrap().shown;
    assert!(matches!(shown, Shown::Card(card) if card.is_closed), "closed is not open to everybody");
    let mut app = table.world.acting(&luc).await;
    table.world.clock.forward(chrono::Duration::minutes(1));
    let later = format!("SET LOCAL tandem.moment = '{}'", table.world.now());
    app.run(&later).await;
    assert_eq!(app.lines("SELECT value FROM safety_scores").await, ["3"], "the own one alone");
}

#[tokio::test]
async fn a_round_ends_for_who_is_asked_when_the_team_no_longer_takes_part() {
    let table = Table::new().await;
    let luc = table.world.caller(LUC).await;
    let round = table.asking(&[&table.anna, &luc], &[]).await;
    let (team, now) = (team_id(OKT_NOORD), table.world.now());
    table.world.build(&format!("UPDATE participations SET ends_at = '{now}' WHERE team_id = '{team}'")).await;
    assert!(asked(&table.world.casework, &luc).await.unwrap().is_empty());
    assert_eq!(table.own(&luc, round, 6).await.unwrap_err().to_string(), "not found");
    let wes = table.world.caller(WES).await;
    assert_eq!(table.own(&wes, round, 6).await.unwrap_err().to_string(), "not found");
}
