//! Ending a task with what was done about it, or why it is not needed.

use crate::{Casework, Creation, Refusal, absent, allowed, ask};
use access::{Caller, Named, Permission, Permit, may};
use domain::id::{CaseId, TaskId};
use domain::task::{Crew, TaskEnding, TaskRule};
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
/// [`Refusal::Rule`] when the case has no such task, it was done before, or who leads a team ends what waits for others.
pub async fn complete(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: CompleteTask,
) -> Result<TaskId, Refusal> {
    let case = command.case;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = case::lock_facts(tx, case)
                .await?
                .ok_or_else(|| absent::<may::CompleteTask>("case", case.0))?;
            let may = allowed(caller, &facts.value);
            if !may.contains(&Permission::CompleteTask) && may.contains(&Permission::CompleteTeamTask) {
                let permit: Permit<may::CompleteTeamTask> = ask(caller, &facts.value)?;
                return end(tx, (&permit, creation), &command, Whose::OwnTeam).await;
            }
            let permit: Permit<may::CompleteTask> = ask(caller, &facts.value)?;
            end(tx, (&permit, creation), &command, Whose::Anybody).await
        })
        .await
}

/// Which tasks a permit lets somebody end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    Anybody,
    /// What waits for a team of the caller, and what the caller took from one.
    OwnTeam,
}

/// The same once the case is locked and the policy was asked.
async fn end<P: Named>(
    tx: &mut Tx,
    (permit, creation): (&Permit<P>, &Creation),
    command: &CompleteTask,
    whose: Whose,
) -> Result<TaskId, Refusal> {
    let (caller, task) = (permit.caller(), command.task);
    if let Some(made) = creation.made_before(tx, caller).await? {
        return Ok(TaskId(made));
    }

    let standing = task::standing(tx, permit, task).await?.ok_or(TaskRule::NotThere)?;
    if standing.done {
        return Err(TaskRule::AlreadyDone.into());
    }
    if whose == Whose::OwnTeam {
        let sitting = task::sitting(tx, permit).await?;
        let crew = Crew { sitting: &sitting, holder: task::holder(tx, permit).await?.0 };
        standing.owner.taken_by(crew, (caller.user, caller.membership), &caller.teams)?;
    }

    task::complete(tx, permit, (task, standing.person), command.ending, &command.outcome).await?;
    creation.remember(tx, caller, task.0).await?;
    Ok(task)
}
