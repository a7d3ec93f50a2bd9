//! Withdrawing a suspicion of intieme terreur. That it was there stays visible to who could see it.

use super::Raised;
use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::danger::{DangerRule, required_reason};
use domain::fault::Faults;
use domain::id::{CaseId, TerrorSuspicionId};
use store::{Tx, case, contact, suspicion};

/// What is filled in. Fields in faults: `reason`.
#[derive(Debug, Clone)]
pub struct WithdrawSuspicion {
    pub case: CaseId,
    pub suspicion: TerrorSuspicionId,
    pub reason: Option<String>,
}

/// Withdraws a suspicion that runs.
///
/// # Errors
/// [`Refusal::NotFound`] when the case never had it; [`Refusal::Rule`] when it was withdrawn before;
/// [`Refusal::Invalid`] without a reason.
pub async fn withdraw(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: WithdrawSuspicion,
) -> Result<Raised, Refusal> {
    let WithdrawSuspicion { case, suspicion: id, reason } = command;
    let done = Raised { suspicion: id, case };
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let hidden = || absent::<may::SuspectTerror>("case", case.0);
            let facts = case::lock_facts(tx, case).await?.ok_or_else(hidden)?;
            let permit: Permit<may::SuspectTerror> = ask(caller, &facts.value)?;
            if creation.made_before(tx, caller).await?.is_some() {
                return Ok(done);
            }

            contact::surroundings(tx, &permit).await?.span.require_open()?;
            let all = suspicion::list(tx, &permit).await?;
            if all.iter().all(|it| it.id != id) {
                return Err(absent::<may::SuspectTerror>("terror_suspicion", id.0));
            }
            let running = suspicion::running(tx, &permit).await?;
            let found = running.into_iter().find(|it| it.id == id);
            let found = found.ok_or(DangerRule::SuspicionHasEnded)?;
            let mut faults = Faults::none();
            let reason = required_reason("reason", reason.as_deref(), &mut faults);
            let reason = faults.into_complete(reason)?;

            suspicion::withdraw(tx, &permit, found, &reason).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(done)
        })
        .await
}
