//! Red flags for programs: all of them, writing one down, what was decided on it, and that it was a mistake.

use actix_web::HttpResponse;
use casework::red_flag::{self as flags, FlagEntry, FlagLine};
use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{CaseId, RedFlagId};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::timeline::event::{PersonNameView, UserNameView};
use crate::shared::asked::Asked;
use crate::shared::bodies::red_flag::{DecisionBody, RedFlagBody, RetractionBody};
use crate::shared::body::JsonBody;
use crate::shared::created::{Created, created, creation};
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;

/// The red flags of a case.
#[derive(Serialize, ToSchema)]
pub struct RedFlagsView {
    items: Vec<RedFlagView>,
}

/// A red flag.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RedFlagView {
    id: Uuid,
    /// Wie gevaar loopt
    person: PersonNameView,
    kind: &'static str,
    /// Wie het vertelde
    source: &'static str,
    noticed_on: NaiveDate,
    note: Option<String>,
    recorded_by: UserNameView,
    recorded_at: DateTime<Utc>,
    /// Of deze rode vlag niet is ingetrokken
    stands: bool,
    /// Wat er is besloten, en de intrekking
    entries: Vec<RedFlagEntryView>,
}

/// What was written on a red flag afterwards.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RedFlagEntryView {
    id: Uuid,
    /// decision of retraction
    kind: &'static str,
    told: String,
    decided_at: DateTime<Utc>,
    by: UserNameView,
    written_at: DateTime<Utc>,
}

/// Lists the red flags, the latest first.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/red-flags", tag = "red-flags", operation_id = "listRedFlags",
    summary = "De rode vlaggen van een casus",
    responses((status = 200, description = "De rode vlaggen", body = RedFlagsView))
)]
pub async fn list(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
) -> Result<HttpResponse, Problem> {
    let items = flags::list(&casework, &caller, case).await?;
    Ok(HttpResponse::Ok().json(RedFlagsView { items: items.into_iter().map(RedFlagView::from).collect() }))
}

/// Records a red flag.
///
/// # Errors
/// 400 with every field that is wrong, 403 or 404 for who does not work on this case.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/red-flags", tag = "red-flags", operation_id = "createRedFlag",
    summary = "Een rode vlag vastleggen",
    responses((status = 201, description = "De rode vlag staat erin", body = Created))
)]
pub async fn record(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<RedFlagBody>,
) -> Result<HttpResponse, Problem> {
    let creation = creation(&request, &key);
    let recorded = flags::record(&casework, &caller, &creation, body.command(case)).await?;
    Ok(created(&location(case), recorded.flag.0))
}

/// Records what was decided on a red flag.
///
/// # Errors
/// 400 with every field that is wrong, 404 when there is no such flag, 409 when it was retracted.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/red-flags/{redFlagId}/decisions", tag = "red-flags",
    operation_id = "createRedFlagDecision", summary = "Een besluit bij een rode vlag vastleggen",
    responses((status = 201, description = "Het besluit staat erin", body = Created))
)]
pub async fn decide(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    Id(flag): Id<RedFlagId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<DecisionBody>,
) -> Result<HttpResponse, Problem> {
    let creation = creation(&request, &key);
    let written = flags::write(&casework, &caller, &creation, body.command(case, flag)).await?;
    Ok(created(&location(case), written.entry.0))
}

/// Retracts a red flag that was a mistake; it stays visible.
///
/// # Errors
/// Those of [`decide`].
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/red-flags/{redFlagId}/retractions", tag = "red-flags",
    operation_id = "createRedFlagRetraction", summary = "Een rode vlag intrekken",
    responses((status = 201, description = "De rode vlag is ingetrokken", body = Created))
)]
pub async fn retract(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    Id(flag): Id<RedFlagId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<RetractionBody>,
) -> Result<HttpResponse, Problem> {
    let creation = creation(&request, &key);
    let written = flags::write(&casework, &caller, &creation, body.command(case, flag)).await?;
    Ok(created(&location(case), written.entry.0))
}

fn location(case: CaseId) -> String {
    format!("/api/v1/cases/{case}/red-flags")
}

impl From<FlagLine> for RedFlagView {
    fn from(it: FlagLine) -> Self {
        Self {
            stands: it.stands(),
            id: it.id.0,
            person: it.person.into(),
            kind: it.kind.code(),
            source: it.source.code(),
            noticed_on: it.noticed_on,
            note: it.note,
            recorded_by: it.recorded_by.into(),
            recorded_at: it.recorded_at,
            entries: it.entries.into_iter().map(RedFlagEntryView::from).collect(),
        }
    }
}

impl From<FlagEntry> for RedFlagEntryView {
    fn from(it: FlagEntry) -> Self {
        Self {
            id: it.id.0,
            kind: it.kind.code(),
            told: it.told,
            decided_at: it.decided_at,
            by: it.by.into(),
            written_at: it.written_at,
        }
    }
}
