//! Somebody joins a household: a new person, or one that the caller sees already.

use super::member::{self, MemberDraft};
use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::fault::Faults;
use domain::id::{HouseholdId, MemberId};
use domain::time::amsterdam_day;
use domain::version::Version;
use store::Tx;
use store::household::{self, Joining};

/// What is filled in.
#[derive(Debug, Clone)]
pub struct JoinHousehold {
    pub household: HouseholdId,
    /// The version of the household that the caller saw.
    pub seen: Version,
    pub member: MemberDraft,
}

/// The stay that was stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Joined {
    pub member: MemberId,
    /// The version of the household now.
    pub version: Version,
}

/// Adds a member.
///
/// # Errors
/// [`Refusal::Invalid`] with every field that is wrong; [`Refusal::Rule`] when the person belongs to it already.
pub async fn join(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: JoinHousehold,
) -> Result<Joined, Refusal> {
    let JoinHousehold { household: id, seen, member } = command;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let hidden = || absent::<may::EditHousehold>("household", id.0);
            let facts = household::lock_facts(tx, id).await?.ok_or_else(hidden)?;
            let permit: Permit<may::EditHousehold> = ask(caller, &facts.value)?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(Joined { member: MemberId(made), version: facts.version });
            }
            if facts.version != seen {
                return Err(Refusal::Stale);
            }

            let joining = checked(casework, tx, member).await?;
            let members = household::members(tx, &permit).await?;
            members.join(joining.membership, amsterdam_day(tx.now()))?;

            let version = household::join(tx, &permit, seen, &joining).await?;
            creation.remember(tx, caller, joining.member.0).await?;
            Ok(Joined { member: joining.member, version })
        })
        .await
}

async fn checked(casework: &Casework, tx: &mut Tx, member: MemberDraft) -> Result<Joining, Refusal> {
    let checked = member::check(casework, tx, &[member]).await?.pop();
    Ok(checked.unwrap_or_else(|| Err(Faults::none()))?)
}
