//! Opening a closed case again.

use access::Permission;
use actix_web::HttpResponse;
use casework::case::read as cases;
use casework::phase::reopen;
use domain::id::CaseId;
use domain::text::LongText;
use maud::{Markup, html};

use super::about;
use crate::shared::bodies::phase::ReopeningBody;
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
pub const PATH: &str = "/cases/{caseId}/reopening/new";

/// The form about this case.
struct Reopening(CaseId);

/// Address of the page of this case.
pub fn path(case: CaseId) -> String {
    format!("/cases/{case}/reopening/new")
}

/// The page.
///
/// # Errors
/// 404 when the case is not there or not for the caller, 403 when the caller opens no case again.
pub async fn show(here: Here, Id(case): Id<CaseId>) -> Result<HttpResponse, Problem> {
    let page = Reopening(case);
    let content = page.content(&here, &Attempt::first(FormValues::default())).await?;
    here.require(Permission::MovePhase)?;
    Ok(here.show(Reopening::TITLE, Some(Reopening::PLACE), content))
}

/// Opens the case.
///
/// # Errors
/// 403 or 404 for who is not in the duo.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    form: FormBody<ReopeningBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(body) => reopen(&here.casework, &here.caller, &creation, body.command(case)).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Reopening(case), sent, done.map(|_| case::path(case))).await
}

impl FormPage for Reopening {
    const TITLE: &'static str = "Casus heropenen";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let line = cases::read(&here.casework, &here.caller, self.0).await?.line;
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            (about(&line))
            (attempt.above(&[("reason", "Waarom opent u de casus weer?")]))
            form class="tandem-form" method="post" action=(path(self.0)) novalidate {
                (attempt.create_parts(here))
                (Field::new("reason", "Waarom opent u de casus weer?")
                    .hint("De casus gaat verder in directe veiligheid.").textarea(&attempt.state, LongText::MAX))
                (actions("Casus heropenen", &case::path(self.0)))
            }
        })
    }
}
