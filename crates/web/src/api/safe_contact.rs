//! How people are reached safely, for programs: the last of each, and noting a new one.

use actix_web::HttpResponse;
use casework::safe_contact::{self as ways, SafeContactLine};
use chrono::{DateTime, Utc};
use domain::id::CaseId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::timeline::event::{PersonNameView, UserNameView};
use crate::shared::asked::Asked;
use crate::shared::bodies::safe_contact::SafeContactBody;
use crate::shared::body::JsonBody;
use crate::shared::created::{Created, created, creation};
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;

/// How people are reached safely. Somebody who is not in it was not asked yet.
#[derive(Serialize, ToSchema)]
pub struct SafeContactsView {
    items: Vec<SafeContactView>,
}

/// How one person is reached safely.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SafeContactView {
    id: Uuid,
    person: PersonNameView,
    channel: &'static str,
    /// Nummer, adres of naam
    reach: Option<String>,
    hours: Option<String>,
    may_be_said: Option<String>,
    /// Wie er nog meer meeluistert of meeleest
    overheard_by: Option<String>,
    message_allowed: bool,
    noted_by: UserNameView,
    noted_at: DateTime<Utc>,
}

/// Lists the last safe way of everybody.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/safe-contacts", tag = "safe-contacts", operation_id = "listSafeContacts",
    summary = "Hoe iedereen veilig bereikbaar is",
    responses((status = 200, description = "De laatste veilige manier van iedereen", body = SafeContactsView))
)]
pub async fn list(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
) -> Result<HttpResponse, Problem> {
    let items = ways::list(&casework, &caller, case).await?;
    let items = items.into_iter().map(SafeContactView::from).collect();
    Ok(HttpResponse::Ok().json(SafeContactsView { items }))
}

/// Notes how somebody is reached safely; what was noted before stays.
///
/// # Errors
/// 400 with every field that is wrong, 403 or 404 for who does not work on this case.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/safe-contacts", tag = "safe-contacts", operation_id = "createSafeContact",
    summary = "Vastleggen hoe iemand veilig bereikbaar is",
    responses((status = 201, description = "De veilige manier staat erin", body = Created))
)]
pub async fn note(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<SafeContactBody>,
) -> Result<HttpResponse, Problem> {
    let creation = creation(&request, &key);
    let noted = ways::note(&casework, &caller, &creation, body.command(case)).await?;
    Ok(created(&format!("/api/v1/cases/{case}/safe-contacts"), noted.safe_contact.0))
}

impl From<SafeContactLine> for SafeContactView {
    fn from(it: SafeContactLine) -> Self {
        Self {
            id: it.id.0,
            person: it.person.into(),
            channel: it.channel.code(),
            reach: it.reach,
            hours: it.hours,
            may_be_said: it.may_be_said,
            overheard_by: it.overheard_by,
            message_allowed: it.message_allowed,
            noted_by: it.noted_by.into(),
            noted_at: it.noted_at,
        }
    }
}
