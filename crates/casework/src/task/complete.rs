//! Ending a task with what was done about it, or why it is not needed.

use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::id::{CaseId, TaskId};
use domain::task::{TaskEnding, TaskRule};
use domain::text::LongText;
use store::{Tx, case, task};

/// What is filled in.
#[derive(Debug, Clone)]
pub struct CompleteTask {
    pub case: CaseId,
    pub task: TaskId,
    /// Whether it was done or is not needed.
    pub ending: TaskEnding,
    /// What was done or decided, or why it is not needed.
    pub outcome: LongText,
}

/// Ends a task. A task of a closed case may still be ended: what was asked stays asked.
///
/// # Errors
/// [`Refusal::Rule`] when the case has no such task or it was done before.
pub async fn complete(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: CompleteTask,
) -> Result<TaskId, Refusal> {
    let CompleteTask { case, task, .. } = command;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = case::lock_facts(tx, case)
                .await?
                .ok_or_else(|| absent::<may::CompleteTask>("case", case.0))?;
            let permit: Permit<may::CompleteTask> = ask(caller, &facts.value)?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(TaskId(made));
            }

            let standing = task::standing(tx, &permit, task).await?.ok_or(TaskRule::NotThere)?;
            if standing.done {
                return Err(TaskRule::AlreadyDone.into());
            }

            let about = (task, standing.person);
            task::complete(tx, &permit, about, command.ending, &command.outcome).await?;
            creation.remember(tx, caller, task.0).await?;
            Ok(task)
        })
        .await
}
