//! Opening a round: by the duo, of people who can be asked, one at a time.

use super::{LUC, Table};
use crate::support::{LEA, SUSAN, WES};
use casework::round::{OpenRound, candidates, list, open};
use domain::round::{RaterKind, RoundDraft};

#[tokio::test]
async fn a_round_asks_everybody_and_records_whom() {
    let table = Table::new().await;
    let work = async {
        table.usual().await;
    };
    assert_eq!(
        table.audit_of(work).await,
        [
            "anna hold_round done case",
            "anna hold_round done case: Mila",
            "anna hold_round done case: Sara",
            "anna hold_round done case: Tom",
        ]
    );
    let rows = table.world.lines("SELECT kind FROM scoring_round_raters ORDER BY kind").await;
    assert_eq!(rows, ["child", "duo_member", "duo_member"]);
    let row = "SELECT concat_ws(' ', phase, scale_version, waiting, closed_at) FROM scoring_rounds";
    assert_eq!(table.world.lines(row).await, ["direct 1 3"]);
}

#[tokio::test]
async fn the_same_create_twice_opens_one_round() {
    let table = Table::new().await;
    let raters = RoundDraft { users: vec![table.anna.user, table.bilal.user], persons: Vec::new() };
    let command = OpenRound { case: table.case.id, raters };
    let (casework, key) = (&table.world.casework, table.fresh());
    let first = open(casework, &table.anna, &key, command.clone()).await.unwrap();
    let second = open(casework, &table.anna, &key, command).await.unwrap();
    assert_eq!(first, second);
}

#[tokio::test]
async fn a_case_has_one_open_round() {
    let table = Table::new().await;
    table.usual().await;
    let refusal = table.open(&[&table.anna, &table.bilal], &[]).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule one_open_round");
}

#[tokio::test]
async fn only_who_can_be_asked_is_asked() {
    let table = Table::new().await;
    let (luc, wes) = (table.world.caller(LUC).await, table.world.caller(WES).await);
    let elsewhere = table.world.household().await;

    let found = candidates(&table.world.casework, &table.anna, table.case.id).await.unwrap();
    let told: Vec<_> = found.iter().map(|it| (it.kind, it.name.as_str())).collect();
    assert_eq!(
        told,
        [
            (RaterKind::DuoMember, "Anna de Graaf"),
            (RaterKind::DuoMember, "Bilal Amrani"),
            (RaterKind::Professional, "Luc Bosman"),
            (RaterKind::Adult, "Tom Kramer"),
            (RaterKind::Adult, "Sara Blom"),
            (RaterKind::Child, "Mila Blom"),
        ]
    );
    let refusal = table.open(&[&table.anna, &wes], &[elsewhere.mother]).await.unwrap_err();
    assert_eq!(refusal.to_string(), "users.1: unknown_choice, persons.0: unknown_choice");
    let refusal = table.open(&[&table.anna], &[]).await.unwrap_err();
    assert_eq!(refusal.to_string(), "users: too_few");
    table.asking(&[&table.anna, &luc], &[]).await;
}

#[tokio::test]
async fn only_the_duo_opens_and_whoever_looks_on_is_told_so() {
    let table = Table::new().await;
    for (persona, refused) in
        [(SUSAN, "hold_round is not allowed"), (LEA, "hold_round is not allowed"), (LUC, "not found")]
    {
        let caller = table.world.caller(persona).await;
        let raters = RoundDraft { users: vec![table.anna.user, table.bilal.user], persons: Vec::new() };
        let command = OpenRound { case: table.case.id, raters };
        let refusal = open(&table.world.casework, &caller, &table.fresh(), command).await.unwrap_err();
        assert_eq!(refusal.to_string(), refused, "{}", persona.name);
    }
}

#[tokio::test]
async fn a_closed_case_gets_no_round() {
    let table = Table::new().await;
    table
        .world
        .build(&format!("UPDATE cases SET state = 'closed', closed_at = '{}'", table.world.now()))
        .await;
    let refusal = table.open(&[&table.anna, &table.bilal], &[]).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule case_closed");
}

#[tokio::test]
async fn a_case_asks_for_a_round_after_too_long_and_not_while_one_runs() {
    let table = Table::new().await;
    let overdue = async || list(&table.world.casework, &table.anna, table.case.id).await.unwrap().is_overdue;
    // The case is thirty days old.
    assert!(!overdue().await);
    table.world.clock.forward(chrono::Duration::days(13));
    assert!(overdue().await);
    table.usual().await;
    assert!(!overdue().await);
}
