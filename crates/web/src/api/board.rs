//! The board of a team for programs: how the work is divided, and handing over tasks of a colleague.

use actix_web::HttpResponse;
use casework::board::{self, MemberLoad, MemberTask, TeamTaskLine};
use casework::task::{Handed, pass_on_all};
use chrono::{DateTime, NaiveDate, Utc};
use domain::id::MembershipId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::shared::asked::Asked;
use crate::shared::bodies::task::TurnsBody;
use crate::shared::body::JsonBody;
use crate::shared::created::creation;
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;

/// How the work of a team is divided.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BoardView {
    members: Vec<LoadView>,
    /// Casussen zonder volledig duo, de langst wachtende eerst
    cases_without_duo: Vec<ShortCaseView>,
    /// Hoeveel dat er in totaal zijn
    #[schema(minimum = 0)]
    cases_without_duo_in_all: usize,
    /// Taken die op het team wachten, of die iemand van het team oppakte; wat het eerst moet eerst
    team_tasks: Vec<TeamTaskView>,
    /// In hoeveel casussen al een tijd te weinig gebeurt
    #[schema(minimum = 0)]
    silent_cases: usize,
}

/// How much work somebody has.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LoadView {
    membership_id: Uuid,
    user_id: Uuid,
    name: String,
    /// Hoeveel huishoudens deze persoon tegelijk kan hebben
    #[schema(minimum = 0)]
    capacity: i32,
    #[schema(minimum = 0)]
    cases: i64,
    #[schema(minimum = 0)]
    tasks: i64,
    /// Taken die te laat zijn
    #[schema(minimum = 0)]
    overdue: i64,
}

/// A case without a full duo.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ShortCaseView {
    case_id: Uuid,
    case_code: String,
    area: String,
    opened_at: DateTime<Utc>,
}

/// What waits for somebody of the team.
#[derive(Serialize, ToSchema)]
pub struct MemberTasksView {
    items: Vec<MemberTaskView>,
}

/// A task as a lead sees it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MemberTaskView {
    id: Uuid,
    case_id: Uuid,
    case_code: String,
    kind: &'static str,
    due_on: NaiveDate,
    overdue: bool,
}

/// A task that waits for the team.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TeamTaskView {
    #[serde(flatten)]
    task: MemberTaskView,
    /// Wie van het team de taak oppakte
    taken_by: Option<String>,
}

/// What came of each row.
#[derive(Serialize, ToSchema)]
pub struct TurnsView {
    items: Vec<TurnResultView>,
}

/// A task that was passed on.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TurnResultView {
    task_id: Uuid,
    case_id: Uuid,
    /// Wat ervan kwam: altijd doorgegeven, want anders wordt niets doorgegeven
    outcome: &'static str,
}

/// Reads the board of the teams of the caller.
///
/// # Errors
/// 404 for who leads no team.
#[utoipa::path(
    get, path = "/api/v1/team-board", tag = "boards", operation_id = "getTeamBoard", summary = "Het teambord",
    responses((status = 200, description = "Hoe het werk verdeeld is", body = BoardView))
)]
pub async fn read(Asked { caller, casework, .. }: Asked) -> Result<HttpResponse, Problem> {
    let found = board::board(&casework, &caller).await?;
    let short = found.short.into_iter().map(|it| ShortCaseView {
        case_id: it.case.0,
        case_code: it.code,
        area: it.area,
        opened_at: it.opened_at,
    });
    Ok(HttpResponse::Ok().json(BoardView {
        members: found.members.into_iter().map(LoadView::from).collect(),
        cases_without_duo: short.collect(),
        cases_without_duo_in_all: found.short_in_all,
        team_tasks: found.team_tasks.into_iter().map(TeamTaskView::from).collect(),
        silent_cases: found.silent,
    }))
}

/// Lists the tasks that wait for somebody of the team, without what is in them.
///
/// # Errors
/// 404 for who leads no team, or for somebody of another team.
#[utoipa::path(
    get, path = "/api/v1/team-board/members/{membershipId}/tasks", tag = "boards", operation_id = "listMemberTasks",
    summary = "De taken van een collega",
    responses((status = 200, description = "De taken, wat het eerst klaar moet zijn eerst", body = MemberTasksView))
)]
pub async fn tasks(
    Asked { caller, casework, .. }: Asked,
    Id(member): Id<MembershipId>,
) -> Result<HttpResponse, Problem> {
    let found = board::member(&casework, &caller, member).await?;
    let items = found.tasks.into_iter().map(MemberTaskView::from).collect();
    Ok(HttpResponse::Ok().json(MemberTasksView { items }))
}

/// Passes tasks of a colleague on: all of them, or none with what is wrong at each row.
///
/// # Errors
/// 400 with a fault at each row that cannot be passed on, and without a reason.
#[utoipa::path(
    post, path = "/api/v1/team-board/members/{membershipId}/task-turns", tag = "boards",
    operation_id = "createMemberTaskTurns", summary = "Taken van een collega overdragen",
    responses((status = 200, description = "Alle taken zijn doorgegeven", body = TurnsView))
)]
pub async fn pass_on(
    Asked { caller, casework, request }: Asked,
    Id(member): Id<MembershipId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<TurnsBody>,
) -> Result<HttpResponse, Problem> {
    let creation = creation(&request, &key);
    let handed = pass_on_all(&casework, &caller, &creation, body.command(member)).await?;
    let items = handed.into_iter().map(TurnResultView::from).collect();
    Ok(HttpResponse::Ok().json(TurnsView { items }))
}

impl From<MemberLoad> for LoadView {
    fn from(it: MemberLoad) -> Self {
        Self {
            membership_id: it.membership.0,
            user_id: it.user.0,
            name: it.name,
            capacity: it.capacity,
            cases: it.cases,
            tasks: it.tasks,
            overdue: it.overdue,
        }
    }
}

impl From<MemberTask> for MemberTaskView {
    fn from(it: MemberTask) -> Self {
        Self {
            id: it.task.0,
            case_id: it.case.0,
            case_code: it.code,
            kind: it.kind.code(),
            due_on: it.due,
            overdue: it.overdue,
        }
    }
}

impl From<Handed> for TurnResultView {
    fn from(it: Handed) -> Self {
        Self { task_id: it.task.0, case_id: it.case.0, outcome: "passed_on" }
    }
}

impl From<TeamTaskLine> for TeamTaskView {
    fn from(it: TeamTaskLine) -> Self {
        Self { task: it.line.into(), taken_by: it.taken_by }
    }
}
