//! Two nets over an open round: without the program's own filters row level security hides every answer, and without row
//! level security the program does.

use super::{Table, answered};
use crate::support::{SUSAN, World};
use casework::case::file::file;
use casework::case::timeline::ReadTimeline;
use casework::case::{caseload, timeline};
use casework::score::{GiveScore, give};
use domain::id::ScoreId;
use domain::round::answer::{About, Part};

/// A value and a reason that stand nowhere else.
const REASON: &str = "Kanarie in het cijfer";

/// A round in which Anna answered about the household and about the child, and nobody else did.
async fn answered_by_anna(table: &Table) -> domain::id::RoundId {
    let round = table.usual().await;
    let part = |value| Part { value: Some(value), reason: Some(REASON.to_owned()) };
    let about = vec![About { place: 0, person: table.case.household.child, part: part(1) }];
    let command = casework::round::AnswerRound { household: part(2), about, ..answered(round, None, 2) };
    table.say(&table.world.casework, &table.anna, command).await.unwrap();
    round
}

/// Everything that the program shows of the case, as text.
async fn shown(table: &Table, caller: &access::Caller, round: domain::id::RoundId) -> String {
    let casework = &table.world.casework;
    let wanted = ReadTimeline { case: table.case.id, kinds: Vec::new(), after: None, limit: 50 };
    let shown = file(casework, caller, &wanted).await.unwrap();
    let load = caseload::caseload(casework, caller, None, 50).await.unwrap();
    let sheet = table.file(caller, round).await;
    format!("{shown:?} {load:?} {sheet:?}")
}

async fn score_ids(world: &World) -> Vec<ScoreId> {
    let ids = world.lines("SELECT id FROM safety_scores WHERE round_id IS NOT NULL").await;
    ids.iter().map(|it| ScoreId(it.parse().unwrap())).collect()
}

#[tokio::test]
async fn row_level_security_hides_an_open_round_from_everybody() {
    let table = Table::new().await;
    let round = answered_by_anna(&table).await;
    let susan = table.world.caller(SUSAN).await;
    for caller in [&table.anna, &table.bilal, &susan] {
        let mut app = table.world.acting(caller).await;
        assert!(app.lines("SELECT value FROM safety_scores").await.is_empty(), "{}", caller.display_name);
        assert!(app.lines("SELECT kind FROM case_timeline WHERE kind = 'score'").await.is_empty());
        assert_eq!(app.lines("SELECT kind FROM scoring_round_raters").await.len(), 3);
    }
    table.own(&table.bilal, round, 6).await.unwrap();
    table.of_member(round, table.case.household.child, 6).await.unwrap();
    for caller in [&table.anna, &susan] {
        let mut app = table.world.acting(caller).await;
        assert_eq!(app.lines("SELECT value FROM safety_scores").await.len(), 4, "{}", caller.display_name);
    }
}

#[tokio::test]
async fn the_program_hides_an_open_round_by_itself() {
    let table = Table::new().await;
    let net = "SET ROLE tandem_owner; DROP POLICY of_case ON safety_scores; \
               CREATE POLICY of_case ON safety_scores FOR SELECT TO tandem_app USING (guard.sees_case(case_id)); \
               DROP POLICY closed ON scoring_round_declines; \
               CREATE POLICY closed ON scoring_round_declines FOR SELECT TO tandem_app \
                 USING (EXISTS (SELECT 1 FROM scoring_round_raters r WHERE r.id = rater_id)); RESET ROLE";
    table.world.database.console(store::testing::ClusterRole::Migrator).await.run(net).await;
    let round = answered_by_anna(&table).await;
    let said = casework::round::DeclineRound {
        round,
        person: Some(table.case.household.child),
        kind: Some(domain::round::DeclineKind::Declined),
        reason: Some(REASON.to_owned()),
    };
    casework::round::decline(&table.world.casework, &table.anna, &table.fresh(), said).await.unwrap();
    let mut app = table.world.acting(&table.anna).await;
    assert_eq!(app.lines("SELECT value FROM safety_scores").await.len(), 2, "the net is gone");
    for caller in [&table.anna, &table.bilal] {
        let text = shown(&table, caller, round).await;
        assert!(!text.contains(REASON) && !text.contains("SafetyScore("), "{text}");
    }
    for id in score_ids(&table.world).await {
        let found = timeline::read_score(&table.world.casework, &table.anna, table.case.id, id).await;
        assert_eq!(found.unwrap_err().to_string(), "not found");
    }
    table.own(&table.bilal, round, 6).await.unwrap();
    assert!(shown(&table, &table.bilal, round).await.contains(REASON));
}

#[tokio::test]
async fn a_blind_answer_is_no_earlier_score_for_anybody() {
    let table = Table::new().await;
    let round = answered_by_anna(&table).await;
    // From 2 to 7 would need a reason, had anybody seen the 2.
    let bare = GiveScore {
        case: table.case.id,
        value: Some(7),
        rater: None,
        asked_how: None,
        about: None,
        reason: None,
        scored_at: None,
    };
    give(&table.world.casework, &table.anna, &table.fresh(), bare).await.unwrap();
    assert_eq!(table.world.count("tasks").await, 0, "nor does it fall from one");
    assert!(!shown(&table, &table.anna, round).await.contains(REASON));
}

#[tokio::test]
async fn the_database_takes_no_answer_past_the_rules() {
    let table = Table::new().await;
    let round = table.asking(&[&table.anna, &table.bilal], &[]).await;
    let row = |by: &access::Caller, rater: &access::Caller| {
        format!(
            "INSERT INTO safety_scores (id, case_id, round_id, value, scale_version, rater_user_id, phase, scored_at, \
               entered_by, membership_id, organisation_id, entered_at) \
             VALUES (gen_random_uuid(), '{}', '{round}', 5, 1, '{}', 'direct', '{now}', '{}', '{}', '{}', '{now}')",
            table.case.id,
            rater.user,
            by.user,
            by.membership,
            by.organisation,
            now = table.world.now(),
        )
    };
    let susan = table.world.caller(SUSAN).await;
    let may = async |by: &access::Caller, rater: &access::Caller| {
        table.world.acting(by).await.try_run(&row(by, rater)).await.is_ok()
    };
    assert!(may(&table.anna, &table.anna).await);
    assert!(!may(&table.anna, &table.bilal).await, "in the name of somebody else");
    assert!(!may(&susan, &susan).await, "who was not asked");
    table.own(&table.anna, round, 6).await.unwrap();
    assert!(!may(&table.anna, &table.anna).await, "twice");
    table.own(&table.bilal, round, 6).await.unwrap();
    assert!(!may(&table.bilal, &table.bilal).await, "after the end");
    let reopen =
        "UPDATE scoring_rounds SET closed_at = NULL, closed_by = NULL, closed_as = NULL, closed_how = NULL";
    assert!(table.world.acting(&table.anna).await.try_run(reopen).await.is_err(), "it does not open again");
}
