//! Putting the unsafe situations in another order, as one step: two of them never stand in the same place.

use super::{Locked, lock};
use crate::{Casework, Refusal};
use access::Caller;
use domain::id::{CaseId, PlanItemId};
use domain::plan::Revision;
use domain::version::Version;
use store::Tx;
use store::plan::save::{self, NewText};

/// The order that is wanted.
#[derive(Debug, Clone)]
pub struct RankSituations {
    pub case: CaseId,
    /// The version of the plan that the caller saw.
    pub seen: Version,
    /// Every situation once, the most unsafe first.
    pub order: Vec<PlanItemId>,
}

/// Puts the situations in this order and tells the version of the plan that came of it.
///
/// # Errors
/// [`Refusal::Stale`] when somebody changed the plan in the meantime; [`Refusal::Rule`] unless every situation is
/// named once.
pub async fn rank(casework: &Casework, caller: &Caller, command: RankSituations) -> Result<Version, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit = lock(tx, caller, command.case).await?;
            let locked = Locked::read(tx, permit).await?;
            if locked.plan.version() != command.seen {
                return Err(Refusal::Stale);
            }

            let moved = locked.plan.ranked(&command.order)?;

            let mut version = locked.plan.version();
            save::show(tx, &locked.permit, moved.iter().map(|(_, content)| content)).await?;
            for (item, content) in &moved {
                let revision = Revision(item.revision.0.saturating_add(1));
                let new = NewText { item: item.id, revision, content, removed: false };
                save::text(tx, &locked.permit, new).await?;
                version = Version(version.0.saturating_add(1));
            }
            Ok(version)
        })
        .await
}
