//! Practice on the safety scale for programs: fictional situations, one's own score, and afterwards how the numbers of
//! all lie. Never who gave which.

use actix_web::HttpResponse;
use actix_web::http::header::LOCATION;
use casework::vignette::{self, OwnScore, Told, VignetteLine, VignetteResult};
use chrono::{DateTime, Utc};
use domain::id::VignetteId;
use domain::vignette::Spread;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::shared::asked::Asked;
use crate::shared::bodies::vignette::NewVignetteScore;
use crate::shared::body::JsonBody;
use crate::shared::created::{Created, creation};
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;

/// The situations of today.
#[derive(Serialize, ToSchema)]
pub struct VignettesView {
    items: Vec<VignetteView>,
}

/// A situation in the list.
#[derive(Serialize, ToSchema)]
pub struct VignetteView {
    id: Uuid,
    title: String,
    /// Uw eigen cijfer op de schaal van nu
    own: Option<OwnScoreView>,
}

/// A situation with its text.
#[derive(Serialize, ToSchema)]
pub struct VignetteFileView {
    id: Uuid,
    title: String,
    /// De tekst; een lege regel begint een alinea
    body: String,
    source: String,
    /// Uw eigen cijfer op de schaal van nu
    own: Option<OwnScoreView>,
}

/// One's own score.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OwnScoreView {
    #[schema(minimum = 1, maximum = 10)]
    value: u8,
    scored_at: DateTime<Utc>,
}

/// How the numbers of all lie.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VignetteSpreadView {
    scale_version: i32,
    /// Uw eigen cijfer; zonder eigen cijfer ziet u niets van anderen
    own: Option<OwnScoreView>,
    /// Hoe vaak elk cijfer is gegeven; pas als genoeg mensen een cijfer gaven
    spread: Option<SpreadView>,
    /// Zoveel mensen moeten een cijfer geven voordat er iets te zien is
    least_raters: u8,
}

/// How often each number was given.
#[derive(Serialize, ToSchema)]
pub struct SpreadView {
    count: u32,
    #[schema(minimum = 1, maximum = 10)]
    lowest: u8,
    #[schema(minimum = 1, maximum = 10)]
    highest: u8,
    values: Vec<SpreadValueView>,
}

/// How often one number was given.
#[derive(Serialize, ToSchema)]
pub struct SpreadValueView {
    #[schema(minimum = 1, maximum = 10)]
    value: u8,
    count: u32,
}

/// Lists the situations of today.
///
/// # Errors
/// 404 when practice is not for the caller.
#[utoipa::path(
    get, path = "/api/v1/vignettes", tag = "vignettes", operation_id = "listVignettes",
    summary = "Voorbeeldsituaties om het cijfer te oefenen",
    responses(
        (status = 200, description = "De voorbeeldsituaties van vandaag", body = VignettesView),
        (status = 404, description = "Oefenen is er niet voor deze rol"),
    )
)]
pub async fn list(Asked { caller, casework, .. }: Asked) -> Result<HttpResponse, Problem> {
    let lines = vignette::list(&casework, &caller).await?;
    Ok(HttpResponse::Ok().json(VignettesView { items: lines.into_iter().map(VignetteView::from).collect() }))
}

/// Reads a situation.
///
/// # Errors
/// 404 when it is not there or practice is not for the caller.
#[utoipa::path(
    get, path = "/api/v1/vignettes/{vignetteId}", tag = "vignettes", operation_id = "getVignette",
    summary = "Een voorbeeldsituatie",
    responses((status = 200, description = "De voorbeeldsituatie", body = VignetteFileView))
)]
pub async fn read(
    Asked { caller, casework, .. }: Asked,
    Id(id): Id<VignetteId>,
) -> Result<HttpResponse, Problem> {
    let found = vignette::read(&casework, &caller, id).await?;
    Ok(HttpResponse::Ok().json(VignetteFileView::from(found)))
}

/// Scores a situation, once on each version of the scale.
///
/// # Errors
/// 400 for a number outside the scale, 409 for a second score, 404 when it is not there.
#[utoipa::path(
    post, path = "/api/v1/vignettes/{vignetteId}/scores", tag = "vignettes",
    operation_id = "createVignetteScore", summary = "Een voorbeeldsituatie een cijfer geven",
    responses((status = 201, description = "Het cijfer staat erin", body = Created))
)]
pub async fn score(
    Asked { caller, casework, request }: Asked,
    Id(id): Id<VignetteId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<NewVignetteScore>,
) -> Result<HttpResponse, Problem> {
    let made = vignette::score(&casework, &caller, &creation(&request, &key), body.command(id)).await?;
    let location = format!("/api/v1/vignettes/{id}/scores");
    Ok(HttpResponse::Created().insert_header((LOCATION, location)).json(Created { id: made.0 }))
}

/// Tells how the numbers of all lie, without names.
///
/// # Errors
/// 404 when it is not there or practice is not for the caller.
#[utoipa::path(
    get, path = "/api/v1/vignettes/{vignetteId}/scores", tag = "vignettes",
    operation_id = "getVignetteSpread", summary = "Hoe de cijfers bij een voorbeeldsituatie liggen",
    responses((status = 200, description = "Hoe vaak elk cijfer is gegeven", body = VignetteSpreadView))
)]
pub async fn spread(
    Asked { caller, casework, .. }: Asked,
    Id(id): Id<VignetteId>,
) -> Result<HttpResponse, Problem> {
    let found = vignette::read(&casework, &caller, id).await?;
    Ok(HttpResponse::Ok().json(VignetteSpreadView::from(found)))
}

impl From<VignetteLine> for VignetteView {
    fn from(line: VignetteLine) -> Self {
        Self { id: line.vignette.0, title: line.title, own: line.own.map(OwnScoreView::from) }
    }
}

impl From<VignetteResult> for VignetteFileView {
    fn from(found: VignetteResult) -> Self {
        let file = found.file;
        Self {
            id: file.line.vignette.0,
            title: file.line.title,
            body: file.body,
            source: file.source,
            own: file.line.own.map(OwnScoreView::from),
        }
    }
}

impl From<OwnScore> for OwnScoreView {
    fn from(own: OwnScore) -> Self {
        Self { value: own.value.get(), scored_at: own.at }
    }
}

impl From<VignetteResult> for VignetteSpreadView {
    fn from(found: VignetteResult) -> Self {
        let spread = match &found.told {
            Told::Spread(spread) => Some(SpreadView::from(spread)),
            Told::ScoreFirst | Told::TooFew => None,
        };
        Self {
            scale_version: found.scale.0,
            own: found.file.line.own.map(OwnScoreView::from),
            spread,
            least_raters: found.least,
        }
    }
}

impl From<&Spread> for SpreadView {
    fn from(spread: &Spread) -> Self {
        let (lowest, highest) = spread.ends();
        let values = spread.counts().map(|(value, count)| SpreadValueView { value, count }).collect();
        Self { count: spread.raters(), lowest, highest, values }
    }
}
