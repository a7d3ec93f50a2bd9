//! The page on which somebody logs progress. What is typed stays until it is sent or thrown away.

use actix_web::HttpResponse;
use casework::case::{line::CaseLine, read as cases};
use casework::contact::{Draft as Kept, LogContact, draft, log};
use casework::safe_contact::{SafeContactLine, list as safe_contacts, of_person};
use casework::suspicion::list as suspicions;
use chrono::{DateTime, Utc};
use domain::contact::{Compartment, ContactKind, Presence};
use domain::id::{CaseId, PersonId};
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::{everybody, form, form::ContactQuestions, written};
use crate::shared::bodies::contact::{ContactForm, Entry, Met};
use crate::shared::bodies::contact_draft;
use crate::shared::body::FormBody;
use crate::shared::csrf;
use crate::shared::fields::Draft;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage};
use crate::ui::case::{self, Done};
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::people;
use crate::ui::safe_contact::told;
use crate::ui::words::dates;

const TITLE: &str = "Contact vastleggen";
/// The safe choice first.
const READERS: [Compartment; 3] = [Compartment::OwnOrganisation, Compartment::Shared, Compartment::PerPerson];

/// The form about this case.
struct Logging(CaseId);

/// The page, with the draft if there is one.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn show(here: Here, Id(case): Id<CaseId>) -> Result<HttpResponse, Problem> {
    let kept = draft::load(&here.casework, &here.caller, case).await?;
    let line = cases::read(&here.casework, &here.caller, case).await?.line;
    let entry = kept.as_ref().and_then(|it| contact_draft::Kept::parse(&it.content));
    let values = entry.map_or_else(|| form::empty(here.now()), |it| form::filled(&it.to_entry()));
    let around = Around::read(&here, case).await?;
    let content = content(&here, &line, &Attempt::first(values), &around.with(kept.as_ref()));
    Ok(here.show(TITLE, Some(Place::MyCases), content))
}

/// The page during a visit: about this person, and nobody else is on it.
///
/// # Errors
/// 404 when the case is not there or not for the caller, or nobody in it is this person; 403 when the caller logs
/// nothing.
pub async fn show_in_visit(
    here: Here,
    Id(case): Id<CaseId>,
    Id(person): Id<PersonId>,
) -> Result<HttpResponse, Problem> {
    draft::load(&here.casework, &here.caller, case).await?;
    let line = people::alone(cases::read(&here.casework, &here.caller, case).await?.line, person)?;
    let met = vec![Met { person, presence: Some(Presence::Seen), alone: false }];
    let entry =
        Entry { kind: Some(ContactKind::Visit), happened_at: Some(here.now()), met, ..Entry::default() };
    let way = of_person(&here.casework, &here.caller, case, person).await?;
    let around = Around { ways: Vec::from_iter(way), suspected: false, kept: None, keeps_draft: false };
    let content = content(&here, &line, &Attempt::first(form::filled(&entry)), &around);
    Ok(here.show(TITLE, Some(Place::MyCases), content))
}

/// What stands around the questions.
struct Around<'a> {
    /// How people are reached safely.
    ways: Vec<SafeContactLine>,
    /// Whether the caller knows of a suspicion of intieme terreur that runs.
    suspected: bool,
    kept: Option<&'a Kept>,
    /// Whether what is typed is kept by itself.
    keeps_draft: bool,
}

impl<'a> Around<'a> {
    async fn read(here: &Here, case: CaseId) -> Result<Self, Problem> {
        let ways = safe_contacts(&here.casework, &here.caller, case).await?;
        let suspicions = suspicions(&here.casework, &here.caller, case).await?;
        let suspected = suspicions.iter().any(|it| it.ended.is_none());
        Ok(Self { ways, suspected, kept: None, keeps_draft: true })
    }

    fn with(self, kept: Option<&'a Kept>) -> Self {
        Self { kept, ..self }
    }
}

/// Logs the contact and leads back to the case.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    body: FormBody<Draft<ContactForm>>,
) -> Result<HttpResponse, Problem> {
    let (sent, done) = written(&here, body, async |creation, entry| {
        log(&here.casework, &here.caller, creation, LogContact { case, entry }).await
    })
    .await?;
    here.answer(&Logging(case), sent, done.map(|_| case::path_after(case, Done::Contact))).await
}

impl FormPage for Logging {
    const TITLE: &'static str = TITLE;
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let line = cases::read(&here.casework, &here.caller, self.0).await?.line;
        Ok(content(here, &line, attempt, &Around::read(here, self.0).await?))
    }
}

fn content(here: &Here, line: &CaseLine, attempt: &Attempt, around: &Around<'_>) -> Markup {
    let people = everybody(line, &[], amsterdam_day(here.now()));
    let organisation = &here.caller.organisation_name;
    let form = ContactQuestions {
        people: &people,
        attempt,
        organisation,
        compartments: &READERS,
        suspected: around.suspected,
    };
    let kept = around.kept;
    let address = case::path(line.case);
    html! {
        h1 class="utrecht-heading-1" { (TITLE) }
        p class="tandem-subtle" { (people::household(line)) " · " (line.code) }
        (form.summary())
        ul class="tandem-plain tandem-note" {
            @for someone in &people { li { strong { (someone.name) } " " (told::of(&around.ways, someone.person)) } }
        }
        @if let Some(kept) = kept { (found(&address, &here.token(), kept.saved_at)) }
        form class="tandem-form tandem-log" method="post" action={ (address) "/contacts/new" }
            data-draft=[around.keeps_draft.then(|| format!("{address}/contacts/draft"))] novalidate {
            (attempt.create_parts(here))
            (form.questions())
            div class="tandem-thumb tandem-thumb--form" {
                button class="utrecht-button utrecht-button--primary-action" type="submit" { "Opslaan" }
                @if around.keeps_draft {
                    button class="utrecht-button utrecht-button--secondary-action" type="submit"
                        formaction={ (address) "/contacts/draft" } formnovalidate { "Concept bewaren" }
                }
                p class="tandem-hint" role="status" data-draft-status {
                    @if let Some(kept) = kept { "Concept bewaard om " (dates::clock(kept.saved_at)) }
                }
            }
        }
        p { a class="utrecht-link tandem-tap" href=(address) { "Terug naar de casus" } }
    }
}

/// Tells that there is a draft, and how to get rid of it.
fn found(address: &str, token: &str, saved_at: DateTime<Utc>) -> Markup {
    html! {
        form class="tandem-note" method="post" action={ (address) "/contacts/draft/removal" } {
            input type="hidden" name=(csrf::FIELD) value=(token);
            p { "Dit is uw concept van " (dates::moment(saved_at)) ". Alleen u ziet het." }
            button class="utrecht-button utrecht-button--secondary-action" type="submit" { "Concept weggooien" }
        }
    }
}
