//! The reader's own consultations: what was asked, and where the reader advises.

use actix_web::HttpResponse;
use casework::consultation::{ConsultationLists, lists};
use maud::{Markup, html};

use super::{board, cards, new};
use crate::shared::problem::Problem;
use crate::ui::here::Here;
use crate::ui::layout::Place;

/// Address of the page.
pub const PATH: &str = "/consultations";

/// The page.
///
/// # Errors
/// When the database is away.
pub async fn show(here: Here) -> Result<HttpResponse, Problem> {
    let found = lists(&here.casework, &here.caller).await?;
    Ok(here.show("Consultaties", Some(Place::Consultations), content(&found)))
}

fn content(found: &ConsultationLists) -> Markup {
    html! {
        h1 class="utrecht-heading-1" { "Consultaties" }
        @if found.may_ask {
            p class="utrecht-paragraph" {
                "Vraag een veiligheidsexpert om advies. U blijft zelf verantwoordelijk voor het huishouden."
            }
            div class="tandem-actions" {
                a class="tandem-button-link utrecht-button utrecht-button--primary-action" href=(new::PATH) {
                    "Consultatie vragen"
                }
            }
        }
        @if found.sees_board {
            p { a class="utrecht-link tandem-tap" href=(board::PATH) { "Bord: wat wacht op advies" } }
        }
        @if found.asked.is_empty() && found.advised.is_empty() {
            div class="tandem-card tandem-empty" {
                p class="utrecht-paragraph" { strong { "U heeft nu geen consultaties." } }
            }
        }
        (cards("gevraagd", "Door u gevraagd", &found.asked, found.now))
        (cards("advies", "Met u als adviseur", &found.advised, found.now))
    }
}
