//! The life events on the page of a case.

use casework::life_event::LifeEventLine;
use domain::id::CaseId;
use maud::{Markup, html};

use super::{list, new, path};

/// So many are on the page of a case; the rest has a page of its own.
const LATEST: usize = 3;

/// The section; `may_record` tells whether the reader may record life events. Those that were corrected or withdrawn are
/// left out.
pub fn section(case: CaseId, events: &[LifeEventLine], may_record: bool) -> Markup {
    let standing: Vec<&LifeEventLine> = events.iter().filter(|it| it.stands()).take(LATEST).collect();
    html! {
        section class="tandem-card tandem-stack" aria-labelledby="gebeurtenissen" {
            h2 class="utrecht-heading-2" id="gebeurtenissen" { "Grote gebeurtenissen" }
            @if standing.is_empty() {
                p class="utrecht-paragraph" { "Geen geboorte of scheiding met veel ruzie vastgelegd." }
            } @else {
                ul class="tandem-plain" {
                    @for it in &standing { li { (list::what(it)) } }
                }
            }
            p class="tandem-row" {
                @if may_record {
                    a class="utrecht-link tandem-tap" href=(new::path(case)) { "Grote gebeurtenis vastleggen" }
                }
                @if !events.is_empty() {
                    a class="utrecht-link tandem-tap" href=(path(case)) { "Alle grote gebeurtenissen" }
                }
            }
        }
    }
}
