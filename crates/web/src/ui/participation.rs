//! Which teams take part in a case, on pages: who they are and whom they work for, adding one, ending its part.

pub mod list;
pub mod new;
pub mod section;

use domain::id::CaseId;

/// The page of the teams in a case.
pub(super) fn path(case: CaseId) -> String {
    format!("/cases/{case}/participations")
}
