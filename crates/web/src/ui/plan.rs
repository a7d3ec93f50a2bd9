//! The pages about the safety plan: the plan itself, its parts, and its versions. What may be done is decided
//! elsewhere; a page only leaves out what would certainly be refused.

pub mod adoption;
pub mod edit;
pub mod mark;
pub mod new;
pub mod ranking;
pub mod removal;
pub mod section;
pub mod show;
pub mod version;

mod part;
mod questions;
pub(crate) mod told;

use casework::case::read::{self as cases, Opened};
use casework::plan::Desk;
use domain::id::{CaseId, PlanItemId};
use domain::plan::PlanItem;

use super::here::Here;
use crate::shared::problem::Problem;

/// The address of the plan of a case.
pub fn path(case: CaseId) -> String {
    format!("/cases/{case}/safety-plan")
}

/// The address of a part of it.
fn item_path(case: CaseId, item: PlanItemId) -> String {
    format!("{}/items/{item}", path(case))
}

/// The place of a part on the page of the plan.
fn anchor(case: CaseId, item: PlanItemId) -> String {
    format!("{}#item-{item}", path(case))
}

/// The case, for who reads its plan.
async fn opened(here: &Here, case: CaseId) -> Result<Opened, Problem> {
    Ok(cases::read(&here.casework, &here.caller, case).await?)
}

/// The plan with what a form needs.
async fn desk(here: &Here, case: CaseId) -> Result<Desk, Problem> {
    Ok(casework::plan::desk(&here.casework, &here.caller, case).await?)
}

/// A part that is in the plan now.
fn live(desk: &Desk, item: PlanItemId) -> Result<&PlanItem, Problem> {
    let found = desk.file.standing.plan.find(item).ok_or(Problem::not_found())?;
    if found.removed { Err(Problem::rule(domain::plan::PlanRule::ItemRemoved.code())) } else { Ok(found) }
}
