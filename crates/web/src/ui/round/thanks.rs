//! Thanks for whoever had the phone, before it goes back: nothing else is on the page.

use actix_web::HttpResponse;
use casework::round::read;
use domain::id::RoundId;
use maud::html;

use super::path as round_path;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::here::Here;
use crate::ui::layout::Place;

/// Address of the page.
pub const PATH: &str = "/scoring-rounds/{roundId}/thanks";

/// Address of the page of a round.
pub fn path(round: RoundId) -> String {
    format!("{}/thanks", round_path(round))
}

/// The page.
///
/// # Errors
/// 404 when the round is not for the caller.
pub async fn show(here: Here, Id(round): Id<RoundId>) -> Result<HttpResponse, Problem> {
    read(&here.casework, &here.caller, round).await?;
    let content = html! {
        h1 class="utrecht-heading-1" { "Dank je wel" }
        p class="utrecht-paragraph" { "Je antwoord is bewaard. Niemand ziet het nu. Geef de telefoon maar terug." }
        p { a class="utrecht-link tandem-tap" href=(round_path(round)) { "Verder" } }
    };
    Ok(here.show("Dank je wel", Some(Place::MyCases), content))
}
