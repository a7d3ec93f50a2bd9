//! Refusing an offer: with a reason, which wakes the giver. Nothing stays with who refused.

use super::lock_offer;
use crate::{Casework, Refusal};
use access::Caller;
use domain::handover::{Act, Side, StepKind, reason};
use domain::id::{HandoverId, TaskId};
use domain::time::amsterdam_day;
use domain::version::Version;
use store::{Tx, handover};

/// What is refused, and why.
#[derive(Debug, Clone)]
pub struct RefuseHandover {
    pub handover: HandoverId,
    /// The version that the caller saw.
    pub seen: Version,
    pub reason: Option<String>,
}

/// Refuses an offer to a team of the caller. The giver has a task from now on, due today.
///
/// # Errors
/// [`Refusal::Rule`] with what became of it when somebody was faster; [`Refusal::Invalid`] without a reason.
pub async fn refuse(casework: &Casework, caller: &Caller, command: RefuseHandover) -> Result<(), Refusal> {
    let RefuseHandover { handover: id, seen, reason: written } = command;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let (permit, stored) = lock_offer(tx, caller, (id, seen)).await?;

            let around = stored.around_offer(tx).await?;
            let at = tx.now();
            let act = Act { step: StepKind::Refuse, by: Side::Receiver, at, answer_by: None };
            stored.value.take(act, around)?;
            let reason = reason(written.as_deref())?;

            let task = (TaskId(casework.ids.ordered(at)), amsterdam_day(at));
            handover::refuse(tx, &permit, &stored, &reason, task).await?;
            Ok(())
        })
        .await
}
