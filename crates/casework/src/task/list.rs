//! The tasks of a case that have yet to be done, and one of them, done or not.

use crate::{Casework, Refusal, absent, allowed, ask};
use access::{Caller, Permission, Permit, may};
use domain::id::{CaseId, TaskId, TeamId};
use store::task::{self, OwnerLine, TaskLine};
use store::{Tx, case};

/// A task with what the caller may do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskFile {
    pub task: TaskLine,
    /// The team for which it waits, given to it or because nobody sits in the duo; nothing for what somebody took.
    pub team: Option<(TeamId, String)>,
    /// Whether the caller may take it as one of that team.
    pub may_take: bool,
    /// Whether the caller may end it.
    pub may_end: bool,
}

/// Reads them, the most urgent first.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not there or not for the caller.
pub async fn list(casework: &Casework, caller: &Caller, id: CaseId) -> Result<Vec<TaskLine>, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = case::facts(tx, id).await?.ok_or_else(|| absent::<may::ReadCase>("case", id.0))?;
            let permit: Permit<may::ReadCase> = ask(caller, &facts.value)?;

            Ok(task::open_of(tx, &permit).await?)
        })
        .await
}

/// Reads one task.
///
/// # Errors
/// [`Refusal::NotFound`] when the case or the task is not there or not for the caller.
pub async fn read(
    casework: &Casework,
    caller: &Caller,
    id: CaseId,
    wanted: TaskId,
) -> Result<TaskLine, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = case::facts(tx, id).await?.ok_or_else(|| absent::<may::ReadCase>("case", id.0))?;
            let permit: Permit<may::ReadCase> = ask(caller, &facts.value)?;

            task::find(tx, &permit, wanted).await?.ok_or_else(|| absent::<may::ReadCase>("task", wanted.0))
        })
        .await
}

/// Reads one task with what the caller may do about it.
///
/// # Errors
/// [`Refusal::NotFound`] when the case or the task is not there or not for the caller.
pub async fn file(
    casework: &Casework,
    caller: &Caller,
    id: CaseId,
    wanted: TaskId,
) -> Result<TaskFile, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = case::facts(tx, id).await?.ok_or_else(|| absent::<may::ReadCase>("case", id.0))?;
            let permit: Permit<may::ReadCase> = ask(caller, &facts.value)?;

            let found = task::find(tx, &permit, wanted).await?;
            let task = found.ok_or_else(|| absent::<may::ReadCase>("task", wanted.0))?;
            let owner = task.turns.last().map(|it| &it.owner);
            let taken = matches!(owner, Some(OwnerLine::Member(user, ..)) if user.user == caller.user);
            let team = match owner {
                Some(OwnerLine::Team(team, name)) => Some((*team, name.clone())),
                Some(OwnerLine::Member(..)) => None,
                _ if facts.value.seats.is_empty() => Some(task::holder(tx, &permit).await?),
                _ => None,
            };
            let of_own_team = team.as_ref().is_some_and(|(team, _)| caller.is_in(*team));
            let may = allowed(caller, &facts.value);
            let may_end = may.contains(&Permission::CompleteTask)
                || may.contains(&Permission::CompleteTeamTask) && (of_own_team || taken);
            let may_take = of_own_team && may.contains(&Permission::PassOnTask);
            Ok(TaskFile { task, team, may_take, may_end })
        })
        .await
}
