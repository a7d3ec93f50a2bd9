//! The incidents of a case, newest first, page by page, and one of them.

use super::{IncidentLine, IncidentPlace};
use crate::case::list::{Page, cut};
use crate::{Casework, Refusal, absent, ask_for_household};
use access::{Caller, may};
use domain::id::{CaseId, IncidentId};
use store::{Tx, case, incident};

/// Which part of the list.
#[derive(Debug, Clone, Copy)]
pub struct ListIncidents {
    pub case: CaseId,
    /// The place after which the page begins; nothing for the newest.
    pub after: Option<IncidentPlace>,
    /// At most so many.
    pub limit: usize,
}

/// A page of incidents.
pub type Incidents = Page<IncidentLine, IncidentPlace>;

/// Lists the incidents of a case.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not there or not for the caller.
pub async fn list(
    casework: &Casework,
    caller: &Caller,
    wanted: &ListIncidents,
) -> Result<Incidents, Refusal> {
    let id = wanted.case;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = case::facts(tx, id).await?.ok_or_else(|| absent::<may::ReadCase>("case", id.0))?;
            let permit = ask_for_household(caller, &facts.value)?;

            let one_more = i64::try_from(wanted.limit.saturating_add(1)).unwrap_or(i64::MAX);
            let found = incident::page(tx, &permit, wanted.after, one_more).await?;
            let (found, next) = cut(wanted.limit, found, |(place, _)| *place);
            Ok(Page { items: found.into_iter().map(|(_, line)| line).collect(), next })
        })
        .await
}

/// Reads one incident.
///
/// # Errors
/// [`Refusal::NotFound`] when the case or the incident is not there or not for the caller.
pub async fn read(
    casework: &Casework,
    caller: &Caller,
    case: CaseId,
    wanted: IncidentId,
) -> Result<IncidentLine, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts =
                case::facts(tx, case).await?.ok_or_else(|| absent::<may::ReadCase>("case", case.0))?;
            let permit = ask_for_household(caller, &facts.value)?;

            let found = incident::find(tx, &permit, wanted).await?;
            found.ok_or_else(|| absent::<may::ReadCase>("incident", wanted.0))
        })
        .await
}
