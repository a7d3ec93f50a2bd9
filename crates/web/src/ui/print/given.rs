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

/// The page.
///
/// # Errors
/// 404 when it is not there or not for the caller.
pub async fn show(
    here: Here,
    Id(case): Id<CaseId>,
    Id(id): Id<DisclosureId>,
) -> Result<HttpResponse, Problem> {
    let (file, document) = found(&here, case, id).await?;
    let content = on_page(&document, &format!("{}/paper.pdf", path(case, id)), beside(&file.line));
    Ok(here.show("Gegeven aan", Some(Place::MyCases), content))
}

/// The file.
///
/// # Errors
/// 404 when it is not there or not for the caller, 500 when it cannot be written.
pub async fn file(
    here: Here,
    Id(case): Id<CaseId>,
    Id(id): Id<DisclosureId>,
) -> Result<HttpResponse, Problem> {
    let (_, document) = found(&here, case, id).await?;
    as_file(&document, "plan")
}

async fn found(here: &Here, case: CaseId, id: DisclosureId) -> Result<(DisclosureFile, Document), Problem> {
    let file = read(&here.casework, &here.caller, case, id).await?;
    let document = snapshot::read(&file.content).ok_or(Problem::new(Kind::Broken))?;
    Ok((file, document))
}

fn beside(file: &DisclosureLine) -> Markup {
    html! {
        p class="utrecht-paragraph" {
            "Gegeven aan " strong { (file.receiver) } " op "
            (dates::long_day(amsterdam_day(file.given_at))) " door " (file.given_by.name) ". "
            "Grond: " (file.ground.label()) "."
        }
        p class="tandem-subtle" {
            (file.sheet.label()) ", versie " (file.plan_version) ". Niet erop: " (file.left_out) " onderdelen."
        }
    }
}
