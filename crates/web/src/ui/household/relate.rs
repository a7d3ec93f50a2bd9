//! How two members of a household are related, and who has parental authority.

use actix_web::HttpResponse;
use casework::household::{HouseholdFile, relate};
use domain::id::HouseholdId;
use domain::relationship::RelationKind;
use maud::{Markup, html};

use super::member::YES_NO;
use super::{file, path, people, seen};
use crate::shared::bodies::household::RelationshipBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormState;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::field::summary::{actions, create_parts, summary};
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::refused::refused;

/// Address of the page.
pub const PATH: &str = "/households/{householdId}/relationships/new";

const TITLE: &str = "Relatie toevoegen";
const LABELS: &[(&str, &str)] = &[
    ("from", "Wie?"),
    ("kind", "Is wat?"),
    ("to", "Van wie?"),
    ("parentalAuthority", "Ouderlijk gezag?"),
    ("since", "Sinds"),
    ("until", "Tot en met"),
];

/// The page.
///
/// # Errors
/// When the household is not for the caller.
pub async fn show(here: Here, Id(household): Id<HouseholdId>) -> Result<HttpResponse, Problem> {
    let file = file(&here, household).await?;
    Ok(here.show(TITLE, Some(Place::Search), content(&here, &file, &FormState::default())))
}

/// Notes the relationship.
///
/// # Errors
/// When the household is not for the caller.
pub async fn submit(
    here: Here,
    Id(household): Id<HouseholdId>,
    form: FormBody<RelationshipBody>,
) -> Result<HttpResponse, Problem> {
    let creation = here.creation(form.idempotency_key)?;
    let body = match form.input {
        Ok(body) => body,
        Err(state) => return again(&here, household, &state).await,
    };
    match relate(&here.casework, &here.caller, &creation, body.command(household, seen(form.version))).await {
        Ok(_) => Ok(here.go(&path(household))),
        Err(refusal) => again(&here, household, &refused(form.values, refusal)?).await,
    }
}

async fn again(here: &Here, household: HouseholdId, state: &FormState) -> Result<HttpResponse, Problem> {
    let file = file(here, household).await?;
    Ok(here.show_again(TITLE, Some(Place::Search), content(here, &file, state)))
}

fn content(here: &Here, file: &HouseholdFile, state: &FormState) -> Markup {
    let people = people(file);
    html! {
        h1 class="utrecht-heading-1" { (TITLE) }
        (summary(state, LABELS))
        form method="post" action={ (path(file.household)) "/relationships/new" } class="tandem-form" {
            (create_parts(&here.token(), here.fresh_key()))
            input type="hidden" name="version" value=(file.version.0);
            (Field::new("from", "Wie?").select(state, &people.choices()))
            (Field::new("kind", "Is wat?").select(state, &Choice::all::<RelationKind>()))
            (Field::new("to", "Van wie?").select(state, &people.choices()))
            (Field::new("parentalAuthority", "Ouderlijk gezag?").optional()
                .hint("Alleen bij een ouder, stiefouder, pleegouder of voogd. Weet u het niet? Kies dan niets.")
                .radios(state, YES_NO))
            (Field::new("since", "Sinds").optional().date(state))
            (Field::new("until", "Tot en met").optional().hint("Leeg als het nog zo is.").date(state))
            (actions("Opslaan", &path(file.household)))
        }
    }
}
