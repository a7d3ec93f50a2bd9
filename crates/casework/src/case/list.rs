//! The caseload: the cases that the caller may read, newest first.

use crate::{Casework, Refusal};
use access::{Caller, Permission, case_scope};
use domain::id::CaseId;
use store::Tx;
use store::audit;
use store::case::{self, CaseLine};

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T, P = CaseId> {
    pub items: Vec<T>,
    /// The place after which the next page begins, if there is one.
    pub next: Option<P>,
}

/// Cases on a page when nobody says how many.
pub const PAGE: usize = 50;

/// Lists the cases that the caller may read.
///
/// # Errors
/// Those of the database.
pub async fn list(
    casework: &Casework,
    caller: &Caller,
    after: Option<CaseId>,
) -> Result<Page<CaseLine>, Refusal> {
    casework.for_caller(caller, async |tx: &mut Tx| page(tx, caller, after, PAGE).await).await
}

/// One page, with everybody on it recorded.
pub(super) async fn page(
    tx: &mut Tx,
    caller: &Caller,
    after: Option<CaseId>,
    limit: usize,
) -> Result<Page<CaseLine>, Refusal> {
    let scope = case_scope(caller, Permission::ReadCase);
    let found = case::page(tx, caller, scope, after, limit as i64 + 1).await?;
    let (found, next) = cut(limit, found, |case| *case);

    let items = case::lines(tx, &found).await?;
    let persons: Vec<_> = items.iter().flat_map(CaseLine::persons).collect();
    audit::record_list(tx, Permission::ReadCase, "cases", &persons).await?;
    Ok(Page { items, next })
}

/// Cuts what was read to a page. One more than fits was asked for, to know whether there is a next page.
pub(crate) fn cut<T, P>(limit: usize, mut found: Vec<T>, place: impl Fn(&T) -> P) -> (Vec<T>, Option<P>) {
    let more = found.len() > limit;
    found.truncate(limit);
    let next = if more { found.last().map(place) } else { None };
    (found, next)
}
