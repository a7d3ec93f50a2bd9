//! A situation with one's own score, and how the numbers of all lie once one has given one. Never whose they are.

use actix_web::HttpResponse;
use casework::vignette::{self, Told, VignetteFile, VignetteResult};
use domain::id::VignetteId;
use domain::vignette::Spread;
use maud::{Markup, html};

use super::path;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::here::Here;
use crate::ui::layout::Place;

/// Address of the page.
pub const PATH: &str = "/vignettes/{vignetteId}";

/// The page.
///
/// # Errors
/// 404 when it is not there or practice is not for the caller.
pub async fn show(here: Here, Id(id): Id<VignetteId>) -> Result<HttpResponse, Problem> {
    let found = vignette::read(&here.casework, &here.caller, id).await?;
    Ok(here.show("Situatie", Some(Place::Practice), content(&found)))
}

/// The text of a situation.
pub(super) fn situation(file: &VignetteFile) -> Markup {
    html! {
        div class="tandem-card tandem-situation" {
            @for paragraph in file.body.split("\n\n") { p class="utrecht-paragraph" { (paragraph) } }
            p class="tandem-subtle" { "Verzonnen situatie. Niemand hierin bestaat." }
        }
    }
}

fn content(found: &VignetteResult) -> Markup {
    let line = &found.file.line;
    html! {
        h1 class="utrecht-heading-1" { (line.title) }
        (situation(&found.file))
        @match line.own {
            None => div class="tandem-actions" {
                a class="tandem-button-link utrecht-button utrecht-button--primary-action"
                    href={ (path(line.vignette)) "/scores/new" } { "Cijfer geven" }
            }
            Some(own) => {
                h2 class="utrecht-heading-2" id="cijfers" { "Hoe de cijfers liggen" }
                p class="utrecht-paragraph" { "Uw cijfer is " strong { (own.value.get()) } "." }
                (told(found, own.value.get()))
            }
        }
        p { a class="utrecht-link tandem-tap" href=(super::list::PATH) { "Alle situaties" } }
    }
}

fn told(found: &VignetteResult, own: u8) -> Markup {
    html! {
        @match &found.told {
            Told::Spread(spread) => (distribution(spread, own)),
            Told::TooFew | Told::ScoreFirst => p class="utrecht-paragraph" {
                "Er gaven nog te weinig mensen een cijfer. Bij minstens " (found.least)
                " mensen ziet u hier hoe de cijfers liggen."
            },
        }
    }
}

fn distribution(spread: &Spread, own: u8) -> Markup {
    let (lowest, highest) = spread.ends();
    html! {
        p class="utrecht-paragraph" {
            (spread.raters()) " mensen gaven een cijfer, van " (lowest) " tot en met " (highest) ". "
            @if highest - lowest >= 3 {
                "Dat ligt ver uiteen. Bespreek met uw collega’s waar u op let."
            } @else { "Dat ligt dicht bij elkaar." }
        }
        table class="utrecht-table tandem-bars" aria-labelledby="cijfers" {
            thead class="utrecht-table__header" {
                tr class="utrecht-table__row" {
                    th class="utrecht-table__header-cell" scope="col" { "Cijfer" }
                    th class="utrecht-table__header-cell" scope="col" { "Hoe vaak" }
                }
            }
            tbody class="utrecht-table__body" {
                @for (number, many) in spread.counts() { (bar(number, many, spread, number == own)) }
            }
        }
    }
}

fn bar(number: u8, many: u32, spread: &Spread, is_own: bool) -> Markup {
    let most = spread.counts().map(|(_, many)| many).max().unwrap_or(1).max(1);
    let width = many * 100 / most;
    html! {
        tr class="utrecht-table__row" {
            th class="utrecht-table__cell" scope="row" { (number) @if is_own { span class="tandem-subtle" { " (u)" } } }
            td class="utrecht-table__cell" {
                svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" {
                    rect width=(width) height="10" {}
                }
                " " (many)
            }
        }
    }
}
