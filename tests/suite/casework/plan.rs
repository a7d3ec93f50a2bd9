//! The safety plan of a case: written by two at once, adopted as versions.

mod adopt;
mod change;
mod crowd;
mod mark;
mod work;

use crate::support::{ANNA, BILAL, BV_NOORD, Case, World, world::creation};
use access::Caller;
use casework::plan::{AddItem, add};
use domain::id::PlanItemId;
use domain::plan::{ContentDraft, DoerDraft, Field, ItemKind, VoiceDraft};

/// A case with a duo, whose team of supervisors looks on.
pub(crate) async fn case_of_anna_and_bilal(world: &World) -> (Case, Caller, Caller) {
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).build().await;
    (case, anna, bilal)
}

/// These texts and nothing else.
pub(crate) fn draft(texts: &[(Field, &str)]) -> ContentDraft {
    let texts = texts.iter().map(|(field, text)| (*field, (*text).to_owned())).collect();
    ContentDraft { texts, ..ContentDraft::default() }
}

/// A part, by somebody who may.
pub(crate) async fn put(
    world: &World,
    case: &Case,
    by: &Caller,
    kind: ItemKind,
    draft: ContentDraft,
) -> PlanItemId {
    let key = 1000 + u32::try_from(world.count("plan_items").await).unwrap();
    add(&world.casework, by, &creation(key), AddItem { case: case.id, kind, draft }).await.unwrap().item
}

/// An unsafe situation about the child, a condition under it and an agreement under that.
pub(crate) async fn small_plan(
    world: &World,
    case: &Case,
    by: &Caller,
) -> (PlanItemId, PlanItemId, PlanItemId) {
    let what = |text| draft(&[(Field::What, text)]);
    let about = ContentDraft { concerns: vec![case.household.child], ..what("Tom schreeuwt tegen Mila") };
    let situation = put(world, case, by, ItemKind::Situation, about).await;
    let set_by = Some(by.organisation);
    let must = ContentDraft { under: Some(situation), set_by, ..what("Mila is nooit alleen met Tom") };
    let condition = put(world, case, by, ItemKind::Condition, must).await;
    let who = Some(DoerDraft { member: Some(case.household.mother), ..DoerDraft::default() });
    let does = ContentDraft { under: Some(condition), who, ..what("Sara haalt Mila elke dag van school") };
    let agreement = put(world, case, by, ItemKind::Agreement, does).await;
    (situation, condition, agreement)
}

/// What each of the three members of the household said: the adults agree, the child was heard.
pub(crate) fn voices(case: &Case) -> Vec<VoiceDraft> {
    use domain::plan::Opinion;
    use domain::score::AskedHow;
    let voice = |person, opinion, asked_how| VoiceDraft {
        person,
        opinion: Some(opinion),
        reason: None,
        asked_how,
        own_words: None,
    };
    vec![
        voice(case.household.mother, Opinion::Agrees, None),
        voice(case.household.ex_partner, Opinion::Agrees, None),
        VoiceDraft {
            own_words: Some("Ik wil dat papa niet schreeuwt".to_owned()),
            ..voice(case.household.child, Opinion::Heard, Some(AskedHow::WithCard))
        },
    ]
}
