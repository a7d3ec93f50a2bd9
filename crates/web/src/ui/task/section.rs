//! The tasks on the page of a case, the most urgent first. Nothing is shown when nothing has to be done.

use casework::task::TaskLine;
use chrono::NaiveDate;
use domain::id::CaseId;
use maud::{Markup, html};

use super::complete;
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;

/// The section; `may_end` tells whether the reader may end tasks.
pub fn section(case: CaseId, tasks: &[TaskLine], today: NaiveDate, may_end: bool) -> Markup {
    html! {
        @if !tasks.is_empty() {
            section class="tandem-card tandem-stack" aria-labelledby="taken" {
                h2 class="utrecht-heading-2" id="taken" { "Nu te doen" }
                ul class="tandem-plain tandem-stack" {
                    @for task in tasks { li { (line(case, task, today, may_end)) } }
                }
            }
        }
    }
}

fn line(case: CaseId, task: &TaskLine, today: NaiveDate, may_end: bool) -> Markup {
    html! {
        p {
            strong { (task.kind.label()) }
            @if let Some(person) = &task.person { " · " (person.name) }
        }
        p class="tandem-row" {
            span class=(if task.due < today { "tandem-tag tandem-tag--warm" } else { "tandem-tag" }) {
                @if task.due == today { "Vandaag" } @else { "Voor " (dates::day_and_month(task.due)) }
            }
            @if may_end {
                a class="utrecht-link tandem-tap" href=(complete::path(case, task.id)) {
                    "Afronden" span class="tandem-hidden" { ": " (task.kind.label()) }
                }
            }
        }
    }
}
