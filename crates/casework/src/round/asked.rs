//! Where the caller is asked for a score and has not answered.

use crate::{Casework, Refusal};
use access::Caller;
use store::Tx;
use store::round::{self, AskedLine};

/// Lists them, the longest first. Nobody of any household is in the list, so there is nobody to record.
///
/// # Errors
/// Those of the database.
pub async fn asked(casework: &Casework, caller: &Caller) -> Result<Vec<AskedLine>, Refusal> {
    casework.for_caller(caller, async |tx: &mut Tx| Ok(round::asked_of(tx, caller).await?)).await
}
