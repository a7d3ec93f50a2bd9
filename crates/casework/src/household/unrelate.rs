//! Ending a relationship. It remains in the file.

use crate::{Casework, Refusal, absent, ask};
use access::{Caller, Permit, may};
use chrono::NaiveDate;
use domain::id::{HouseholdId, RelationshipId};
use domain::time::amsterdam_day;
use domain::version::Version;
use store::{Tx, household, relationship};

/// What is filled in. Fields in faults: `until`.
#[derive(Debug, Clone, Copy)]
pub struct Unrelate {
    pub household: HouseholdId,
    pub relationship: RelationshipId,
    /// The version of the household that the caller saw.
    pub seen: Version,
    /// The last day; nothing for today.
    pub until: Option<NaiveDate>,
}

/// Ends a relationship of a household.
///
/// # Errors
/// [`Refusal::Invalid`] when it ended already, or would before it began; [`Refusal::NotFound`] when the household
/// has no such relationship.
pub async fn unrelate(casework: &Casework, caller: &Caller, command: Unrelate) -> Result<Version, Refusal> {
    let Unrelate { household: id, relationship: wanted, seen, until } = command;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let hidden = || absent::<may::EditHousehold>("household", id.0);
            let facts = household::lock_facts(tx, id).await?.ok_or_else(hidden)?;
            let permit: Permit<may::EditHousehold> = ask(caller, &facts.value)?;
            let known = relationship::of_household(tx, &permit).await?;
            let found = known
                .iter()
                .find(|it| it.id == wanted)
                .ok_or_else(|| absent::<may::EditHousehold>("relationship", wanted.0))?;
            if facts.version != seen {
                return Err(Refusal::Stale);
            }

            let today = amsterdam_day(tx.now());
            let ended = found.value.end(until.unwrap_or(today), today)?;

            Ok(relationship::end(tx, &permit, seen, (wanted, ended)).await?)
        })
        .await
}
