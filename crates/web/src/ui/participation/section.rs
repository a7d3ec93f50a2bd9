//! The teams that take part now, on the page of a case.

use casework::participation::ParticipationLine;
use chrono::{DateTime, Utc};
use domain::id::CaseId;
use maud::{Markup, html};

use super::path;
use crate::ui::words::labels::Labelled;

/// The section.
pub fn section(case: CaseId, parts: &[ParticipationLine], now: DateTime<Utc>) -> Markup {
    let active: Vec<_> = parts.iter().filter(|it| it.value.is_active_at(now)).collect();
    html! {
        section class="tandem-card tandem-stack" aria-labelledby="betrokken" {
            h2 class="utrecht-heading-2" id="betrokken" { "Betrokken teams" }
            @if active.is_empty() { p class="utrecht-paragraph" { "Er staat nog geen team bij." } }
            ul class="tandem-plain tandem-stack" {
                @for it in active { li { (told(it)) } }
            }
            p { a class="utrecht-link tandem-tap" href=(path(case)) { "Alle betrokken teams" } }
        }
    }
}

/// A team, its task and whom it works for.
pub(super) fn told(it: &ParticipationLine) -> Markup {
    html! {
        p {
            strong { (it.team_name) }
            span class="tandem-subtle" { ", " (it.organisation_name) }
        }
        p {
            (it.value.task.label()) " · "
            @match &it.works_for {
                Some(person) => { "werkt alleen voor " (person.name) },
                None => "werkt voor het hele huishouden",
            }
        }
    }
}
