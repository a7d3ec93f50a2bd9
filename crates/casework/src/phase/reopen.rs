//! Opening a closed case again, in direct safety: when it is not safe after all.

use super::{Behind, reason, take};
use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::id::{CaseId, PhaseChangeId};
use domain::phase::Cause;
use domain::text::LongText;
use store::{Tx, case, phase};

/// What is filled in. Field in faults: `reason`.
#[derive(Debug, Clone)]
pub struct ReopenCase {
    pub case: CaseId,
    pub reason: Option<String>,
}

/// Opens a closed case again.
///
/// # Errors
/// [`Refusal::Rule`] when the case is open, or its household has another open case; [`Refusal::Invalid`] without a
/// reason.
pub async fn reopen(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: ReopenCase,
) -> Result<PhaseChangeId, Refusal> {
    let case = command.case;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts =
                case::lock_facts(tx, case).await?.ok_or_else(|| absent::<may::MovePhase>("case", case.0))?;
            let permit: Permit<may::MovePhase> = ask(caller, &facts.value)?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(PhaseChangeId(made));
            }

            let reason = reason(command.reason.as_deref())?;

            let id = because_of(casework, tx, &permit, (Cause::Judgement, reason)).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(id)
        })
        .await
}

/// The same in the transaction of what made it necessary; the case is locked already.
pub(super) async fn because_of(
    casework: &Casework,
    tx: &mut Tx,
    permit: &Permit<may::MovePhase>,
    (cause, reason): (Cause, LongText),
) -> Result<PhaseChangeId, Refusal> {
    let standing = phase::standing(tx, permit).await?;
    let change = standing.phase.reopen(cause, reason)?;
    let (id, _) = take(casework, tx, permit, (&standing, change), (Behind::default(), None)).await?;
    Ok(id)
}
