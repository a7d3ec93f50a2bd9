//! Which teams take part in a case, for programs: all of them, adding one, ending its part.

use actix_web::HttpResponse;
use casework::participation::{self as parts, EndParticipation, ParticipationLine};
use chrono::{DateTime, Utc};
use domain::id::{CaseId, ParticipationId};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::timeline::event::PersonNameView;
use crate::shared::asked::Asked;
use crate::shared::bodies::participation::ParticipationBody;
use crate::shared::body::JsonBody;
use crate::shared::created::{Created, created, creation};
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;

/// The teams that take or took part in a case.
#[derive(Serialize, ToSchema)]
pub struct ParticipationsView {
    items: Vec<ParticipationView>,
}

/// A team's dated task in a case.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ParticipationView {
    id: Uuid,
    team_id: Uuid,
    team_name: String,
    organisation_name: String,
    task: &'static str,
    legal_ground: &'static str,
    /// Voor wie het team werkt; anders voor het hele huishouden
    works_for: Option<PersonNameView>,
    starts_at: DateTime<Utc>,
    ends_at: Option<DateTime<Utc>>,
}

/// Lists the teams, those that take part now first.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/participations", tag = "participations", operation_id = "listParticipations",
    summary = "Welke teams betrokken zijn",
    responses((status = 200, description = "De teams, ook die van vroeger", body = ParticipationsView))
)]
pub async fn list(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
) -> Result<HttpResponse, Problem> {
    let items = parts::list(&casework, &caller, case).await?;
    let items = items.items.into_iter().map(ParticipationView::from).collect();
    Ok(HttpResponse::Ok().json(ParticipationsView { items }))
}

/// Adds a team from now on.
///
/// # Errors
/// 400 with every field that is wrong, 403 or 404 for who does not arrange this case, 409 when the team is there
/// already.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/participations", tag = "participations",
    operation_id = "createParticipation", summary = "Een team betrekken",
    responses((status = 201, description = "Het team is betrokken", body = Created))
)]
pub async fn add(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<ParticipationBody>,
) -> Result<HttpResponse, Problem> {
    let creation = creation(&request, &key);
    let added = parts::add(&casework, &caller, &creation, body.command(case)).await?;
    Ok(created(&location(case), added.participation.0))
}

/// Ends the part of a team now.
///
/// # Errors
/// 403 or 404 for who does not arrange this case, 409 when it ended before.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/participations/{participationId}/endings", tag = "participations",
    operation_id = "createParticipationEnding", summary = "De betrokkenheid van een team beëindigen",
    responses((status = 201, description = "Het team is niet meer betrokken", body = Created))
)]
pub async fn end(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    Id(participation): Id<ParticipationId>,
    key: IdempotencyKey,
    JsonBody(()): JsonBody<()>,
) -> Result<HttpResponse, Problem> {
    let creation = creation(&request, &key);
    let ended = parts::end(&casework, &caller, &creation, EndParticipation { case, participation }).await?;
    Ok(created(&location(case), ended.participation.0))
}

fn location(case: CaseId) -> String {
    format!("/api/v1/cases/{case}/participations")
}

impl From<ParticipationLine> for ParticipationView {
    fn from(it: ParticipationLine) -> Self {
        Self {
            id: it.id.0,
            team_id: it.value.team.0,
            team_name: it.team_name,
            organisation_name: it.organisation_name,
            task: it.value.task.code(),
            legal_ground: it.value.ground.code(),
            works_for: it.works_for.map(PersonNameView::from),
            starts_at: it.value.from,
            ends_at: it.value.until,
        }
    }
}
