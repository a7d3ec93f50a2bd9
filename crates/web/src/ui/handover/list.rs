//! The handovers of a case, the latest first.

use actix_web::HttpResponse;
use casework::handover::{HandoverLine, list};
use domain::id::CaseId;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::{path, show};
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::case;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/handovers";

/// The page.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn show(here: Here, Id(case): Id<CaseId>) -> Result<HttpResponse, Problem> {
    let page = list(&here.casework, &here.caller, case).await?;
    let content = html! {
        h1 class="utrecht-heading-1" { "Overdrachten" }
        p class="utrecht-paragraph" {
            "Wie overdraagt, houdt het zicht op veiligheid. Pas als het andere team ja zegt, gaat het over."
        }
        @if page.may_prepare {
            p { a class="utrecht-button-link utrecht-button-link--html-a utrecht-button-link--primary-action"
                href={ (path(case)) "/new" } { "Overdracht opschrijven" } }
        }
        @if page.items.is_empty() { p class="utrecht-paragraph" { "Er is nog niets overgedragen." } }
        @for it in &page.items { (one(case, it)) }
        p { a class="utrecht-link tandem-tap" href=(case::path(case)) { "Terug naar de casus" } }
    };
    Ok(here.show("Overdrachten", Some(Place::MyCases), content))
}

fn one(case: CaseId, it: &HandoverLine) -> Markup {
    html! {
        section class="tandem-card tandem-stack" {
            h2 class="utrecht-heading-2" { (it.giver.1) " aan " (it.receiver.1) }
            p class="tandem-row" {
                span class="tandem-tag" { (it.state.label()) }
                span class="tandem-subtle" { (dates::day_and_month(amsterdam_day(it.prepared_at))) }
            }
            p { a class="utrecht-link tandem-tap" href=(show::path(case, it.id)) {
                "Bekijken" span class="tandem-hidden" { ": " (it.giver.1) " aan " (it.receiver.1) }
            } }
        }
    }
}
