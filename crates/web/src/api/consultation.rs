//! Consultations for programs: the lists, asking, and each step of one.

pub mod step;
pub mod view;

use actix_web::HttpResponse;
use actix_web::http::header::ETAG;
use actix_web::web::Data;
use casework::Casework;
use casework::consultation::{self, ConsultationLine};
use domain::id::ConsultationId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::shared::asked::Asked;
use crate::shared::bodies::consultation::ConsultationBody;
use crate::shared::body::JsonBody;
use crate::shared::created::{Created, created, creation};
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::Id;
use crate::shared::if_match::etag;
use crate::shared::problem::Problem;
use crate::shared::signed_in::SignedIn;
use view::{ConsultationLineView, ConsultationView};

/// The caller's own consultations.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConsultationsView {
    /// Wat de vrager zelf vroeg, het nieuwste eerst
    asked: Vec<ConsultationLineView>,
    /// Waarin de vrager adviseert of adviseerde, het nieuwste eerst
    advised: Vec<ConsultationLineView>,
}

/// What waits where the caller's teams advise.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConsultationBoardView {
    /// Wat nog niemand oppakte, het dringendste en langst wachtende eerst
    waiting: Vec<ConsultationLineView>,
    /// Wat iemand oppakte
    in_hand: Vec<ConsultationLineView>,
}

/// Lists what the caller asked and advises on.
///
/// # Errors
/// 401 when nobody is signed in.
#[utoipa::path(
    get, path = "/api/v1/consultations", tag = "consultations", operation_id = "listConsultations",
    summary = "Mijn consultaties",
    responses((status = 200, description = "De consultaties, zonder de vragen zelf", body = ConsultationsView))
)]
pub async fn list(casework: Data<Casework>, SignedIn(caller): SignedIn) -> Result<HttpResponse, Problem> {
    let found = consultation::lists(&casework, &caller).await?;
    let view = |it: Vec<ConsultationLine>| {
        it.into_iter().map(|it| ConsultationLineView::of(it, found.now)).collect()
    };
    let (asked, advised) = (view(found.asked), view(found.advised));
    Ok(HttpResponse::Ok().json(ConsultationsView { asked, advised }))
}

/// Lists what waits where the caller's teams advise.
///
/// # Errors
/// 404 for who neither advises nor divides that work.
#[utoipa::path(
    get, path = "/api/v1/consultation-board", tag = "consultations", operation_id = "getConsultationBoard",
    summary = "Consultaties die wachten",
    responses((status = 200, description = "Wat wacht en wat opgepakt is", body = ConsultationBoardView))
)]
pub async fn board(casework: Data<Casework>, SignedIn(caller): SignedIn) -> Result<HttpResponse, Problem> {
    let found = consultation::board(&casework, &caller).await?;
    let view = |it: Vec<ConsultationLine>| {
        it.into_iter().map(|it| ConsultationLineView::of(it, found.now)).collect()
    };
    let (waiting, in_hand) = (view(found.waiting), view(found.in_hand));
    Ok(HttpResponse::Ok().json(ConsultationBoardView { waiting, in_hand }))
}

/// Asks for a consultation.
///
/// # Errors
/// 400 with every field that is wrong, also when a question without a case tells of whom it is; 404 for who asks none.
#[utoipa::path(
    post, path = "/api/v1/consultations", tag = "consultations", operation_id = "createConsultation",
    summary = "Een consultatie vragen",
    responses((status = 201, description = "De vraag staat klaar voor wie adviseert", body = Created))
)]
pub async fn ask(
    Asked { caller, casework, request }: Asked,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<ConsultationBody>,
) -> Result<HttpResponse, Problem> {
    let asked = consultation::ask(&casework, &caller, &creation(&request, &key), body.command()).await?;
    let id = asked.consultation;
    Ok(created(&format!("/api/v1/consultations/{id}"), id.0))
}

/// Reads a consultation.
///
/// # Errors
/// 404 when it is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/consultations/{consultationId}", tag = "consultations",
    operation_id = "getConsultation", summary = "Een consultatie",
    responses((status = 200, description = "De consultatie", body = ConsultationView))
)]
pub async fn read(
    casework: Data<Casework>,
    SignedIn(caller): SignedIn,
    Id(id): Id<ConsultationId>,
) -> Result<HttpResponse, Problem> {
    let seen = consultation::read(&casework, &caller, id).await?;
    let tag = etag(seen.line.version);
    Ok(HttpResponse::Ok().insert_header((ETAG, tag)).json(ConsultationView::from(seen)))
}
