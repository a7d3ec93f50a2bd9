//! Everything about danger in a case, read in one transaction: red flags, suspicions, and what the caller may do.

use super::FlagLine;
use crate::suspicion::SuspicionLine;
use crate::{Casework, Refusal, absent, ask};
use access::{Caller, Permit, decide, may};
use domain::id::CaseId;
use store::case::CaseLine;
use store::{Tx, audit, case, red_flag, suspicion};

/// Everything about danger in a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DangerFile {
    pub line: CaseLine,
    /// The latest first.
    pub flags: Vec<FlagLine>,
    /// The latest first.
    pub suspicions: Vec<SuspicionLine>,
    pub may_record: bool,
    pub may_suspect: bool,
}

/// Reads it, as far as it is for the caller to know.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not there or not for the caller.
pub async fn file(casework: &Casework, caller: &Caller, id: CaseId) -> Result<DangerFile, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let hidden = || absent::<may::ReadCase>("case", id.0);
            let facts = case::facts(tx, id).await?.ok_or_else(hidden)?;
            let permit: Permit<may::ReadCase> = ask(caller, &facts.value)?;

            let line = case::lines(tx, &[id]).await?.pop().ok_or_else(hidden)?;
            audit::record(tx, &permit, &line.persons()).await?;
            Ok(DangerFile {
                flags: red_flag::list(tx, &permit).await?,
                suspicions: suspicion::list(tx, &permit).await?,
                may_record: line.open && decide::<may::RecordRedFlag>(caller, &facts.value).is_ok(),
                may_suspect: line.open && decide::<may::SuspectTerror>(caller, &facts.value).is_ok(),
                line,
            })
        })
        .await
}
