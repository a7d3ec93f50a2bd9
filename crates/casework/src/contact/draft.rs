//! Drafts of an entry: kept while somebody types, for that person only, gone once the entry is logged.

use crate::{Casework, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::fault::{FaultCode, Faults};
use domain::id::CaseId;
use store::contact::draft::{self, Draft};
use store::{Tx, case};

/// The longest draft, in characters: three full texts and what is around them.
pub const LONGEST: usize = 50_000;

/// What is kept. Fields in faults: `content`.
#[derive(Clone)]
pub struct SaveDraft {
    pub case: CaseId,
    /// The form as typed, in a form that only the door knows.
    pub content: String,
}

/// Keeps a draft, over the caller's draft before.
///
/// # Errors
/// [`Refusal::Invalid`] when it is too long; [`Refusal::NotFound`] when the case is not for the caller.
pub async fn save(casework: &Casework, caller: &Caller, command: SaveDraft) -> Result<(), Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit = asked(tx, caller, command.case).await?;

            let mut faults = Faults::none();
            if command.content.chars().count() > LONGEST {
                faults.add_limit("content", FaultCode::TooLong, LONGEST as i64);
            }
            faults.into_result(())?;

            Ok(draft::save(tx, &permit, &command.content).await?)
        })
        .await
}

/// The caller's own draft for a case, if there is one.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not for the caller.
pub async fn load(casework: &Casework, caller: &Caller, case: CaseId) -> Result<Option<Draft>, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit = asked(tx, caller, case).await?;

            Ok(draft::load(tx, &permit).await?)
        })
        .await
}

/// Throws the caller's own draft for a case away.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not for the caller.
pub async fn drop(casework: &Casework, caller: &Caller, case: CaseId) -> Result<(), Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit = asked(tx, caller, case).await?;

            draft::drop(tx, &permit).await?;
            Ok(store::audit::record(tx, &permit, &[]).await?)
        })
        .await
}

async fn asked(tx: &mut Tx, caller: &Caller, case: CaseId) -> Result<Permit<may::LogContact>, Refusal> {
    let facts = case::facts(tx, case).await?.ok_or_else(|| absent::<may::LogContact>("case", case.0))?;
    ask(caller, &facts.value)
}
