//! Writing down what has to be done, by hand.

use super::OwnerChoice;
use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::fault::{FaultCode, Faults};
use domain::id::{CaseId, PersonId, TaskId};
use domain::task::{Owner, TaskDraft, TaskRule};
use domain::time::amsterdam_day;
use domain::voice::Voice;
use store::{Tx, case, contact, task};

/// What is filled in. Fields in faults: those of the draft, and `person`.
#[derive(Debug, Clone)]
pub struct OpenTask {
    pub case: CaseId,
    pub task: TaskDraft,
    /// Whose turn it is first.
    pub owner: OwnerChoice,
}

/// Opens a task in a case that is open.
///
/// # Errors
/// [`Refusal::Invalid`] with every field that is wrong; [`Refusal::Rule`] for a closed case, or for somebody who does not
/// work in it.
pub async fn open(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: OpenTask,
) -> Result<TaskId, Refusal> {
    let OpenTask { case, task: draft, owner } = command;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts =
                case::lock_facts(tx, case).await?.ok_or_else(|| absent::<may::OpenTask>("case", case.0))?;
            let permit: Permit<may::OpenTask> = ask(caller, &facts.value)?;
            if !permit.hearing().is_for_household() {
                return Err(TaskRule::NotThere.into());
            }
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(TaskId(made));
            }

            let around = contact::surroundings(tx, &permit).await?;
            around.span.require_open()?;
            let mut misplaced = Faults::none();
            let known = |it: PersonId| {
                around.members.contains(&it) && permit.hearing().hears(Some(Voice::confided(it)))
            };
            if draft.person.is_some_and(|it| !known(it)) {
                misplaced.add("person", FaultCode::UnknownChoice);
            }
            let id = TaskId(casework.ids.ordered(tx.now()));
            let new = draft.clone().check(id, amsterdam_day(tx.now()));
            let new = new.map_err(|it| misplaced.merge(it)).ok();
            let new = misplaced.into_complete(new)?;
            let sitting = task::sitting(tx, &permit).await?;
            let owner = owner.owner(&facts.value, &sitting, None)?;

            task::open_once(tx, &permit, new).await?;
            if owner != Owner::Duo {
                task::pass_on(tx, &permit, (id, 0), owner, None).await?;
            }
            creation.remember(tx, caller, id.0).await?;
            Ok(id)
        })
        .await
}
