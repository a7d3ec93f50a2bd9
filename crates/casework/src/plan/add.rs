//! Adding a part to the plan.

use super::{Locked, lock};
use crate::{Casework, Creation, Refusal};
use access::Caller;
use domain::id::{CaseId, PlanItemId};
use domain::plan::{ContentDraft, ItemKind, Revision};
use store::Tx;
use store::plan::save::{self, NewText};

/// What is filled in. Fields in faults: those of the part.
#[derive(Debug, Clone)]
pub struct AddItem {
    pub case: CaseId,
    pub kind: ItemKind,
    pub draft: ContentDraft,
}

/// The part that was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Added {
    pub case: CaseId,
    pub item: PlanItemId,
}

/// Adds a part. A situation takes the first free place in the Top-3.
///
/// # Errors
/// [`Refusal::Invalid`] with every field that is wrong; [`Refusal::Rule`] for a fourth situation.
pub async fn add(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: AddItem,
) -> Result<Added, Refusal> {
    let case = command.case;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit = lock(tx, caller, case).await?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(Added { case, item: PlanItemId(made) });
            }
            let Locked { permit, around, plan } = Locked::read(tx, permit).await?;

            let rank = match command.kind {
                ItemKind::Situation => Some(plan.free_rank()?),
                _ => None,
            };
            let content = command.draft.clone().check(command.kind, rank)?;
            let content = around.around.check(&content, None, &plan).into_result(content)?;

            let item = PlanItemId(casework.ids.ordered(tx.now()));
            let new = NewText { item, revision: Revision(1), content: &content, removed: false };
            save::text(tx, &permit, new).await?;
            creation.remember(tx, caller, item.0).await?;
            Ok(Added { case, item })
        })
        .await
}
