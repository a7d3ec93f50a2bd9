//! Adopting the plan: exactly what was seen, with what everybody said of it.

use super::{case_of_anna_and_bilal, draft, put, small_plan, voices};
use crate::support::{Case, World, world::creation};
use casework::plan::{
    AdoptPlan, GiveConsent, RemoveItem, adopt, compare, file, give_consent, list, read_version, remove,
};
use domain::plan::{Change, Field, ItemKind, Opinion, Revision};
use domain::version::Version;

fn command(case: &Case, seen: i64) -> AdoptPlan {
    AdoptPlan { case: case.id, seen: Version(seen), voices: voices(case) }
}

#[tokio::test]
async fn a_version_holds_what_was_seen_and_what_everybody_said() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;
    small_plan(&world, &case, &anna).await;
    let before = world.audit().await.len();
    let adopted = adopt(&world.casework, &anna, &creation(1), command(&case, 3)).await.unwrap();
    assert_eq!(adopted.number, 1);
    assert_eq!(
        world.audit().await[before..],
        [
            "anna edit_plan done case",
            "anna edit_plan done case: Mila",
            "anna edit_plan done case: Sara",
            "anna edit_plan done case: Tom",
        ]
    );
    assert_eq!(adopt(&world.casework, &anna, &creation(1), command(&case, 3)).await.unwrap(), adopted);

    let found = read_version(&world.casework, &bilal, case.id, 1).await.unwrap();
    assert_eq!(found.version.items.len(), 3);
    let child = found.version.line.voices.iter().find(|it| it.person == case.household.child).unwrap();
    assert_eq!((child.opinion, child.age_at), (Opinion::Heard, Some(7)));
    assert_eq!(child.own_words.as_deref(), Some("Ik wil dat papa niet schreeuwt"));
    let plan = file(&world.casework, &bilal, case.id).await.unwrap();
    assert!(!plan.is_ahead());
}

#[tokio::test]
async fn the_other_organisation_says_so_in_its_own_step_and_may_come_back_on_it() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;
    small_plan(&world, &case, &anna).await;
    adopt(&world.casework, &anna, &creation(1), command(&case, 3)).await.unwrap();
    let say = |agrees, reason: Option<&str>, number| GiveConsent {
        case: case.id,
        number,
        agrees: Some(agrees),
        reason: reason.map(str::to_owned),
    };
    let refusal = give_consent(&world.casework, &bilal, &creation(2), say(false, None, 1)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "reason: reason_required");
    give_consent(&world.casework, &bilal, &creation(2), say(false, Some("Oma weet nog van niets"), 1))
        .await
        .unwrap();
    world.clock.forward(chrono::Duration::hours(1));
    give_consent(&world.casework, &bilal, &creation(3), say(true, None, 1)).await.unwrap();
    let refusal = give_consent(&world.casework, &bilal, &creation(4), say(true, None, 2)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "not found");

    let version = read_version(&world.casework, &anna, case.id, 1).await.unwrap().version;
    let consents: Vec<_> = version.line.consents.iter().map(|it| (it.organisation, it.agrees)).collect();
    assert_eq!(consents.len(), 2);
    assert!(consents.contains(&(anna.organisation, true)) && consents.contains(&(bilal.organisation, true)));
    assert_eq!(world.count("plan_consents").await, 3, "what it said before stays readable");

    adopt(&world.casework, &bilal, &creation(5), command(&case, 3)).await.unwrap();
    let refusal = give_consent(&world.casework, &anna, &creation(6), say(true, None, 1)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule plan_version_replaced");
}

#[tokio::test]
async fn nobody_adopts_what_somebody_else_just_changed() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;
    let (situation, ..) = small_plan(&world, &case, &anna).await;
    let risk = domain::plan::ContentDraft { under: Some(situation), ..draft(&[(Field::What, "Geen werk")]) };
    put(&world, &case, &bilal, ItemKind::RiskFactor, risk).await;
    let refusal = adopt(&world.casework, &anna, &creation(1), command(&case, 3)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "changed in the meantime");
    adopt(&world.casework, &anna, &creation(1), command(&case, 4)).await.unwrap();
}

#[tokio::test]
async fn a_plan_without_an_agreement_or_with_somebody_left_out_is_refused() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let refusal = adopt(&world.casework, &anna, &creation(1), command(&case, 0)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule plan_without_situation");
    let (.., agreement) = small_plan(&world, &case, &anna).await;
    let mut short = command(&case, 3);
    short.voices.pop();
    short.voices[0].opinion = Some(Opinion::Disagrees);
    let refusal = adopt(&world.casework, &anna, &creation(1), short).await.unwrap_err();
    assert_eq!(refusal.to_string(), "voices.0.reason: reason_required, voices: too_few");
    remove(&world.casework, &anna, RemoveItem { case: case.id, item: agreement, seen: Revision(1) })
        .await
        .unwrap();
    let refusal = adopt(&world.casework, &anna, &creation(1), command(&case, 4)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule plan_without_agreement");
}

#[tokio::test]
async fn once_adopted_there_is_always_an_adopted_version_whatever_happens_to_the_plan() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let (.., agreement) = small_plan(&world, &case, &anna).await;
    adopt(&world.casework, &anna, &creation(1), command(&case, 3)).await.unwrap();
    remove(&world.casework, &anna, RemoveItem { case: case.id, item: agreement, seen: Revision(1) })
        .await
        .unwrap();
    world.build("UPDATE cases SET phase = 'stable'").await;

    let plan = file(&world.casework, &anna, case.id).await.unwrap();
    assert_eq!(plan.adopted.as_ref().map(|it| (it.line.number, it.items.len())), Some((1, 3)));
    assert!(plan.is_ahead());
    let found = compare(&world.casework, &anna, case.id, None).await.unwrap();
    let changes: Vec<_> = found.differences.iter().map(|it| it.change).collect();
    assert_eq!(changes, [Change::Unchanged, Change::Unchanged, Change::Dropped]);
    let first = compare(&world.casework, &anna, case.id, Some(1)).await.unwrap();
    assert!(first.before.is_none() && first.differences.iter().all(|it| it.change == Change::Added));
    assert_eq!(list(&world.casework, &anna, case.id).await.unwrap().versions.len(), 1);
    assert_eq!(compare(&world.casework, &anna, case.id, Some(2)).await.unwrap_err().to_string(), "not found");
    for table in ["plan_versions", "plan_version_items", "plan_voices", "plan_consents"] {
        let mut app = world.acting(&anna).await;
        assert!(app.try_run(&format!("DELETE FROM {table}")).await.is_err(), "{table}");
    }
}
