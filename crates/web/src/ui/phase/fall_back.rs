//! Back to direct safety: one field and one button, two taps away from the case.

use access::Permission;
use actix_web::HttpResponse;
use casework::case::read as cases;
use casework::phase::fall_back;
use domain::id::CaseId;
use domain::text::LongText;
use maud::{Markup, html};

use super::about;
use crate::shared::bodies::phase::FallbackBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::case;
use crate::ui::field::Field;
use crate::ui::field::summary::actions;
use crate::ui::here::Here;
use crate::ui::layout::Place;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/fallback/new";

/// The form about this case.
struct FallingBack(CaseId);

/// Address of the page of this case.
pub fn path(case: CaseId) -> String {
    format!("/cases/{case}/fallback/new")
}

/// The page.
///
/// # Errors
/// 404 when the case is not there or not for the caller, 403 when the caller sends no case back.
pub async fn show(here: Here, Id(case): Id<CaseId>) -> Result<HttpResponse, Problem> {
    let page = FallingBack(case);
    let content = page.content(&here, &Attempt::first(FormValues::default())).await?;
    here.require(Permission::FallBack)?;
    Ok(here.show(FallingBack::TITLE, Some(FallingBack::PLACE), content))
}

/// Sends the case back.
///
/// # Errors
/// 403 or 404 for who is not in the duo.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    form: FormBody<FallbackBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(body) => fall_back(&here.casework, &here.caller, &creation, body.command(case)).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&FallingBack(case), sent, done.map(|_| case::path(case))).await
}

impl FormPage for FallingBack {
    const TITLE: &'static str = "Terug naar directe veiligheid";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let line = cases::read(&here.casework, &here.caller, self.0).await?.line;
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            (about(&line))
            (attempt.above(&[("reason", "Wat is er aan de hand?")]))
            p class="utrecht-paragraph" { "Bel bij direct gevaar eerst 112. Dit kan altijd en meteen: niemand hoeft akkoord te geven." }
            form class="tandem-form" method="post" action=(path(self.0)) novalidate {
                (attempt.create_parts(here))
                (Field::new("reason", "Wat is er aan de hand?").textarea(&attempt.state, LongText::MAX))
                (actions("Nu terug naar directe veiligheid", &case::path(self.0)))
            }
        })
    }
}
