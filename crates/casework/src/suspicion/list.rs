//! Every suspicion of intieme terreur that there was in a case, as far as it is for the caller to know.

use crate::{Casework, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::id::CaseId;
use store::suspicion::{self, SuspicionLine};
use store::{Tx, case};

/// Lists the suspicions of a case, the latest first.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not there or not for the caller.
pub async fn list(casework: &Casework, caller: &Caller, case: CaseId) -> Result<Vec<SuspicionLine>, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let hidden = || absent::<may::ReadCase>("case", case.0);
            let facts = case::facts(tx, case).await?.ok_or_else(hidden)?;
            let permit: Permit<may::ReadCase> = ask(caller, &facts.value)?;

            Ok(suspicion::list(tx, &permit).await?)
        })
        .await
}
