//! Withdrawing a life event that was a mistake. It stays to be read, and the task that it asked for is ended by whoever
//! looks at it.

use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::danger::required_reason;
use domain::fault::Faults;
use domain::id::{CaseId, LifeEventId};
use domain::life_event::LifeEventRule;
use store::{Tx, case, contact, life_event};

/// What is filled in. Field in faults: `reason`.
#[derive(Debug, Clone)]
pub struct WithdrawLifeEvent {
    pub case: CaseId,
    pub event: LifeEventId,
    /// Why it was a mistake.
    pub reason: Option<String>,
}

/// Withdraws a life event.
///
/// # Errors
/// [`Refusal::Rule`] when the case has no such event, another organisation recorded it, or it was corrected or
/// withdrawn before; [`Refusal::Invalid`] without a reason.
pub async fn withdraw(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: WithdrawLifeEvent,
) -> Result<LifeEventId, Refusal> {
    let WithdrawLifeEvent { case, event, reason } = command;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = case::lock_facts(tx, case)
                .await?
                .ok_or_else(|| absent::<may::RecordLifeEvent>("case", case.0))?;
            let permit: Permit<may::RecordLifeEvent> = ask(caller, &facts.value)?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(LifeEventId(made));
            }

            contact::surroundings(tx, &permit).await?.span.require_open()?;
            let before = life_event::stored(tx, &permit, event).await?.ok_or(LifeEventRule::NotThere)?;
            before.require_changeable(caller.organisation)?;
            let mut faults = Faults::none();
            let reason = required_reason("reason", reason.as_deref(), &mut faults);
            let reason = faults.into_complete(reason)?;

            life_event::withdraw(tx, &permit, event, &reason).await?;
            creation.remember(tx, caller, event.0).await?;
            Ok(event)
        })
        .await
}
