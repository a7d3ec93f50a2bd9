//! Correcting a life event: the same form with what was recorded in it, such as to tell the day on which an expected baby
//! was born. The old one stays for everybody to see.

use access::Permission;
use actix_web::HttpResponse;
use casework::life_event::{CorrectLifeEvent, LifeEventLine, correct, file};
use domain::id::{CaseId, LifeEventId};
use domain::incident::PartMoment;
use maud::{Markup, html};

use super::form;
use crate::shared::bodies::life_event::NewLifeEvent;
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
pub const PATH: &str = "/cases/{caseId}/life-events/{lifeEventId}/correction/new";

/// The form about this event.
struct Correcting(CaseId, LifeEventId);

/// Address of the page of this event.
pub fn path(case: CaseId, event: LifeEventId) -> String {
    format!("/cases/{case}/life-events/{event}/correction/new")
}

/// The page, with what was recorded.
///
/// # Errors
/// 404 when the case or the event is not there or not for the caller, 403 when the caller records no life events.
pub async fn show(
    here: Here,
    Id(case): Id<CaseId>,
    Id(target): Id<LifeEventId>,
) -> Result<HttpResponse, Problem> {
    let file = file(&here.casework, &here.caller, case).await?;
    let recorded = file.event(target).ok_or_else(Problem::not_found)?;
    here.require(Permission::RecordLifeEvent)?;
    here.open(&Correcting(case, target), filled(recorded)).await
}

/// Corrects it and leads to the life events of the case.
///
/// # Errors
/// 403 or 404 for who is not in the duo.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    Id(target): Id<LifeEventId>,
    form: FormBody<Draft<NewLifeEvent>>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input.and_then(|draft| draft.event(here.now())) {
        Ok(event) => {
            let command = CorrectLifeEvent { case, target, event };
            correct(&here.casework, &here.caller, &creation, command).await
        }
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Correcting(case, target), sent, done.map(|_| super::path(case))).await
}

impl FormPage for Correcting {
    const TITLE: &'static str = "Grote gebeurtenis verbeteren";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let Self(case, target) = *self;
        let line = file(&here.casework, &here.caller, case).await?.line;
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

fn filled(it: &LifeEventLine) -> FormValues {
    let mut values: Vec<(&str, String)> = vec![
        ("kind", it.kind.code().to_owned()),
        ("expected", it.expected.to_string()),
        ("happens", written(it.happens)),
        ("note", it.note.clone().unwrap_or_default()),
    ];
    values.extend(it.people.iter().map(|who| ("persons", who.person.to_string())));
    FormValues::of(values)
}

/// As people write it.
fn written(happens: PartMoment) -> String {
    match happens {
        PartMoment::Day(day) => day.format("%-d-%-m-%Y").to_string(),
        PartMoment::Month(first) => first.format("%-m-%Y").to_string(),
        PartMoment::Minute(_) => happens.to_text(),
    }
}
