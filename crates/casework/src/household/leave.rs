//! Somebody leaves a household. The stay remains in its file.

use crate::{Casework, Refusal, absent, ask};
use access::{Caller, Permit, may};
use chrono::NaiveDate;
use domain::fault::Faults;
use domain::household::{HouseholdRule, LeaveReason, Leaving};
use domain::id::{HouseholdId, MemberId};
use domain::time::amsterdam_day;
use domain::version::Version;
use store::{Tx, household};

/// What is filled in. Fields in faults: `reason`.
#[derive(Debug, Clone, Copy)]
pub struct LeaveHousehold {
    pub household: HouseholdId,
    pub member: MemberId,
    /// The version of the household that the caller saw.
    pub seen: Version,
    /// The last day; nothing for today.
    pub on: Option<NaiveDate>,
    pub reason: Option<LeaveReason>,
}

/// Ends the stay of a member.
///
/// # Errors
/// [`Refusal::NotFound`] when the household has no such stay; [`Refusal::Invalid`] without a reason;
/// [`Refusal::Rule`] when the stay has ended or began later.
pub async fn leave(
    casework: &Casework,
    caller: &Caller,
    command: LeaveHousehold,
) -> Result<Version, Refusal> {
    let LeaveHousehold { household: id, member, seen, on, reason } = command;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let hidden = || absent::<may::EditHousehold>("household", id.0);
            let facts = household::lock_facts(tx, id).await?.ok_or_else(hidden)?;
            let permit: Permit<may::EditHousehold> = ask(caller, &facts.value)?;
            let stay = household::stay(tx, &permit, member).await?;
            let stay = stay.ok_or_else(|| absent::<may::EditHousehold>("member", member.0))?;
            if facts.version != seen {
                return Err(Refusal::Stale);
            }

            // Whoever came back has a newer stay, which another departure would end.
            if stay.until.is_some() {
                return Err(HouseholdRule::NotAMember.into());
            }
            let today = amsterdam_day(tx.now());
            let mut faults = Faults::none();
            let reason = faults.need("reason", reason);
            let reason = faults.into_complete(reason)?;
            let leaving = Leaving { person: stay.person, on: on.unwrap_or(today), reason };
            household::members(tx, &permit).await?.leave(leaving, today)?;

            Ok(household::leave(tx, &permit, seen, &leaving).await?)
        })
        .await
}
