//! The page of a task: what has to be done, why, whose turn it is, and writing what was done about it.

use actix_web::HttpResponse;
use casework::task::{OwnerChoice, OwnerLine, TaskFile, TaskLine, complete, file};
use domain::id::{CaseId, TaskId};
use domain::task::{TaskCause, TaskEnding};
use domain::text::LongText;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::{owner, pass_on, section, why};
use crate::shared::bodies::task::{CompletionBody, OwnerField};
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::case::{self, Done};
use crate::ui::field::summary::actions;
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;
use access::Permission;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/tasks/{taskId}/completion";

const LABELS: [(&str, &str); 2] = [
    ("ending", "Hoe loopt het af?"),
    ("outcome", "Wat is er gedaan of besloten, of waarom is het niet nodig?"),
];

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
    let first = FormValues::of([("ending", TaskEnding::Done.code())]);
    let content = page.content(&here, &Attempt::first(first)).await?;
    if !here.may(Permission::PassOnTask) {
        here.require(Permission::CompleteTask)?;
    }
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
        let found = file(&here.casework, &here.caller, case, task).await?;
        let task = &found.task;
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            (about(case, &found))
            (attempt.above(&LABELS))
            @match &task.done {
                Some(done) => {
                    p class="utrecht-paragraph" {
                        (done.ending.label()) ", schreef " (done.by.name) " op "
                        (dates::day_and_month(amsterdam_day(done.at))) "."
                    }
                    p class="tandem-text" dir="auto" { (done.outcome) }
                },
                None => {
                    @if found.may_take { (take(here, case, task)) }
                    @if found.may_end {
                        form class="tandem-form" method="post" action=(path(case, task.id)) novalidate {
                            (attempt.create_parts(here))
                            (Field::new("ending", LABELS[0].1).radios(&attempt.state, &Choice::all::<TaskEnding>()))
                            (Field::new("outcome", LABELS[1].1).textarea(&attempt.state, LongText::MAX))
                            (actions("Taak afronden", &case::path(case)))
                        }
                    }
                    p { a class="utrecht-link tandem-tap" href=(pass_on::path(case, task.id)) { "Aan iemand anders doorgeven" } }
                },
            }
        })
    }
}

/// One press for who takes a task of the own team.
fn take(here: &Here, case: CaseId, task: &TaskLine) -> Markup {
    let me = OwnerField::word(OwnerChoice::Me);
    html! {
        form class="tandem-row" method="post" action=(pass_on::path(case, task.id)) {
            (Attempt::first(FormValues::default()).create_parts(here))
            input type="hidden" name="owner" value=(me);
            button class="utrecht-button utrecht-button--secondary-action" type="submit" { "Ik pak dit op" }
        }
    }
}

/// What has to be done, by when, why, and whose turn it is and was.
fn about(case: CaseId, found: &TaskFile) -> Markup {
    let task = &found.task;
    let turn = match (&found.team, task.turns.last()) {
        (Some((_, name)), _) => owner::for_team(name),
        (None, Some(turn)) => owner::told(&turn.owner),
        (None, None) => owner::told(&OwnerLine::Duo),
    };
    html! {
        section class="tandem-card tandem-stack" aria-label="De taak" {
            p { strong dir="auto" { (section::what(task)) } @if let Some(person) = &task.person { " · " (person.name) } }
            dl class="tandem-facts" {
                div { dt { "Voor" } dd { (dates::long_day(task.due)) } }
                div { dt { "Waarom" } dd {
                    @if task.cause == TaskCause::Hand {
                        "Gevraagd door " (task.opened_by.name) " op " (dates::day_and_month(amsterdam_day(task.opened_at)))
                    } @else { (why::link(case, task.cause, task.origin)) }
                } }
                div { dt { "Wie is aan zet" } dd { (turn) } }
            }
            @if task.turns.len() > 1 || task.turns.iter().any(|it| it.reason.is_some()) {
                details { summary { "Hoe de taak is doorgegeven" }
                    ul class="tandem-lines" {
                        @for turn in &task.turns { li {
                            (dates::day_and_month(amsterdam_day(turn.at))) ": " (owner::told(&turn.owner)) ", door " (turn.by.name) "."
                            @if let Some(reason) = &turn.reason { p class="tandem-text" dir="auto" { (reason) } }
                        } }
                    }
                }
            }
        }
    }
}
