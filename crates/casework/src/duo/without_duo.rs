//! The supervisor's list: cases without a full duo, the oldest first.

use crate::case::list::{Page, cut};
use crate::{Casework, Refusal};
use access::{Caller, Permission, case_scope};
use domain::id::CaseId;
use store::case::{self, CaseLine};
use store::duo::Vacancy;
use store::{Tx, audit, duo};

/// A case without a full duo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingCase {
    pub line: CaseLine,
    /// What it lacks, and since when.
    pub vacancy: Vacancy,
}

/// Lists at most `limit` cases that wait for the caller to give them a duo, the oldest first.
///
/// # Errors
/// Those of the database.
pub async fn without_duo(
    casework: &Casework,
    caller: &Caller,
    after: Option<CaseId>,
    limit: usize,
) -> Result<Page<WaitingCase>, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let scope = case_scope(caller, Permission::AssignDuo);
            let found = duo::waiting(tx, scope, after, limit as i64 + 1).await?;
            let (found, next) = cut(limit, found, |case| *case);

            let lines = case::lines(tx, &found).await?;
            let mut vacancies = duo::vacancies(tx, &found).await?;
            let persons: Vec<_> = lines.iter().flat_map(CaseLine::persons).collect();
            audit::record_list(tx, Permission::AssignDuo, "cases", &persons).await?;
            let items = lines
                .into_iter()
                .filter_map(|line| vacancies.remove(&line.case).map(|vacancy| WaitingCase { line, vacancy }))
                .collect();
            Ok(Page { items, next })
        })
        .await
}
