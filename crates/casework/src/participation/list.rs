//! The teams that take part in a case, as far as they are for the caller to know.

use crate::{Casework, Refusal, absent, ask};
use access::{Caller, Permit, decide, may};
use domain::id::CaseId;
use store::participation::{self, ParticipationLine};
use store::{Tx, case};

/// The teams of a case, and whether the caller says which there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participations {
    /// Those that take part now first.
    pub items: Vec<ParticipationLine>,
    pub may_arrange: bool,
}

/// Lists the participations of a case.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not there or not for the caller.
pub async fn list(casework: &Casework, caller: &Caller, case: CaseId) -> Result<Participations, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let hidden = || absent::<may::ReadCase>("case", case.0);
            let facts = case::facts(tx, case).await?.ok_or_else(hidden)?;
            let permit: Permit<may::ReadCase> = ask(caller, &facts.value)?;

            let arranges = decide::<may::ArrangeParticipations>(caller, &facts.value).is_ok();
            let may_arrange = arranges && permit.hearing().is_for_household();
            Ok(Participations { items: participation::list(tx, &permit).await?, may_arrange })
        })
        .await
}
