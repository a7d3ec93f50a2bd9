//! The page on which somebody puts the Top-3 in another order: one tap moves a situation one place up.

use access::Permission;
use actix_web::HttpResponse;
use casework::plan::rank;
use domain::id::{CaseId, PlanItemId};
use domain::plan::{ItemKind, PlanItem};
use maud::{Markup, html};

use super::{desk, path, told};
use crate::shared::bodies::plan::NewRanking;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::here::Here;
use crate::ui::layout::Place;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/safety-plan/ranking";

/// The order of the situations of this case.
struct Ranking(CaseId);

/// The page.
///
/// # Errors
/// 404 when the case is not there or not for the caller, 403 for who does not work on plans.
pub async fn show(here: Here, Id(case): Id<CaseId>) -> Result<HttpResponse, Problem> {
    let content = Ranking(case).content(&here, &Attempt::first(FormValues::default())).await?;
    here.require(Permission::EditPlan)?;
    Ok(here.show(Ranking::TITLE, Some(Ranking::PLACE), content))
}

/// Puts them in this order and shows it.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    form: FormBody<NewRanking>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let done = match input {
        Ok(body) => rank(&here.casework, &here.caller, body.command(case, sent.seen())).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Ranking(case), sent, done.map(|_| format!("{}/ranking", path(case)))).await
}

impl FormPage for Ranking {
    const TITLE: &'static str = "Volgorde van de Top-3";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let desk = desk(here, self.0).await?;
        let plan = &desk.file.standing.plan;
        let situations: Vec<&PlanItem> = plan.of_kind(ItemKind::Situation).collect();
        let address = path(self.0);
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            (attempt.above(&[("situations", "Volgorde")]))
            p class="utrecht-paragraph" { "Bovenaan staat de situatie die nu het meest onveilig is." }
            ol class="tandem-lines" {
                @for (place, item) in situations.iter().enumerate() {
                    li class="tandem-stack" {
                        p class="tandem-text" dir="auto" { (place + 1) ". " (told::title(&item.content)) }
                        @if place > 0 {
                            form method="post" action={ (address) "/ranking" } {
                                (attempt.change_parts(here, plan.version()))
                                @for id in raised(&situations, place) {
                                    input type="hidden" name="situations" value=(id);
                                }
                                button class="utrecht-button utrecht-button--secondary-action" type="submit" {
                                    "Zet hoger" span class="tandem-hidden" { ": " (told::title(&item.content)) }
                                }
                            }
                        }
                    }
                }
            }
            p { a class="utrecht-link tandem-tap" href=(address) { "Terug naar het plan" } }
        })
    }
}

/// The order in which the situation at this place stands one higher.
fn raised(situations: &[&PlanItem], place: usize) -> Vec<PlanItemId> {
    let mut order: Vec<PlanItemId> = situations.iter().map(|it| it.id).collect();
    if place > 0 && place < order.len() {
        order.swap(place - 1, place);
    }
    order
}
