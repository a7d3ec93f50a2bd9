//! The inbox: the reports that the caller's teams handle, what is acute first, then what came in last.

use crate::{Casework, Refusal};
use access::{Caller, Permission, handling_teams};
use domain::report::ReportState;
use store::report::{self, ReportLine, ReportPlace};
use store::{Tx, audit};

/// Which part of the inbox is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListReports {
    /// Only these states; none for all.
    pub states: Vec<ReportState>,
    /// The place after which the page starts.
    pub after: Option<ReportPlace>,
    /// Reports on the page, 1 to 100.
    pub limit: usize,
}

/// One page of the inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportPage {
    pub items: Vec<ReportLine>,
    /// Where the next page begins, if there is one.
    pub next: Option<ReportPlace>,
}

/// Lists the reports that the caller may read.
///
/// # Errors
/// Those of the database.
pub async fn list(casework: &Casework, caller: &Caller, wanted: ListReports) -> Result<ReportPage, Refusal> {
    let limit = wanted.limit.clamp(1, 100);
    let states = if wanted.states.is_empty() { ReportState::ALL } else { &wanted.states };
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let teams = handling_teams(caller, Permission::ReadReport);
            let mut found = report::page(tx, teams, states, wanted.after, limit as i64 + 1).await?;
            let next = if found.len() > limit { found.get(limit - 1).copied() } else { None };
            found.truncate(limit);

            let ids: Vec<_> = found.iter().map(|place| place.report).collect();
            let items = report::lines(tx, &ids).await?;
            let persons: Vec<_> = items.iter().flat_map(ReportLine::persons).collect();
            audit::record_list(tx, Permission::ReadReport, "reports", &persons).await?;
            Ok(ReportPage { items, next })
        })
        .await
}
