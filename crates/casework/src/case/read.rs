//! Opening the file of one case. Who opens it is recorded with everybody whom it shows.

use crate::{Casework, Refusal, absent, allowed, ask};
use access::{Caller, Permission, Permit, may};
use domain::id::CaseId;
use store::Tx;
use store::audit;
use store::case::{self, CaseLine};

/// A case, and what the caller may do in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    pub line: CaseLine,
    /// As a page offers it; the transaction of a step has the last word.
    pub may: Vec<Permission>,
}

impl Opened {
    /// Whether the caller may do this and the case is still open.
    #[must_use]
    pub fn offers(&self, permission: Permission) -> bool {
        self.line.open && self.may.contains(&permission)
    }
}

/// Reads a case.
///
/// # Errors
/// [`Refusal::NotFound`] when it is not there or not for the caller.
pub async fn read(casework: &Casework, caller: &Caller, id: CaseId) -> Result<Opened, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = case::facts(tx, id).await?.ok_or_else(|| absent::<may::ReadCase>("case", id.0))?;
            let permit: Permit<may::ReadCase> = ask(caller, &facts.value)?;

            Ok(Opened { line: line(tx, &permit, id).await?, may: allowed(caller, &facts.value) })
        })
        .await
}

/// The case as it stands, for who may read it.
pub(crate) async fn line(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    id: CaseId,
) -> Result<CaseLine, Refusal> {
    let line = case::lines(tx, &[id]).await?.pop().ok_or_else(|| absent::<may::ReadCase>("case", id.0))?;
    audit::record(tx, permit, &line.persons()).await?;
    Ok(line)
}
