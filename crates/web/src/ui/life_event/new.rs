//! Recording a life event.

use access::Permission;
use actix_web::HttpResponse;
use casework::case::read as cases;
use casework::life_event::{RecordLifeEvent, record};
use domain::id::CaseId;
use maud::{Markup, html};

use super::form;
use crate::shared::bodies::life_event::NewLifeEvent;
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

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/life-events/new";

/// The form about this case.
struct Recording(CaseId);

/// Address of the page of this case.
pub fn path(case: CaseId) -> String {
    format!("/cases/{case}/life-events/new")
}

/// The page.
///
/// # Errors
/// 404 when the case is not there or not for the caller, 403 when the caller records no life events.
pub async fn show(here: Here, Id(case): Id<CaseId>) -> Result<HttpResponse, Problem> {
    let page = Recording(case);
    let content = page.content(&here, &Attempt::first(FormValues::default())).await?;
    here.require(Permission::RecordLifeEvent)?;
    Ok(here.show(Recording::TITLE, Some(Recording::PLACE), content))
}

/// Records it and leads back to the case.
///
/// # Errors
/// 403 or 404 for who is not in the duo.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    form: FormBody<Draft<NewLifeEvent>>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input.and_then(|draft| draft.event(here.now())) {
        Ok(event) => record(&here.casework, &here.caller, &creation, RecordLifeEvent { case, event }).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Recording(case), sent, done.map(|_| case::path_after(case, case::Done::LifeEvent))).await
}

impl FormPage for Recording {
    const TITLE: &'static str = "Grote gebeurtenis vastleggen";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let line = cases::read(&here.casework, &here.caller, self.0).await?.line;
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            p class="tandem-subtle" { (people::household(&line)) " · " (line.code) }
            (attempt.above(&form::LABELS))
            p class="utrecht-paragraph" {
                "Het duo krijgt een taak: bekijk of het veiligheidsplan nog past. Aan de cijfers verandert niets."
            }
            form class="tandem-form" method="post" action=(path(self.0)) novalidate {
                (attempt.create_parts(here))
                (form::questions(here, &line, &attempt.state))
                (actions("Gebeurtenis opslaan", &case::path(self.0)))
            }
        })
    }
}
