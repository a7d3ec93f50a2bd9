//! The end of a relationship. What was noted stays.

use actix_web::HttpResponse;
use casework::household::{HouseholdFile, unrelate};
use domain::id::{HouseholdId, RelationshipId};
use maud::{Markup, html};

use super::{file, path, relations, seen};
use crate::shared::bodies::household::EndingBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormState;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::field::Field;
use crate::ui::field::summary::{actions, change_parts, summary};
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::refused::refused;

/// Address of the page.
pub const PATH: &str = "/households/{householdId}/relationships/{relationshipId}/ending/new";

const TITLE: &str = "Relatie beëindigen";

/// The page.
///
/// # Errors
/// When the household is not for the caller or has no such relationship.
pub async fn show(
    here: Here,
    Id(household): Id<HouseholdId>,
    Id(relationship): Id<RelationshipId>,
) -> Result<HttpResponse, Problem> {
    let file = file(&here, household).await?;
    let content = content(&here, &file, relationship, &FormState::default())?;
    Ok(here.show(TITLE, Some(Place::Search), content))
}

/// Ends the relationship.
///
/// # Errors
/// When the household is not for the caller or has no such relationship.
pub async fn submit(
    here: Here,
    Id(household): Id<HouseholdId>,
    Id(relationship): Id<RelationshipId>,
    form: FormBody<EndingBody>,
) -> Result<HttpResponse, Problem> {
    let state = match form.input {
        Ok(body) => {
            let command = body.command(household, relationship, seen(form.version));
            match unrelate(&here.casework, &here.caller, command).await {
                Ok(_) => return Ok(here.go(&path(household))),
                Err(refusal) => refused(form.values, refusal)?,
            }
        }
        Err(state) => state,
    };
    let file = file(&here, household).await?;
    let content = content(&here, &file, relationship, &state)?;
    Ok(here.show_again(TITLE, Some(Place::Search), content))
}

fn content(
    here: &Here,
    file: &HouseholdFile,
    relationship: RelationshipId,
    state: &FormState,
) -> Result<Markup, Problem> {
    let stored = file.relationships.iter().find(|it| it.id == relationship).ok_or(Problem::not_found())?;
    Ok(html! {
        h1 class="utrecht-heading-1" { (TITLE) }
        (summary(state, &[("until", "Laatste dag")]))
        p class="utrecht-paragraph" { (relations::sentence(file, &stored.value)) }
        form method="post" action={ (path(file.household)) "/relationships/" (relationship) "/ending/new" }
            class="tandem-form" {
            (change_parts(&here.token(), file.version))
            (Field::new("until", "Laatste dag").optional().hint("Leeg is vandaag.").date(state))
            (actions("Relatie beëindigen", &path(file.household)))
        }
    })
}
