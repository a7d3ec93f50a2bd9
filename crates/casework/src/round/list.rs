//! The rounds of a case, and whether it is time for the next.

use crate::{Casework, Refusal, absent, ask_for_household};
use access::{Caller, CaseFacts, Permit, decide, may};
use domain::case::CaseSpan;
use domain::id::CaseId;
use store::round::{self, RoundLine};
use store::{Tx, case};

/// The rounds of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rounds {
    /// Newest first.
    pub lines: Vec<RoundLine>,
    /// Whether it was too long ago that everybody was asked.
    pub is_overdue: bool,
    /// Whether the caller may open one.
    pub may_hold: bool,
}

/// Reads them.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not there or not for the caller.
pub async fn list(casework: &Casework, caller: &Caller, id: CaseId) -> Result<Rounds, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = case::facts(tx, id).await?.ok_or_else(|| absent::<may::ReadCase>("case", id.0))?;
            let permit = ask_for_household(caller, &facts.value)?;

            let (span, _) = case::course(tx, &permit).await?;
            rounds(casework, tx, (&permit, &facts.value), span).await
        })
        .await
}

/// The rounds, for who may read the case.
pub(crate) async fn rounds(
    casework: &Casework,
    tx: &mut Tx,
    (permit, facts): (&Permit<may::ReadCase>, &CaseFacts),
    span: CaseSpan,
) -> Result<Rounds, Refusal> {
    let lines = round::list(tx, permit).await?;
    let last = lines.first().map_or(span.opened_at, |it| it.opened_at);
    let is_open = span.closed_at.is_none();
    let is_overdue = is_open && casework.policy_at(tx.now()).alarms.is_overdue(last, tx.now());
    let may_hold = is_open && decide::<may::HoldRound>(permit.caller(), facts).is_ok();
    Ok(Rounds { lines, is_overdue, may_hold })
}
