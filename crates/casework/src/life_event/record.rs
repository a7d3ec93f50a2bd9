//! Recording a life event. It asks for one look at the safety plan, in the same transaction.

use super::check;
use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::id::{CaseId, LifeEventId, TaskId};
use domain::life_event::LifeEventDraft;
use domain::time::amsterdam_day;
use store::{Tx, case, contact, life_event, task};

/// What is filled in.
#[derive(Debug, Clone)]
pub struct RecordLifeEvent {
    pub case: CaseId,
    /// The event; what it would correct is not read.
    pub event: LifeEventDraft,
}

/// Records a life event.
///
/// # Errors
/// [`Refusal::Invalid`] with every field that is wrong; [`Refusal::Rule`] for a closed case.
pub async fn record(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: RecordLifeEvent,
) -> Result<LifeEventId, Refusal> {
    let case = command.case;
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
            let now = tx.now();
            let draft = LifeEventDraft { corrects: None, ..command.event };
            let new = check(draft, &around, now)?;

            let id = LifeEventId(casework.ids.ordered(now));
            life_event::save(tx, &permit, id, &new).await?;
            let ids = (id, TaskId(casework.ids.ordered(now)));
            if let Some(review) = new.review(ids, amsterdam_day(now), casework.policy_at(now).life_event) {
                task::open_once(tx, &permit, review).await?;
            }
            creation.remember(tx, caller, id.0).await?;
            Ok(id)
        })
        .await
}
