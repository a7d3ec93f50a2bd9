//! Opening what is known of a person, through one of the households that the caller may read.

use super::ask_through;
use crate::{Casework, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::id::{HouseholdId, PersonId};
use store::person::{self, PersonView};
use store::{Tx, household};

/// A person and the households in which the caller may find it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonFile {
    pub person: PersonView,
    pub households: Vec<HouseholdId>,
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
            let households = facts
                .iter()
                .filter(|it| ask::<may::ReadHousehold>(caller, &it.value).is_ok())
                .map(|it| it.value.household)
                .collect();
            Ok(PersonFile { person, households })
        })
        .await
}
