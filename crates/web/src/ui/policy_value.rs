//! The working rules of the region: which number, since when, why, and where it comes from.

use actix_web::HttpResponse;
use domain::policy::PolicyValue;
use maud::{Markup, html};

use super::here::Here;
use super::words::dates;
use super::words::labels::Labelled;
use crate::shared::problem::Problem;

/// Address of the page.
pub const PATH: &str = "/policy-values";

/// The page.
///
/// # Errors
/// Never.
pub async fn show(here: Here) -> Result<HttpResponse, Problem> {
    let content = content(&here);
    Ok(here.show("Werkregels van de regio", None, content))
}

fn content(here: &Here) -> Markup {
    html! {
        h1 class="utrecht-heading-1" { "Werkregels van de regio" }
        p class="utrecht-paragraph" {
            "Deze getallen staan in geen wet. De regio kiest ze. Een nieuwe waarde geldt vanaf een dag; wat eerder "
            "gold, blijft hier staan. "
            a class="utrecht-link" href=(super::term::definitions::PATH) { "Termijnen staan op een eigen bladzijde." }
        }
        ul class="tandem-cards" {
            @for value in here.casework.policy.values() { li class="tandem-card" { (card(value)) } }
        }
    }
}

fn card(value: &PolicyValue) -> Markup {
    html! {
        h2 class="utrecht-heading-3" { (value.parameter.label()) ": " (value.value) }
        p { (value.why) }
        dl class="tandem-facts" {
            div { dt { "Geldt vanaf" } dd { (dates::day_and_month(value.from)) } }
            div { dt { "Bron" } dd { (value.source) } }
        }
    }
}
