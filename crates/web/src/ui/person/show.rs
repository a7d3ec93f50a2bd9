//! Where a person is found: straight on to the household, or a choice when there are several.

use actix_web::HttpResponse;
use casework::household::{self, HouseholdFile};
use casework::person::read;
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
    let found = read(&here.casework, &here.caller, person).await?;
    if let [only] = found.households.as_slice() {
        return Ok(here.go(&path(*only)));
    }
    let mut files = Vec::with_capacity(found.households.len());
    for household in found.households {
        files.push(household::read(&here.casework, &here.caller, household).await?);
    }
    Ok(here.show(
        "Huishoudens van een persoon",
        Some(Place::Search),
        content(&names::full(&found.person.name), &files),
    ))
}

fn content(name: &str, files: &[HouseholdFile]) -> Markup {
    html! {
        h1 class="utrecht-heading-1" { "Huishoudens van " (name) }
        p class="utrecht-paragraph" { "Deze persoon hoort bij meer dan één huishouden." }
        ul class="tandem-cards" {
            @for file in files {
                li class="tandem-card" {
                    h2 class="utrecht-heading-3" {
                        a class="utrecht-link" href=(path(file.household)) { "Huishouden in " (file.area_name) }
                    }
                    p { (members(file)) }
                }
            }
        }
    }
}

fn members(file: &HouseholdFile) -> String {
    file.members.iter().map(|it| names::full(&it.person.name)).collect::<Vec<_>>().join(", ")
}
