//! Life events on pages: recording one, correcting one, withdrawing one, and those of a case.

pub mod correction;
mod form;
pub mod list;
pub mod new;
pub mod section;
pub mod withdrawal;

use domain::id::CaseId;

/// The page with the life events of a case.
pub(super) fn path(case: CaseId) -> String {
    format!("/cases/{case}/life-events")
}
