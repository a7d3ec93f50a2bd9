//! The steps of a consultation: taking it up, giving it to somebody, advice, a further question, the end.

use actix_web::HttpResponse;
use actix_web::web::Data;
use casework::Casework;
use casework::consultation::{self, Adviser};
use domain::id::ConsultationId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::shared::asked::Asked;
use crate::shared::bodies::consultation::{
    ConsultationAdviceBody, ConsultationAssignmentBody, ConsultationEndBody, FollowUpBody,
};
use crate::shared::body::JsonBody;
use crate::shared::created::{Created, created, creation};
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::shared::signed_in::SignedIn;

/// Who can advise, who knows the subject first and then who has most room.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConsultationAdvisersView {
    items: Vec<ConsultationAdviserView>,
}

/// Somebody who can advise.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConsultationAdviserView {
    membership_id: Uuid,
    name: String,
    organisation: String,
    /// Of deze persoon van het onderwerp weet
    knows_subject: bool,
    /// Consultaties die op een antwoord van deze persoon wachten
    consultations: i64,
    /// Lopende casussen waarin deze persoon in het duo zit
    cases: i64,
}

/// Takes up a consultation.
///
/// # Errors
/// 404 when it is not there or not for the caller, 409 when somebody else was faster.
#[utoipa::path(
    post, path = "/api/v1/consultations/{consultationId}/claim", tag = "consultations",
    operation_id = "createConsultationClaim", summary = "Een consultatie oppakken",
    responses(
        (status = 201, description = "De consultatie is opgepakt", body = Created),
        (status = 409, description = "Iemand anders was sneller, of de consultatie is afgesloten"),
    )
)]
pub async fn claim(
    Asked { caller, casework, request }: Asked,
    Id(id): Id<ConsultationId>,
    key: IdempotencyKey,
    JsonBody(()): JsonBody<()>,
) -> Result<HttpResponse, Problem> {
    let id = consultation::claim(&casework, &caller, &creation(&request, &key), id).await?;
    Ok(after(id))
}

/// Lists who can advise.
///
/// # Errors
/// 403 or 404 for who does not divide that work.
#[utoipa::path(
    get, path = "/api/v1/consultations/{consultationId}/advisers", tag = "consultations",
    operation_id = "listConsultationAdvisers", summary = "Wie kan adviseren",
    responses((status = 200, description = "Wie kan adviseren", body = ConsultationAdvisersView))
)]
pub async fn advisers(
    casework: Data<Casework>,
    SignedIn(caller): SignedIn,
    Id(id): Id<ConsultationId>,
) -> Result<HttpResponse, Problem> {
    let (_, found) = consultation::advisers(&casework, &caller, id).await?;
    let items = found.into_iter().map(ConsultationAdviserView::from).collect();
    Ok(HttpResponse::Ok().json(ConsultationAdvisersView { items }))
}

/// Gives a consultation to somebody.
///
/// # Errors
/// 400 with every field that is wrong, 403 or 404 for who does not divide that work, 409 for somebody who cannot advise.
#[utoipa::path(
    post, path = "/api/v1/consultations/{consultationId}/assignments", tag = "consultations",
    operation_id = "createConsultationAssignment", summary = "Een consultatie aan iemand geven",
    responses(
        (status = 201, description = "De consultatie is gegeven", body = Created),
        (status = 409, description = "Deze collega kan niet adviseren of doet dat al"),
    )
)]
pub async fn assign(
    Asked { caller, casework, request }: Asked,
    Id(id): Id<ConsultationId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<ConsultationAssignmentBody>,
) -> Result<HttpResponse, Problem> {
    let id = consultation::assign(&casework, &caller, &creation(&request, &key), body.command(id)).await?;
    Ok(after(id))
}

/// Gives advice.
///
/// # Errors
/// 400 with every field that is wrong, 404 when it is not for the caller, 409 when nothing waits or the facts changed.
#[utoipa::path(
    post, path = "/api/v1/consultations/{consultationId}/advice", tag = "consultations",
    operation_id = "createConsultationAdvice", summary = "Advies geven",
    responses(
        (status = 201, description = "Het advies is gegeven", body = Created),
        (status = 409, description = "Er wacht geen vraag, of de gegevens zijn vernieuwd"),
    )
)]
pub async fn answer(
    Asked { caller, casework, request }: Asked,
    Id(id): Id<ConsultationId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<ConsultationAdviceBody>,
) -> Result<HttpResponse, Problem> {
    let id = consultation::answer(&casework, &caller, &creation(&request, &key), body.command(id)).await?;
    Ok(after(id))
}

/// Asks further.
///
/// # Errors
/// 400 with every field that is wrong, 404 when it is not for the caller, 409 when nothing was answered yet.
#[utoipa::path(
    post, path = "/api/v1/consultations/{consultationId}/follow-ups", tag = "consultations",
    operation_id = "createConsultationFollowUp", summary = "Doorvragen",
    responses(
        (status = 201, description = "De vraag staat erbij", body = Created),
        (status = 409, description = "Er is nog geen advies"),
    )
)]
pub async fn ask_further(
    Asked { caller, casework, request }: Asked,
    Id(id): Id<ConsultationId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<FollowUpBody>,
) -> Result<HttpResponse, Problem> {
    let command = body.command(id);
    let id = consultation::ask_further(&casework, &caller, &creation(&request, &key), command).await?;
    Ok(after(id))
}

/// Ends a consultation with what came of it.
///
/// # Errors
/// 400 with every field that is wrong, 404 when it is not for the caller, 409 when it cannot end like this now.
#[utoipa::path(
    post, path = "/api/v1/consultations/{consultationId}/ending", tag = "consultations",
    operation_id = "createConsultationEnding", summary = "Een consultatie afsluiten",
    responses(
        (status = 201, description = "De consultatie is afgesloten", body = Created),
        (status = 409, description = "De consultatie kan nu niet zo eindigen"),
    )
)]
pub async fn end(
    Asked { caller, casework, request }: Asked,
    Id(id): Id<ConsultationId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<ConsultationEndBody>,
) -> Result<HttpResponse, Problem> {
    let id = consultation::end(&casework, &caller, &creation(&request, &key), body.command(id)).await?;
    Ok(after(id))
}

fn after(id: ConsultationId) -> HttpResponse {
    created(&format!("/api/v1/consultations/{id}"), id.0)
}

impl From<Adviser> for ConsultationAdviserView {
    fn from(adviser: Adviser) -> Self {
        Self {
            membership_id: adviser.load.membership.0,
            name: adviser.name,
            organisation: adviser.organisation,
            knows_subject: adviser.knows,
            consultations: adviser.load.consultations,
            cases: adviser.load.cases,
        }
    }
}
