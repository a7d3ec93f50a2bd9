//! Recording an incident.

use access::Permission;
use actix_web::HttpResponse;
use casework::case::read as cases;
use casework::incident::{RecordIncident, record};
use domain::id::CaseId;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::form;
use crate::shared::bodies::incident::NewIncident;
use crate::shared::body::FormBody;
use crate::shared::fields::Draft;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::case;
use crate::ui::field::summary::actions;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::people;
use crate::ui::words::dates;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/incidents/new";

/// The form about this case.
struct Recording(CaseId);

/// Address of the page of this case.
pub fn path(case: CaseId) -> String {
    format!("/cases/{case}/incidents/new")
}

/// The page.
///
/// # Errors
/// 404 when the case is not there or not for the caller, 403 when the caller records no incidents.
pub async fn show(here: Here, Id(case): Id<CaseId>) -> Result<HttpResponse, Problem> {
    let page = Recording(case);
    let today = dates::short_day(amsterdam_day(here.now()));
    let attempt = Attempt::first(FormValues::of([("happened", today.as_str())]));
    let content = page.content(&here, &attempt).await?;
    here.require(Permission::RecordIncident)?;
    Ok(here.show(Recording::TITLE, Some(Recording::PLACE), content))
}

/// Records it and leads back to the case.
///
/// # Errors
/// 403 or 404 for who is not in the duo.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    form: FormBody<Draft<NewIncident>>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input.and_then(|draft| draft.incident(here.now())) {
        Ok(incident) => {
            record(&here.casework, &here.caller, &creation, RecordIncident { case, incident }).await
        }
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Recording(case), sent, done.map(|_| case::path(case))).await
}

impl FormPage for Recording {
    const TITLE: &'static str = "Incident vastleggen";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let line = cases::read(&here.casework, &here.caller, self.0).await?.line;
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            p class="tandem-subtle" { (people::household(&line)) " · " (line.code) }
            (attempt.above(&form::LABELS))
            form class="tandem-form" method="post" action=(path(self.0)) novalidate {
                (attempt.create_parts(here))
                (form::questions(here, &line, &attempt.state))
                (actions("Incident opslaan", &case::path(self.0)))
            }
        })
    }
}
