//! The adopted versions of the safety plan for programs: adopting one, reading them, two side by side, and whether the
//! organisations of the duo agree.

use actix_web::HttpResponse;
use casework::plan;
use domain::id::CaseId;

use super::version_view::{ComparisonView, PlanVersionView, PlanVersionsView};
use crate::shared::asked::Asked;
use crate::shared::bodies::plan::{NewPlanConsent, NewPlanVersion};
use crate::shared::body::JsonBody;
use crate::shared::created::{Created, created, creation};
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::{Id, VersionNumber};
use crate::shared::if_match::IfMatch;
use crate::shared::problem::Problem;

/// Lists the versions, newest first.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/safety-plan/versions", tag = "safety-plans",
    operation_id = "listSafetyPlanVersions", summary = "De vastgestelde versies van het veiligheidsplan",
    responses((status = 200, description = "De versies, de nieuwste eerst", body = PlanVersionsView))
)]
pub async fn list(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
) -> Result<HttpResponse, Problem> {
    let found = plan::list(&casework, &caller, case).await?;
    Ok(HttpResponse::Ok().json(PlanVersionsView::from(found)))
}

/// Adopts the plan as it stands, on behalf of the own organisation.
///
/// # Errors
/// 400 when somebody was left out or a reason is missing, 404 when the case is not for the caller, 409 for a plan
/// without a situation or an agreement, 412 when somebody changed the plan in the meantime.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/safety-plan/versions", tag = "safety-plans",
    operation_id = "adoptSafetyPlan", summary = "Het veiligheidsplan vaststellen",
    responses((status = 201, description = "Deze versie geldt vanaf nu", body = Created))
)]
pub async fn adopt(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    key: IdempotencyKey,
    IfMatch(seen): IfMatch,
    JsonBody(body): JsonBody<NewPlanVersion>,
) -> Result<HttpResponse, Problem> {
    let adopted =
        plan::adopt(&casework, &caller, &creation(&request, &key), body.command(case, seen)).await?;
    Ok(created(&address(case, adopted.number), adopted.version.0))
}

/// Reads one version.
///
/// # Errors
/// 404 when it is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/safety-plan/versions/{number}", tag = "safety-plans",
    operation_id = "getSafetyPlanVersion", summary = "Een vastgestelde versie van het veiligheidsplan",
    responses((status = 200, description = "De versie", body = PlanVersionView))
)]
pub async fn read(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
    VersionNumber(number): VersionNumber,
) -> Result<HttpResponse, Problem> {
    let found = plan::read_version(&casework, &caller, case, number).await?;
    Ok(HttpResponse::Ok().json(PlanVersionView::from(found)))
}

/// Lays a version beside the one before it.
///
/// # Errors
/// 404 when it is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/safety-plan/versions/{number}/comparison", tag = "safety-plans",
    operation_id = "compareSafetyPlanVersion", summary = "Een versie naast de versie ervoor",
    responses((status = 200, description = "De verschillen", body = ComparisonView))
)]
pub async fn compare(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
    VersionNumber(number): VersionNumber,
) -> Result<HttpResponse, Problem> {
    let found = plan::compare(&casework, &caller, case, Some(number)).await?;
    Ok(HttpResponse::Ok().json(ComparisonView::from(found)))
}

/// Lays the plan as it is being worked on beside the version that holds.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/safety-plan/comparison", tag = "safety-plans",
    operation_id = "compareSafetyPlan", summary = "Het werkplan naast de versie die geldt",
    responses((status = 200, description = "De verschillen", body = ComparisonView))
)]
pub async fn compare_working(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
) -> Result<HttpResponse, Problem> {
    let found = plan::compare(&casework, &caller, case, None).await?;
    Ok(HttpResponse::Ok().json(ComparisonView::from(found)))
}

/// Says on behalf of the own organisation whether it agrees with the version that holds.
///
/// # Errors
/// 400 for a no without a reason, 404 when it is not there or not for the caller, 409 for a version that was replaced.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/safety-plan/versions/{number}/consents", tag = "safety-plans",
    operation_id = "createSafetyPlanConsent", summary = "Akkoord of geen akkoord van de eigen organisatie",
    responses((status = 201, description = "Het staat bij de versie", body = Created))
)]
pub async fn consent(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    VersionNumber(number): VersionNumber,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<NewPlanConsent>,
) -> Result<HttpResponse, Problem> {
    let command = body.command(case, number);
    let given = plan::give_consent(&casework, &caller, &creation(&request, &key), command).await?;
    Ok(created(&address(case, given.number), given.consent.0))
}

fn address(case: CaseId, number: i32) -> String {
    format!("/api/v1/cases/{case}/safety-plan/versions/{number}")
}
