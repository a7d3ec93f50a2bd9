//! Noting how two members of a household are related.

use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::fault::{FaultCode, Faults};
use domain::household::Household;
use domain::id::{HouseholdId, PersonId, RelationshipId};
use domain::relationship::{Kin, Relationship, RelationshipDraft};
use domain::time::amsterdam_day;
use domain::version::Version;
use store::relationship::Stored;
use store::{Tx, household, person, relationship};

/// What is filled in. Fields in faults: those of the relationship.
#[derive(Debug, Clone, Copy)]
pub struct RelateMembers {
    pub household: HouseholdId,
    /// The version of the household that the caller saw.
    pub seen: Version,
    pub draft: RelationshipDraft,
}

/// The relationship that was stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Related {
    pub relationship: RelationshipId,
    /// The version of the household now.
    pub version: Version,
}

/// Relates two members, past or present.
///
/// # Errors
/// [`Refusal::Invalid`] with every field that is wrong, a circle of parents and a double among them.
pub async fn relate(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: RelateMembers,
) -> Result<Related, Refusal> {
    let RelateMembers { household: id, seen, draft } = command;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let hidden = || absent::<may::EditHousehold>("household", id.0);
            let facts = household::lock_facts(tx, id).await?.ok_or_else(hidden)?;
            let permit: Permit<may::EditHousehold> = ask(caller, &facts.value)?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(Related { relationship: RelationshipId(made), version: facts.version });
            }
            if facts.version != seen {
                return Err(Refusal::Stale);
            }

            let members = household::members(tx, &permit).await?;
            let new = check(tx, id, &members, draft).await?;

            let made = RelationshipId(casework.ids.ordered(tx.now()));
            let version = relationship::save(tx, &permit, seen, (made, new)).await?;
            creation.remember(tx, caller, made.0).await?;
            Ok(Related { relationship: made, version })
        })
        .await
}

async fn check(
    tx: &mut Tx,
    household: HouseholdId,
    members: &Household,
    draft: RelationshipDraft,
) -> Result<Relationship, Refusal> {
    let people: Vec<PersonId> = members.members().iter().map(|it| it.person).collect();
    let mut faults = Faults::none();
    for (field, person) in [("from", draft.from), ("to", draft.to)] {
        if person.is_some_and(|it| !people.contains(&it)) {
            faults.add(field, FaultCode::UnknownChoice);
        }
    }
    let known = relationship::of_people(tx, &people).await?;
    let relationships: Vec<_> =
        known.iter().filter(|it| counts(it, household, &draft)).map(|it| it.value).collect();
    let births = person::known(tx, &people).await?.into_iter().map(|(id, it)| (id, it.birth)).collect();
    let kin = Kin { relationships: &relationships, births: &births };
    let checked = draft.check(kin, amsterdam_day(tx.now())).map_err(|found| faults.merge(found)).ok();
    Ok(faults.into_complete(checked)?)
}

/// Parents count wherever they were noted, since nobody is an ancestor of oneself in any household. A relationship
/// may be noted once in each household of the two.
fn counts(known: &Stored, household: HouseholdId, draft: &RelationshipDraft) -> bool {
    let is_between_the_same = Some(known.value.from) == draft.from && Some(known.value.to) == draft.to;
    known.household == household || (known.value.kind.makes_ancestor() && !is_between_the_same)
}
