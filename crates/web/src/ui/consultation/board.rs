//! The board of who advises: what waits, how long, and what colleagues have in hand. Not a word of any question.

use actix_web::HttpResponse;
use casework::consultation::{Board, board};
use maud::{Markup, html};

use super::{cards, list};
use crate::shared::problem::Problem;
use crate::ui::here::Here;
use crate::ui::layout::Place;

/// Address of the page.
pub const PATH: &str = "/consultation-board";

/// The page.
///
/// # Errors
/// 404 for who neither advises nor divides that work.
pub async fn show(here: Here) -> Result<HttpResponse, Problem> {
    let found = board(&here.casework, &here.caller).await?;
    Ok(here.show("Wat wacht op advies", Some(Place::Consultations), content(&found)))
}

fn content(found: &Board) -> Markup {
    let late = found.waiting.iter().chain(&found.in_hand).filter(|it| it.is_overdue(found.now)).count();
    html! {
        div class="tandem-head" {
            h1 class="utrecht-heading-1" { "Wat wacht op advies" }
            p class="tandem-subtle" {
                (found.waiting.len()) " nog niet opgepakt, " (found.in_hand.len()) " in behandeling"
                @if late > 0 { ", " (late) " te laat" }
            }
        }
        p class="utrecht-paragraph" { "Het dringendste en langst wachtende staat bovenaan. De vraag zelf leest u na het oppakken." }
        @if found.waiting.is_empty() && found.in_hand.is_empty() {
            div class="tandem-card tandem-empty" {
                p class="utrecht-paragraph" { strong { "Er wacht nu niets op advies." } }
            }
        }
        (cards("wacht", "Nog niet opgepakt", &found.waiting, found.now))
        (cards("in-behandeling", "In behandeling", &found.in_hand, found.now))
        p { a class="utrecht-link tandem-tap" href=(list::PATH) { "Mijn consultaties" } }
    }
}
