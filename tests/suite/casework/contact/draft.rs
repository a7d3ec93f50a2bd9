//! Drafts: sealed, and only for the one who typed them.

use super::case_of_anna_and_bilal;
use crate::support::{WES, World};
use casework::contact::{SaveDraft, draft};
use domain::id::CaseId;

fn typed(case: CaseId, content: &str) -> SaveDraft {
    SaveDraft { case, content: content.to_owned() }
}

#[tokio::test]
async fn a_draft_is_only_for_its_writer_and_nobody_reads_it_in_the_database() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;

    draft::save(&world.casework, &anna, typed(case.id, "moeder zegt")).await.unwrap();
    draft::save(&world.casework, &anna, typed(case.id, "moeder zegt dat")).await.unwrap();

    let kept = draft::load(&world.casework, &anna, case.id).await.unwrap().unwrap();
    assert_eq!((kept.content.as_str(), kept.saved_at), ("moeder zegt dat", world.now()));
    assert!(draft::load(&world.casework, &bilal, case.id).await.unwrap().is_none());
    let readable = "SELECT count(*) FROM contact_drafts WHERE position('moeder'::bytea in content) > 0";
    assert_eq!(world.lines(readable).await, ["0"]);
    assert_eq!(world.audit().await[2..], ["anna log_contact done case", "bilal log_contact done case"]);
}

#[tokio::test]
async fn a_draft_that_is_copied_to_a_colleague_does_not_open() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;
    draft::save(&world.casework, &anna, typed(case.id, "moeder zegt")).await.unwrap();
    world
        .build(&format!(
            "INSERT INTO contact_drafts SELECT case_id, '{}', content, saved_at FROM contact_drafts",
            bilal.user
        ))
        .await;

    let refusal = draft::load(&world.casework, &bilal, case.id).await.err().unwrap();

    assert_eq!(refusal.to_string(), "broken");
}

#[tokio::test]
async fn a_draft_is_thrown_away_on_request() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    draft::save(&world.casework, &anna, typed(case.id, "moeder zegt")).await.unwrap();

    draft::drop(&world.casework, &anna, case.id).await.unwrap();
    draft::drop(&world.casework, &anna, case.id).await.unwrap();

    assert!(draft::load(&world.casework, &anna, case.id).await.unwrap().is_none());
}

#[tokio::test]
async fn a_draft_has_a_longest_length_and_a_case_that_is_the_writers() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let wes = world.caller(WES).await;

    draft::save(&world.casework, &anna, typed(case.id, &"é".repeat(draft::LONGEST))).await.unwrap();
    let long = typed(case.id, &"é".repeat(draft::LONGEST + 1));
    let refusal = draft::save(&world.casework, &anna, long).await.unwrap_err();
    assert_eq!(refusal.to_string(), "content: too_long");
    let refusal = draft::save(&world.casework, &wes, typed(case.id, "x")).await.unwrap_err();
    assert_eq!(refusal.to_string(), "not found");
}
