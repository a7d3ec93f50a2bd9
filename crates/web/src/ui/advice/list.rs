//! Requests for advice, what was asked last first. The questions are not in the list.

use access::Permission;
use actix_web::HttpResponse;
use actix_web::web::Data;
use casework::advice::{AdviceLine, AdvicePage, list};
use domain::advice::AdviceState;
use maud::{Markup, html};

use super::path;
use crate::shared::bodies::advice::AdviceWanted;
use crate::shared::body::Query;
use crate::shared::cursor::Owner;
use crate::shared::problem::Problem;
use crate::shared::stamp::StampKey;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;

/// Address of the page.
pub const PATH: &str = "/advice-requests";

/// The page.
///
/// # Errors
/// When the database is away, or for a cursor that is not ours.
pub async fn show(
    here: Here,
    key: Data<StampKey>,
    Query(wanted): Query<AdviceWanted>,
) -> Result<HttpResponse, Problem> {
    let name = wanted.list_name();
    let owner = Owner { key: &key, user: here.caller.user, list: &name };
    let page = list(&here.casework, &here.caller, wanted.command(owner)?).await?;
    let next = page.next.map(|place| owner.cursor_after(&AdviceWanted::place(place)));
    Ok(here.show("Adviesvragen", Some(Place::Advice), content(&here, &page, next.as_deref())))
}

fn content(here: &Here, page: &AdvicePage, next: Option<&str>) -> Markup {
    html! {
        h1 class="utrecht-heading-1" { "Adviesvragen" }
        @if here.may(Permission::TakeIn) {
            div class="tandem-actions" {
                a class="tandem-button-link utrecht-button utrecht-button--primary-action" href="/advice-requests/new" {
                    "Nieuwe adviesvraag"
                }
            }
        }
        @if page.items.is_empty() { p class="utrecht-paragraph" { "Er zijn nu geen adviesvragen." } }
        ul class="tandem-cards" { @for line in &page.items { li { (card(line)) } } }
        @if let Some(next) = next {
            p { a class="utrecht-link tandem-tap" rel="next" href={ (PATH) "?cursor=" (next) } { "Meer adviesvragen" } }
        }
    }
}

fn card(line: &AdviceLine) -> Markup {
    html! {
        article class="tandem-card" {
            h2 class="utrecht-heading-3" {
                a class="utrecht-link" href=(path(line.advice)) { "Vraag van " (dates::moment(line.asked_at)) }
            }
            p class="tandem-row" {
                @if line.state == AdviceState::Asked { span class="tandem-tag tandem-tag--warm" { "Wacht op antwoord" } }
                @else { span class="tandem-tag" { (line.state.label()) } }
            }
            p { (asker(line)) }
        }
    }
}

/// `Andere professional, onderwijs`.
pub fn asker(line: &AdviceLine) -> String {
    match line.asker_profession {
        Some(profession) => format!("{}, {}", line.asker_category.label(), profession.label().to_lowercase()),
        None => line.asker_category.label().to_owned(),
    }
}
