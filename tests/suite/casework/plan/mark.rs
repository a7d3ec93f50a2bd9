//! What became of a part of the plan.

use super::{case_of_anna_and_bilal, small_plan};
use crate::support::{SUSAN, World, world::creation};
use casework::plan::{MarkItem, file, history, mark};
use chrono::Duration;
use domain::plan::{Mark, MarkDraft};
use domain::time::amsterdam_day;

#[tokio::test]
async fn a_mark_is_a_fact_of_a_day_and_the_last_day_counts() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;
    let (_, condition, _) = small_plan(&world, &case, &anna).await;
    let today = amsterdam_day(world.now());
    let set = |mark, days| {
        let draft = MarkDraft { mark: Some(mark), on_day: Some(today - Duration::days(days)), note: None };
        MarkItem { case: case.id, item: condition, draft }
    };
    let broken = mark(&world.casework, &anna, &creation(1), set(Mark::Broken, 2)).await.unwrap();
    assert!(broken.calls_for_fallback);
    assert_eq!(mark(&world.casework, &anna, &creation(1), set(Mark::Broken, 2)).await.unwrap(), broken);
    let late = mark(&world.casework, &bilal, &creation(2), set(Mark::Fulfilled, 5)).await.unwrap();
    assert!(!late.calls_for_fallback);

    let plan = file(&world.casework, &anna, case.id).await.unwrap();
    assert_eq!(plan.standing.mark(condition), Some(Mark::Broken));
    let (marks, names) = history(&world.casework, &anna, case.id, condition).await.unwrap();
    assert_eq!(marks.iter().map(|it| it.fact.mark).collect::<Vec<_>>(), [Mark::Broken, Mark::Fulfilled]);
    assert_eq!(names.users[&bilal.user], bilal.display_name);
    assert_eq!(plan.standing.plan.version().0, 3, "a mark is no part of writing the plan");
}

#[tokio::test]
async fn a_mark_stands_in_the_timeline_and_its_part_is_recorded() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let (.., agreement) = small_plan(&world, &case, &anna).await;
    let before = world.audit().await.len();
    let note = Some("Op woensdag was er niemand".to_owned());
    let draft = MarkDraft { mark: Some(Mark::NotKept), on_day: None, note };
    mark(&world.casework, &anna, &creation(1), MarkItem { case: case.id, item: agreement, draft })
        .await
        .unwrap();
    assert_eq!(world.audit().await[before..], ["anna edit_plan done case", "anna edit_plan done case: Sara"]);
    let told = "SELECT concat_ws('|', kind, detail ->> 'code', detail ->> 'text') FROM case_timeline \
                WHERE kind = 'plan_mark'";
    assert_eq!(
        world.lines(&told.replace("detail ->> 'text'", "replace(detail ->> 'text', chr(10), ' / ')")).await,
        ["plan_mark|not_kept|Sara haalt Mila elke dag van school / Op woensdag was er niemand"]
    );
}

#[tokio::test]
async fn a_mark_fits_its_part_and_is_by_the_duo() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let (situation, condition, _) = small_plan(&world, &case, &anna).await;
    let set = |item, mark| {
        let on_day = Some(amsterdam_day(world.now()) + Duration::days(1));
        MarkItem { case: case.id, item, draft: MarkDraft { mark: Some(mark), on_day, note: None } }
    };
    let refusal =
        mark(&world.casework, &anna, &creation(1), set(situation, Mark::Lasting)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "mark: does_not_fit, onDay: in_the_future, note: reason_required");
    let susan = world.caller(SUSAN).await;
    let refusal =
        mark(&world.casework, &susan, &creation(1), set(condition, Mark::Broken)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "edit_plan is not allowed");
}
