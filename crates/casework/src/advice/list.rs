//! The requests for advice to the caller's teams, what was asked last first. The questions are not in the list.

use crate::{Casework, Refusal};
use access::{Caller, Permission, handling_teams};
use domain::advice::AdviceState;
use store::advice::{self, AdviceLine, AdvicePlace};
use store::{Tx, audit};

/// Which part of the list is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListAdvice {
    /// Only these states; none for all.
    pub states: Vec<AdviceState>,
    /// The place after which the page starts.
    pub after: Option<AdvicePlace>,
    /// Requests on the page, 1 to 100.
    pub limit: usize,
}

/// One page of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdvicePage {
    pub items: Vec<AdviceLine>,
    /// Where the next page begins, if there is one.
    pub next: Option<AdvicePlace>,
}

/// Lists the requests for advice that the caller may read.
///
/// # Errors
/// Those of the database.
pub async fn list(casework: &Casework, caller: &Caller, wanted: ListAdvice) -> Result<AdvicePage, Refusal> {
    let limit = wanted.limit.clamp(1, 100);
    let states = if wanted.states.is_empty() { AdviceState::ALL } else { &wanted.states };
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let teams = handling_teams(caller, Permission::ReadAdvice);
            let mut found = advice::page(tx, teams, states, wanted.after, limit as i64 + 1).await?;
            let next = if found.len() > limit { found.get(limit - 1).copied() } else { None };
            found.truncate(limit);

            let ids: Vec<_> = found.iter().map(|place| place.advice).collect();
            let items = advice::lines(tx, &ids).await?;
            audit::record_list(tx, Permission::ReadAdvice, "advice_requests", &[]).await?;
            Ok(AdvicePage { items, next })
        })
        .await
}
