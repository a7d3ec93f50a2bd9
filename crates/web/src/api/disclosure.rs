//! The plan on paper for programs: for whom, what would be on it and what not, and giving it away.

use actix_web::HttpResponse;
use casework::disclosure::{self as disclosures, DisclosureFile, DisclosureLine, LeftOutItem, ReaderChoice};
use chrono::{DateTime, Utc};
use domain::id::{CaseId, DisclosureId};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::timeline::event::{PersonNameView, UserNameView};
use crate::shared::asked::Asked;
use crate::shared::bodies::disclosure::{PaperGiven, PaperWanted};
use crate::shared::body::{JsonBody, Query};
use crate::shared::created::{Created, created, creation};
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::Id;
use crate::shared::paper;
use crate::shared::problem::{Kind, Problem};

/// For whom the plan can be printed.
#[derive(Serialize, ToSchema)]
pub struct PaperReadersView {
    items: Vec<PaperReaderView>,
}

/// Somebody for whom the plan can be printed.
#[derive(Serialize, ToSchema)]
pub struct PaperReaderView {
    reader: &'static str,
    /// Wie uit het huishouden het leest, of wiens school
    person: Option<Uuid>,
    name: Option<String>,
}

/// What would be on a paper, and what not.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PaperPreviewView {
    plan_version: i32,
    /// De tekst, zoals die op papier komt
    document: Value,
    left_out: Vec<LeftOutView>,
}

/// A part of the plan that is not on the paper.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LeftOutView {
    item_id: Uuid,
    why: &'static str,
}

/// What was given of a case.
#[derive(Serialize, ToSchema)]
pub struct DisclosuresView {
    items: Vec<DisclosureView>,
}

/// What was given, to whom and why.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DisclosureView {
    id: Uuid,
    /// Niet bij een overdracht van voor het eerste plan
    plan_version: Option<i32>,
    /// De overdracht waarmee het is gegeven
    handover_id: Option<Uuid>,
    reader: &'static str,
    /// Wie uit het huishouden het leest, of wiens school
    person: Option<PersonNameView>,
    sheet: &'static str,
    ground: &'static str,
    receiver: String,
    /// Zoveel onderdelen van het plan staan er niet op
    #[schema(minimum = 0)]
    left_out: i16,
    /// SHA-256 van de tekst, hexadecimaal
    content_hash: String,
    given_by: UserNameView,
    given_at: DateTime<Utc>,
}

/// The same, word for word.
#[derive(Serialize, ToSchema)]
pub struct DisclosureFileView {
    #[serde(flatten)]
    line: DisclosureView,
    /// De tekst, zoals die op papier stond
    document: Value,
}

/// Lists for whom the plan can be printed.
///
/// # Errors
/// 404 when the case is not there or not for the caller, 403 outside the duo, 409 without a version that holds.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/paper-readers", tag = "disclosures", operation_id = "listPaperReaders",
    summary = "Voor wie het plan op papier kan",
    responses(
        (status = 200, description = "De mogelijke lezers", body = PaperReadersView),
        (status = 409, description = "Er is nog geen vastgesteld plan"),
    )
)]
pub async fn readers(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
) -> Result<HttpResponse, Problem> {
    let items = disclosures::readers(&casework, &caller, case).await?;
    let items = items.into_iter().map(PaperReaderView::from).collect();
    Ok(HttpResponse::Ok().json(PaperReadersView { items }))
}

/// Tells what would be on the paper of a reader, and what is left out and why.
///
/// # Errors
/// 404 when the case or the reader is not there, 403 outside the duo, 409 without a version that holds.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/paper-preview", tag = "disclosures", operation_id = "getPaperPreview",
    summary = "Wat er op papier komt, en wat niet",
    responses(
        (status = 200, description = "De tekst, en wat er niet op staat", body = PaperPreviewView),
        (status = 409, description = "Er is nog geen vastgesteld plan"),
    )
)]
pub async fn preview(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
    Query(wanted): Query<PaperWanted>,
) -> Result<HttpResponse, Problem> {
    let preview = disclosures::preview(&casework, &caller, wanted.of(case)).await?;
    let view = PaperPreviewView {
        plan_version: preview.version.line.number,
        document: json_of(&paper::kept(&preview))?,
        left_out: preview.left_out.iter().map(LeftOutView::from).collect(),
    };
    Ok(HttpResponse::Ok().json(view))
}

/// Lists what was given of a case, the latest first.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/disclosures", tag = "disclosures", operation_id = "listDisclosures",
    summary = "Wat er aan wie is gegeven",
    responses((status = 200, description = "Het laatste eerst", body = DisclosuresView))
)]
pub async fn list(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
) -> Result<HttpResponse, Problem> {
    let items = disclosures::list(&casework, &caller, case).await?;
    let items = items.into_iter().map(DisclosureView::from).collect();
    Ok(HttpResponse::Ok().json(DisclosuresView { items }))
}

/// Gives the plan to somebody; what is on the paper is kept word for word.
///
/// # Errors
/// 400 with every field that is wrong, 404 when the case or the reader is not there, 403 outside the duo, 409 without a
/// version that holds.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/disclosures", tag = "disclosures", operation_id = "createDisclosure",
    summary = "Het plan aan iemand geven",
    responses((status = 201, description = "Vastgelegd wat er is gegeven", body = Created))
)]
pub async fn give(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<PaperGiven>,
) -> Result<HttpResponse, Problem> {
    let creation = creation(&request, &key);
    let id = disclosures::give(&casework, &caller, &creation, body.command(case), paper::kept).await?;
    Ok(created(&format!("/api/v1/cases/{case}/disclosures/{id}"), id.0))
}

/// Reads what was given, word for word.
///
/// # Errors
/// 404 when it is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/disclosures/{disclosureId}", tag = "disclosures",
    operation_id = "getDisclosure", summary = "Wat er is gegeven, letterlijk",
    responses((status = 200, description = "De tekst die is gegeven", body = DisclosureFileView))
)]
pub async fn read(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
    Id(id): Id<DisclosureId>,
) -> Result<HttpResponse, Problem> {
    let DisclosureFile { line, content } = disclosures::read(&casework, &caller, case, id).await?;
    let view = DisclosureFileView { line: line.into(), document: json_of(&content)? };
    Ok(HttpResponse::Ok().json(view))
}

/// A kept document; one that is broken is never given out in part.
fn json_of(kept: &str) -> Result<Value, Problem> {
    serde_json::from_str(kept).ok().ok_or(Problem::new(Kind::Broken))
}

impl From<ReaderChoice> for PaperReaderView {
    fn from(it: ReaderChoice) -> Self {
        Self { reader: it.reader.code(), person: it.person.map(|it| it.0), name: it.name }
    }
}

impl From<&LeftOutItem> for LeftOutView {
    fn from(it: &LeftOutItem) -> Self {
        Self { item_id: it.item.id.0, why: it.why.code() }
    }
}

impl From<DisclosureLine> for DisclosureView {
    fn from(it: DisclosureLine) -> Self {
        Self {
            id: it.id.0,
            plan_version: it.plan_version,
            handover_id: it.handover.map(|it| it.0),
            reader: it.reader.code(),
            person: it.person.map(PersonNameView::from),
            sheet: it.sheet.code(),
            ground: it.ground.code(),
            receiver: it.receiver,
            left_out: it.left_out,
            content_hash: it.content_hash.iter().map(|it| format!("{it:02x}")).collect(),
            given_by: it.given_by.into(),
            given_at: it.given_at,
        }
    }
}
