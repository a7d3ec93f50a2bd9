//! The red flags of a case with what was decided on them, as far as they are for the caller to know.

use crate::{Casework, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::id::CaseId;
use store::red_flag::{self, FlagLine};
use store::{Tx, case};

/// Lists the red flags of a case, the latest first.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not there or not for the caller.
pub async fn list(casework: &Casework, caller: &Caller, case: CaseId) -> Result<Vec<FlagLine>, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let hidden = || absent::<may::ReadCase>("case", case.0);
            let facts = case::facts(tx, case).await?.ok_or_else(hidden)?;
            let permit: Permit<may::ReadCase> = ask(caller, &facts.value)?;

            Ok(red_flag::list(tx, &permit).await?)
        })
        .await
}
