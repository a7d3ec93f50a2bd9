//! What is known about danger, on the page of a case: the flags that stand, and the suspicion that runs.

use casework::red_flag::FlagLine;
use casework::suspicion::SuspicionLine;
use domain::id::CaseId;
use maud::{Markup, html};

use super::path;
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;

/// The section, the same for who may not know as for where there is nothing.
pub fn section(case: CaseId, flags: &[FlagLine], suspicions: &[SuspicionLine]) -> Markup {
    let standing: Vec<&FlagLine> = flags.iter().filter(|it| it.stands()).collect();
    html! {
        section class="tandem-card tandem-stack" aria-labelledby="gevaar" {
            h2 class="utrecht-heading-2" id="gevaar" { "Rode vlaggen" }
            (running(suspicions))
            @if standing.is_empty() {
                p class="utrecht-paragraph" { "Hier staan geen rode vlaggen." }
            } @else {
                ul class="tandem-plain tandem-stack" {
                    @for flag in standing { li {
                        span class="tandem-tag tandem-tag--warm" { (flag.kind.label()) }
                        " " (flag.person.name) ", " (dates::day_and_month(flag.noticed_on))
                        @if flag.standing().decided_at.is_none() { " · nog geen besluit" }
                    } }
                }
            }
            p { a class="utrecht-link tandem-tap" href=(path(case)) { "Rode vlaggen bekijken of vastleggen" } }
        }
    }
}

/// The suspicions that run, with what they ask of everybody.
pub(super) fn running(suspicions: &[SuspicionLine]) -> Markup {
    html! {
        @for it in suspicions.iter().filter(|it| it.ended.is_none()) {
            div class="tandem-note" {
                p { strong { "Vermoeden van intieme terreur" } }
                p { (it.victim.name) " loopt gevaar door " (it.accused.name) "." }
                p {
                    "Spreek hen niet samen zonder reden. Wat " (it.victim.name)
                    " vertelt, ziet niemand die alleen voor een ander werkt."
                }
            }
        }
    }
}
