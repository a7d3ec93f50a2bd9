//! The life events of a case, for whom works for the household as a whole.

use super::LifeEventLine;
use crate::{Casework, Refusal, absent, ask_for_household};
use access::{Caller, decide, may};
use domain::id::{CaseId, LifeEventId};
use store::case::CaseLine;
use store::{Tx, audit, case, life_event};

/// Everything about the life events of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LifeEventFile {
    pub line: CaseLine,
    /// What comes last first.
    pub events: Vec<LifeEventLine>,
    pub may_record: bool,
}

impl LifeEventFile {
    /// The event with this identifier.
    #[must_use]
    pub fn event(&self, wanted: LifeEventId) -> Option<&LifeEventLine> {
        self.events.iter().find(|it| it.id == wanted)
    }
}

/// Lists the life events of a case, what comes last first.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not there or not for the caller.
pub async fn list(casework: &Casework, caller: &Caller, case: CaseId) -> Result<Vec<LifeEventLine>, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts =
                case::facts(tx, case).await?.ok_or_else(|| absent::<may::ReadCase>("case", case.0))?;
            let permit = ask_for_household(caller, &facts.value)?;

            Ok(life_event::list(tx, &permit).await?)
        })
        .await
}

/// Reads them with the household and with what the caller may do.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not there or not for the caller.
pub async fn file(casework: &Casework, caller: &Caller, case: CaseId) -> Result<LifeEventFile, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let hidden = || absent::<may::ReadCase>("case", case.0);
            let facts = case::facts(tx, case).await?.ok_or_else(hidden)?;
            let permit = ask_for_household(caller, &facts.value)?;

            let line = case::lines(tx, &[case]).await?.pop().ok_or_else(hidden)?;
            audit::record(tx, &permit, &line.persons()).await?;
            Ok(LifeEventFile {
                events: life_event::list(tx, &permit).await?,
                may_record: line.open && decide::<may::RecordLifeEvent>(caller, &facts.value).is_ok(),
                line,
            })
        })
        .await
}
