//! The situations to practise on, and which of them one has scored.

use actix_web::HttpResponse;
use casework::vignette::{self, VignetteLine};
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::path;
use crate::shared::problem::Problem;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::dates;

/// Address of the page.
pub const PATH: &str = "/vignettes";

/// The page.
///
/// # Errors
/// 404 when practice is not for the caller.
pub async fn show(here: Here) -> Result<HttpResponse, Problem> {
    let lines = vignette::list(&here.casework, &here.caller).await?;
    Ok(here.show("Oefenen", Some(Place::Practice), content(&lines)))
}

fn content(lines: &[VignetteLine]) -> Markup {
    let done = lines.iter().filter(|it| it.own.is_some()).count();
    html! {
        h1 class="utrecht-heading-1" { "Oefenen met het cijfer" }
        p class="utrecht-paragraph" {
            "Lees een verzonnen situatie en geef een cijfer van 1 tot en met 10. Doe dat alleen. "
            "Daarna ziet u hoe de cijfers van anderen liggen, zonder namen. Zo leert de regio of "
            "iedereen de schaal hetzelfde gebruikt. Het is geen toets: er is geen goed cijfer."
        }
        @if lines.is_empty() { p class="utrecht-paragraph" { "Er zijn nu geen situaties." } }
        @else { p class="tandem-subtle" { "U gaf " (done) " van de " (lines.len()) " situaties een cijfer." } }
        ul class="tandem-cards" { @for line in lines { li { (card(line)) } } }
    }
}

fn card(line: &VignetteLine) -> Markup {
    html! {
        article class="tandem-card" {
            h2 class="utrecht-heading-3" {
                a class="utrecht-link" href=(path(line.vignette)) { (line.title) }
            }
            @match line.own {
                Some(own) => p { "Uw cijfer: " strong { (own.value.get()) } span class="tandem-subtle" {
                    " op " (dates::day_and_month(amsterdam_day(own.at)))
                } }
                None => p class="tandem-row" { span class="tandem-tag" { "Nog geen cijfer" } }
            }
        }
    }
}
