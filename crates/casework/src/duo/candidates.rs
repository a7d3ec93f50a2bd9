//! Whom a supervisor can choose for a duo, with load, area and expertise.

use super::{Candidate, roles};
use crate::{Casework, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::id::CaseId;
use store::{Tx, case, duo};

/// Lists everybody who could sit in the duo of a case: those who work where the household is first, and among those
/// whoever has most room.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not for the caller, [`Refusal::Forbidden`] when the caller assigns no duos.
pub async fn candidates(
    casework: &Casework,
    caller: &Caller,
    case: CaseId,
) -> Result<Vec<Candidate>, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts =
                case::facts(tx, case).await?.ok_or_else(|| absent::<may::AssignDuo>("case", case.0))?;
            let permit: Permit<may::AssignDuo> = ask(caller, &facts.value)?;

            Ok(duo::candidates(tx, &permit, &roles()).await?)
        })
        .await
}
