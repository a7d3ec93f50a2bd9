//! For whom the plan goes on paper: one link for each reader and each sheet.

use actix_web::HttpResponse;
use casework::disclosure::{DisclosureLine, ReaderChoice, list, readers};
use domain::disclosure::{ReaderKind, Sheet};
use domain::id::CaseId;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::given;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::plan;
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/safety-plan/paper";

const TITLE: &str = "Het plan op papier";

/// The page.
///
/// # Errors
/// 404 when the case is not there or not for the caller, 403 outside the duo, 409 without a version that holds.
pub async fn show(here: Here, Id(case): Id<CaseId>) -> Result<HttpResponse, Problem> {
    let choices = readers(&here.casework, &here.caller, case).await?;
    let given = list(&here.casework, &here.caller, case).await?;
    Ok(here.show(TITLE, Some(Place::MyCases), content(case, &choices, &given)))
}

fn content(case: CaseId, choices: &[ReaderChoice], given: &[DisclosureLine]) -> Markup {
    html! {
        h1 class="utrecht-heading-1" { (TITLE) }
        p class="utrecht-paragraph" {
            "Kies wie het leest. U ziet eerst wat erop komt en wat niet. Pas daarna legt u vast aan wie u het geeft."
        }
        ul class="tandem-cards" { @for choice in choices { li { (card(case, choice)) } } }
        (before(case, given))
        p { a class="utrecht-link tandem-tap" href=(plan::path(case)) { "Terug naar het plan" } }
    }
}

/// What was given before, to whom.
fn before(case: CaseId, given: &[DisclosureLine]) -> Markup {
    html! {
        @if !given.is_empty() {
            section class="tandem-stack" aria-labelledby="gegeven" {
                h2 class="utrecht-heading-2" id="gegeven" { "Eerder gegeven" }
                ul class="tandem-lines" {
                    @for it in given {
                        li {
                            p {
                                a class="utrecht-link tandem-tap" href=(given::path(case, it.id)) { (it.sheet.label()) " aan " (it.receiver) }
                            }
                            p class="tandem-subtle" {
                                (dates::long_day(amsterdam_day(it.given_at))) " · " (it.given_by.name)
                                @if let Some(number) = it.plan_version { " · versie " (number) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn card(case: CaseId, choice: &ReaderChoice) -> Markup {
    let name = who(choice);
    html! {
        article class="tandem-card" {
            h2 class="utrecht-heading-3" { (name) }
            p class="tandem-row" {
                @for sheet in sheets(choice.reader) {
                    a class="utrecht-link tandem-tap" href=(address(case, choice, *sheet)) {
                        (sheet.label()) span class="tandem-hidden" { ": " (name) }
                    }
                }
            }
        }
    }
}

fn who(choice: &ReaderChoice) -> String {
    let name = choice.name.as_deref().unwrap_or_default();
    match choice.reader {
        ReaderKind::Adult | ReaderKind::Child => name.to_owned(),
        ReaderKind::School => format!("De school van {name}"),
        ReaderKind::Duo | ReaderKind::Police | ReaderKind::Team => choice.reader.label().to_owned(),
    }
}

/// Only who lives there has a fridge to hang it on.
const fn sheets(reader: ReaderKind) -> &'static [Sheet] {
    match reader {
        ReaderKind::Adult | ReaderKind::Child => &[Sheet::Plan, Sheet::Fridge],
        ReaderKind::Duo | ReaderKind::School | ReaderKind::Police => &[Sheet::Plan],
        ReaderKind::Team => &[],
    }
}

fn address(case: CaseId, choice: &ReaderChoice, sheet: Sheet) -> String {
    let person = choice.person.map(|it| format!("&person={it}")).unwrap_or_default();
    format!("{}/paper/preview?reader={}{person}&sheet={sheet}", plan::path(case), choice.reader)
}
