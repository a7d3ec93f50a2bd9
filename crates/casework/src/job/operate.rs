//! What operators see of the queue and do about it.

use crate::{Casework, Refusal};
use store::audit::{self, Act, Outcome};
use store::job::{self, ParkedLine, Stock};
use store::{Errand, Tx};

/// The most parked jobs that are shown at once.
const MOST: i64 = 200;

/// The jobs that failed too often and wait for an operator, the oldest first.
///
/// # Errors
/// Those of the database.
pub async fn parked(casework: &Casework) -> Result<Vec<ParkedLine>, Refusal> {
    casework.on_errand(Errand::Work, async |tx: &mut Tx| Ok(job::parked(tx, MOST).await?)).await
}

/// Has a parked job tried again.
///
/// # Errors
/// [`Refusal::NotFound`] when no job of this number is parked.
pub async fn retry(casework: &Casework, number: i64) -> Result<(), Refusal> {
    casework
        .on_errand(Errand::Work, async |tx: &mut Tx| {
            if !job::retry(tx, number).await? {
                return Err(Refusal::NotFound { asked: None });
            }
            let act = Act { action: "retry_job", outcome: Outcome::Done, subject: "job", subject_id: None };
            Ok(audit::record_act_of(tx, &act).await?)
        })
        .await
}

/// How the queue stands.
///
/// # Errors
/// Those of the database.
pub async fn stock(casework: &Casework) -> Result<Stock, Refusal> {
    casework.on_errand(Errand::Work, async |tx: &mut Tx| Ok(job::stock(tx).await?)).await
}
