//! How people are reached safely, as far as it is for the caller to know.

use crate::{Casework, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::id::{CaseId, PersonId};
use store::safe_contact::{self, SafeContactLine};
use store::{Tx, case};

/// Lists the last that was noted of everybody in a case.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not there or not for the caller.
pub async fn list(
    casework: &Casework,
    caller: &Caller,
    case: CaseId,
) -> Result<Vec<SafeContactLine>, Refusal> {
    latest(casework, caller, case, None).await
}

/// The last that was noted of one person; nothing when nobody asked yet. Nobody else is read.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not there or not for the caller.
pub async fn of_person(
    casework: &Casework,
    caller: &Caller,
    case: CaseId,
    person: PersonId,
) -> Result<Option<SafeContactLine>, Refusal> {
    Ok(latest(casework, caller, case, Some(person)).await?.pop())
}

async fn latest(
    casework: &Casework,
    caller: &Caller,
    case: CaseId,
    of: Option<PersonId>,
) -> Result<Vec<SafeContactLine>, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let hidden = || absent::<may::ReadCase>("case", case.0);
            let facts = case::facts(tx, case).await?.ok_or_else(hidden)?;
            let permit: Permit<may::ReadCase> = ask(caller, &facts.value)?;

            Ok(safe_contact::latest(tx, &permit, of).await?)
        })
        .await
}
