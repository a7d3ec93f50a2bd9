//! The page on which somebody corrects an entry: the old text in the form, a new entry as the result. The old one
//! stays for everybody to see.

use actix_web::HttpResponse;
use casework::case::line::CaseLine;
use casework::case::read as cases;
use casework::case::timeline::{LoggedContact, TimelineEvent, TimelineItem, read_contact};
use casework::contact::{CorrectContact, correct};
use chrono::{DateTime, Utc};
use domain::contact::{Compartment, ContactRule};
use domain::id::{CaseId, ContactId};
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::{everybody, form, form::ContactQuestions, written};
use crate::shared::bodies::contact::{ContactForm, Entry, Met};
use crate::shared::body::FormBody;
use crate::shared::fields::Draft;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage};
use crate::ui::case::{self, Done};
use crate::ui::field::summary::actions;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::dates;

const TITLE: &str = "Verslag verbeteren";

/// The form about this entry.
struct Correcting {
    case: CaseId,
    target: ContactId,
}

/// The page with the old text.
///
/// # Errors
/// 404 when the case or the entry is not there or not for the caller, 409 when this one may not be corrected.
pub async fn show(
    here: Here,
    Id(case): Id<CaseId>,
    Id(target): Id<ContactId>,
) -> Result<HttpResponse, Problem> {
    let old = Old::read(&here, case, target).await?;
    if old.contact.organisation != here.caller.organisation {
        return Err(Problem::rule(ContactRule::WrittenElsewhere.code()));
    }
    if old.contact.corrected_by.is_some() {
        return Err(Problem::rule(ContactRule::AlreadyCorrected.code()));
    }
    let attempt = Attempt::first(form::filled(&old.entry()));
    Ok(here.show(TITLE, Some(Place::MyCases), old.content(&here, &attempt)))
}

/// Stores the correction and leads back to the case.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    Id(target): Id<ContactId>,
    body: FormBody<Draft<ContactForm>>,
) -> Result<HttpResponse, Problem> {
    let (sent, done) = written(&here, body, async |creation, entry| {
        correct(&here.casework, &here.caller, creation, CorrectContact { case, target, entry }).await
    })
    .await?;
    let done = done.map(|_| case::path_after(case, Done::Correction));
    here.answer(&Correcting { case, target }, sent, done).await
}

impl FormPage for Correcting {
    const TITLE: &'static str = TITLE;
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        Ok(Old::read(here, self.case, self.target).await?.content(here, attempt))
    }
}

/// The entry that is wrong.
struct Old {
    line: CaseLine,
    contact: LoggedContact,
    happened_at: DateTime<Utc>,
    by: String,
}

impl Old {
    async fn read(here: &Here, case: CaseId, target: ContactId) -> Result<Self, Problem> {
        let line = cases::read(&here.casework, &here.caller, case).await?.line;
        let item = read_contact(&here.casework, &here.caller, case, target).await?;
        let TimelineItem { place, by, event: TimelineEvent::Contact(contact) } = item else {
            return Err(Problem::not_found());
        };
        Ok(Self { line, contact: *contact, happened_at: place.at, by: by.name })
    }

    fn entry(&self) -> Entry {
        let met = self.contact.present.iter().map(|it| Met {
            person: it.who.person,
            presence: Some(it.presence),
            alone: it.alone,
        });
        Entry {
            kind: Some(self.contact.kind),
            happened_at: Some(self.happened_at),
            compartment: Some(self.contact.compartment),
            person: self.contact.person.as_ref().map(|it| it.person),
            joint_reason: self.contact.joint_reason.clone(),
            met: met.collect(),
            observed: self.contact.observed.clone(),
            agreed: self.contact.agreed.clone(),
            next: self.contact.next.clone(),
        }
    }

    fn content(&self, here: &Here, attempt: &Attempt) -> Markup {
        let people = everybody(&self.line, &self.contact.present, amsterdam_day(here.now()));
        let organisation = &here.caller.organisation_name;
        let form = ContactQuestions {
            people: &people,
            attempt,
            organisation,
            compartments: self.readers(),
            suspected: self.contact.joint_reason.is_some(),
        };
        let case = case::path(self.line.case);
        html! {
            h1 class="utrecht-heading-1" { (TITLE) }
            p class="utrecht-paragraph" {
                "U schrijft een nieuwe versie van het verslag van " (self.by) " over "
                (dates::moment(self.happened_at)) ". Het oude verslag blijft zichtbaar in de tijdlijn."
            }
            (form.summary())
            form class="tandem-form tandem-log" method="post" novalidate
                action={ (case) "/contacts/" (self.contact.id) "/correction/new" } {
                (attempt.create_parts(here))
                (form.questions())
                (actions("Verbetering opslaan", &case))
            }
        }
    }

    /// Whoever read the old entry must be able to read the new one.
    fn readers(&self) -> &'static [Compartment] {
        match self.contact.compartment {
            Compartment::Shared => &[Compartment::Shared],
            Compartment::OwnOrganisation => &[Compartment::OwnOrganisation, Compartment::Shared],
            Compartment::PerPerson => &[Compartment::PerPerson],
        }
    }
}
