//! The page of a round: who has answered while it is open, the conversation once it is closed, and for whoever is only
//! asked the question alone.

use actix_web::HttpResponse;
use casework::round::Card;
use casework::round::read::{Shown, read};
use domain::id::RoundId;
use maud::{Markup, html};

use super::{answer, conversation, waiting};
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::here::Here;
use crate::ui::layout::Place;

/// Address of the page.
pub const PATH: &str = "/scoring-rounds/{roundId}";

/// The page.
///
/// # Errors
/// 404 when the round is not there or not for the caller.
pub async fn show(here: Here, Id(round): Id<RoundId>) -> Result<HttpResponse, Problem> {
    let content = match read(&here.casework, &here.caller, round).await?.shown {
        Shown::Card(card) => question(&card),
        Shown::File(file) if file.sheet.line.closed.is_none() => waiting::page(&here, &file),
        Shown::File(file) => conversation::page(&file),
    };
    Ok(here.show("Scoreronde", Some(Place::MyCases), content))
}

fn question(card: &Card) -> Markup {
    html! {
        h1 class="utrecht-heading-1" { "Scoreronde" }
        p class="tandem-subtle" { "Casus " (card.code) }
        @if card.answered_at.is_some() {
            p class="utrecht-paragraph" { "Uw antwoord is bewaard. Het duo bespreekt de cijfers als de ronde gesloten is." }
        } @else if card.is_closed {
            p class="utrecht-paragraph" { "Deze ronde is gesloten. Antwoorden kan niet meer." }
        } @else {
            p class="utrecht-paragraph" { "Het duo van deze casus vraagt u om een cijfer. U ziet hier alleen de vraag." }
            p { a class="utrecht-link tandem-tap" href=(answer::path(card.round, None)) { "Cijfer geven" } }
        }
    }
}
