//! Tasks of a case for programs: what has to be done because something happened, and ending one.

use actix_web::HttpResponse;
use casework::task::{TaskDone, TaskLine, complete as completing, list as listing, read as reading};
use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{CaseId, TaskId};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::timeline::event::{PersonNameView, UserNameView};
use crate::shared::asked::Asked;
use crate::shared::bodies::task::CompletionBody;
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
    /// Waardoor de taak er kwam: een ronde, een cijfer, een faseovergang
    origin_id: Uuid,
    /// Over wie het gaat; anders over het hele huishouden
    person: Option<PersonNameView>,
    opened_at: DateTime<Utc>,
    /// De laatste dag waarop het op tijd is
    due_on: NaiveDate,
    /// Hoe de taak eindigde; leeg zolang dat niet zo is
    completion: Option<TaskCompletionView>,
}

/// How a task ended.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TaskCompletionView {
    done_at: DateTime<Utc>,
    by: UserNameView,
    /// Wat er gedaan of besloten is
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
            origin_id: task.origin,
            person: task.person.map(PersonNameView::from),
            opened_at: task.opened_at,
            due_on: task.due,
            completion: task.done.map(TaskCompletionView::from),
        }
    }
}

impl From<TaskDone> for TaskCompletionView {
    fn from(done: TaskDone) -> Self {
        Self { done_at: done.at, by: done.by.into(), outcome: done.outcome }
    }
}
