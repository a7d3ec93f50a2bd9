//! Giving a score, and everything that makes one wrong.

use super::{case_of_anna_and_bilal, score};
use crate::support::{SUSAN, WES, World, world::creation};
use casework::score::{GiveScore, give};
use domain::score::AskedHow;

#[tokio::test]
async fn a_score_is_stored_with_whose_it_is_and_whom_it_is_about() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;

    let wanted = GiveScore {
        rater: Some(case.household.child),
        asked_how: Some(AskedHow::WithCard),
        about: Some(case.household.mother),
        ..score(&case, 4)
    };
    give(&world.casework, &anna, &creation(1), wanted).await.unwrap();

    let rows = world.lines("SELECT concat_ws(' ', value, age_at, asked_how, phase) FROM safety_scores").await;
    assert_eq!(rows, ["4 7 with_card direct"]);
    assert_eq!(
        world.audit().await,
        ["anna give_score done case", "anna give_score done case: Mila", "anna give_score done case: Sara"]
    );
}

#[tokio::test]
async fn a_score_lies_between_1_and_10_and_a_low_or_moving_one_has_a_reason() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let bare = |value| GiveScore { reason: None, ..score(&case, value) };

    for (value, faults) in [
        (0, "value: out_of_range"),
        (11, "value: out_of_range"),
        (5, "reason: reason_required"),
        (1, "reason: reason_required"),
    ] {
        let refusal = give(&world.casework, &anna, &creation(1), bare(value)).await.unwrap_err();
        assert_eq!(refusal.to_string(), faults, "{value}");
    }
    give(&world.casework, &anna, &creation(1), bare(6)).await.unwrap();
    give(&world.casework, &anna, &creation(2), bare(7)).await.unwrap();
    let refusal = give(&world.casework, &anna, &creation(3), bare(9)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "reason: reason_required");
}

#[tokio::test]
async fn a_child_is_scored_with_how_it_was_asked_and_a_stranger_not_at_all() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let elsewhere = world.household().await;

    let unasked = GiveScore { rater: Some(case.household.child), ..score(&case, 6) };
    let refusal = give(&world.casework, &anna, &creation(1), unasked).await.unwrap_err();
    assert_eq!(refusal.to_string(), "askedHow: asked_how_required");
    let rater = GiveScore { rater: Some(elsewhere.mother), ..score(&case, 6) };
    let refusal = give(&world.casework, &anna, &creation(1), rater).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rater: unknown_choice");
    let about = GiveScore { about: Some(elsewhere.mother), ..score(&case, 6) };
    let refusal = give(&world.casework, &anna, &creation(1), about).await.unwrap_err();
    assert_eq!(refusal.to_string(), "about: unknown_choice");
}

#[tokio::test]
async fn who_gives_no_scores_is_told_so_and_a_stranger_learns_nothing() {
    let world = World::new().await;
    let (anna, bilal) = (world.caller(crate::support::ANNA).await, world.caller(crate::support::BILAL).await);
    let case = world.case().with_duo(&anna, &bilal).with_team(crate::support::BV_NOORD).build().await;
    let (susan, wes) = (world.caller(SUSAN).await, world.caller(WES).await);

    let refusal = give(&world.casework, &susan, &creation(1), score(&case, 7)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "give_score is not allowed");
    let refusal = give(&world.casework, &wes, &creation(1), score(&case, 7)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "not found");

    assert_eq!(world.audit().await, ["susan give_score lacks case", "wes give_score hidden case"]);
}

#[tokio::test]
async fn a_closed_case_gets_no_score() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    world.build(&format!("UPDATE cases SET state = 'closed', closed_at = '{}'", world.now())).await;
    let refusal = give(&world.casework, &anna, &creation(1), score(&case, 6)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule case_closed");
}

#[tokio::test]
async fn an_age_is_that_of_the_day_and_never_more_than_is_sure() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let child = case.household.child;
    let born = |birth: &str, from: &str, expected: bool| {
        format!(
            "UPDATE persons SET birth = '{birth}', born_from = '{from}', expected = {expected} WHERE id = '{child}'"
        )
    };
    let by_child = GiveScore { rater: Some(child), ..score(&case, 6) };

    // Eighteen in the course of this year, so perhaps seventeen still.
    world.build(&born("2008", "2008-01-01", false)).await;
    let refusal = give(&world.casework, &anna, &creation(1), by_child.clone()).await.unwrap_err();
    assert_eq!(refusal.to_string(), "askedHow: asked_how_required");

    world.build(&born("2008-03-01", "2008-03-01", false)).await;
    let last_winter = Some(world.now() - chrono::Duration::days(90));
    let earlier =
        GiveScore { scored_at: last_winter, asked_how: Some(AskedHow::InPerson), ..by_child.clone() };
    give(&world.casework, &anna, &creation(2), earlier).await.unwrap();
    assert_eq!(world.lines("SELECT age_at FROM safety_scores").await, ["17"]);

    world.build(&born("2026-08-01", "2026-08-01", true)).await;
    let refusal = give(&world.casework, &anna, &creation(3), by_child).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rater: unknown_choice", "who is not born yet");
}

#[tokio::test]
async fn a_score_of_earlier_moves_from_the_one_before_it() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let bare = |value, days| GiveScore {
        reason: None,
        scored_at: Some(world.now() - chrono::Duration::days(days)),
        ..score(&case, value)
    };
    give(&world.casework, &anna, &creation(1), bare(6, 20)).await.unwrap();
    give(&world.casework, &anna, &creation(2), GiveScore { scored_at: None, ..score(&case, 9) })
        .await
        .unwrap();
    give(&world.casework, &anna, &creation(3), bare(7, 10)).await.unwrap();
}
