//! Handing over the view on safety on pages: the handovers of a case, writing one down, one with its steps, and the offers
//! to one's own teams.

pub mod inbox;
pub mod list;
pub mod new;
pub mod show;

use chrono::{DateTime, Duration, Utc};
use domain::handover::Preview;
use domain::id::CaseId;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use crate::ui::words::{dates, phases};

/// The page with the handovers of a case.
pub(super) fn path(case: CaseId) -> String {
    format!("/cases/{case}/handovers")
}

/// The way to the handovers on the page of a case.
pub fn section(case: CaseId) -> Markup {
    html! {
        p { a class="utrecht-link tandem-tap" href=(path(case)) { "Overdracht van het zicht op veiligheid" } }
    }
}

/// Until when the receiver may answer: the whole of that day.
fn answer_by(end: DateTime<Utc>) -> Markup {
    let day = amsterdam_day(end - Duration::seconds(1));
    html! { p { "Antwoord uiterlijk op " strong { (dates::long_day(day)) } "." } }
}

/// What the receiver sees before deciding.
fn preview(it: &Preview) -> Markup {
    html! {
        dl class="tandem-facts" {
            div { dt { "Fase" } dd { (phases::label(it.phase.code())) } }
            div { dt { "Volwassenen" } dd { (it.adults) } }
            div { dt { "Kinderen" } dd { (it.children) } }
            div { dt { "Voorwaarden voor veiligheid" } dd { (it.conditions) } }
            div { dt { "Laagste cijfer" } dd {
                @match it.lowest_score { Some(score) => (score), None => "Nog geen cijfer" }
            } }
        }
    }
}
