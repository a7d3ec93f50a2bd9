//! The accessibility statement. Anyone may read it; it says what is true, also what is not done yet.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use maud::{Markup, html};

use super::here;
use super::layout::{Frame, page};
use crate::shared::csrf;
use crate::site::Looks;

/// Address of the page.
pub const PATH: &str = "/accessibility";

/// The page.
pub async fn show(request: HttpRequest, looks: Data<Looks>) -> HttpResponse {
    let token = csrf::token(&request);
    let frame = Frame {
        title: "Toegankelijkheid",
        who: None,
        current: None,
        csrf: &token,
        neutral: &looks.neutral,
        data: looks.data,
    };
    here::html(StatusCode::OK, page(&frame, content()))
}

fn content() -> Markup {
    html! {
        h1 class="utrecht-heading-1" { "Toegankelijkheid" }
        p class="utrecht-paragraph" {
            "Iedereen moet met Tandem kunnen werken, ook met een schermlezer, met alleen een toetsenbord of op een "
            "telefoon. Wij bouwen volgens WCAG 2.2, niveau A en AA."
        }
        h2 class="utrecht-heading-2" { "Wat wij doen" }
        ul class="utrecht-unordered-list" {
            li { "Elke pagina werkt zonder muis en zonder JavaScript." }
            li { "Knoppen en keuzes zijn groot genoeg voor een duim." }
            li { "Bij elke grafiek staat een tabel met dezelfde cijfers." }
            li { "Kleur is nooit de enige manier waarop iets wordt verteld." }
            li { "Bij elke nieuwe versie loopt een programma (axe-core) de pagina's na op fouten." }
        }
        h2 class="utrecht-heading-2" { "Wat nog niet is gedaan" }
        p class="utrecht-paragraph" {
            "Een programma vindt niet alle fouten. Een onafhankelijk onderzoek is nog niet gedaan. "
            "Ook hebben mensen met een beperking Tandem nog niet getest. "
            "Daarom beweren wij niet dat Tandem aan alle eisen voldoet."
        }
        h2 class="utrecht-heading-2" { "Loopt u vast?" }
        p class="utrecht-paragraph" {
            "Vertel het de functioneel beheerder van uw organisatie. Zeg daarbij op welke pagina u was en wat u wilde doen."
        }
        p { a class="utrecht-link tandem-tap" href="/" { "Naar het begin" } }
    }
}
