//! The page on which somebody takes a part out of the plan.

use access::Permission;
use actix_web::HttpResponse;
use casework::plan::remove;
use domain::id::{CaseId, PlanItemId};
use domain::version::Version;
use maud::{Markup, html};

use super::{desk, item_path, live, path, told};
use crate::shared::bodies::plan::removal;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::summary::actions;
use crate::ui::here::Here;
use crate::ui::layout::Place;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/safety-plan/items/{planItemId}/removal";

/// The form about this part.
struct Removing(CaseId, PlanItemId);

/// The page.
///
/// # Errors
/// 404 when the case or the part is not there or not for the caller, 403 for who does not work on plans.
pub async fn show(
    here: Here,
    Id(case): Id<CaseId>,
    Id(item): Id<PlanItemId>,
) -> Result<HttpResponse, Problem> {
    let content = Removing(case, item).content(&here, &Attempt::first(FormValues::default())).await?;
    here.require(Permission::EditPlan)?;
    Ok(here.show(Removing::TITLE, Some(Removing::PLACE), content))
}

/// Takes the part out and leads back to the plan.
///
/// # Errors
/// 404 when the case or the part is not there or not for the caller.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    Id(item): Id<PlanItemId>,
    form: FormBody<()>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let done = match input {
        Ok(()) => remove(&here.casework, &here.caller, removal(case, item, sent.seen())).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Removing(case, item), sent, done.map(|_| path(case))).await
}

impl FormPage for Removing {
    const TITLE: &'static str = "Uit het plan halen";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let Self(case, id) = *self;
        let desk = desk(here, case).await?;
        let item = live(&desk, id)?;
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            (attempt.above(&[]))
            p class="tandem-text" dir="auto" { strong { (told::called(&item.content)) } }
            p class="utrecht-paragraph" {
                "Dit onderdeel staat dan niet meer in het plan. In eerdere versies blijft het staan, met alles wat erbij hoort."
            }
            form class="tandem-form" method="post" action={ (item_path(case, id)) "/removal" } novalidate {
                (attempt.change_parts(here, Version(item.revision.0.into())))
                (actions("Uit het plan halen", &path(case)))
            }
        })
    }
}
