//! Withdrawing a life event that was a mistake: one field and one button.

use access::Permission;
use actix_web::HttpResponse;
use casework::life_event::{file, withdraw};
use domain::id::{CaseId, LifeEventId};
use domain::text::LongText;
use maud::{Markup, html};

use super::list;
use crate::shared::bodies::life_event::LifeEventWithdrawalBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::Field;
use crate::ui::field::summary::actions;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::people;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/life-events/{lifeEventId}/withdrawal/new";

const LABELS: [(&str, &str); 1] = [("reason", "Waarom klopt het niet?")];

/// The form about this event.
struct Withdrawing(CaseId, LifeEventId);

/// Address of the page of this event.
pub fn path(case: CaseId, event: LifeEventId) -> String {
    format!("/cases/{case}/life-events/{event}/withdrawal/new")
}

/// The page.
///
/// # Errors
/// 404 when the case or the event is not there or not for the caller, 403 when the caller records no life events.
pub async fn show(
    here: Here,
    Id(case): Id<CaseId>,
    Id(target): Id<LifeEventId>,
) -> Result<HttpResponse, Problem> {
    file(&here.casework, &here.caller, case).await?.event(target).ok_or_else(Problem::not_found)?;
    here.require(Permission::RecordLifeEvent)?;
    here.open(&Withdrawing(case, target), FormValues::default()).await
}

/// Withdraws it and leads to the life events of the case.
///
/// # Errors
/// 403 or 404 for who is not in the duo.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    Id(target): Id<LifeEventId>,
    form: FormBody<LifeEventWithdrawalBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(body) => withdraw(&here.casework, &here.caller, &creation, body.command(case, target)).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Withdrawing(case, target), sent, done.map(|_| super::path(case))).await
}

impl FormPage for Withdrawing {
    const TITLE: &'static str = "Grote gebeurtenis intrekken";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let Self(case, target) = *self;
        let file = file(&here.casework, &here.caller, case).await?;
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            p class="tandem-subtle" { (people::household(&file.line)) " · " (file.line.code) }
            (attempt.above(&LABELS))
            @if let Some(event) = file.event(target) {
                p class="utrecht-paragraph" { strong { (list::what(event)) } }
            }
            p class="utrecht-paragraph" { "De gebeurtenis blijft leesbaar, met uw reden erbij. De taak om het plan te bekijken blijft staan tot iemand die afrondt." }
            form class="tandem-form" method="post" action=(path(case, target)) novalidate {
                (attempt.create_parts(here))
                (Field::new("reason", "Waarom klopt het niet?").textarea(&attempt.state, LongText::MAX))
                (actions("Gebeurtenis intrekken", &super::path(case)))
            }
        })
    }
}
