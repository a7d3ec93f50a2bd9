//! The progress log for programs: writing a contact down, reading one, correcting one.

use actix_web::HttpResponse;
use actix_web::http::header::LOCATION;
use casework::case::timeline;
use casework::contact::{self as contacts, CorrectContact, LogContact, Logged};
use domain::id::{CaseId, ContactId};

use super::timeline::event::TimelineItemView;
use crate::shared::asked::Asked;
use crate::shared::bodies::contact::NewContact;
use crate::shared::body::JsonBody;
use crate::shared::created::{Created, creation};
use crate::shared::fields::Draft;
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;

/// Logs a contact.
///
/// # Errors
/// 400 with every field that is wrong, 404 when the case is not for the caller.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/contacts", tag = "contacts", operation_id = "createContact",
    summary = "Een contact vastleggen",
    responses((status = 201, description = "Het contact staat erin", body = Created))
)]
pub async fn log(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<Draft<NewContact>>,
) -> Result<HttpResponse, Problem> {
    let command = LogContact { case, entry: body.entry(casework.clock.now())? };
    let logged = contacts::log(&casework, &caller, &creation(&request, &key), command).await?;
    Ok(created(logged))
}

/// Reads one contact, as the timeline shows it.
///
/// # Errors
/// 404 when it is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/contacts/{contactId}", tag = "contacts", operation_id = "getContact",
    summary = "Een contact",
    responses((status = 200, description = "Het contact", body = TimelineItemView))
)]
pub async fn read(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
    Id(contact): Id<ContactId>,
) -> Result<HttpResponse, Problem> {
    let item = timeline::read_contact(&casework, &caller, case, contact).await?;
    Ok(HttpResponse::Ok().json(TimelineItemView::from(item)))
}

/// Corrects a contact with a new one; the old one stays.
///
/// # Errors
/// 400 with every field that is wrong, 404 when the case is not for the caller, 409 when it was corrected before.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/contacts/{contactId}/corrections", tag = "contacts",
    operation_id = "createContactCorrection", summary = "Een contact verbeteren",
    responses((status = 201, description = "De verbetering staat erin", body = Created))
)]
pub async fn correct(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    Id(target): Id<ContactId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<Draft<NewContact>>,
) -> Result<HttpResponse, Problem> {
    let command = CorrectContact { case, target, entry: body.entry(casework.clock.now())? };
    let logged = contacts::correct(&casework, &caller, &creation(&request, &key), command).await?;
    Ok(created(logged))
}

fn created(logged: Logged) -> HttpResponse {
    let location = format!("/api/v1/cases/{}/contacts/{}", logged.case, logged.contact);
    HttpResponse::Created().insert_header((LOCATION, location)).json(Created { id: logged.contact.0 })
}
