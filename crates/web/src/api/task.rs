//! Tasks of a case for programs: what has to be done, asking for it, passing it on, and ending it.

use actix_web::HttpResponse;
use casework::task::{
    OwnerLine, TaskDone, TaskLine, TurnLine, complete as completing, list as listing, open as opening,
    pass_on as passing_on, read as reading,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{CaseId, TaskId};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::timeline::event::{PersonNameView, UserNameView};
use crate::shared::asked::Asked;
use crate::shared::bodies::task::{CompletionBody, TaskBody, TurnBody};
use crate::shared::body::JsonBody;
use crate::shared::created::{self, Created, creation};
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;

/// The tasks that have yet to be done.
#[derive(Serialize, ToSchema)]
pub struct TaskListView {
    /// De dringendste eerst
    items: Vec<TaskView>,
}

/// A task.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TaskView {
    id: Uuid,
    /// Wat er moet gebeuren
    kind: &'static str,
    /// Wat er moet gebeuren, in de woorden van wie het vroeg
    told: Option<String>,
    /// Waardoor de taak er kwam: een ronde, een cijfer, een faseovergang, een collega
    cause: &'static str,
    /// Het kenmerk daarvan; van de taak zelf als een collega het vroeg
    origin_id: Uuid,
    /// Over wie het gaat; anders over het hele huishouden
    person: Option<PersonNameView>,
    opened_at: DateTime<Utc>,
    /// De laatste dag waarop het op tijd is
    due_on: NaiveDate,
    /// Door wiens stap of vraag de taak er kwam
    opened_by: UserNameView,
    /// Wie er aan zet was, de eerste eerst; leeg zolang het duo aan zet is
    turns: Vec<TaskTurnView>,
    /// Hoe de taak eindigde; leeg zolang dat niet zo is
    completion: Option<TaskCompletionView>,
}

/// Whose turn a task became.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TaskTurnView {
    /// Het duo, een plek daarin, een persoon, een team, of iemand van een team die de taak oppakte
    owner: &'static str,
    seat: Option<i16>,
    user: Option<UserNameView>,
    team_id: Option<Uuid>,
    team_name: Option<String>,
    reason: Option<String>,
    by: UserNameView,
    at: DateTime<Utc>,
}

/// How a task ended.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TaskCompletionView {
    done_at: DateTime<Utc>,
    by: UserNameView,
    /// Of het gedaan is of niet nodig bleek
    ending: &'static str,
    /// Wat er gedaan of besloten is, of waarom het niet nodig is
    outcome: String,
}

/// Lists the tasks of a case that have yet to be done.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/tasks", tag = "tasks", operation_id = "listTasks",
    summary = "De taken van een casus",
    responses((status = 200, description = "Wat nog gedaan moet worden", body = TaskListView))
)]
pub async fn list(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
) -> Result<HttpResponse, Problem> {
    let items = listing(&casework, &caller, case).await?.into_iter().map(TaskView::from).collect();
    Ok(HttpResponse::Ok().json(TaskListView { items }))
}

/// Reads one task, done or not.
///
/// # Errors
/// 404 when it is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/tasks/{taskId}", tag = "tasks", operation_id = "getTask",
    summary = "Een taak",
    responses((status = 200, description = "De taak", body = TaskView))
)]
pub async fn read(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
    Id(task): Id<TaskId>,
) -> Result<HttpResponse, Problem> {
    let task = reading(&casework, &caller, case, task).await?;
    Ok(HttpResponse::Ok().json(TaskView::from(task)))
}

/// Asks for something to be done.
///
/// # Errors
/// 400 with every field that is wrong, 404 when the case is not for the caller, 409 for a closed case or for somebody who
/// does not work in it.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/tasks", tag = "tasks", operation_id = "createTask",
    summary = "Een taak maken",
    responses((status = 201, description = "De taak is gemaakt", body = Created))
)]
pub async fn open(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<TaskBody>,
) -> Result<HttpResponse, Problem> {
    let task = opening(&casework, &caller, &creation(&request, &key), body.command(case)).await?;
    Ok(created::created(&format!("/api/v1/cases/{case}/tasks/{task}"), task.0))
}

/// Makes a task the turn of somebody else, or that of who asks.
///
/// # Errors
/// 400 without a reason, unless it becomes the turn of who asks; 404 when the case is not for the caller, 409 when the task was done before or the other does not
/// work in the case.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/tasks/{taskId}/turns", tag = "tasks", operation_id = "createTaskTurn",
    summary = "Een taak doorgeven, of zelf oppakken met `me`",
    responses((status = 201, description = "De taak is doorgegeven", body = Created))
)]
pub async fn pass_on(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    Id(task): Id<TaskId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<TurnBody>,
) -> Result<HttpResponse, Problem> {
    let command = body.command(case, task);
    let passed = passing_on(&casework, &caller, &creation(&request, &key), command).await?;
    Ok(created::created(&format!("/api/v1/cases/{case}/tasks/{passed}"), passed.0))
}

/// Ends a task with what was done.
///
/// # Errors
/// 400 without an outcome, 404 when the case is not for the caller, 409 when the task was done before.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/tasks/{taskId}/completion", tag = "tasks",
    operation_id = "createTaskCompletion", summary = "Een taak afronden",
    responses((status = 201, description = "De taak is gedaan", body = Created))
)]
pub async fn complete(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    Id(task): Id<TaskId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<CompletionBody>,
) -> Result<HttpResponse, Problem> {
    let done = completing(&casework, &caller, &creation(&request, &key), body.command(case, task)).await?;
    Ok(created::created(&format!("/api/v1/cases/{case}/tasks/{done}"), done.0))
}

impl From<TaskLine> for TaskView {
    fn from(task: TaskLine) -> Self {
        Self {
            id: task.id.0,
            kind: task.kind.code(),
            told: task.told,
            cause: task.cause.code(),
            origin_id: task.origin,
            person: task.person.map(PersonNameView::from),
            opened_at: task.opened_at,
            due_on: task.due,
            opened_by: task.opened_by.into(),
            turns: task.turns.into_iter().map(TaskTurnView::from).collect(),
            completion: task.done.map(TaskCompletionView::from),
        }
    }
}

impl From<TurnLine> for TaskTurnView {
    fn from(turn: TurnLine) -> Self {
        let none = |owner, reason, by, at| Self {
            owner,
            seat: None,
            user: None,
            team_id: None,
            team_name: None,
            reason,
            by,
            at,
        };
        let TurnLine { owner, reason, by, at } = turn;
        let by = by.into();
        match owner {
            OwnerLine::Duo => none("duo", reason, by, at),
            OwnerLine::Seat(seat) => Self { seat: Some(seat.number()), ..none("seat", reason, by, at) },
            OwnerLine::Person(user) => Self { user: Some(user.into()), ..none("person", reason, by, at) },
            OwnerLine::Team(team, name) => {
                Self { team_id: Some(team.0), team_name: Some(name), ..none("team", reason, by, at) }
            }
            OwnerLine::Member(user, team, name) => Self {
                user: Some(user.into()),
                team_id: Some(team.0),
                team_name: Some(name),
                ..none("member", reason, by, at)
            },
        }
    }
}

impl From<TaskDone> for TaskCompletionView {
    fn from(done: TaskDone) -> Self {
        let ending = done.ending.code();
        Self { done_at: done.at, by: done.by.into(), ending, outcome: done.outcome }
    }
}
