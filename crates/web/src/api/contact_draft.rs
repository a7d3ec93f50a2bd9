//! The caller's own unfinished contact of a case, for programs. One for each case and person, so that a newer one
//! replaces it without asking which one it was.

use actix_web::HttpResponse;
use actix_web::web::Data;
use casework::Casework;
use casework::contact::draft::{self as drafts, SaveDraft};
use chrono::{DateTime, Utc};
use domain::id::CaseId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::shared::bodies::contact::UnfinishedContact;
use crate::shared::bodies::contact_draft::Kept;
use crate::shared::body::JsonBody;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::shared::signed_in::SignedIn;

/// An unfinished contact and when it was kept.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContactDraftView {
    #[serde(flatten)]
    entry: Kept,
    saved_at: DateTime<Utc>,
}

/// Reads the draft.
///
/// # Errors
/// 404 when there is none, or when the case is not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/contact-draft", tag = "contacts", operation_id = "getContactDraft",
    summary = "Mijn concept",
    responses((status = 200, description = "Het concept", body = ContactDraftView))
)]
pub async fn read(
    casework: Data<Casework>,
    SignedIn(caller): SignedIn,
    Id(case): Id<CaseId>,
) -> Result<HttpResponse, Problem> {
    let draft = drafts::load(&casework, &caller, case).await?.ok_or(Problem::not_found())?;
    let entry = Kept::parse(&draft.content).ok_or(Problem::not_found())?;
    Ok(HttpResponse::Ok().json(ContactDraftView { entry, saved_at: draft.saved_at }))
}

/// Keeps a draft over the one before.
///
/// # Errors
/// 400 when it cannot be read, 404 when the case is not for the caller.
#[utoipa::path(
    put, path = "/api/v1/cases/{caseId}/contact-draft", tag = "contacts", operation_id = "saveContactDraft",
    summary = "Mijn concept bewaren",
    responses((status = 204, description = "Het concept is bewaard"))
)]
pub async fn save(
    casework: Data<Casework>,
    SignedIn(caller): SignedIn,
    Id(case): Id<CaseId>,
    JsonBody(UnfinishedContact(entry)): JsonBody<UnfinishedContact>,
) -> Result<HttpResponse, Problem> {
    let command = SaveDraft { case, content: Kept::from(&entry).content() };
    drafts::save(&casework, &caller, command).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Throws the draft away; without one nothing happens.
///
/// # Errors
/// 404 when the case is not for the caller.
#[utoipa::path(
    delete, path = "/api/v1/cases/{caseId}/contact-draft", tag = "contacts", operation_id = "deleteContactDraft",
    summary = "Mijn concept weggooien",
    responses((status = 204, description = "Er is geen concept meer"))
)]
pub async fn drop(
    casework: Data<Casework>,
    SignedIn(caller): SignedIn,
    Id(case): Id<CaseId>,
) -> Result<HttpResponse, Problem> {
    drafts::drop(&casework, &caller, case).await?;
    Ok(HttpResponse::NoContent().finish())
}
