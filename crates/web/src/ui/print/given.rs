//! What was given to somebody: the same document again, as a page and as a file.

use actix_web::HttpResponse;
use casework::disclosure::{DisclosureFile, DisclosureLine, read};
use domain::id::{CaseId, DisclosureId};
use domain::time::amsterdam_day;
use maud::{Markup, html};
use paper::Document;

use super::{as_file, on_page};
use crate::shared::ids::Id;
use crate::shared::paper::snapshot;
use crate::shared::problem::{Kind, Problem};
use crate::ui::handover;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/disclosures/{disclosureId}";
/// Address of the file.
pub const FILE: &str = "/cases/{caseId}/disclosures/{disclosureId}/paper.pdf";

/// The address of what was given.
pub fn path(case: CaseId, disclosure: DisclosureId) -> String {
    format!("/cases/{case}/disclosures/{disclosure}")
}

/// The page; what was given with a handover is read there.
///
/// # Errors
/// 404 when it is not there or not for the caller.
pub async fn show(
    here: Here,
    Id(case): Id<CaseId>,
    Id(id): Id<DisclosureId>,
) -> Result<HttpResponse, Problem> {
    let file = read(&here.casework, &here.caller, case, id).await?;
    if let Some(of) = file.line.handover {
        return Ok(here.go(&handover::show::path(case, of)));
    }
    let document = document(&file)?;
    let content = on_page(&document, &format!("{}/paper.pdf", path(case, id)), beside(&file.line));
    Ok(here.show("Gegeven aan", Some(Place::MyCases), content))
}

/// The file.
///
/// # Errors
/// 404 when it is not there, not for the caller or no paper, 500 when it cannot be written.
pub async fn file(
    here: Here,
    Id(case): Id<CaseId>,
    Id(id): Id<DisclosureId>,
) -> Result<HttpResponse, Problem> {
    let file = read(&here.casework, &here.caller, case, id).await?;
    if file.line.handover.is_some() {
        return Err(Problem::new(Kind::NotFound));
    }
    as_file(&document(&file)?, "plan")
}

fn document(file: &DisclosureFile) -> Result<Document, Problem> {
    snapshot::read(&file.content).ok_or(Problem::new(Kind::Broken))
}

fn beside(file: &DisclosureLine) -> Markup {
    html! {
        p class="utrecht-paragraph" {
            "Gegeven aan " strong { (file.receiver) } " op "
            (dates::long_day(amsterdam_day(file.given_at))) " door " (file.given_by.name) ". "
            "Grond: " (file.ground.label()) "."
        }
        p class="tandem-subtle" {
            (file.sheet.label())
            @if let Some(number) = file.plan_version { ", versie " (number) }
            ". Niet erop: " (file.left_out) " onderdelen."
        }
    }
}
