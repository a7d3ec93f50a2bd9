//! Red flags and the suspicion of intieme terreur on pages: what there is, writing one down, deciding, taking back. Who may
//! not know of any sees the same page as where there is none.

pub mod flag;
pub mod list;
pub mod section;
pub mod suspicion;

use domain::id::CaseId;

/// The page of what is known about danger in a case.
pub(super) fn path(case: CaseId) -> String {
    format!("/cases/{case}/red-flags")
}
