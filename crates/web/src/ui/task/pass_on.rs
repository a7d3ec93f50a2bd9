//! The page on which a task becomes the turn of somebody else.

use access::Permission;
use actix_web::HttpResponse;
use casework::case::read as cases;
use casework::task::{pass_on, read};
use domain::id::{CaseId, TaskId};
use domain::text::LongText;
use maud::{Markup, html};

use super::{complete, owner, section};
use crate::shared::bodies::task::TurnBody;
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

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/tasks/{taskId}/turns/new";

const LABELS: [(&str, &str); 2] = [("owner", "Wie gaat het doen?"), ("reason", "Waarom geeft u het door?")];

/// Address of the page about this task.
pub fn path(case: CaseId, task: TaskId) -> String {
    format!("/cases/{case}/tasks/{task}/turns/new")
}

/// The form about this task.
struct Passing(CaseId, TaskId);

/// The page.
///
/// # Errors
/// 404 when the case or the task is not there or not for the caller, 403 when the caller passes nothing on.
pub async fn show(here: Here, Id(case): Id<CaseId>, Id(task): Id<TaskId>) -> Result<HttpResponse, Problem> {
    let page = Passing(case, task);
    let content = page.content(&here, &Attempt::first(FormValues::default())).await?;
    here.require(Permission::PassOnTask)?;
    Ok(here.show(Passing::TITLE, Some(Passing::PLACE), content))
}

/// Passes it on, or lets who asks take it, and leads back to the case.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    Id(task): Id<TaskId>,
    form: FormBody<TurnBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let told = match &input {
        Ok(body) if body.takes() => Done::TaskTaken,
        _ => Done::TaskPassedOn,
    };
    let done = match input {
        Ok(body) => pass_on(&here.casework, &here.caller, &creation, body.command(case, task)).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Passing(case, task), sent, done.map(|_| case::path_after(case, told))).await
}

impl FormPage for Passing {
    const TITLE: &'static str = "Taak doorgeven";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let Self(case, task) = *self;
        let task = read(&here.casework, &here.caller, case, task).await?;
        let line = cases::read(&here.casework, &here.caller, case).await?.line;
        let owners = owner::choices(here, &line).await?;
        let state = &attempt.state;
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            p class="utrecht-paragraph" dir="auto" {
                (section::what(&task)) " · voor " (dates::day_and_month(task.due))
            }
            (attempt.above(&LABELS))
            form class="tandem-form" method="post" action=(path(case, task.id)) novalidate {
                (attempt.create_parts(here))
                (Field::new("owner", LABELS[0].1).told_radios(state, &owners))
                (Field::new("reason", LABELS[1].1)
                    .hint("Iedereen in de casus kan dit lezen. Schrijf niets over iemands gezondheid.")
                    .textarea(state, LongText::MAX))
                (actions("Doorgeven", &complete::path(case, task.id)))
            }
        })
    }
}
