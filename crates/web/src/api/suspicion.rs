//! Suspicions of intieme terreur for programs: every one there was, raising one, withdrawing it.

use actix_web::HttpResponse;
use casework::suspicion::{self as suspicions, SuspicionLine};
use chrono::{DateTime, Utc};
use domain::id::{CaseId, TerrorSuspicionId};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::timeline::event::{PersonNameView, UserNameView};
use crate::shared::asked::Asked;
use crate::shared::bodies::suspicion::{SuspicionBody, WithdrawalBody};
use crate::shared::body::JsonBody;
use crate::shared::created::{Created, created, creation};
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;

/// The suspicions that there were in a case.
#[derive(Serialize, ToSchema)]
pub struct TerrorSuspicionsView {
    items: Vec<TerrorSuspicionView>,
}

/// A suspicion of intieme terreur.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TerrorSuspicionView {
    id: Uuid,
    victim: PersonNameView,
    accused: PersonNameView,
    reason: String,
    raised_by: UserNameView,
    raised_at: DateTime<Utc>,
    /// Hoe het vermoeden is ingetrokken; leeg zolang het er is
    withdrawal: Option<WithdrawalView>,
}

/// How a suspicion ended.
#[derive(Serialize, ToSchema)]
pub struct WithdrawalView {
    reason: String,
    by: UserNameView,
    at: DateTime<Utc>,
}

/// Lists the suspicions, the latest first.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/terror-suspicions", tag = "terror-suspicions",
    operation_id = "listTerrorSuspicions", summary = "De vermoedens van intieme terreur in een casus",
    responses((status = 200, description = "De vermoedens, ook die van vroeger", body = TerrorSuspicionsView))
)]
pub async fn list(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
) -> Result<HttpResponse, Problem> {
    let items = suspicions::list(&casework, &caller, case).await?;
    let items = items.into_iter().map(TerrorSuspicionView::from).collect();
    Ok(HttpResponse::Ok().json(TerrorSuspicionsView { items }))
}

/// Raises a suspicion.
///
/// # Errors
/// 400 with every field that is wrong, 403 or 404 for who is not in the duo, 409 when it runs already.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/terror-suspicions", tag = "terror-suspicions",
    operation_id = "createTerrorSuspicion", summary = "Een vermoeden van intieme terreur vastleggen",
    responses((status = 201, description = "Het vermoeden staat erin", body = Created))
)]
pub async fn raise(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<SuspicionBody>,
) -> Result<HttpResponse, Problem> {
    let creation = creation(&request, &key);
    let raised = suspicions::raise(&casework, &caller, &creation, body.command(case)).await?;
    Ok(created(&location(case), raised.suspicion.0))
}

/// Withdraws a suspicion.
///
/// # Errors
/// 400 without a reason, 404 when there is no such suspicion, 409 when it was withdrawn before.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/terror-suspicions/{terrorSuspicionId}/withdrawals", tag = "terror-suspicions",
    operation_id = "createTerrorSuspicionWithdrawal", summary = "Een vermoeden van intieme terreur intrekken",
    responses((status = 201, description = "Het vermoeden is ingetrokken", body = Created))
)]
pub async fn withdraw(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    Id(suspicion): Id<TerrorSuspicionId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<WithdrawalBody>,
) -> Result<HttpResponse, Problem> {
    let creation = creation(&request, &key);
    let ended = suspicions::withdraw(&casework, &caller, &creation, body.command(case, suspicion)).await?;
    Ok(created(&location(case), ended.suspicion.0))
}

fn location(case: CaseId) -> String {
    format!("/api/v1/cases/{case}/terror-suspicions")
}

impl From<SuspicionLine> for TerrorSuspicionView {
    fn from(it: SuspicionLine) -> Self {
        Self {
            id: it.id.0,
            victim: it.victim.into(),
            accused: it.accused.into(),
            reason: it.reason,
            raised_by: it.raised_by.into(),
            raised_at: it.raised_at,
            withdrawal: it.ended.map(|end| WithdrawalView {
                reason: end.reason,
                by: end.by.into(),
                at: end.at,
            }),
        }
    }
}
