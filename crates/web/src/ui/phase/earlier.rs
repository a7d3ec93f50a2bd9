//! The earlier cases of a household, each with the way to its safety plan.

use casework::phase::EarlierCase;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use crate::ui::case;
use crate::ui::plan::version::version_path;
use crate::ui::words::dates;

/// The list; nothing when there was no earlier case that the reader may see.
pub(in crate::ui) fn list(earlier: &[EarlierCase]) -> Markup {
    html! {
        @if !earlier.is_empty() {
            p class="utrecht-paragraph" { "Voor dit huishouden was er eerder een casus:" }
            ul class="tandem-plain" {
                @for it in earlier { li class="tandem-row" { (one(it)) } }
            }
        }
    }
}

fn one(it: &EarlierCase) -> Markup {
    let day = |at| dates::long_day(amsterdam_day(at));
    html! {
        a class="utrecht-link tandem-tap" href=(case::path(it.case)) { "Casus " (it.code) }
        @if let Some(number) = it.plan {
            a class="utrecht-link tandem-tap" href=(version_path(it.case, number)) {
                "Veiligheidsplan van toen" span class="tandem-hidden" { " bij casus " (it.code) }
            }
        }
        span class="tandem-subtle" {
            @match it.closed_at {
                Some(at) => { "Gesloten op " (day(at)) }
                None => { "Begonnen op " (day(it.opened_at)) }
            }
        }
    }
}
