//! Where a report begins: finding the household that it is about.

use actix_web::HttpResponse;
use maud::html;

use crate::shared::fields::form::FormState;
use crate::shared::problem::Problem;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::search::{self, Next};

/// Address of the page.
pub const PATH: &str = "/reports/new";

/// The page.
///
/// # Errors
/// Never.
pub async fn show(here: Here) -> Result<HttpResponse, Problem> {
    let content = html! {
        h1 class="utrecht-heading-1" { "Nieuwe melding" }
        p class="utrecht-paragraph" {
            "Over wie gaat de melding? Zoek eerst of wij iemand uit dit huishouden al kennen. Anders legt u het "
            "huishouden daarna vast."
        }
        (search::questions(&here, &FormState::default(), Some(Next::Report)))
    };
    Ok(here.show("Nieuwe melding", Some(Place::Reports), content))
}
