//! The page on which somebody logs progress. What is typed stays until it is sent or thrown away.

use actix_web::HttpResponse;
use casework::Refusal;
use casework::case::{line::CaseLine, read as cases};
use casework::contact::{Draft as Kept, LogContact, draft, log};
use chrono::{DateTime, Utc};
use domain::contact::Compartment;
use domain::id::CaseId;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::{everybody, form, form::ContactQuestions};
use crate::shared::bodies::contact::ContactForm;
use crate::shared::bodies::contact_draft;
use crate::shared::body::FormBody;
use crate::shared::csrf;
use crate::shared::fields::Draft;
use crate::shared::fields::form::FormState;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::case::{self, Done};
use crate::ui::field::summary::create_parts;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::people;
use crate::ui::refused::refused;
use crate::ui::words::dates;

const TITLE: &str = "Contact vastleggen";
/// The safe choice first.
const READERS: [Compartment; 2] = [Compartment::OwnOrganisation, Compartment::Shared];

/// The page, with the draft if there is one.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn show(here: Here, Id(case): Id<CaseId>) -> Result<HttpResponse, Problem> {
    let kept = draft::load(&here.casework, &here.caller, case).await?;
    let line = cases::read(&here.casework, &here.caller, case).await?;
    let entry = kept.as_ref().and_then(|it| contact_draft::Kept::parse(&it.content));
    let values = entry.map_or_else(|| form::empty(here.now()), |it| form::filled(&it.to_entry()));
    let state = FormState::starting_with(values);
    Ok(here.show(TITLE, Some(Place::MyCases), content(&here, &line, &state, kept.as_ref())))
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
    let creation = here.creation(body.idempotency_key)?;
    let refusal = match body.input {
        Err(state) => Refusal::Invalid(state.faults),
        Ok(Draft { body: ContactForm(filled), faults }) => {
            let done = match filled.to_readable(faults, here.now()) {
                Ok(entry) => log(&here.casework, &here.caller, &creation, LogContact { case, entry }).await,
                Err(faults) => Err(Refusal::Invalid(faults)),
            };
            match done {
                Ok(_) => return Ok(here.go(&case::path_after(case, Done::Contact))),
                Err(Refusal::Invalid(faults)) => Refusal::Invalid(filled.by_line(faults)),
                Err(refusal) => refusal,
            }
        }
    };
    let state = refused(body.values, refusal)?;
    let line = cases::read(&here.casework, &here.caller, case).await?;
    Ok(here.show_again(TITLE, Some(Place::MyCases), content(&here, &line, &state, None)))
}

fn content(here: &Here, line: &CaseLine, state: &FormState, kept: Option<&Kept>) -> Markup {
    let people = everybody(line, &[], amsterdam_day(here.now()));
    let organisation = &here.caller.organisation_name;
    let form = ContactQuestions { people: &people, state, organisation, compartments: &READERS };
    let address = case::path(line.case);
    let token = here.token();
    html! {
        h1 class="utrecht-heading-1" { (TITLE) }
        p class="tandem-subtle" { (people::household(line)) " · " (line.code) }
        (form.summary())
        @if let Some(kept) = kept { (found(&address, &token, kept.saved_at)) }
        form class="tandem-form tandem-log" method="post" action={ (address) "/contacts/new" }
            data-draft={ (address) "/contacts/draft" } novalidate {
            (create_parts(&token, here.fresh_key()))
            (form.questions())
            div class="tandem-thumb tandem-thumb--form" {
                button class="utrecht-button utrecht-button--primary-action" type="submit" { "Opslaan" }
                button class="utrecht-button utrecht-button--secondary-action" type="submit"
                    formaction={ (address) "/contacts/draft" } formnovalidate { "Concept bewaren" }
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
