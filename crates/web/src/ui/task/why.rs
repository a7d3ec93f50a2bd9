//! Why something has to be done: the way to what caused it.

use domain::id::{CaseId, HandoverId, RoundId};
use domain::task::TaskCause;
use maud::{Markup, html};
use uuid::Uuid;

use crate::ui::words::labels::Labelled;
use crate::ui::{case, handover, round};

/// The link to what caused a task; who asked it by hand, for what a colleague asked.
pub fn link(case: CaseId, cause: TaskCause, origin: Uuid) -> Markup {
    let to = match cause {
        TaskCause::Round => Some(round::path(RoundId(origin))),
        TaskCause::Score => Some(format!("{}#score-{origin}", case::path(case))),
        TaskCause::PhaseChange => Some(format!("{}/phase", case::path(case))),
        TaskCause::Incident => Some(format!("{}/incidents", case::path(case))),
        TaskCause::RedFlag => Some(format!("{}/red-flags#vlag-{origin}", case::path(case))),
        TaskCause::LifeEvent => Some(format!("{}/life-events#gebeurtenis-{origin}", case::path(case))),
        TaskCause::CheckIn => Some(format!("{}#check_in-{origin}", case::path(case))),
        TaskCause::Handover => Some(handover::show::path(case, HandoverId(origin))),
        TaskCause::Term | TaskCause::Hand => None,
    };
    html! {
        @match to {
            Some(to) => a class="utrecht-link tandem-tap" href=(to) { (cause.label()) },
            None => span class="tandem-subtle" { (cause.label()) },
        }
    }
}
