//! Scores over time.

use super::{case_of_anna_and_bilal, score};
use crate::support::{WES, World, world::creation};
use casework::score::history::{RaterName, Series, history};
use casework::score::{GiveScore, give};
use chrono::Duration;
use domain::score::AskedHow;

/// Rater, subject and values of one series.
fn words(series: &Series) -> String {
    let rater = match &series.rater {
        RaterName::Professional(user) => &user.name,
        RaterName::Member(person) => &person.name,
    };
    let about = series.about.as_ref().map_or("all", |it| &it.name);
    let values: Vec<_> = series.scores.iter().map(|it| it.scored.value.get().to_string()).collect();
    format!("{rater} about {about}: {}", values.join(" "))
}

#[tokio::test]
async fn each_rater_stands_apart_and_only_lowest_highest_and_spread_of_the_latest_are_told() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;
    let by_child = GiveScore {
        rater: Some(case.household.child),
        asked_how: Some(AskedHow::InPerson),
        ..score(&case, 3)
    };
    let about_child = GiveScore { about: Some(case.household.child), ..score(&case, 8) };
    for (number, (caller, wanted)) in (0..).zip([
        (&anna, score(&case, 4)),
        (&bilal, score(&case, 6)),
        (&anna, score(&case, 7)),
        (&anna, by_child),
        (&bilal, about_child),
    ]) {
        give(&world.casework, caller, &creation(number), wanted).await.unwrap();
        world.clock.forward(Duration::hours(1));
    }
    let before = world.audit().await.len();

    let told = history(&world.casework, &anna, case.id).await.unwrap();

    let mut series: Vec<_> = told.series.iter().map(words).collect();
    series.sort();
    assert_eq!(
        series,
        [
            "Anna de Graaf about all: 4 7",
            "Bilal Amrani about Mila Blom: 8",
            "Bilal Amrani about all: 6",
            "Mila Blom about all: 3",
        ]
    );
    let summaries: Vec<_> = told
        .summaries
        .iter()
        .map(|it| (it.about.as_ref().map(|it| it.name.as_str()), it.summary))
        .map(|(about, it)| (about, it.lowest.get(), it.highest.get(), it.spread, it.count))
        .collect();
    assert_eq!(summaries, [(None, 3, 7, 4, 3), (Some("Mila Blom"), 8, 8, 0, 1)]);
    assert_eq!(world.audit().await[before..], ["anna read_case done case", "anna read_case done case: Mila"]);
}

#[tokio::test]
async fn a_case_without_scores_has_no_summary_and_a_stranger_learns_nothing() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;

    let told = history(&world.casework, &anna, case.id).await.unwrap();
    assert!(told.series.is_empty() && told.summaries.is_empty());

    let wes = world.caller(WES).await;
    let refusal = history(&world.casework, &wes, case.id).await.unwrap_err();
    assert_eq!(refusal.to_string(), "not found");
}
