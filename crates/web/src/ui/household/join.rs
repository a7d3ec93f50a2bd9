//! Somebody joins a household that is there already: somebody new, or somebody whom a search found.

use actix_web::HttpResponse;
use casework::household::{HouseholdFile, join};
use casework::person;
use domain::id::{HouseholdId, PersonId};
use maud::{Markup, html};

use super::{file, member, path};
use crate::shared::bodies::household::MemberBody;
use crate::shared::body::{FormBody, Query};
use crate::shared::fields::form::FormValues;
use crate::shared::fields::{Body, Field as _, Fields};
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::summary::actions;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::search::Next;
use crate::ui::words::names;

/// Address of the page.
pub const PATH: &str = "/households/{householdId}/members/new";

const TITLE: &str = "Iemand toevoegen";

/// Who joins, in the address of the page; nothing for somebody new.
#[derive(Debug, Clone, Copy)]
pub struct Known(Option<PersonId>);

/// The form about this household.
struct Joining(HouseholdId);

/// What the form shows.
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
    here.open(&Joining(household), values).await
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
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input.and_then(|body| body.command(household, sent.seen())) {
        Ok(command) => join(&here.casework, &here.caller, &creation, command).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Joining(household), sent, done.map(|_| path(household))).await
}

impl FormPage for Joining {
    const TITLE: &'static str = TITLE;
    const PLACE: Place = Place::Search;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        Ok(Page::of(here, self.0, &attempt.state.values).await?.content(here, attempt))
    }
}

impl Page {
    async fn of(here: &Here, household: HouseholdId, values: &FormValues) -> Result<Self, Problem> {
        let file = file(here, household).await?;
        let known = match values.first("person").and_then(|it| PersonId::from_text(it).ok()) {
            None => None,
            Some(id) => {
                let found = person::read(&here.casework, &here.caller, id).await?;
                Some((id, names::full(&found.person.name)))
            }
        };
        Ok(Self { file, known })
    }

    fn content(&self, here: &Here, attempt: &Attempt) -> Markup {
        let state = &attempt.state;
        let household = path(self.file.household);
        let labels = member::Place::Alone.labels();
        let labels: Vec<(&str, &str)> =
            labels.iter().map(|(name, label)| (name.as_str(), label.as_str())).collect();
        html! {
            h1 class="utrecht-heading-1" { (TITLE) }
            (attempt.above(&labels))
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
                (attempt.create_in_parts(here, self.file.version))
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
