//! Correcting a life event: a new entry that points at it, such as the day on which an expected baby was born. The look
//! at the plan that the old one asked for stays as it is.

use super::check;
use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::id::{CaseId, LifeEventId};
use domain::life_event::{LifeEventDraft, LifeEventRule};
use store::{Tx, case, contact, life_event};

/// What is filled in.
#[derive(Debug, Clone)]
pub struct CorrectLifeEvent {
    pub case: CaseId,
    /// The event that is wrong.
    pub target: LifeEventId,
    /// How it should have been.
    pub event: LifeEventDraft,
}

/// Corrects a life event.
///
/// # Errors
/// [`Refusal::Rule`] when the case has no such event, another organisation recorded it, or it was corrected or
/// withdrawn before; [`Refusal::Invalid`] with every field that is wrong.
pub async fn correct(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: CorrectLifeEvent,
) -> Result<LifeEventId, Refusal> {
    let (case, target) = (command.case, command.target);
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = case::lock_facts(tx, case)
                .await?
                .ok_or_else(|| absent::<may::RecordLifeEvent>("case", case.0))?;
            let permit: Permit<may::RecordLifeEvent> = ask(caller, &facts.value)?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(LifeEventId(made));
            }

            let around = contact::surroundings(tx, &permit).await?;
            around.span.require_open()?;
            let before = life_event::stored(tx, &permit, target).await?.ok_or(LifeEventRule::NotThere)?;
            before.require_changeable(caller.organisation)?;
            let draft = LifeEventDraft { corrects: Some(target), ..command.event };
            let new = check(draft, &around, tx.now())?;

            let id = LifeEventId(casework.ids.ordered(tx.now()));
            life_event::save(tx, &permit, id, &new).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(id)
        })
        .await
}
