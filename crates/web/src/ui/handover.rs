//! Handing over the view on safety on pages: the handovers of a case, writing one down, one with its steps, and the offers
//! to one's own teams.

pub mod inbox;
pub mod list;
pub mod new;
pub mod show;

use domain::handover::Preview;
use domain::id::CaseId;
use maud::{Markup, html};

use crate::ui::words::phases;

/// The page with the handovers of a case.
pub(super) fn path(case: CaseId) -> String {
    format!("/cases/{case}/handovers")
}

/// The way to the handovers on the page of a case.
pub fn section(case: CaseId) -> Markup {
    html! {
        p { a class="utrecht-link tandem-tap" href=(path(case)) { "Het zicht op veiligheid overdragen" } }
    }
}

/// What the receiver sees before deciding.
fn preview(it: &Preview) -> Markup {
    html! {
        dl class="tandem-stack" {
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
