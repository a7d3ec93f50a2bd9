//! When each member of the household was last seen, for programs.

use actix_web::HttpResponse;
use actix_web::web::Data;
use casework::Casework;
use casework::contact::{self as contacts, LastSeen};
use chrono::{DateTime, Utc};
use domain::id::CaseId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::shared::signed_in::SignedIn;

/// The members of the household now.
#[derive(Serialize, ToSchema)]
pub struct LastSeenView {
    items: Vec<LastSeenPersonView>,
}

/// A member of the household, and when this person was last seen.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LastSeenPersonView {
    person_id: Uuid,
    name: String,
    role: &'static str,
    birth: String,
    /// Wanneer iemand deze persoon voor het laatst zag; bellen telt niet
    seen_at: Option<DateTime<Utc>>,
    /// Wanneer iemand deze persoon voor het laatst zag zonder anderen uit het huishouden
    seen_alone_at: Option<DateTime<Utc>>,
    /// Een kind dat nog nooit alleen is gezien
    child_never_seen_alone: bool,
}

/// Tells when each member was last seen.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/last-seen", tag = "contacts", operation_id = "listLastSeen",
    summary = "Wie wanneer is gezien",
    responses((status = 200, description = "De leden van het huishouden", body = LastSeenView))
)]
pub async fn read(
    casework: Data<Casework>,
    SignedIn(caller): SignedIn,
    Id(case): Id<CaseId>,
) -> Result<HttpResponse, Problem> {
    let people = contacts::last_seen(&casework, &caller, case).await?;
    let items = people.into_iter().map(LastSeenPersonView::from).collect();
    Ok(HttpResponse::Ok().json(LastSeenView { items }))
}

impl From<LastSeen> for LastSeenPersonView {
    fn from(it: LastSeen) -> Self {
        Self {
            child_never_seen_alone: it.is_child_never_seen_alone(),
            person_id: it.person.0,
            name: it.name,
            role: it.role.code(),
            birth: it.birth,
            seen_at: it.seen_at,
            seen_alone_at: it.seen_alone_at,
        }
    }
}
