//! Cases in which too little happens, as a list for who assigns duos and as a part of other pages: why, and what may help.

use access::Permission;
use actix_web::HttpResponse;
use actix_web::web::Data;
use casework::case::list::Page;
use casework::silence::{QuietCase, silent};
use domain::id::CaseId;
use maud::{Markup, html};

use super::case;
use super::here::Here;
use super::layout::Place;
use super::words::silence as words;
use crate::shared::body::Query;
use crate::shared::cursor::{Owner, Paging};
use crate::shared::ids;
use crate::shared::problem::{Kind, Problem};
use crate::shared::stamp::StampKey;

/// Address of the page.
pub const PATH: &str = "/silent-cases";

/// The page.
///
/// # Errors
/// 403 for who assigns no duos, 400 for a cursor that is not ours.
pub async fn show(
    here: Here,
    key: Data<StampKey>,
    Query(paging): Query<Paging>,
) -> Result<HttpResponse, Problem> {
    here.require(Permission::AssignDuo)?;
    let owner = Owner { key: &key, user: here.caller.user, list: "silent-cases" };
    let after = paging
        .after(owner)?
        .map(|place| ids::parse(&place).ok_or(Problem::new(Kind::Malformed)))
        .transpose()?;
    let limit = usize::try_from(paging.limit).unwrap_or_default();
    let page = silent(&here.casework, &here.caller, after.map(CaseId), limit).await?;
    let next = page.next.map(|case| owner.cursor_after(&case.to_string()));
    Ok(here.show("Stille casussen", Some(Place::SilentCases), content(&page, next.as_deref())))
}

fn content(page: &Page<QuietCase>, next: Option<&str>) -> Markup {
    html! {
        h1 class="utrecht-heading-1" { "Stille casussen" }
        p class="utrecht-paragraph" {
            "Hier gebeurt al een tijd te weinig. Tandem zegt waarom en wat kan helpen. Mensen beslissen."
        }
        @if page.items.is_empty() { p class="utrecht-paragraph" { "Op deze bladzijde is geen casus stil." } }
        ul class="tandem-cards" {
            @for it in &page.items {
                li { article class="tandem-card tandem-stack" {
                    h2 class="utrecht-heading-3" { a class="utrecht-link tandem-tap" href=(case::path(it.case)) { "Casus " (it.code) } }
                    (told(it))
                } }
            }
        }
        @if let Some(next) = next {
            p { a class="utrecht-link tandem-tap" rel="next" href={ (PATH) "?cursor=" (next) } { "Oudere casussen" } }
        }
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
            p class="tandem-subtle" {
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
