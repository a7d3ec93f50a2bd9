//! The tasks on the page of a case, the most urgent first.

use access::Permission;
use casework::case::file::CaseFile;
use casework::task::TaskLine;
use chrono::NaiveDate;
use domain::id::CaseId;
use maud::{Markup, html};

use super::{complete, new, owner};
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;

/// What the reader may do with tasks here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offers {
    /// Open a task and write down what was done about it.
    pub work: bool,
    /// Ask for something.
    pub ask: bool,
}

impl Offers {
    /// What the page of a case offers.
    pub fn of(file: &CaseFile) -> Self {
        // What was asked in a case stays asked when the case closes.
        let work = file.may.contains(&Permission::CompleteTask) || file.may.contains(&Permission::PassOnTask);
        Self { work, ask: file.offers(Permission::OpenTask) }
    }
}

/// The section; nothing is shown when nothing has to be done and the reader cannot ask for anything.
pub fn section(case: CaseId, tasks: &[TaskLine], today: NaiveDate, offers: Offers) -> Markup {
    html! {
        @if !tasks.is_empty() || offers.ask {
            section class="tandem-card tandem-stack" aria-labelledby="taken" {
                h2 class="utrecht-heading-2" id="taken" { "Nu te doen" }
                @if tasks.is_empty() { p class="utrecht-paragraph" { "Er staat geen taak open." } }
                ul class="tandem-plain tandem-stack" {
                    @for task in tasks { li { (line(case, task, today, offers)) } }
                }
                @if offers.ask { p { a class="utrecht-link tandem-tap" href=(new::path(case)) { "Taak maken" } } }
            }
        }
    }
}

fn line(case: CaseId, task: &TaskLine, today: NaiveDate, offers: Offers) -> Markup {
    html! {
        p {
            strong dir="auto" { (what(task)) }
            @if let Some(person) = &task.person { " · " (person.name) }
        }
        p class="tandem-row" {
            span class=(if task.due < today { "tandem-tag tandem-tag--warm" } else { "tandem-tag" }) {
                @if task.due == today { "Vandaag" } @else { "Voor " (dates::day_and_month(task.due)) }
            }
            @if let Some(turn) = task.turns.last() { span class="tandem-subtle" { (owner::told(&turn.owner)) } }
            @if offers.work {
                a class="utrecht-link tandem-tap" href=(complete::path(case, task.id)) {
                    "Afronden" span class="tandem-hidden" { ": " (what(task)) }
                }
            }
        }
    }
}

/// What has to be done: the words of who asked, or what the rule says.
pub fn what(task: &TaskLine) -> &str {
    task.told.as_deref().unwrap_or_else(|| task.kind.label())
}
