//! Cases in which too little happens, as a list for who leads a team and as a part of other pages: why, and what may help.

use actix_web::HttpResponse;
use casework::silence::{QuietCase, SilentCases, silent};
use maud::{Markup, html};

use super::board;
use super::case;
use super::here::Here;
use super::layout::Place;
use super::words::silence as words;
use crate::shared::problem::Problem;

/// Address of the page.
pub const PATH: &str = "/silent-cases";

/// The page.
///
/// # Errors
/// 404 for who leads no team.
pub async fn show(here: Here) -> Result<HttpResponse, Problem> {
    let found = silent(&here.casework, &here.caller).await?;
    Ok(here.show("Stille casussen", Some(Place::Board), content(&found)))
}

fn content(found: &SilentCases) -> Markup {
    html! {
        div class="tandem-head" {
            h1 class="utrecht-heading-1" { "Stille casussen" }
            p class="tandem-subtle" { (counted(found)) }
        }
        p class="utrecht-paragraph" {
            "Hier gebeurt al een tijd te weinig. Tandem zegt waarom en wat kan helpen. Mensen beslissen."
        }
        @if found.items.is_empty() {
            div class="tandem-card tandem-empty" {
                p class="utrecht-paragraph" { strong { "In elke casus van uw team gebeurt genoeg." } }
            }
        }
        ul class="tandem-cards" {
            @for it in &found.items {
                li { article class="tandem-card tandem-stack" {
                    h2 class="utrecht-heading-3" { a class="utrecht-link tandem-tap" href=(case::path(it.case)) { "Casus " (it.code) } }
                    (told(it))
                } }
            }
        }
        @if found.items.len() < found.in_all {
            p class="utrecht-paragraph" { "Er zijn er meer dan hier passen. Dit zijn de casussen met de meeste redenen." }
        }
        p { a class="utrecht-link tandem-tap" href=(board::PATH) { "Naar het teambord" } }
    }
}

fn counted(found: &SilentCases) -> String {
    match found.in_all {
        1 => "1 casus".to_owned(),
        some => format!("{some} casussen"),
    }
}

/// Why, and what may help.
pub fn told(it: &QuietCase) -> Markup {
    html! {
        ul class="tandem-bullets" {
            @for (found, child) in &it.found {
                li { (words::sentence(found, child.as_ref().map(|it| it.name.as_str()))) }
            }
        }
        @if !it.suggestions.is_empty() {
            p class="utrecht-paragraph" {
                "Wat kan helpen: "
                @for (place, suggestion) in it.suggestions.iter().enumerate() {
                    @if place > 0 { "; " }
                    (words::suggestion(*suggestion).to_lowercase())
                }
                "."
            }
        }
    }
}

/// The part of the page of a case; nothing when enough happens.
pub fn section(it: Option<&QuietCase>) -> Markup {
    html! {
        @if let Some(it) = it {
            section class="tandem-card tandem-urgent tandem-stack" aria-labelledby="stil" {
                h2 class="utrecht-heading-2" id="stil" { "Hier gebeurt te weinig" }
                (told(it))
            }
        }
    }
}
