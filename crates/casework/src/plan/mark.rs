//! Noting what became of a part of the plan.

use super::{Locked, lock};
use crate::{Casework, Creation, Refusal};
use access::Caller;
use domain::id::{CaseId, PlanItemId, PlanMarkId};
use domain::plan::MarkDraft;
use domain::time::amsterdam_day;
use store::Tx;
use store::plan::save;

/// What is filled in. Fields in faults: those of the mark.
#[derive(Debug, Clone)]
pub struct MarkItem {
    pub case: CaseId,
    pub item: PlanItemId,
    pub draft: MarkDraft,
}

/// The mark that was stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked {
    pub case: CaseId,
    pub mark: PlanMarkId,
    /// Whether it sends the case back to direct safety.
    pub calls_for_fallback: bool,
}

/// Notes what became of a part.
///
/// # Errors
/// [`Refusal::Invalid`] with every field that is wrong; [`Refusal::Rule`] when the part was taken out of the plan.
pub async fn mark(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: MarkItem,
) -> Result<Marked, Refusal> {
    let case = command.case;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit = lock(tx, caller, case).await?;
            let calls = command.draft.mark.is_some_and(domain::plan::Mark::calls_for_fallback);
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(Marked { case, mark: PlanMarkId(made), calls_for_fallback: calls });
            }
            let locked = Locked::read(tx, permit).await?;

            let item = locked.live(command.item)?;
            let opened = amsterdam_day(locked.around.span.opened_at);
            let new = command.draft.clone().check(item.content.kind(), amsterdam_day(tx.now()), opened)?;

            let id = PlanMarkId(casework.ids.ordered(tx.now()));
            save::mark(tx, &locked.permit, id, item, &new).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(Marked { case, mark: id, calls_for_fallback: new.mark.calls_for_fallback() })
        })
        .await
}
