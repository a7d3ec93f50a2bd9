//! Where the reader is asked for a score, above the list of cases. Nobody of any household is named: who is asked may
//! see nothing else of the case.

use casework::round::AskedLine;
use chrono::NaiveDate;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::answer;
use crate::ui::words::dates;

/// The list; nothing when nobody asks.
pub fn section(asked: &[AskedLine], today: NaiveDate) -> Markup {
    html! {
        @if !asked.is_empty() {
            section class="tandem-card tandem-stack" aria-labelledby="gevraagd" {
                h2 class="utrecht-heading-2" id="gevraagd" { "U bent om een cijfer gevraagd" }
                ul class="tandem-plain" {
                    @for line in asked {
                        li {
                            a class="utrecht-link tandem-tap" href=(answer::path(line.round, None)) {
                                "Cijfer geven voor casus " (line.code)
                            }
                            span class="tandem-subtle" {
                                " · gevraagd " (dates::distance(amsterdam_day(line.opened_at), today))
                            }
                        }
                    }
                }
            }
        }
    }
}
