//! Adding parts, putting them in order, taking them out: what is recorded, and who may not.

use super::{case_of_anna_and_bilal, draft, put, small_plan};
use crate::support::{SUSAN, WES, World, world::creation};
use casework::plan::{AddItem, RankSituations, RemoveItem, add, file, rank, remove};
use domain::plan::{ContentDraft, Field, ItemKind, Revision};
use domain::version::Version;

fn what(text: &str) -> ContentDraft {
    draft(&[(Field::What, text)])
}

#[tokio::test]
async fn a_part_is_stored_and_everybody_in_it_is_recorded() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;
    small_plan(&world, &case, &anna).await;

    let rows = world
        .lines(
            "SELECT concat_ws(' ', i.kind, r.revision, r.removed, r.content ->> 'rank') FROM plan_items i \
                JOIN plan_revisions r ON r.item_id = i.id ORDER BY i.kind DESC",
        )
        .await;
    assert_eq!(rows, ["situation 1 f 1", "condition 1 f", "agreement 1 f"]);
    assert_eq!(
        world.audit().await,
        [
            "anna edit_plan done case",
            "anna edit_plan done case: Mila",
            "anna edit_plan done case",
            "anna edit_plan done case",
            "anna edit_plan done case: Sara",
        ]
    );

    let plan = file(&world.casework, &bilal, case.id).await.unwrap();
    assert_eq!(plan.standing.plan.version(), Version(3));
    assert!(plan.is_ahead() && plan.adopted.is_none());
    assert_eq!(plan.names.persons[&case.household.mother], "Sara Blom");
    assert_eq!(
        world.audit().await[5..],
        ["bilal read_case done case", "bilal read_case done case: Mila", "bilal read_case done case: Sara"]
    );
}

#[tokio::test]
async fn the_same_create_twice_adds_one_part_and_a_fourth_situation_is_refused() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let situation = || AddItem { case: case.id, kind: ItemKind::Situation, draft: what("Ruzie aan tafel") };
    let first = add(&world.casework, &anna, &creation(1), situation()).await.unwrap();
    assert_eq!(add(&world.casework, &anna, &creation(1), situation()).await.unwrap(), first);
    for key in 2..4 {
        add(&world.casework, &anna, &creation(key), situation()).await.unwrap();
    }
    let refusal = add(&world.casework, &anna, &creation(9), situation()).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule fourth_situation");
    assert_eq!(world.count("plan_items").await, 3);
}

#[tokio::test]
async fn a_part_names_only_who_and_what_is_there() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let elsewhere = world.household().await;
    let (situation, ..) = small_plan(&world, &case, &anna).await;
    let about =
        ContentDraft { concerns: vec![elsewhere.mother], under: Some(situation), ..what("Geen werk") };
    let measure = AddItem { case: case.id, kind: ItemKind::Measure, draft: about };
    let refusal = add(&world.casework, &anna, &creation(1), measure).await.unwrap_err();
    assert_eq!(refusal.to_string(), "under: unknown_choice, concerns: unknown_choice");
}

#[tokio::test]
async fn situations_change_places_in_one_step_and_nobody_overlooks_another() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;
    let mut order = Vec::new();
    for text in ["a", "b", "c"] {
        order.push(put(&world, &case, &anna, ItemKind::Situation, what(text)).await);
    }
    order.reverse();
    let command = |seen| RankSituations { case: case.id, seen: Version(seen), order: order.clone() };
    assert_eq!(rank(&world.casework, &anna, command(3)).await.unwrap(), Version(5));
    let refusal = rank(&world.casework, &bilal, command(3)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "changed in the meantime");
    let short = RankSituations { order: order[..2].to_vec(), ..command(5) };
    let refusal = rank(&world.casework, &bilal, short).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule ranking_incomplete");

    let plan = file(&world.casework, &bilal, case.id).await.unwrap().standing.plan;
    let texts: Vec<_> =
        plan.of_kind(ItemKind::Situation).filter_map(|it| it.content.text(Field::What)).collect();
    assert_eq!(texts, ["c", "b", "a"]);
}

#[tokio::test]
async fn a_part_goes_only_when_nothing_hangs_under_it_and_nobody_just_changed_it() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let (situation, condition, agreement) = small_plan(&world, &case, &anna).await;
    let take = |item, seen| RemoveItem { case: case.id, item, seen: Revision(seen) };
    let refusal = remove(&world.casework, &anna, take(situation, 1)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule plan_item_in_use");
    let refusal = remove(&world.casework, &anna, take(agreement, 7)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "changed in the meantime");
    remove(&world.casework, &anna, take(agreement, 1)).await.unwrap();
    remove(&world.casework, &anna, take(condition, 1)).await.unwrap();
    remove(&world.casework, &anna, take(situation, 1)).await.unwrap();
    let refusal = remove(&world.casework, &anna, take(situation, 2)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule plan_item_removed");

    let plan = file(&world.casework, &anna, case.id).await.unwrap().standing.plan;
    assert_eq!((plan.live().count(), plan.version()), (0, Version(6)));
    assert_eq!(world.count("plan_revisions").await, 6, "nothing is ever written over");
}

#[tokio::test]
async fn who_only_looks_on_is_told_so_and_a_stranger_learns_nothing() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let (susan, wes) = (world.caller(SUSAN).await, world.caller(WES).await);
    let command = || AddItem { case: case.id, kind: ItemKind::Situation, draft: what("Ruzie") };
    let refusal = add(&world.casework, &susan, &creation(1), command()).await.unwrap_err();
    assert_eq!(refusal.to_string(), "edit_plan is not allowed");
    let refusal = add(&world.casework, &wes, &creation(1), command()).await.unwrap_err();
    assert_eq!(refusal.to_string(), "not found");
    assert_eq!(world.audit().await, ["susan edit_plan lacks case", "wes edit_plan hidden case"]);

    small_plan(&world, &case, &anna).await;
    assert_eq!(file(&world.casework, &susan, case.id).await.unwrap().standing.plan.live().count(), 3);
    assert_eq!(file(&world.casework, &wes, case.id).await.unwrap_err().to_string(), "not found");
    world.build(&format!("UPDATE cases SET state = 'closed', closed_at = '{}'", world.now())).await;
    let refusal = add(&world.casework, &anna, &creation(2), command()).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule case_closed");
}

#[tokio::test]
async fn past_the_program_the_database_asks_for_a_seat_and_the_own_name() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;
    let (situation, ..) = small_plan(&world, &case, &anna).await;
    let susan = world.caller(SUSAN).await;
    let text = |by: &access::Caller| {
        format!(
            "INSERT INTO plan_revisions (item_id, revision, case_id, content, removed, made_by, membership_id, made_at) \
             VALUES ('{situation}', 9, '{}', '{{}}', false, '{}', '{}', '{}')",
            case.id,
            by.user,
            by.membership,
            world.now()
        )
    };
    for (actor, author, may) in [(&susan, &susan, false), (&bilal, &anna, false), (&bilal, &bilal, true)] {
        let done = world.acting(actor).await.try_run(&text(author)).await;
        assert_eq!(done.is_ok(), may, "{} as {}", actor.user, author.user);
    }
    let add = format!(
        "INSERT INTO plan_revision_persons (item_id, revision, person_id) VALUES ('{situation}', 1, '{}')",
        case.household.mother
    );
    world.clock.forward(chrono::Duration::hours(1));
    assert!(world.acting(&anna).await.try_run(&add).await.is_err(), "an old text gets nobody more");
}
