//! What scores ask for: each thing becomes one task, in a round and outside one.

use super::Table;
use casework::score::{GiveScore, give};
use domain::round::alarm::AlarmKind;

#[tokio::test]
async fn what_the_round_asks_for_is_told_and_is_a_task_each_once() {
    let table = Table::new().await;
    let (mother, child) = (table.case.household.mother, table.case.household.child);
    let first = table.asking(&[&table.anna], &[mother, child]).await;
    table.own(&table.anna, first, 8).await.unwrap();
    table.of_member(first, mother, 8).await.unwrap();
    table.of_member(first, child, 8).await.unwrap();
    assert_eq!(table.world.count("tasks").await, 0);

    table.world.clock.forward(chrono::Duration::days(7));
    let second = table.asking(&[&table.anna], &[mother, child]).await;
    table.own(&table.anna, second, 8).await.unwrap();
    table.of_member(second, mother, 7).await.unwrap();
    let work = async { table.of_member(second, child, 5).await.unwrap() };
    table.audit_of(work).await;
    let kinds: Vec<_> = table.file(&table.anna, second).await.alarms.iter().map(|it| it.kind).collect();
    assert_eq!(kinds, [AlarmKind::Dropped, AlarmKind::Apart, AlarmKind::ChildLower]);
    let rows = "SELECT concat_ws(' ', kind, due_on, origin_id = (SELECT max(id::text)::uuid FROM scoring_rounds)) \
                FROM tasks ORDER BY kind";
    assert_eq!(
        table.world.lines(rows).await,
        ["child_scores_lower 2026-05-15 t", "score_dropped 2026-05-15 t", "scores_apart 2026-05-15 t"]
    );

    let talks = table.file(&table.bilal, second).await.talks;
    let child_changed =
        talks[0].scores.iter().map(domain::round::conversation::Moved::change).collect::<Vec<_>>();
    assert_eq!(child_changed, [Some(-3), Some(-1), Some(0)]);
}

#[tokio::test]
async fn a_score_outside_a_round_asks_too() {
    let table = Table::new().await;
    let score = |value| GiveScore {
        case: table.case.id,
        value: Some(value),
        rater: None,
        asked_how: None,
        about: Some(table.case.household.child),
        reason: Some("Zo voelt het".to_owned()),
        scored_at: None,
    };
    let casework = &table.world.casework;
    give(casework, &table.anna, &table.fresh(), score(6)).await.unwrap();
    assert_eq!(table.world.count("tasks").await, 0);
    give(casework, &table.anna, &table.fresh(), score(3)).await.unwrap();
    let rows = "SELECT concat_ws(' ', t.kind, p.given_name) FROM tasks t JOIN persons p ON p.id = t.person_id \
                ORDER BY t.kind";
    assert_eq!(table.world.lines(rows).await, ["low_score Mila", "score_dropped Mila"]);
}
