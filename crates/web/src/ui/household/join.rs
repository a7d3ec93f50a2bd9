//! Somebody joins a household that is there already: somebody new, or somebody whom a search found.

use actix_web::HttpResponse;
use casework::household::{HouseholdFile, join};
use casework::person;
use domain::id::{HouseholdId, PersonId};
use maud::{Markup, html};

use super::{file, member, path, seen};
use crate::shared::bodies::household::MemberBody;
use crate::shared::body::{FormBody, Query};
use crate::shared::fields::form::{FormState, FormValues};
use crate::shared::fields::{Body, Field as _, Fields};
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::field::summary::{actions, create_parts, summary};
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::refused::refused;
use crate::ui::search::Next;
use crate::ui::words::names;

/// Address of the page.
pub const PATH: &str = "/households/{householdId}/members/new";

const TITLE: &str = "Iemand toevoegen";

/// Who joins, in the address of the page; nothing for somebody new.
#[derive(Debug, Clone, Copy)]
pub struct Known(Option<PersonId>);

/// What the form is about.
struct Page {
    file: HouseholdFile,
    /// Somebody who is known already, with the name.
    known: Option<(PersonId, String)>,
}

/// The page.
///
/// # Errors
/// When the household is not for the caller.
pub async fn show(
    here: Here,
    Id(household): Id<HouseholdId>,
    Query(Known(person)): Query<Known>,
) -> Result<HttpResponse, Problem> {
    let values = FormValues::of(person.map(|it| ("person", it.to_string())));
    let state = FormState::starting_with(values);
    let page = Page::of(&here, household, &state).await?;
    Ok(here.show(TITLE, Some(Place::Search), page.content(&here, &state)))
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
    let page = Page::of(here, household, state).await?;
    Ok(here.show_again(TITLE, Some(Place::Search), page.content(here, state)))
}

impl Page {
    async fn of(here: &Here, household: HouseholdId, state: &FormState) -> Result<Self, Problem> {
        let file = file(here, household).await?;
        let known = match state.values.first("person").and_then(|it| PersonId::from_text(it).ok()) {
            None => None,
            Some(id) => {
                let found = person::read(&here.casework, &here.caller, id).await?;
                Some((id, names::full(&found.person.name)))
            }
        };
        Ok(Self { file, known })
    }

    fn content(&self, here: &Here, state: &FormState) -> Markup {
        let household = path(self.file.household);
        let labels = member::Place::Alone.labels();
        let labels: Vec<(&str, &str)> =
            labels.iter().map(|(name, label)| (name.as_str(), label.as_str())).collect();
        html! {
            h1 class="utrecht-heading-1" { (TITLE) }
            (summary(state, &labels))
            (self.already())
            @match &self.known {
                Some((_, name)) => p class="utrecht-paragraph" { strong { (name) } " komt erbij." },
                None => p class="utrecht-paragraph" {
                    "Kennen wij deze persoon misschien al? "
                    a class="utrecht-link" href={ "/search?next=" (Next::Join(self.file.household)) } { "Zoek dan eerst" }
                    "."
                },
            }
            form method="post" action={ (household) "/members/new" } class="tandem-form tandem-wide" {
                (create_parts(&here.token(), here.fresh_key()))
                input type="hidden" name="version" value=(self.file.version.0);
                @match &self.known {
                    Some((id, _)) => {
                        input type="hidden" name="person" value=(id);
                        (member::of_somebody_known(state))
                    }
                    None => (member::Place::Alone.questions(state)),
                }
                (actions("Toevoegen", &household))
            }
        }
    }

    fn already(&self) -> Markup {
        let names: Vec<String> = self.file.members.iter().map(|it| names::full(&it.person.name)).collect();
        html! {
            @if !names.is_empty() { p class="tandem-subtle" { "Nu horen erbij: " (names.join(", ")) } }
        }
    }
}

impl Body for Known {
    const NAME: &'static str = "KnownPerson";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        Some(Self(fields.optional("person")))
    }
}
