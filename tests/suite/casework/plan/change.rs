//! Two who write in the same part at once.

use super::{case_of_anna_and_bilal, draft, put, small_plan};
use crate::support::{Case, World};
use casework::Refusal;
use casework::plan::{ChangeItem, RemoveItem, change, file, remove};
use domain::id::PlanItemId;
use domain::plan::{ContentDraft, Field, ItemKind, Revision, Value};

const WHAT: (Field, &str) = (Field::What, "Tom schreeuwt tegen Mila");

fn command(case: &Case, item: PlanItemId, seen: i32, texts: &[(Field, &str)]) -> ChangeItem {
    let concerns = vec![case.household.child];
    let draft = ContentDraft { concerns, ..draft(texts) };
    ChangeItem { case: case.id, item, seen: Revision(seen), draft, keep: Vec::new() }
}

fn text(value: Option<&Value>) -> &str {
    match value {
        Some(Value::Text(text)) => text.as_str(),
        _ => "",
    }
}

#[tokio::test]
async fn different_fields_go_together() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;
    let (item, ..) = small_plan(&world, &case, &anna).await;
    change(&world.casework, &anna, command(&case, item, 1, &[WHAT, (Field::Place, "In de keuken")]))
        .await
        .unwrap();
    let more = ContentDraft {
        concerns: vec![case.household.child, case.household.mother],
        ..draft(&[WHAT, (Field::HowOften, "Elke week")])
    };
    let slower = ChangeItem { draft: more, ..command(&case, item, 1, &[]) };
    let done = change(&world.casework, &bilal, slower).await.unwrap();
    assert_eq!(done.revision, Revision(3));

    let plan = file(&world.casework, &anna, case.id).await.unwrap().standing.plan;
    let content = &plan.find(item).unwrap().content;
    assert_eq!(content.text(Field::Place), Some("In de keuken"));
    assert_eq!(content.text(Field::HowOften), Some("Elke week"));
    assert_eq!(content.concerns().len(), 2);
}

#[tokio::test]
async fn the_same_field_is_refused_with_all_three_texts_which_are_recorded_as_shown() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;
    let (item, ..) = small_plan(&world, &case, &anna).await;
    let place = |text| [WHAT, (Field::Place, text)];
    change(&world.casework, &anna, command(&case, item, 1, &place("In de keuken"))).await.unwrap();
    let before = world.audit().await.len();
    let refusal =
        change(&world.casework, &bilal, command(&case, item, 1, &place("Op de gang"))).await.unwrap_err();

    let Refusal::Conflict(conflict) = refusal else { panic!("{refusal}") };
    assert_eq!((conflict.newest.revision, conflict.by.as_str()), (Revision(2), anna.display_name.as_str()));
    let [field] = &conflict.fields[..] else { panic!("{:?}", conflict.fields) };
    let texts = [&field.base, &field.mine, &field.theirs].map(|it| text(it.as_ref()));
    assert_eq!((field.field, texts), (Field::Place, ["", "Op de gang", "In de keuken"]));
    assert_eq!(
        world.audit().await[before..],
        ["bilal edit_plan done case", "bilal edit_plan done case: Mila"],
        "who sees the other text is in the log, though nothing was changed"
    );

    // On the newest text his own words stand, or hers when he says so.
    let keep = ChangeItem { keep: vec![Field::Place], ..command(&case, item, 2, &place("Op de gang")) };
    assert_eq!(change(&world.casework, &bilal, keep).await.unwrap().revision, Revision(2));
    let mine = command(&case, item, 2, &place("Op de gang"));
    assert_eq!(change(&world.casework, &bilal, mine).await.unwrap().revision, Revision(3));
}

#[tokio::test]
async fn the_same_words_twice_are_one_change() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;
    let (item, ..) = small_plan(&world, &case, &anna).await;
    let place = [WHAT, (Field::Place, "In de keuken")];
    for caller in [&anna, &bilal, &anna] {
        let done = change(&world.casework, caller, command(&case, item, 1, &place)).await.unwrap();
        assert_eq!(done.revision, Revision(2));
    }
    assert_eq!(world.count("plan_revisions").await, 4);
}

#[tokio::test]
async fn a_text_that_never_was_is_stale_and_a_part_that_went_is_gone() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let (situation, _, agreement) = small_plan(&world, &case, &anna).await;
    for seen in [0, 2, 7] {
        let refusal =
            change(&world.casework, &anna, command(&case, situation, seen, &[WHAT])).await.unwrap_err();
        assert_eq!(refusal.to_string(), "changed in the meantime", "{seen}");
    }
    let taken = RemoveItem { case: case.id, item: agreement, seen: Revision(1) };
    remove(&world.casework, &anna, taken).await.unwrap();
    let refusal = change(&world.casework, &anna, command(&case, agreement, 1, &[WHAT])).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule plan_item_removed");
}

#[tokio::test]
async fn a_part_of_another_case_is_not_there() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;
    let other = world.case().with_duo(&anna, &bilal).build().await;
    let theirs = put(&world, &other, &anna, ItemKind::Situation, draft(&[WHAT])).await;
    let refusal = change(&world.casework, &anna, command(&case, theirs, 1, &[WHAT])).await.unwrap_err();
    assert_eq!(refusal.to_string(), "not found");
}

#[tokio::test]
async fn every_fault_is_told_before_who_was_faster() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let (item, ..) = small_plan(&world, &case, &anna).await;
    let long = "a".repeat(201);
    let wrong = command(&case, item, 1, &[(Field::Place, &long), (Field::Provider, "De Waag")]);
    let refusal = change(&world.casework, &anna, wrong).await.unwrap_err();
    assert_eq!(refusal.to_string(), "place: too_long, provider: does_not_fit, what: missing");
}
