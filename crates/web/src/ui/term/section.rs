//! The terms that go on, on the page of a case or a report. Nothing is shown when there are none.

use casework::term::{TermBrief, TermOwner};
use chrono::NaiveDate;
use maud::{Markup, html};

/// The section.
pub fn section(owner: TermOwner, terms: &[TermBrief], today: NaiveDate) -> Markup {
    html! {
        section class="tandem-card tandem-stack" aria-labelledby="termijnen" {
            h2 class="utrecht-heading-2" id="termijnen" { "Termijnen" }
            @if terms.is_empty() {
                p class="utrecht-paragraph" { "Er loopt nu geen termijn." }
            }
            ul class="tandem-plain tandem-stack" {
                @for it in terms { li { (super::brief(it, today)) } }
            }
            p {
                a class="utrecht-link tandem-tap" href=(super::path(owner)) { "Alle termijnen, en waarom deze dagen" }
            }
        }
    }
}
