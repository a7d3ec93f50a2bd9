//! The one safety plan of a case: both members of the duo write in it at once, and adopt it as versions.
//!
//! Every step locks the case, so that two who write at once come one after the other; what the slower one saw is laid
//! over what the faster one wrote.

pub mod add;
pub mod adopt;
pub mod change;
pub mod consent;
pub mod mark;
pub mod rank;
pub mod read;
pub mod remove;
pub mod versions;

pub use add::{AddItem, Added, add};
pub use adopt::{AdoptPlan, Adopted, adopt};
pub use change::{ChangeItem, Changed, PlanConflict, change};
pub use consent::{ConsentGiven, GiveConsent, give_consent};
pub use mark::{MarkItem, Marked, mark};
pub use rank::{RankSituations, rank};
pub use read::{Desk, PlanFile, PlanSummary, desk, file, history, item};
pub use remove::{RemoveItem, remove};
pub use store::plan::version::{ConsentLine, VoiceLine};
pub use store::plan::{MarkLine, PlanNames, VersionFile, VersionLine};
pub use versions::{Comparison, NamedVersion, NamedVersions, compare, list, read as read_version};

use crate::{Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::id::{CaseId, PlanItemId};
use domain::plan::{PlanItem, PlanRule, WorkingPlan};
use store::plan::Surroundings;
use store::{Tx, case, plan};

/// A plan that is locked for a change.
struct Locked {
    permit: Permit<may::EditPlan>,
    around: Surroundings,
    plan: WorkingPlan,
}

/// Locks the case, asks, and reads the plan under the lock.
async fn lock(tx: &mut Tx, caller: &Caller, id: CaseId) -> Result<Permit<may::EditPlan>, Refusal> {
    let facts = case::lock_facts(tx, id).await?.ok_or_else(|| absent::<may::EditPlan>("case", id.0))?;
    ask(caller, &facts.value)
}

impl Locked {
    /// Reads the plan and what is around it; only an open case has a plan that can be changed.
    async fn read(tx: &mut Tx, permit: Permit<may::EditPlan>) -> Result<Self, Refusal> {
        let around = plan::surroundings(tx, &permit).await?;
        around.span.require_open()?;
        let plan = plan::working(tx, &permit).await?;
        Ok(Self { permit, around, plan })
    }

    /// A part that is in the plan now.
    fn live(&self, item: PlanItemId) -> Result<&PlanItem, Refusal> {
        let found = self.plan.find(item).ok_or_else(|| absent::<may::EditPlan>("plan_item", item.0))?;
        if found.removed { Err(PlanRule::ItemRemoved.into()) } else { Ok(found) }
    }
}
