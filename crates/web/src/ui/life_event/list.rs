//! The life events of a case, what comes last first. One that was corrected or withdrawn stays, and says so.

use actix_web::HttpResponse;
use casework::life_event::{LifeEventLine, file};
use domain::id::CaseId;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::{correction, new, withdrawal};
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::case;
use crate::ui::here::Here;
use crate::ui::incident::list::when;
use crate::ui::layout::Place;
use crate::ui::people::{self, enumerated};
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/life-events";

/// The page.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn show(here: Here, Id(case): Id<CaseId>) -> Result<HttpResponse, Problem> {
    let file = file(&here.casework, &here.caller, case).await?;
    let content = html! {
        h1 class="utrecht-heading-1" { "Grote gebeurtenissen" }
        p class="tandem-subtle" { (people::household(&file.line)) " · " (file.line.code) }
        p class="utrecht-paragraph" { "Wat een gezin zo verandert dat het plan opnieuw bekeken wordt." }
        @if file.may_record {
            p { a class="utrecht-button-link utrecht-button-link--html-a utrecht-button-link--primary-action" href=(new::path(case)) { "Grote gebeurtenis vastleggen" } }
        }
        @if file.events.is_empty() {
            p class="utrecht-paragraph" { "Er is geen grote gebeurtenis vastgelegd." }
        } @else {
            ol class="tandem-timeline" {
                @for it in &file.events {
                    li { (item(case, it, file.may_record && it.organisation == here.caller.organisation)) }
                }
            }
        }
        p class="tandem-row" {
            a class="utrecht-link tandem-tap" href=(case::path(case)) { "Terug naar de casus" }
        }
    };
    Ok(here.show("Grote gebeurtenissen", Some(Place::MyCases), content))
}

/// What it is and when, on one line.
pub(super) fn what(it: &LifeEventLine) -> String {
    let expected = if it.expected { ", verwacht" } else { "" };
    format!("{}{expected}: {}", it.kind.label(), when(it.happens))
}

fn item(case: CaseId, it: &LifeEventLine, may_change: bool) -> Markup {
    let names: Vec<&str> = it.people.iter().map(|person| person.name.as_str()).collect();
    html! {
        article class="tandem-event" id={ "gebeurtenis-" (it.id) } {
            h2 class="tandem-what" { (what(it)) }
            p class="tandem-row" {
                @if it.corrects.is_some() { span class="tandem-tag" { "Verbetering" } }
                @if it.corrected_by.is_some() { span class="tandem-tag" { "Later verbeterd" } }
                @if it.withdrawn.is_some() { span class="tandem-tag tandem-tag--warm" { "Ingetrokken" } }
            }
            p { @if names.is_empty() { "Gaat om het hele huishouden" } @else { "Gaat om " (enumerated(&names)) } }
            @if let Some(note) = &it.note { p class="tandem-text" dir="auto" { (note) } }
            p class="tandem-subtle" {
                "Vastgelegd door " (it.by.name) " op " (dates::day_and_month(amsterdam_day(it.recorded_at)))
            }
            @if let Some(withdrawn) = &it.withdrawn {
                p {
                    strong { "Ingetrokken: " } span dir="auto" { (withdrawn.reason) }
                    span class="tandem-subtle" { " · " (withdrawn.by.name) ", " (dates::day_and_month(amsterdam_day(withdrawn.at))) }
                }
            }
            @if may_change && it.stands() {
                p class="tandem-row" {
                    a class="utrecht-link tandem-tap" href=(correction::path(case, it.id)) {
                        "Verbeteren" span class="tandem-hidden" { ": " (what(it)) }
                    }
                    a class="utrecht-link tandem-tap" href=(withdrawal::path(case, it.id)) {
                        "Intrekken" span class="tandem-hidden" { ": " (what(it)) }
                    }
                }
            }
        }
    }
}
