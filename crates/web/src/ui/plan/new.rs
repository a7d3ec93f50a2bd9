//! The page on which somebody adds a part to the plan.

use access::Permission;
use actix_web::HttpResponse;
use casework::plan::add;
use domain::id::{CaseId, PlanItemId};
use domain::plan::ItemKind;
use maud::{Markup, html};

use super::questions::Questions;
use super::{anchor, desk, path};
use crate::shared::bodies::plan::NewPlanItem;
use crate::shared::body::{FormBody, Query};
use crate::shared::fields::form::FormValues;
use crate::shared::fields::{Body, Draft, Fields};
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::summary::actions;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::labels::Labelled;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/safety-plan/items/new";

/// What is added, and under which part.
pub struct WantedItem {
    kind: Option<ItemKind>,
    under: Option<PlanItemId>,
}

/// The form for a part of this kind.
struct Adding(CaseId, ItemKind);

/// The page.
///
/// # Errors
/// 404 when the case is not there or not for the caller, 403 for who does not work on plans.
pub async fn show(
    here: Here,
    Id(case): Id<CaseId>,
    Query(wanted): Query<WantedItem>,
) -> Result<HttpResponse, Problem> {
    let kind = wanted.kind.unwrap_or(ItemKind::Situation);
    let under = wanted.under.map(|it| ("under", it.to_string()));
    let content = Adding(case, kind).content(&here, &Attempt::first(FormValues::of(under))).await?;
    here.require(Permission::EditPlan)?;
    Ok(here.show(Adding::TITLE, Some(Adding::PLACE), content))
}

/// Adds the part and leads to it.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    form: FormBody<Draft<NewPlanItem>>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let kind = sent.values.first("kind").and_then(ItemKind::from_code).unwrap_or(ItemKind::Situation);
    let done = match input.and_then(|draft| draft.command(case)) {
        Ok(command) => add(&here.casework, &here.caller, &creation, command).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Adding(case, kind), sent, done.map(|added| anchor(case, added.item))).await
}

impl FormPage for Adding {
    const TITLE: &'static str = "Onderdeel toevoegen";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let Self(case, kind) = *self;
        let desk = desk(here, case).await?;
        let questions = Questions { desk: &desk, kind, state: &attempt.state, conflict: None };
        Ok(html! {
            h1 class="utrecht-heading-1" { (kind.label()) " toevoegen" }
            (attempt.above(&Questions::labels(kind)))
            form class="tandem-form" method="post" action={ (path(case)) "/items/new" } novalidate {
                (attempt.create_parts(here))
                input type="hidden" name="kind" value=(kind);
                (questions.all())
                (actions("Toevoegen", &path(case)))
            }
        })
    }
}

impl Body for WantedItem {
    const NAME: &'static str = "WantedItem";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let kind = fields.optional("kind");
        let under = fields.optional("under");
        Some(Self { kind, under })
    }
}
