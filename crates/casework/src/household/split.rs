//! Members leave a household together and begin one of their own, with the relationships among them.

use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, Permit, may};
use chrono::NaiveDate;
use domain::fault::{FaultCode, Faults};
use domain::household::{HouseholdRule, LeaveReason, Split};
use domain::id::{AreaId, HouseholdId, MemberId, PersonId, RelationshipId};
use domain::time::amsterdam_day;
use domain::version::Version;
use std::collections::BTreeSet;
use store::household::{self, Leavers};
use store::relationship::Stored;
use store::{Tx, person, relationship};

/// What is filled in. Fields in faults: `reason`, `area`.
#[derive(Debug, Clone)]
pub struct SplitHousehold {
    pub household: HouseholdId,
    /// The version of the household that the caller saw.
    pub seen: Version,
    pub leaving: Vec<PersonId>,
    /// The last day in the old household and the first in the new one; nothing for today.
    pub on: Option<NaiveDate>,
    pub reason: Option<LeaveReason>,
    /// Where the new household is; nothing for the same area.
    pub area: Option<AreaId>,
}

/// The household that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SplitOff {
    pub household: HouseholdId,
    /// The version of the old household now.
    pub version: Version,
}

/// Splits a household.
///
/// # Errors
/// [`Refusal::Invalid`] with every field that is wrong; [`Refusal::Rule`] when nobody goes, nobody stays, or
/// somebody who goes does not belong to it.
pub async fn split(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: SplitHousehold,
) -> Result<SplitOff, Refusal> {
    let (id, seen) = (command.household, command.seen);
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let hidden = |id: HouseholdId| move || absent::<may::EditHousehold>("household", id.0);
            let facts = household::lock_facts(tx, id).await?.ok_or_else(hidden(id))?;
            let permit: Permit<may::EditHousehold> = ask(caller, &facts.value)?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(SplitOff { household: HouseholdId(made), version: facts.version });
            }
            if facts.version != seen {
                return Err(Refusal::Stale);
            }

            let split = check(tx, &command).await?;
            let members = household::members(tx, &permit).await?;
            let (_, new) = members.split(&split, amsterdam_day(tx.now()))?;
            let stays =
                new.members().iter().map(|it| (MemberId(casework.ids.ordered(tx.now())), *it)).collect();
            let known = relationship::of_household(tx, &permit).await?;
            let relationships = among(&split.leaving, &known)
                .map(|it| (RelationshipId(casework.ids.ordered(tx.now())), it.value))
                .collect();

            let made = HouseholdId(casework.ids.ordered(tx.now()));
            household::begin_split(tx, &permit, made, command.area).await?;
            let facts = household::facts(tx, made).await?.ok_or_else(hidden(made))?;
            let begun: Permit<may::EditHousehold> = ask(caller, &facts.value)?;
            let leavers = Leavers { stays, relationships };
            let version = household::split(tx, (&permit, &begun), seen, &split, &leavers).await?;
            creation.remember(tx, caller, made.0).await?;
            Ok(SplitOff { household: made, version })
        })
        .await
}

async fn check(tx: &mut Tx, command: &SplitHousehold) -> Result<Split, Refusal> {
    let mut faults = Faults::none();
    let reason = faults.need("reason", command.reason);
    if let Some(area) = command.area
        && !household::area_exists(tx, area).await?
    {
        faults.add("area", FaultCode::UnknownChoice);
    }
    let reason = faults.into_complete(reason)?;
    if person::known(tx, &command.leaving).await?.values().any(|it| it.died_on.is_some()) {
        return Err(HouseholdRule::DeceasedCannotMove.into());
    }
    let on = command.on.unwrap_or_else(|| amsterdam_day(tx.now()));
    Ok(Split { leaving: command.leaving.iter().copied().collect(), on, reason })
}

/// The relationships of today between two people who both go.
fn among<'a>(leaving: &'a BTreeSet<PersonId>, known: &'a [Stored]) -> impl Iterator<Item = &'a Stored> {
    let goes = |person: &PersonId| leaving.contains(person);
    known.iter().filter(move |it| it.value.until.is_none() && goes(&it.value.from) && goes(&it.value.to))
}
