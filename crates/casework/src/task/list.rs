//! The tasks of a case that have yet to be done, and one of them, done or not.

use crate::{Casework, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::id::{CaseId, TaskId};
use store::task::{self, TaskLine};
use store::{Tx, case};

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
