//! Asking after a case that was closed: still safe, how safe, and what was heard.

use access::Permission;
use actix_web::HttpResponse;
use casework::case::read as cases;
use casework::phase::{answer, check_ins};
use domain::id::{CaseId, CheckInId};
use domain::text::LongText;
use maud::{Markup, html};

use super::about;
use crate::shared::bodies::phase::CheckInBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::case;
use crate::ui::field::Field;
use crate::ui::field::summary::actions;
use crate::ui::here::Here;
use crate::ui::household::member::YES_NO;
use crate::ui::layout::Place;
use crate::ui::words::dates;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/check-ins/{checkInId}/answer";

const LABELS: [(&str, &str); 4] = [
    ("safe", "Is het nog veilig?"),
    ("score", "Cijfer"),
    ("notes", "Wat hoorde u?"),
    ("reopen", "De casus weer openen"),
];

/// The form about this check-in.
struct Asking(CaseId, CheckInId);

/// Address of the page of this check-in.
pub fn path(case: CaseId, check_in: CheckInId) -> String {
    format!("/cases/{case}/check-ins/{check_in}/answer")
}

/// The page.
///
/// # Errors
/// 404 when the case or the check-in is not there or not for the caller, 403 for who does not ask.
pub async fn show(
    here: Here,
    Id(case): Id<CaseId>,
    Id(check_in): Id<CheckInId>,
) -> Result<HttpResponse, Problem> {
    let page = Asking(case, check_in);
    let content = page.content(&here, &Attempt::first(FormValues::default())).await?;
    here.require(Permission::MovePhase)?;
    Ok(here.show(Asking::TITLE, Some(Asking::PLACE), content))
}

/// Keeps the answer and leads back to the case.
///
/// # Errors
/// 403 or 404 for who is not in the duo.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    Id(check_in): Id<CheckInId>,
    form: FormBody<CheckInBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(body) => answer(&here.casework, &here.caller, &creation, body.command(case, check_in)).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Asking(case, check_in), sent, done.map(|_| case::path(case))).await
}

impl FormPage for Asking {
    const TITLE: &'static str = "Navraag doen";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let Self(case, wanted) = *self;
        let asked = check_ins(&here.casework, &here.caller, case).await?;
        let found = asked.into_iter().find(|it| it.id == wanted).ok_or_else(Problem::not_found)?;
        let line = cases::read(&here.casework, &here.caller, case).await?.line;
        let state = &attempt.state;
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            (about(&line))
            (attempt.above(&LABELS))
            p class="utrecht-paragraph" { "Afgesproken voor " (dates::long_day(found.due_on)) "." }
            @match &found.answer {
                Some(told) => {
                    p class="utrecht-paragraph" {
                        (told.by.name) " deed deze navraag op " (dates::moment(told.at)) ". "
                        @if told.safe { "Het was veilig." } @else { "Het was niet veilig." }
                    }
                    p class="tandem-text" dir="auto" { (told.notes) }
                },
                None => form class="tandem-form" method="post" action=(path(case, wanted)) novalidate {
                    (attempt.create_parts(here))
                    (Field::new("safe", "Is het nog veilig?").radios(state, YES_NO))
                    (Field::new("score", "Cijfer").optional().hint("Hoe veilig is het nu?").score(state))
                    (Field::new("notes", "Wat hoorde u?").textarea(state, LongText::MAX))
                    (Field::new("reopen", "De casus weer openen").hint("Alleen als het niet veilig is.").checkbox(state))
                    (actions("Navraag opslaan", &case::path(case)))
                },
            }
        })
    }
}
