//! The caseload: the cases that the caller may read, newest first.

use crate::{Casework, Refusal};
use access::{Caller, Permission, case_scope};
use domain::id::CaseId;
use store::Tx;
use store::audit;
use store::case::{self, CaseLine};

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Where the next page begins, if there is one.
    pub next: Option<CaseId>,
}

/// Cases on a page, at most.
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
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let scope = case_scope(caller, Permission::ReadCase);
            let mut found = case::page(tx, caller, scope, after, PAGE as i64 + 1).await?;
            let next = if found.len() > PAGE { found.get(PAGE - 1).copied() } else { None };
            found.truncate(PAGE);

            let items = case::lines(tx, &found).await?;
            let persons: Vec<_> = items.iter().flat_map(CaseLine::persons).collect();
            audit::record_list(tx, Permission::ReadCase, "cases", &persons).await?;
            Ok(Page { items, next })
        })
        .await
}
