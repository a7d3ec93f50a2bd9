//! Taking up a consultation. Of two at once one gets it, and the other hears so.

use super::{Step, lock, save};
use crate::{Casework, Creation, Refusal};
use access::{Caller, may};
use domain::consultation::EntryKind;
use domain::id::ConsultationId;
use domain::version::Versioned;
use store::Tx;
use store::consultation::Standing;

/// Takes up a consultation for the caller.
///
/// # Errors
/// [`Refusal::NotFound`] when it is not there or not for the caller; [`Refusal::Rule`] when somebody else was faster.
pub async fn claim(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    id: ConsultationId,
) -> Result<ConsultationId, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let locked = lock::<may::ClaimConsultation>(tx, caller, id).await?;
            if creation.made_before(tx, caller).await?.is_some() {
                return Ok(id);
            }

            let Versioned { version, value } = locked.standing;
            let state = value.state.claim()?;
            let adviser = Some((caller.user, caller.membership));
            let next = Versioned { version, value: Standing { state, adviser, ..value } };

            let step = Step { kind: EntryKind::Claimed, told: None, facts: None, tells: None };
            save(casework, tx, &locked.permit, next, step).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(id)
        })
        .await
}
