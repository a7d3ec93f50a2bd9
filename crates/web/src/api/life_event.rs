//! Life events for programs: recording one, correcting one, withdrawing one, and those of a case.

use actix_web::HttpResponse;
use casework::life_event::{self, CorrectLifeEvent, LifeEventLine, RecordLifeEvent, Withdrawn};
use chrono::{DateTime, Utc};
use domain::id::{CaseId, LifeEventId};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::timeline::event::{PersonNameView, UserNameView};
use crate::shared::asked::Asked;
use crate::shared::bodies::life_event::{LifeEventWithdrawalBody, NewLifeEvent};
use crate::shared::body::JsonBody;
use crate::shared::created::{Created, created, creation};
use crate::shared::fields::Draft;
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;

/// The life events of a case.
#[derive(Serialize, ToSchema)]
pub struct LifeEventsView {
    /// Wat het laatst komt eerst; ook wat later is verbeterd of ingetrokken
    items: Vec<LifeEventView>,
}

/// A life event.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LifeEventView {
    id: Uuid,
    /// birth of conflict_separation
    kind: &'static str,
    /// Of het nog niet was gebeurd toen het werd vastgelegd
    expected: bool,
    /// De dag of de maand
    happens: String,
    /// Om wie het gaat; niemand voor het hele huishouden
    persons: Vec<PersonNameView>,
    note: Option<String>,
    /// De gebeurtenis die dit verbetert
    corrects_id: Option<Uuid>,
    /// De gebeurtenis die dit heeft verbeterd
    corrected_by_id: Option<Uuid>,
    by: UserNameView,
    organisation_id: Uuid,
    recorded_at: DateTime<Utc>,
    /// De intrekking, als het een vergissing was
    withdrawal: Option<LifeEventWithdrawalView>,
}

/// That a life event was a mistake.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LifeEventWithdrawalView {
    reason: String,
    by: UserNameView,
    withdrawn_at: DateTime<Utc>,
}

/// Lists the life events of a case.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/life-events", tag = "life-events", operation_id = "listLifeEvents",
    summary = "De grote gebeurtenissen van een casus",
    responses((status = 200, description = "De gebeurtenissen", body = LifeEventsView))
)]
pub async fn list(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
) -> Result<HttpResponse, Problem> {
    let items = life_event::list(&casework, &caller, case).await?;
    Ok(HttpResponse::Ok()
        .json(LifeEventsView { items: items.into_iter().map(LifeEventView::from).collect() }))
}

/// Records a life event. It asks for a look at the safety plan.
///
/// # Errors
/// 400 with every field that is wrong, 403 or 404 for who is not in the duo, 409 for a closed case.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/life-events", tag = "life-events", operation_id = "createLifeEvent",
    summary = "Een grote gebeurtenis vastleggen",
    responses((status = 201, description = "De gebeurtenis staat erin", body = Created))
)]
pub async fn record(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<Draft<NewLifeEvent>>,
) -> Result<HttpResponse, Problem> {
    let command = RecordLifeEvent { case, event: body.event(casework.clock.now())? };
    let made = life_event::record(&casework, &caller, &creation(&request, &key), command).await?;
    Ok(created(&location(case), made.0))
}

/// Corrects a life event with a new one; the old one stays.
///
/// # Errors
/// 400 with every field that is wrong, 403 or 404 for who is not in the duo, 409 when it was corrected or withdrawn
/// before.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/life-events/{lifeEventId}/corrections", tag = "life-events",
    operation_id = "createLifeEventCorrection", summary = "Een grote gebeurtenis verbeteren",
    responses((status = 201, description = "De verbetering staat erin", body = Created))
)]
pub async fn correct(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    Id(target): Id<LifeEventId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<Draft<NewLifeEvent>>,
) -> Result<HttpResponse, Problem> {
    let command = CorrectLifeEvent { case, target, event: body.event(casework.clock.now())? };
    let made = life_event::correct(&casework, &caller, &creation(&request, &key), command).await?;
    Ok(created(&location(case), made.0))
}

/// Withdraws a life event that was a mistake; it stays visible.
///
/// # Errors
/// Those of [`correct`].
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/life-events/{lifeEventId}/withdrawals", tag = "life-events",
    operation_id = "createLifeEventWithdrawal", summary = "Een grote gebeurtenis intrekken",
    responses((status = 201, description = "De gebeurtenis is ingetrokken", body = Created))
)]
pub async fn withdraw(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    Id(target): Id<LifeEventId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<LifeEventWithdrawalBody>,
) -> Result<HttpResponse, Problem> {
    let creation = creation(&request, &key);
    let made = life_event::withdraw(&casework, &caller, &creation, body.command(case, target)).await?;
    Ok(created(&location(case), made.0))
}

fn location(case: CaseId) -> String {
    format!("/api/v1/cases/{case}/life-events")
}

impl From<LifeEventLine> for LifeEventView {
    fn from(it: LifeEventLine) -> Self {
        Self {
            id: it.id.0,
            kind: it.kind.code(),
            expected: it.expected,
            happens: it.happens.to_text(),
            persons: it.people.into_iter().map(PersonNameView::from).collect(),
            note: it.note,
            corrects_id: it.corrects.map(|it| it.0),
            corrected_by_id: it.corrected_by.map(|it| it.0),
            by: it.by.into(),
            organisation_id: it.organisation.0,
            recorded_at: it.recorded_at,
            withdrawal: it.withdrawn.map(LifeEventWithdrawalView::from),
        }
    }
}

impl From<Withdrawn> for LifeEventWithdrawalView {
    fn from(it: Withdrawn) -> Self {
        Self { reason: it.reason, by: it.by.into(), withdrawn_at: it.at }
    }
}
