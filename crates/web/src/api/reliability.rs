//! How far raters agree, for programs: a measure with its interval and on how much it stands, or nothing below the
//! minimum. Teams stand in the order of the alphabet.

use actix_web::HttpResponse;
use actix_web::web::Data;
use casework::Casework;
use casework::reliability::{self, Measured, OnScale, Reliability, TeamMeasured};
use chrono::NaiveDate;
use domain::agreement::Agreement;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::shared::body::Query;
use crate::shared::problem::Problem;
use crate::shared::signed_in::SignedIn;
use crate::shared::year::Year;

/// How far raters agree in a year.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReliabilityView {
    year: i32,
    /// De eerste dag die meetelt
    from: NaiveDate,
    /// De laatste dag die meetelt
    until: NaiveDate,
    /// Met minder beoordelingen naast elkaar is er geen maat
    least_units: u8,
    /// Met minder beoordelaars is er geen maat
    least_raters: u8,
    /// Over gesloten scorerondes, per versie van de schaal
    rounds: Vec<AgreementOnScaleView>,
    /// Over voorbeeldsituaties, per versie van de schaal
    vignettes: Vec<AgreementOnScaleView>,
}

/// How far raters agree on one version of the scale.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AgreementOnScaleView {
    scale_version: i32,
    region: MeasuredView,
    /// Op alfabet; geen rangorde
    teams: Vec<TeamAgreementView>,
}

/// How far the raters of a team agree.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TeamAgreementView {
    team_id: Uuid,
    name: String,
    measured: MeasuredView,
}

/// Both measures.
#[derive(Serialize, ToSchema)]
pub struct MeasuredView {
    /// Alfa van Krippendorff, ordinaal, over alle beoordelaars
    alpha: Option<AgreementView>,
    /// Gewogen kappa, kwadratisch, tussen Blijvend Veilig en de anderen
    kappa: Option<AgreementView>,
}

/// A measure with its interval and on how much it stands.
#[derive(Serialize, ToSchema)]
pub struct AgreementView {
    /// 1 is volledige overeenstemming, 0 is toeval
    value: f64,
    /// De onderkant van het interval van 95 procent
    low: Option<f64>,
    /// De bovenkant van het interval van 95 procent
    high: Option<f64>,
    units: usize,
    raters: usize,
    pairs: usize,
}

/// Tells how far raters agree in a year.
///
/// # Errors
/// 404 when figures are not for the caller.
#[utoipa::path(
    get, path = "/api/v1/reliability", tag = "figures", operation_id = "getReliability",
    summary = "Hoe gelijk beoordelaars de Veiligheidschaal gebruiken",
    responses(
        (status = 200, description = "De overeenstemming in een jaar", body = ReliabilityView),
        (status = 404, description = "Cijfers zijn er niet voor deze rol"),
    )
)]
pub async fn read(
    casework: Data<Casework>,
    SignedIn(caller): SignedIn,
    Query(Year(year)): Query<Year>,
) -> Result<HttpResponse, Problem> {
    let found = reliability::read(&casework, &caller, year).await?;
    Ok(HttpResponse::Ok().json(ReliabilityView::from(found)))
}

impl From<Reliability> for ReliabilityView {
    fn from(found: Reliability) -> Self {
        Self {
            year: found.year,
            from: found.from,
            until: found.until,
            least_units: found.least.least_units,
            least_raters: found.least.least_raters,
            rounds: found.rounds.into_iter().map(AgreementOnScaleView::from).collect(),
            vignettes: found.vignettes.into_iter().map(AgreementOnScaleView::from).collect(),
        }
    }
}

impl From<OnScale> for AgreementOnScaleView {
    fn from(it: OnScale) -> Self {
        Self {
            scale_version: it.scale.0,
            region: it.region.into(),
            teams: it.teams.into_iter().map(TeamAgreementView::from).collect(),
        }
    }
}

impl From<TeamMeasured> for TeamAgreementView {
    fn from(it: TeamMeasured) -> Self {
        Self { team_id: it.team.0, name: it.name, measured: it.measured.into() }
    }
}

impl From<Measured> for MeasuredView {
    fn from(it: Measured) -> Self {
        Self { alpha: it.alpha.map(AgreementView::from), kappa: it.kappa.map(AgreementView::from) }
    }
}

impl From<Agreement> for AgreementView {
    fn from(it: Agreement) -> Self {
        let (low, high) = it.interval.unzip();
        Self { value: it.value, low, high, units: it.units, raters: it.raters, pairs: it.pairs }
    }
}
