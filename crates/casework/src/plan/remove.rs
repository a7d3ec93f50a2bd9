//! Taking a part out of the plan. Its texts and marks stay.

use super::{Changed, Locked, lock};
use crate::{Casework, Refusal};
use access::Caller;
use domain::id::{CaseId, PlanItemId};
use domain::plan::Revision;
use domain::version::Version;
use store::Tx;
use store::plan::save::{self, NewText};

/// What to take out.
#[derive(Debug, Clone, Copy)]
pub struct RemoveItem {
    pub case: CaseId,
    pub item: PlanItemId,
    /// The text that the caller saw.
    pub seen: Revision,
}

/// Takes a part out of the plan.
///
/// # Errors
/// [`Refusal::Stale`] when somebody changed it in the meantime; [`Refusal::Rule`] when other parts belong to it, or it
/// was taken out before.
pub async fn remove(casework: &Casework, caller: &Caller, command: RemoveItem) -> Result<Changed, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit = lock(tx, caller, command.case).await?;
            let locked = Locked::read(tx, permit).await?;
            let newest = locked.live(command.item)?;
            if newest.revision != command.seen {
                return Err(Refusal::Stale);
            }

            locked.plan.may_remove(command.item)?;

            let (item, revision) = (command.item, Revision(newest.revision.0.saturating_add(1)));
            let new = NewText { item, revision, content: &newest.content, removed: true };
            save::text(tx, &locked.permit, new).await?;
            let plan = Version(locked.plan.version().0.saturating_add(1));
            Ok(Changed { item, revision, plan })
        })
        .await
}
