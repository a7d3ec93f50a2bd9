//! The phase of a case on pages: what the next phase asks, passing, going back, closing, and asking after a closed
//! case. Which step may be taken is never decided here.

pub mod check_in;
mod criterion;
pub mod earlier;
pub mod fall_back;
pub mod let_pass;
pub mod reopen;
pub mod section;
pub mod show;

use casework::case::line::CaseLine;
use domain::id::CaseId;
use maud::{Markup, html};

use super::people;

/// The page of the phase of a case.
pub(super) fn path(case: CaseId) -> String {
    format!("/cases/{case}/phase")
}

/// Whose case it is, below the heading.
fn about(line: &CaseLine) -> Markup {
    html! { p class="tandem-subtle" { (people::household(line)) " · " (line.code) } }
}
