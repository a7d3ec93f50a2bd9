//! Correcting an incident: the same form with what was recorded in it. The old one stays for everybody to see.

use access::Permission;
use actix_web::HttpResponse;
use casework::case::read as cases;
use casework::incident::{CorrectIncident, IncidentLine, correct, read};
use domain::id::{CaseId, IncidentId};
use domain::incident::PartMoment;
use domain::time::amsterdam;
use maud::{Markup, html};

use super::form;
use crate::shared::bodies::incident::NewIncident;
use crate::shared::body::FormBody;
use crate::shared::fields::Draft;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::summary::actions;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::people;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/incidents/{incidentId}/correction/new";

/// The form about this incident.
struct Correcting(CaseId, IncidentId);

/// Address of the page of this incident.
pub fn path(case: CaseId, incident: IncidentId) -> String {
    format!("/cases/{case}/incidents/{incident}/correction/new")
}

/// The page, with what was recorded.
///
/// # Errors
/// 404 when the case or the incident is not there or not for the caller, 403 when the caller records no incidents.
pub async fn show(
    here: Here,
    Id(case): Id<CaseId>,
    Id(target): Id<IncidentId>,
) -> Result<HttpResponse, Problem> {
    let recorded = read(&here.casework, &here.caller, case, target).await?;
    here.require(Permission::RecordIncident)?;
    here.open(&Correcting(case, target), filled(&recorded)).await
}

/// Corrects it and leads to the incidents of the case.
///
/// # Errors
/// 403 or 404 for who is not in the duo.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    Id(target): Id<IncidentId>,
    form: FormBody<Draft<NewIncident>>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input.and_then(|draft| draft.incident(here.now())) {
        Ok(incident) => {
            let command = CorrectIncident { case, target, incident };
            correct(&here.casework, &here.caller, &creation, command).await
        }
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Correcting(case, target), sent, done.map(|_| super::path(case))).await
}

impl FormPage for Correcting {
    const TITLE: &'static str = "Incident verbeteren";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let Self(case, target) = *self;
        let line = cases::read(&here.casework, &here.caller, case).await?.line;
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            p class="tandem-subtle" { (people::household(&line)) " · " (line.code) }
            (attempt.above(&form::LABELS))
            form class="tandem-form" method="post" action=(path(case, target)) novalidate {
                (attempt.create_parts(here))
                (form::questions(here, &line, &attempt.state))
                (actions("Verbetering opslaan", &super::path(case)))
            }
        })
    }
}

fn filled(it: &IncidentLine) -> FormValues {
    let mut values: Vec<(&str, String)> = vec![
        ("happened", written(it.happened)),
        ("acute", it.acute.to_string()),
        ("police", it.police.to_string()),
        ("told", it.told.clone()),
        ("done", it.done.clone().unwrap_or_default()),
        ("stayReason", it.stay_reason.clone().unwrap_or_default()),
    ];
    values.extend(it.kinds.iter().map(|kind| ("kinds", kind.code().to_owned())));
    values.extend(it.people.iter().map(|(part, who)| (part.code(), who.person.to_string())));
    FormValues::of(values)
}

/// As people write it.
fn written(happened: PartMoment) -> String {
    match happened {
        PartMoment::Minute(at) => amsterdam(at).format("%-d-%-m-%Y %H:%M").to_string(),
        PartMoment::Day(day) => day.format("%-d-%-m-%Y").to_string(),
        PartMoment::Month(first) => first.format("%-m-%Y").to_string(),
    }
}
