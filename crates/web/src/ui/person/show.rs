//! Where a person is found: straight on to the household, or a choice when there are several.

use actix_web::HttpResponse;
use casework::household::HouseholdLine;
use casework::person::whereabouts;
use domain::id::PersonId;
use maud::{Markup, html};

use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::here::Here;
use crate::ui::household::path;
use crate::ui::layout::Place;
use crate::ui::words::names;

/// Address of the page.
pub const PATH: &str = "/persons/{personId}";

/// The page.
///
/// # Errors
/// When the person is not for the caller.
pub async fn show(here: Here, Id(person): Id<PersonId>) -> Result<HttpResponse, Problem> {
    let found = whereabouts(&here.casework, &here.caller, person).await?;
    if let [only] = found.households.as_slice() {
        return Ok(here.go(&path(only.household)));
    }
    Ok(here.show(
        "Huishoudens van een persoon",
        Some(Place::Search),
        content(&names::full(&found.person.name), &found.households),
    ))
}

fn content(name: &str, households: &[HouseholdLine]) -> Markup {
    html! {
        h1 class="utrecht-heading-1" { "Huishoudens van " (name) }
        p class="utrecht-paragraph" { "Deze persoon hoort bij meer dan één huishouden." }
        ul class="tandem-cards" {
            @for it in households {
                li class="tandem-card" {
                    h2 class="utrecht-heading-3" {
                        a class="utrecht-link" href=(path(it.household)) { "Huishouden in " (it.area) }
                    }
                    p { (members(it)) }
                }
            }
        }
    }
}

fn members(household: &HouseholdLine) -> String {
    household.members.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join(", ")
}
