//! Closing a round early: by the duo, with a reason, on what was seen.

use super::super::phase::{let_pass_to, version};
use super::{LUC, Table};
use crate::support::SUSAN;
use casework::phase::{LetPass, let_pass};
use casework::round::{CloseRound, close};
use domain::id::RoundId;
use domain::phase::Phase;
use domain::round::ClosedHow;
use domain::version::Version;

fn because(round: RoundId, seen: i64, reason: &str) -> CloseRound {
    CloseRound { round, seen: Version(seen), reason: Some(reason.to_owned()) }
}

#[tokio::test]
async fn the_duo_closes_with_a_reason_and_who_is_missing_becomes_a_task() {
    let table = Table::new().await;
    let round = table.usual().await;
    table.own(&table.anna, round, 7).await.unwrap();
    let casework = &table.world.casework;
    let refused = async |command| close(casework, &table.bilal, command).await.unwrap_err().to_string();
    assert_eq!(refused(because(round, 1, "Crisis")).await, "changed in the meantime");
    assert_eq!(refused(because(round, 2, " ")).await, "reason: reason_required");

    let version = close(casework, &table.bilal, because(round, 2, "Crisis")).await.unwrap();
    assert_eq!(version, Version(3));
    assert_eq!(refused(because(round, 3, "Nog eens")).await, "rule round_closed");
    let end = table.file(&table.anna, round).await.sheet.line.closed.unwrap();
    assert_eq!((end.how, end.reason.as_deref()), (ClosedHow::ClosedEarly, Some("Crisis")));
    assert_eq!(table.world.lines("SELECT kind FROM tasks").await, ["rater_missing"]);

    let late = table.of_member(round, table.case.household.child, 6).await.unwrap_err();
    assert_eq!(late.to_string(), "rule round_closed");
    table.asking(&[&table.anna, &table.bilal], &[]).await;
}

#[tokio::test]
async fn closing_is_recorded_and_only_for_the_duo() {
    let table = Table::new().await;
    let luc = table.world.caller(LUC).await;
    let round = table.asking(&[&table.anna, &table.bilal, &luc], &[]).await;
    let susan = table.world.caller(SUSAN).await;
    for (caller, refused) in [(&susan, "hold_round is not allowed"), (&luc, "hold_round is not allowed")] {
        let refusal = close(&table.world.casework, caller, because(round, 1, "Nu")).await.unwrap_err();
        assert_eq!(refusal.to_string(), refused);
    }
    let work = async {
        close(&table.world.casework, &table.anna, because(round, 1, "Nu")).await.unwrap();
    };
    assert_eq!(table.audit_of(work).await, ["anna hold_round done scoring_round"]);
}

#[tokio::test]
async fn a_case_does_not_close_on_answers_that_nobody_would_ever_see() {
    let table = Table::new().await;
    let (world, case) = (&table.world, &table.case);
    let round = table.usual().await;
    let_pass_to(world, case, Phase::Recovery).await;
    let susan = world.caller(SUSAN).await;
    let reason = Some("Het is klaar.".to_owned());
    let command = LetPass { case: case.id, to: Phase::Closed, reason, seen: version(world, case).await };
    let refused = let_pass(&world.casework, &susan, command).await.unwrap_err();
    assert_eq!(refused.to_string(), "rule scoring_round_runs");
    close(&world.casework, &table.anna, because(round, 1, "Zij komen niet meer")).await.unwrap();
    let_pass_to(world, case, Phase::Closed).await;
}
