//! The page on which somebody changes a part. When somebody else wrote something else in the same field meanwhile, the
//! form comes back with both texts, what was typed kept, and a choice for each field.

use access::Permission;
use actix_web::HttpResponse;
use casework::Refusal;
use casework::plan::{PlanConflict, change};
use domain::id::{CaseId, PlanItemId};
use domain::version::Version;
use maud::{Markup, html};

use super::questions::{Questions, filled, going_on};
use super::{anchor, desk, item_path, live, path};
use crate::shared::bodies::plan::PlanItemForm;
use crate::shared::body::FormBody;
use crate::shared::fields::Draft;
use crate::shared::fields::form::FormState;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::summary::actions;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::labels::Labelled;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/safety-plan/items/{planItemId}/edit";

/// The form about this part.
struct Editing {
    case: CaseId,
    item: PlanItemId,
    /// What somebody else wrote meanwhile.
    conflict: Option<PlanConflict>,
}

/// The page.
///
/// # Errors
/// 404 when the case or the part is not there or not for the caller, 403 for who does not work on plans, 409 for a
/// part that was taken out.
pub async fn show(
    here: Here,
    Id(case): Id<CaseId>,
    Id(item): Id<PlanItemId>,
) -> Result<HttpResponse, Problem> {
    let desk = desk(&here, case).await?;
    let values = filled(&live(&desk, item)?.content);
    here.require(Permission::EditPlan)?;
    here.open(&Editing { case, item, conflict: None }, values).await
}

/// Changes the part and leads back to it.
///
/// # Errors
/// 404 when the case or the part is not there or not for the caller.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    Id(item): Id<PlanItemId>,
    form: FormBody<Draft<PlanItemForm>>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let done = match input.and_then(|draft| draft.command(case, item, sent.seen())) {
        Ok(command) => change(&here.casework, &here.caller, command).await,
        Err(faults) => Err(faults.into()),
    };
    match done {
        Err(Refusal::Conflict(conflict)) => {
            let values = going_on(&conflict.going_on);
            let page = Editing { case, item, conflict: Some(*conflict) };
            here.answer(&page, sent.again_with(values), Err(Refusal::Stale)).await
        }
        done => {
            let done = done.map(|changed| anchor(case, changed.item));
            here.answer(&Editing { case, item, conflict: None }, sent, done).await
        }
    }
}

impl FormPage for Editing {
    const TITLE: &'static str = "Onderdeel wijzigen";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let desk = desk(here, self.case).await?;
        // After a conflict it goes on from the text that is shown, and not from one that came still later.
        let newest = match &self.conflict {
            Some(conflict) => &conflict.newest,
            None => live(&desk, self.item)?,
        };
        let kind = newest.content.kind();
        let state: &FormState = &attempt.state;
        let questions = Questions { desk: &desk, kind, state, conflict: self.conflict.as_ref() };
        Ok(html! {
            h1 class="utrecht-heading-1" { (kind.label()) " wijzigen" }
            (attempt.above(&Questions::labels(kind)))
            form class="tandem-form" method="post" action={ (item_path(self.case, self.item)) "/edit" } novalidate {
                (attempt.change_parts(here, Version(newest.revision.0.into())))
                (questions.all())
                (actions("Opslaan", &path(self.case)))
            }
        })
    }

    async fn faster(&self, _here: &Here) -> Result<Option<Markup>, Problem> {
        let Some(conflict) = &self.conflict else { return Ok(None) };
        let one = conflict.fields.len() == 1;
        Ok(Some(html! {
            div class="tandem-summary" role="alert" tabindex="-1" autofocus data-rule="conflict" {
                h2 { "Dit is nog niet opgeslagen" }
                p {
                    (conflict.by) " schreef intussen iets anders in "
                    @if one { "hetzelfde vak. " } @else { "dezelfde vakken. " }
                    "Hieronder ziet u beide teksten. Pas uw tekst aan, of neem die van " (conflict.by) " over. "
                    "Wat er in andere vakken veranderde, staat er al bij."
                }
            }
        }))
    }
}
