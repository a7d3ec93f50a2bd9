//! The latest incidents on the page of a case.

use casework::incident::IncidentLine;
use domain::id::CaseId;
use maud::{Markup, html};

use super::{list, new, path};
use crate::ui::words::labels::Labelled;

/// The section; `may_record` tells whether the reader may record incidents. Those that were corrected are left out.
pub fn section(case: CaseId, latest: &[IncidentLine], may_record: bool) -> Markup {
    let standing: Vec<&IncidentLine> = latest.iter().filter(|it| it.corrected_by.is_none()).collect();
    html! {
        section class="tandem-card tandem-stack" aria-labelledby="incidenten" {
            h2 class="utrecht-heading-2" id="incidenten" { "Incidenten" }
            @if standing.is_empty() {
                p class="utrecht-paragraph" { "Er is geen incident vastgelegd." }
            }
            ul class="tandem-plain" {
                @for it in &standing {
                    li {
                        strong { (list::when(it.happened)) }
                        " · " (it.kinds.iter().map(|kind| kind.label()).collect::<Vec<_>>().join(", "))
                    }
                }
            }
            p class="tandem-row" {
                @if may_record {
                    a class="utrecht-link tandem-tap" href=(new::path(case)) { "Incident vastleggen" }
                }
                @if !latest.is_empty() {
                    a class="utrecht-link tandem-tap" href=(path(case)) { "Alle incidenten" }
                }
            }
        }
    }
}
