//! A round that is open: who has answered, and who can still be asked. What was answered is not in the page.

use casework::round::{RaterLine, RoundFile};
use domain::score::RaterKey;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::{answer, path};
use crate::ui::case;
use crate::ui::here::Here;
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;

/// The page.
pub(super) fn page(here: &Here, file: &RoundFile) -> Markup {
    let line = &file.sheet.line;
    let done = line.asked.saturating_sub(line.waiting);
    html! {
        h1 class="utrecht-heading-1" { "Scoreronde" }
        p class="tandem-subtle" {
            "Begonnen op " (dates::day_and_month(amsterdam_day(line.opened_at))) " door " (line.opened_by.name)
        }
        p class="utrecht-paragraph" {
            strong { (done) " van de " (line.asked) " hebben geantwoord." }
            " De cijfers zijn voor niemand zichtbaar, ook niet voor wie ze invulde. Dat kan pas als iedereen heeft geantwoord of het duo de ronde sluit."
        }
        ul class="tandem-cards tandem-plain" {
            @for rater in &file.sheet.raters { li class="tandem-card" { (one(here, file, rater)) } }
        }
        @if file.may_hold {
            p { a class="utrecht-link tandem-tap" href={ (path(line.round)) "/closure/new" } { "Ronde sluiten zonder de rest" } }
        }
        p { a class="utrecht-link tandem-tap" href=(case::path(line.case)) { "Terug naar de casus" } }
    }
}

fn one(here: &Here, file: &RoundFile, rater: &RaterLine) -> Markup {
    let person = match rater.rater {
        RaterKey::Professional(_) => None,
        RaterKey::Member(person) => Some(person),
    };
    let mine = rater.rater == RaterKey::Professional(here.caller.user);
    let may = mine || (person.is_some() && file.may_hold);
    html! {
        p { strong { (rater.name.text()) } span class="tandem-subtle" { " · " (rater.kind.label().to_lowercase()) } }
        p class="tandem-row" {
            @match rater.answered_at {
                Some(at) => {
                    span class="tandem-tag" { "Geantwoord" }
                    span class="tandem-subtle" { (dates::day_and_month(amsterdam_day(at))) }
                },
                None => {
                    span class="tandem-tag tandem-tag--warm" { "Nog geen antwoord" }
                    @if may {
                        a class="utrecht-link tandem-tap" href=(answer::path(file.sheet.line.round, person)) {
                            "Cijfer geven" span class="tandem-hidden" { " voor " (rater.name.text()) }
                        }
                    }
                },
            }
        }
    }
}
