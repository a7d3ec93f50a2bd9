//! Opening what is known of a person, through one of the households that the caller may read.

use super::ask_through;
use crate::{Casework, Refusal, absent, ask};
use access::{Caller, HouseholdFacts, Permission, Permit, may};
use domain::id::{HouseholdId, PersonId};
use domain::version::Versioned;
use store::household::{self, HouseholdLine};
use store::person::{self, PersonView};
use store::{Tx, audit};

/// A person and the households in which the caller may find it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonFile {
    pub person: PersonView,
    pub households: Vec<HouseholdId>,
}

/// A person and the households in which the caller may find it, as a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whereabouts {
    pub person: PersonView,
    /// The present ones first.
    pub households: Vec<HouseholdLine>,
}

/// Reads a person.
///
/// # Errors
/// [`Refusal::NotFound`] when it is not there or not for the caller.
pub async fn read(casework: &Casework, caller: &Caller, id: PersonId) -> Result<PersonFile, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = household::facts_of_person(tx, id).await?;
            let permit: Permit<may::ReadHousehold> = ask_through(caller, &facts, id)?;

            let person = person::read(tx, &permit, id).await?;
            let person = person.ok_or_else(|| absent::<may::ReadHousehold>("person", id.0))?;
            Ok(PersonFile { person, households: readable(caller, &facts) })
        })
        .await
}

/// Finds the households of a person, to choose from.
///
/// # Errors
/// [`Refusal::NotFound`] when the person is not there or not for the caller.
pub async fn whereabouts(casework: &Casework, caller: &Caller, id: PersonId) -> Result<Whereabouts, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = household::facts_of_person(tx, id).await?;
            let permit: Permit<may::ReadHousehold> = ask_through(caller, &facts, id)?;

            let person = person::read(tx, &permit, id).await?;
            let person = person.ok_or_else(|| absent::<may::ReadHousehold>("person", id.0))?;
            let households = household::lines(tx, &readable(caller, &facts)).await?;
            let persons: Vec<_> = households.iter().flat_map(HouseholdLine::persons).collect();
            audit::record_list(tx, Permission::ReadHousehold, "households", &persons).await?;
            Ok(Whereabouts { person, households })
        })
        .await
}

fn readable(caller: &Caller, facts: &[Versioned<HouseholdFacts>]) -> Vec<HouseholdId> {
    let may_read = |it: &&Versioned<HouseholdFacts>| ask::<may::ReadHousehold>(caller, &it.value).is_ok();
    facts.iter().filter(may_read).map(|it| it.value.household).collect()
}
