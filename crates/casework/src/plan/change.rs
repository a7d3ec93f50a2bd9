//! Changing a part while somebody else may be changing it too.

use super::{Locked, PlanNames, lock};
use crate::{Casework, Refusal};
use access::Caller;
use domain::id::{CaseId, PlanItemId};
use domain::plan::{
    Conflict, Content, ContentDraft, Field, ItemKind, PlanItem, Revision, Value, going_on, merge,
};
use domain::version::Version;
use std::collections::BTreeMap;
use store::plan::names::{Asked, names};
use store::plan::save::{self, NewText};
use store::{Tx, plan};

/// What is filled in: every field, also those that stay. Fields in faults: those of the part.
#[derive(Debug, Clone)]
pub struct ChangeItem {
    pub case: CaseId,
    pub item: PlanItemId,
    /// The text that the caller saw.
    pub seen: Revision,
    pub draft: ContentDraft,
    /// Fields in which what the caller saw is right after all, whatever the draft says.
    pub keep: Vec<Field>,
}

/// The text that came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changed {
    pub item: PlanItemId,
    pub revision: Revision,
    /// The version of the plan as it is being worked on.
    pub plan: Version,
}

/// Why a change was not made: two wrote something else in the same field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanConflict {
    pub item: PlanItemId,
    pub kind: ItemKind,
    /// The newest text: what to see before the change is made again.
    pub newest: PlanItem,
    /// Who wrote it.
    pub by: String,
    /// Each field with the text that both saw and what each made of it.
    pub fields: Vec<Conflict>,
    /// What to go on with: the own text in those fields, the newest in all others.
    pub going_on: BTreeMap<Field, Value>,
    /// The names of everybody and everything in those texts.
    pub names: PlanNames,
}

/// How a change ended. A conflict shows what somebody else wrote, so its audit rows must stay: it is no rollback.
enum Ending {
    Changed(Changed),
    Conflict(Box<PlanConflict>),
}

/// Changes a part. What somebody else changed in other fields in the meantime stays.
///
/// # Errors
/// [`Refusal::Conflict`] with all texts when somebody else wrote something else in the same field;
/// [`Refusal::Invalid`] with every field that is wrong; [`Refusal::Stale`] for a text that never was;
/// [`Refusal::Rule`] when the part was taken out of the plan.
pub async fn change(casework: &Casework, caller: &Caller, command: ChangeItem) -> Result<Changed, Refusal> {
    let ending = casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit = lock(tx, caller, command.case).await?;
            let locked = Locked::read(tx, permit).await?;
            let newest = locked.live(command.item)?;
            let base = seen(tx, &locked, newest, command.seen).await?;

            let mine = mine(&command, &base, &locked)?;
            let merged = match merge(&base, &mine, &newest.content) {
                Ok(merged) => merged,
                Err(fields) => {
                    let going_on = going_on(&base, &mine, &newest.content);
                    let conflict = conflict(tx, &locked, newest, (fields, going_on)).await?;
                    return Ok(Ending::Conflict(conflict));
                }
            };

            let item = command.item;
            if merged == newest.content {
                save::show(tx, &locked.permit, [&merged]).await?;
                let plan = locked.plan.version();
                return Ok(Ending::Changed(Changed { item, revision: newest.revision, plan }));
            }
            let revision = Revision(newest.revision.0.saturating_add(1));
            let new = NewText { item, revision, content: &merged, removed: false };
            save::text(tx, &locked.permit, new).await?;
            let plan = Version(locked.plan.version().0.saturating_add(1));
            Ok(Ending::Changed(Changed { item, revision, plan }))
        })
        .await?;
    match ending {
        Ending::Changed(changed) => Ok(changed),
        Ending::Conflict(conflict) => Err(Refusal::Conflict(conflict)),
    }
}

/// The text that the caller saw.
async fn seen(tx: &mut Tx, locked: &Locked, newest: &PlanItem, seen: Revision) -> Result<Content, Refusal> {
    if seen == newest.revision {
        return Ok(newest.content.clone());
    }
    let found = plan::text(tx, &locked.permit, newest.id, seen).await?;
    Ok(found.ok_or(Refusal::Stale)?.content)
}

/// The text that the caller wants.
fn mine(command: &ChangeItem, base: &Content, locked: &Locked) -> Result<Content, Refusal> {
    let mine = command.draft.clone().check(base.kind(), base.rank())?;
    let mine = base.with(&mine, &command.keep);
    Ok(locked.around.around.check(&mine, Some(base), &locked.plan).into_result(mine)?)
}

/// Everything that the slower one needs to choose, recorded as shown.
async fn conflict(
    tx: &mut Tx,
    locked: &Locked,
    newest: &PlanItem,
    (fields, going_on): (Vec<Conflict>, BTreeMap<Field, Value>),
) -> Result<Box<PlanConflict>, Refusal> {
    let mut asked = Asked::default();
    asked.users.insert(newest.made_by);
    asked.add(&newest.content);
    going_on.values().for_each(|it| asked.add_value(it));
    for value in fields.iter().flat_map(|it| [&it.base, &it.mine, &it.theirs]).flatten() {
        asked.add_value(value);
    }
    let names = names(tx, &asked).await?;
    save::show_persons(tx, &locked.permit, &asked.persons).await?;
    let by = names.users.get(&newest.made_by).cloned().unwrap_or_default();
    let (item, kind) = (newest.id, newest.content.kind());
    Ok(Box::new(PlanConflict { item, kind, newest: newest.clone(), by, fields, going_on, names }))
}
