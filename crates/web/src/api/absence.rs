//! Absences for programs: who is away, saying so with who stands in, and being back sooner.

use actix_web::HttpResponse;
use casework::absence::{self, AbsenceLine};
use chrono::{DateTime, Utc};
use domain::id::AbsenceId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::timeline::event::UserNameView;
use crate::shared::asked::Asked;
use crate::shared::bodies::absence::AbsenceBody;
use crate::shared::body::JsonBody;
use crate::shared::created::{Created, created, creation};
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::Id;
use crate::shared::problem::{Kind, Problem};

const PATH: &str = "/api/v1/absences";

/// Absences that go on, that come, and of the last month.
#[derive(Serialize, ToSchema)]
pub struct AbsencesView {
    items: Vec<AbsenceView>,
}

/// An absence.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AbsenceView {
    id: Uuid,
    who: UserNameView,
    /// De aanstelling waarin deze persoon afwezig is
    membership_id: Uuid,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    covers: Vec<CoverView>,
}

/// Who stands in.
#[derive(Serialize, ToSchema)]
pub struct CoverView {
    by: UserNameView,
    /// In hoeveel plekken
    #[schema(minimum = 1)]
    seats: usize,
}

/// Lists the absences of the caller and, for who leads a team, of the team.
///
/// # Errors
/// When the database is away.
#[utoipa::path(
    get, path = "/api/v1/absences", tag = "absences", operation_id = "listAbsences", summary = "Wie er afwezig is",
    responses((status = 200, description = "De afwezigheid", body = AbsencesView))
)]
pub async fn list(Asked { caller, casework, .. }: Asked) -> Result<HttpResponse, Problem> {
    let items = absence::list(&casework, &caller).await?.into_iter().map(AbsenceView::from).collect();
    Ok(HttpResponse::Ok().json(AbsencesView { items }))
}

/// Says that somebody is away, and lets colleagues stand in in all seats.
///
/// # Errors
/// 400 with every field that is wrong, 404 for somebody of another team, 409 when this person is away then already.
#[utoipa::path(
    post, path = "/api/v1/absences", tag = "absences", operation_id = "createAbsence",
    summary = "Afwezigheid en waarneming regelen",
    responses((status = 201, description = "Het is geregeld", body = Created))
)]
pub async fn arrange(
    Asked { caller, casework, request }: Asked,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<AbsenceBody>,
) -> Result<HttpResponse, Problem> {
    let command = body.command().ok_or(Problem::new(Kind::Broken))?;
    let arranged = absence::arrange(&casework, &caller, &creation(&request, &key), command).await?;
    Ok(created(PATH, arranged.absence.0))
}

/// Ends an absence and the covers that belong to it.
///
/// # Errors
/// 404 when it is not there or not for the caller, 409 when it is over.
#[utoipa::path(
    post, path = "/api/v1/absences/{absenceId}/endings", tag = "absences", operation_id = "createAbsenceEnding",
    summary = "Eerder terug zijn",
    responses((status = 201, description = "De afwezigheid is voorbij", body = Created))
)]
pub async fn end(
    Asked { caller, casework, request }: Asked,
    Id(id): Id<AbsenceId>,
    key: IdempotencyKey,
    JsonBody(()): JsonBody<()>,
) -> Result<HttpResponse, Problem> {
    let ended = absence::end(&casework, &caller, &creation(&request, &key), id).await?;
    Ok(created(PATH, ended.0))
}

impl From<AbsenceLine> for AbsenceView {
    fn from(line: AbsenceLine) -> Self {
        Self {
            id: line.id.0,
            who: line.who.into(),
            membership_id: line.membership.0,
            starts_at: line.away.from,
            ends_at: line.away.until,
            covers: line.covers.into_iter().map(|(by, seats)| CoverView { by: by.into(), seats }).collect(),
        }
    }
}
