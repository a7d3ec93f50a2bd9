//! Which teams take part in a case and whom they work for: adding one, ending its part, and all of them.

pub mod add;
pub mod end;
pub mod list;

pub use add::{AddParticipation, Added, add};
pub use end::{EndParticipation, end};
pub use list::{Participations, list};
pub use store::participation::ParticipationLine;

use crate::{Refusal, absent, ask};
use access::{Caller, Permission, Permit, may};
use domain::id::CaseId;
use store::{Tx, case, contact};

/// Locks a case that is open, for somebody who may say which teams take part in it. Who works for one person only gives
/// nobody sight of the household.
async fn lock(
    tx: &mut Tx,
    caller: &Caller,
    id: CaseId,
) -> Result<(Permit<may::ArrangeParticipations>, contact::Surroundings), Refusal> {
    let hidden = || absent::<may::ArrangeParticipations>("case", id.0);
    let facts = case::lock_facts(tx, id).await?.ok_or_else(hidden)?;
    let permit: Permit<may::ArrangeParticipations> = ask(caller, &facts.value)?;
    if !permit.hearing().is_for_household() {
        let permission = Permission::ArrangeParticipations;
        return Err(Refusal::Forbidden { permission, subject: ("case", Some(id.0)) });
    }
    let around = contact::surroundings(tx, &permit).await?;
    Ok((permit, around))
}
