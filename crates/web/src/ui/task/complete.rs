//! The page on which somebody writes what was done about a task.

use actix_web::HttpResponse;
use casework::task::{complete, read};
use domain::id::{CaseId, TaskId};
use domain::text::LongText;
use maud::{Markup, html};

use crate::shared::bodies::task::CompletionBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::case::{self, Done};
use crate::ui::field::Field;
use crate::ui::field::summary::actions;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;
use access::Permission;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/tasks/{taskId}/completion";

/// The form about this task.
struct Completing(CaseId, TaskId);

/// Address of the page about this task.
pub fn path(case: CaseId, task: TaskId) -> String {
    format!("/cases/{case}/tasks/{task}/completion")
}

/// The page.
///
/// # Errors
/// 404 when the case or the task is not there or not for the caller, 403 when the caller ends no tasks.
pub async fn show(here: Here, Id(case): Id<CaseId>, Id(task): Id<TaskId>) -> Result<HttpResponse, Problem> {
    let page = Completing(case, task);
    let content = page.content(&here, &Attempt::first(FormValues::default())).await?;
    here.require(Permission::CompleteTask)?;
    Ok(here.show(Completing::TITLE, Some(Completing::PLACE), content))
}

/// Ends the task and leads back to the case.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    Id(task): Id<TaskId>,
    form: FormBody<CompletionBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(body) => complete(&here.casework, &here.caller, &creation, body.command(case, task)).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Completing(case, task), sent, done.map(|_| case::path_after(case, Done::Task))).await
}

impl FormPage for Completing {
    const TITLE: &'static str = "Taak afronden";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let Self(case, task) = *self;
        let task = read(&here.casework, &here.caller, case, task).await?;
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            p class="utrecht-paragraph" {
                (task.kind.label())
                @if let Some(person) = &task.person { " · " (person.name) }
                " · voor " (dates::day_and_month(task.due))
            }
            (attempt.above(&[("outcome", "Wat er is gedaan")]))
            @match &task.done {
                Some(done) => {
                    p class="utrecht-paragraph" { "Deze taak is al gedaan door " (done.by.name) "." }
                    p class="tandem-text" dir="auto" { (done.outcome) }
                },
                None => form class="tandem-form" method="post" action=(path(case, task.id)) novalidate {
                    (attempt.create_parts(here))
                    (Field::new("outcome", "Wat is er gedaan of besloten?").textarea(&attempt.state, LongText::MAX))
                    (actions("Taak afronden", &case::path(case)))
                },
            }
        })
    }
}
