//! Who can be asked in a round of a case.

use super::roles;
use crate::{Casework, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::id::CaseId;
use store::round::{self, PossibleRater};
use store::{Tx, case};

/// Reads them: the duo first, then professionals of the teams that take part, then the household.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not for the caller, [`Refusal::Forbidden`] for whoever only looks on.
pub async fn candidates(
    casework: &Casework,
    caller: &Caller,
    id: CaseId,
) -> Result<Vec<PossibleRater>, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = case::facts(tx, id).await?.ok_or_else(|| absent::<may::HoldRound>("case", id.0))?;
            let permit: Permit<may::HoldRound> = ask(caller, &facts.value)?;

            Ok(round::candidates(tx, &permit, &roles()).await?)
        })
        .await
}
