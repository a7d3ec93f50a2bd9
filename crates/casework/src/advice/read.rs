//! Opening one request for advice, with the question and the answer.

use crate::{Casework, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::id::AdviceRequestId;
use store::Tx;
use store::advice::{self, AdviceFile};

/// Reads a request for advice.
///
/// # Errors
/// [`Refusal::NotFound`] when it is not there or not for the caller.
pub async fn read(casework: &Casework, caller: &Caller, id: AdviceRequestId) -> Result<AdviceFile, Refusal> {
    let hidden = || absent::<may::ReadAdvice>("advice_request", id.0);
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = advice::facts(tx, id).await?.ok_or_else(hidden)?;
            let permit: Permit<may::ReadAdvice> = ask(caller, &facts)?;

            advice::read(tx, &permit).await?.ok_or_else(hidden)
        })
        .await
}
