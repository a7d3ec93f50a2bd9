//! Requests for advice for programs: the list, taking one in, reading and answering it.

use actix_web::http::header::ETAG;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use casework::Casework;
use casework::advice::{self, AdviceFile, AdviceLine};
use chrono::{DateTime, Utc};
use domain::id::AdviceRequestId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::shared::bodies::advice::{AdviceBody, AdviceWanted, AnswerBody};
use crate::shared::body::{JsonBody, Query};
use crate::shared::created::{Created, created, creation};
use crate::shared::cursor::Owner;
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::Id;
use crate::shared::if_match::{IfMatch, etag};
use crate::shared::problem::Problem;
use crate::shared::signed_in::SignedIn;
use crate::shared::stamp::StampKey;

/// A page of requests for advice.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AdviceRequestsView {
    items: Vec<AdviceLineView>,
    /// Waar de volgende bladzijde begint
    next_cursor: Option<String>,
}

/// A request for advice without its question.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AdviceLineView {
    id: Uuid,
    version: i64,
    team_id: Uuid,
    team: String,
    asker_category: String,
    asker_profession: Option<String>,
    anonymous: bool,
    asked_at: DateTime<Utc>,
    answered_at: Option<DateTime<Utc>>,
    state: String,
}

/// A request for advice.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AdviceRequestView {
    #[serde(flatten)]
    line: AdviceLineView,
    question: String,
    answer: Option<String>,
}

/// Lists the requests for advice to the caller's teams, what was asked last first.
///
/// # Errors
/// 400 for a cursor that is not ours.
#[utoipa::path(
    get, path = "/api/v1/advice-requests", tag = "advice-requests", operation_id = "listAdviceRequests",
    summary = "Adviesvragen",
    responses((status = 200, description = "Een bladzijde met adviesvragen", body = AdviceRequestsView))
)]
pub async fn list(
    casework: Data<Casework>,
    key: Data<StampKey>,
    SignedIn(caller): SignedIn,
    Query(wanted): Query<AdviceWanted>,
) -> Result<HttpResponse, Problem> {
    let name = wanted.list_name();
    let owner = Owner { key: &key, user: caller.user, list: &name };
    let page = advice::list(&casework, &caller, wanted.command(owner)?).await?;
    let view = AdviceRequestsView {
        items: page.items.into_iter().map(AdviceLineView::from).collect(),
        next_cursor: page.next.map(|place| owner.cursor_after(&AdviceWanted::place(place))),
    };
    Ok(HttpResponse::Ok().json(view))
}

/// Takes in a request for advice.
///
/// # Errors
/// 400 with every field that is wrong, 404 for who takes in nothing.
#[utoipa::path(
    post, path = "/api/v1/advice-requests", tag = "advice-requests", operation_id = "createAdviceRequest",
    summary = "Een adviesvraag vastleggen",
    responses((status = 201, description = "De adviesvraag staat erin", body = Created))
)]
pub async fn take_in(
    request: HttpRequest,
    casework: Data<Casework>,
    SignedIn(caller): SignedIn,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<AdviceBody>,
) -> Result<HttpResponse, Problem> {
    let command = body.command(&caller);
    let asked = advice::take_in(&casework, &caller, &creation(&request, &key), command).await?;
    Ok(created(&format!("/api/v1/advice-requests/{}", asked.advice), asked.advice.0))
}

/// Reads a request for advice.
///
/// # Errors
/// 404 when it is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/advice-requests/{adviceRequestId}", tag = "advice-requests",
    operation_id = "getAdviceRequest", summary = "Een adviesvraag",
    responses((status = 200, description = "De adviesvraag", body = AdviceRequestView))
)]
pub async fn read(
    casework: Data<Casework>,
    SignedIn(caller): SignedIn,
    Id(id): Id<AdviceRequestId>,
) -> Result<HttpResponse, Problem> {
    let file = advice::read(&casework, &caller, id).await?;
    let tag = etag(file.line.version);
    Ok(HttpResponse::Ok().insert_header((ETAG, tag)).json(AdviceRequestView::from(file)))
}

/// Answers a request for advice, once.
///
/// # Errors
/// 400 with every field that is wrong, 404 when it is not for the caller, 409 when it was answered before, 412 when
/// somebody was faster.
#[utoipa::path(
    post, path = "/api/v1/advice-requests/{adviceRequestId}/answer", tag = "advice-requests",
    operation_id = "createAnswer", summary = "Een adviesvraag beantwoorden",
    responses((status = 204, description = "De adviesvraag is beantwoord"))
)]
pub async fn answer(
    casework: Data<Casework>,
    SignedIn(caller): SignedIn,
    Id(id): Id<AdviceRequestId>,
    IfMatch(seen): IfMatch,
    JsonBody(body): JsonBody<AnswerBody>,
) -> Result<HttpResponse, Problem> {
    advice::answer(&casework, &caller, body.command(id, seen)).await?;
    Ok(HttpResponse::NoContent().finish())
}

impl From<AdviceLine> for AdviceLineView {
    fn from(line: AdviceLine) -> Self {
        Self {
            id: line.advice.0,
            version: line.version.0,
            team_id: line.team.0,
            team: line.team_name,
            asker_category: line.asker_category.code().to_owned(),
            asker_profession: line.asker_profession.map(|it| it.code().to_owned()),
            anonymous: line.anonymous,
            asked_at: line.asked_at,
            answered_at: line.answered_at,
            state: line.state.code().to_owned(),
        }
    }
}

impl From<AdviceFile> for AdviceRequestView {
    fn from(file: AdviceFile) -> Self {
        Self { line: AdviceLineView::from(file.line), question: file.question, answer: file.answer }
    }
}
