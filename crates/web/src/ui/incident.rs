//! Incidents on pages: recording one, correcting one, and those of a case. What follows from one is never decided here.

pub mod correction;
mod form;
pub mod list;
pub mod new;
pub mod section;

use domain::id::CaseId;

/// The page with the incidents of a case.
pub(super) fn path(case: CaseId) -> String {
    format!("/cases/{case}/incidents")
}
