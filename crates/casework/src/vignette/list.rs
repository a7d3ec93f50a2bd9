//! Which situations there are, and which of them one has scored.

use super::VignetteLine;
use crate::desk::ask_at_desk;
use crate::{Casework, Refusal};
use access::{Caller, Permit, may};
use domain::time::amsterdam_day;
use store::{Tx, vignette};

/// The situations of today.
///
/// # Errors
/// [`Refusal::NotFound`] when practice is not for the caller.
pub async fn list(casework: &Casework, caller: &Caller) -> Result<Vec<VignetteLine>, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit: Permit<may::Calibrate> = ask_at_desk(caller, None)?;

            let scale = casework.policy_at(tx.now()).scale;
            let today = amsterdam_day(tx.now());
            Ok(vignette::list(tx, &permit, scale, today).await?)
        })
        .await
}
