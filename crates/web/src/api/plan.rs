//! The safety plan for programs: the plan as it is being worked on, and the order of the Top-3.

pub mod item;
pub mod version;
pub mod version_view;
pub mod view;

use actix_web::HttpResponse;
use actix_web::http::header::ETAG;
use casework::plan::{self, PlanFile};
use domain::id::CaseId;

use self::view::PlanView;
use crate::shared::asked::Asked;
use crate::shared::bodies::plan::NewRanking;
use crate::shared::body::JsonBody;
use crate::shared::created::{Changed, changed};
use crate::shared::ids::Id;
use crate::shared::if_match::{IfMatch, etag};
use crate::shared::problem::Problem;

/// Reads the plan as it is being worked on.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/safety-plan", tag = "safety-plans", operation_id = "getSafetyPlan",
    summary = "Het veiligheidsplan zoals eraan gewerkt wordt",
    responses((status = 200, description = "Het plan; de ETag is de versie van het werkplan", body = PlanView))
)]
pub async fn read(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
) -> Result<HttpResponse, Problem> {
    let file: PlanFile = plan::file(&casework, &caller, case).await?;
    let version = file.standing.plan.version();
    Ok(HttpResponse::Ok().insert_header((ETAG, etag(version))).json(PlanView::from(file)))
}

/// Puts the unsafe situations in another order.
///
/// # Errors
/// 400 when the list cannot be read, 404 when the case is not for the caller, 409 unless every situation is named
/// once, 412 when somebody changed the plan in the meantime.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/safety-plan/ranking", tag = "safety-plans",
    operation_id = "rankSafetyPlanSituations", summary = "De onveilige situaties in een andere volgorde zetten",
    responses((status = 200, description = "De volgorde is veranderd", body = Changed))
)]
pub async fn rank(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
    IfMatch(seen): IfMatch,
    JsonBody(body): JsonBody<NewRanking>,
) -> Result<HttpResponse, Problem> {
    Ok(changed(plan::rank(&casework, &caller, body.command(case, seen)).await?))
}
