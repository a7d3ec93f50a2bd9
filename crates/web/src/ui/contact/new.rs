//! The page on which somebody logs progress. What is typed stays until it is sent or thrown away.

use actix_web::HttpResponse;
use casework::case::{line::CaseLine, read as cases};
use casework::contact::{Draft as Kept, LogContact, draft, log};
use chrono::{DateTime, Utc};
use domain::contact::Compartment;
use domain::id::CaseId;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::{everybody, form, form::ContactQuestions, written};
use crate::shared::bodies::contact::ContactForm;
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
use crate::ui::words::dates;

const TITLE: &str = "Contact vastleggen";
/// The safe choice first.
const READERS: [Compartment; 2] = [Compartment::OwnOrganisation, Compartment::Shared];

/// The form about this case.
struct Logging(CaseId);

/// The page, with the draft if there is one.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn show(here: Here, Id(case): Id<CaseId>) -> Result<HttpResponse, Problem> {
    let kept = draft::load(&here.casework, &here.caller, case).await?;
    let line = cases::read(&here.casework, &here.caller, case).await?;
    let entry = kept.as_ref().and_then(|it| contact_draft::Kept::parse(&it.content));
    let values = entry.map_or_else(|| form::empty(here.now()), |it| form::filled(&it.to_entry()));
    let content = content(&here, &line, &Attempt::first(values), kept.as_ref());
    Ok(here.show(TITLE, Some(Place::MyCases), content))
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
        let line = cases::read(&here.casework, &here.caller, self.0).await?;
        Ok(content(here, &line, attempt, None))
    }
}

fn content(here: &Here, line: &CaseLine, attempt: &Attempt, kept: Option<&Kept>) -> Markup {
    let people = everybody(line, &[], amsterdam_day(here.now()));
    let organisation = &here.caller.organisation_name;
    let form = ContactQuestions { people: &people, attempt, organisation, compartments: &READERS };
    let address = case::path(line.case);
    html! {
        h1 class="utrecht-heading-1" { (TITLE) }
        p class="tandem-subtle" { (people::household(line)) " · " (line.code) }
        (form.summary())
        @if let Some(kept) = kept { (found(&address, &here.token(), kept.saved_at)) }
        form class="tandem-form tandem-log" method="post" action={ (address) "/contacts/new" }
            data-draft={ (address) "/contacts/draft" } novalidate {
            (attempt.create_parts(here))
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
