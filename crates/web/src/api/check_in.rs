//! Check-ins after closing for programs: the days on which somebody asks, and what was heard.

use actix_web::HttpResponse;
use casework::phase::{self, Answered, CheckInLine};
use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{CaseId, CheckInId};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::timeline::event::UserNameView;
use crate::shared::asked::Asked;
use crate::shared::bodies::phase::CheckInBody;
use crate::shared::body::JsonBody;
use crate::shared::created::{self, Created, creation};
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;

/// The check-ins of a case.
#[derive(Serialize, ToSchema)]
pub struct CheckInListView {
    /// De vroegste eerst
    items: Vec<CheckInView>,
}

/// A day on which somebody asks.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CheckInView {
    id: Uuid,
    due_on: NaiveDate,
    /// Of de navraag nog geldt: na heropenen niet meer
    current: bool,
    answer: Option<CheckInAnswerView>,
}

/// What was heard.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CheckInAnswerView {
    safe: bool,
    #[schema(minimum = 1, maximum = 10)]
    score: Option<u8>,
    notes: String,
    by: UserNameView,
    answered_at: DateTime<Utc>,
}

/// Lists the check-ins of a case.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/check-ins", tag = "phases", operation_id = "listCheckIns",
    summary = "De navragen na het sluiten",
    responses((status = 200, description = "De navragen", body = CheckInListView))
)]
pub async fn list(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
) -> Result<HttpResponse, Problem> {
    let found = phase::check_ins(&casework, &caller, case).await?;
    let items = found.into_iter().map(CheckInView::from).collect();
    Ok(HttpResponse::Ok().json(CheckInListView { items }))
}

/// Answers a check-in; who finds that it is not safe may open the case again with it.
///
/// # Errors
/// 400 with every field that is wrong, 403 or 404 for who is not in the duo, 409 when it was answered before.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/check-ins/{checkInId}/answer", tag = "phases",
    operation_id = "createCheckInAnswer", summary = "Een navraag beantwoorden",
    responses((status = 201, description = "Het antwoord staat erin", body = Created))
)]
pub async fn answer(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    Id(check_in): Id<CheckInId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<CheckInBody>,
) -> Result<HttpResponse, Problem> {
    let command = body.command(case, check_in);
    let made = phase::answer(&casework, &caller, &creation(&request, &key), command).await?;
    Ok(created::created(&format!("/api/v1/cases/{case}/check-ins"), made.0))
}

impl From<CheckInLine> for CheckInView {
    fn from(it: CheckInLine) -> Self {
        Self {
            id: it.id.0,
            due_on: it.due_on,
            current: it.current,
            answer: it.answer.map(CheckInAnswerView::from),
        }
    }
}

impl From<Answered> for CheckInAnswerView {
    fn from(it: Answered) -> Self {
        Self {
            safe: it.safe,
            score: it.score.map(|score| score.get()),
            notes: it.notes,
            by: it.by.into(),
            answered_at: it.at,
        }
    }
}
