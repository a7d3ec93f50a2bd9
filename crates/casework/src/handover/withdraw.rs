//! Taking a handover back, as long as nobody has accepted it.

use super::{fresh, lock, lock_case, side_of};
use crate::{Casework, Refusal};
use access::{Caller, Permit, may};
use domain::handover::{Act, StepKind, reason};
use domain::id::{CaseId, HandoverId};
use domain::version::Version;
use store::{Tx, handover};

/// What is taken back, and why.
#[derive(Debug, Clone)]
pub struct WithdrawHandover {
    pub case: CaseId,
    pub handover: HandoverId,
    /// The version that the caller saw.
    pub seen: Version,
    pub reason: Option<String>,
}

/// Takes a handover back: from now on the receiver sees nothing of it.
///
/// # Errors
/// [`Refusal::Rule`] with what became of it when somebody was faster; [`Refusal::Invalid`] without a reason.
pub async fn withdraw(
    casework: &Casework,
    caller: &Caller,
    command: WithdrawHandover,
) -> Result<(), Refusal> {
    let WithdrawHandover { case, handover: id, seen, reason: written } = command;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit: Permit<may::OfferHandover> = lock_case(tx, caller, case).await?;
            let stored = lock(tx, &permit, id).await?;
            fresh(&stored, seen)?;

            let around = handover::around(tx, &permit, stored.value.receiver).await?;
            let by = side_of(caller, &stored.value)?;
            let act = Act { step: StepKind::Withdraw, by, at: tx.now(), answer_by: None };
            stored.value.take(act, around)?;
            let reason = reason(written.as_deref())?;

            handover::withdraw(tx, &permit, &stored, &reason).await?;
            Ok(())
        })
        .await
}
