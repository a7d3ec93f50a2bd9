//! Somebody new in a household that is there already.

use actix_web::HttpResponse;
use casework::household::{HouseholdFile, join};
use domain::id::HouseholdId;
use maud::{Markup, html};

use super::{file, member, path, seen};
use crate::shared::bodies::household::MemberBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormState;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::field::summary::{actions, create_parts, summary};
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::refused::refused;
use crate::ui::words::names;

/// Address of the page.
pub const PATH: &str = "/households/{householdId}/members/new";

const TITLE: &str = "Iemand toevoegen";

/// The page.
///
/// # Errors
/// When the household is not for the caller.
pub async fn show(here: Here, Id(household): Id<HouseholdId>) -> Result<HttpResponse, Problem> {
    let file = file(&here, household).await?;
    Ok(here.show(TITLE, Some(Place::Search), content(&here, &file, &FormState::default())))
}

/// Adds the member.
///
/// # Errors
/// When the household is not for the caller.
pub async fn submit(
    here: Here,
    Id(household): Id<HouseholdId>,
    form: FormBody<MemberBody>,
) -> Result<HttpResponse, Problem> {
    let creation = here.creation(form.idempotency_key)?;
    let body = match form.input {
        Ok(body) => body,
        Err(state) => return again(&here, household, &state).await,
    };
    let command = match body.command(household, seen(form.version)) {
        Ok(command) => command,
        Err(faults) => {
            return again(&here, household, &FormState { faults, ..FormState::starting_with(form.values) })
                .await;
        }
    };
    match join(&here.casework, &here.caller, &creation, command).await {
        Ok(_) => Ok(here.go(&path(household))),
        Err(refusal) => again(&here, household, &refused(form.values, refusal)?).await,
    }
}

async fn again(here: &Here, household: HouseholdId, state: &FormState) -> Result<HttpResponse, Problem> {
    let file = file(here, household).await?;
    Ok(here.show_again(TITLE, Some(Place::Search), content(here, &file, state)))
}

fn content(here: &Here, file: &HouseholdFile, state: &FormState) -> Markup {
    let names: Vec<String> = file.members.iter().map(|it| names::full(&it.person.name)).collect();
    let labels = member::Place::Alone.labels();
    let labels: Vec<(&str, &str)> =
        labels.iter().map(|(name, label)| (name.as_str(), label.as_str())).collect();
    html! {
        h1 class="utrecht-heading-1" { (TITLE) }
        (summary(state, &labels))
        @if !file.members.is_empty() {
            p class="tandem-subtle" { "Nu horen erbij: " (names.join(", ")) }
        }
        form method="post" action={ (path(file.household)) "/members/new" } class="tandem-form tandem-wide" {
            (create_parts(&here.token(), here.fresh_key()))
            input type="hidden" name="version" value=(file.version.0);
            (member::Place::Alone.questions(state))
            (actions("Toevoegen", &path(file.household)))
        }
    }
}
