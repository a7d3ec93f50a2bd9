//! The parts of the safety plan for programs: adding one, changing one while somebody else may be doing so too,
//! taking one out, noting what became of one.

use actix_web::HttpResponse;
use actix_web::http::header::ETAG;
use casework::plan;
use domain::id::{CaseId, PlanItemId};
use domain::version::Version;

use super::view::{MarksView, PlanItemView};
use crate::shared::asked::Asked;
use crate::shared::bodies::plan::{NewPlanItem, NewPlanMark, PlanItemChange, removal};
use crate::shared::body::JsonBody;
use crate::shared::created::{Changed, Created, changed, created, creation};
use crate::shared::fields::Draft;
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::Id;
use crate::shared::if_match::{IfMatch, etag};
use crate::shared::problem::Problem;

/// Adds a part to the plan.
///
/// # Errors
/// 400 with every field that is wrong, 404 when the case is not for the caller, 409 for a fourth situation.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/safety-plan/items", tag = "safety-plans",
    operation_id = "createSafetyPlanItem", summary = "Een onderdeel aan het veiligheidsplan toevoegen",
    responses((status = 201, description = "Het onderdeel staat in het werkplan", body = Created))
)]
pub async fn add(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<Draft<NewPlanItem>>,
) -> Result<HttpResponse, Problem> {
    let added = plan::add(&casework, &caller, &creation(&request, &key), body.command(case)?).await?;
    Ok(created(&address(case, added.item), added.item.0))
}

/// Reads one part in its newest text, also when it was taken out of the plan.
///
/// # Errors
/// 404 when it is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/safety-plan/items/{planItemId}", tag = "safety-plans",
    operation_id = "getSafetyPlanItem", summary = "Een onderdeel van het veiligheidsplan",
    responses((status = 200, description = "Het onderdeel; de ETag is de versie van de tekst", body = PlanItemView))
)]
pub async fn read(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
    Id(item): Id<PlanItemId>,
) -> Result<HttpResponse, Problem> {
    let found = plan::item(&casework, &caller, case, item).await?;
    let version = Version(found.revision.0.into());
    Ok(HttpResponse::Ok().insert_header((ETAG, etag(version))).json(PlanItemView::of(&found)))
}

/// Changes a part. What somebody else changed in other fields in the meantime stays.
///
/// # Errors
/// 400 with every field that is wrong, 404 when it is not there or not for the caller, 409 with both texts when
/// somebody else wrote something else in the same field, 412 for a text that never was.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/safety-plan/items/{planItemId}/revisions", tag = "safety-plans",
    operation_id = "reviseSafetyPlanItem", summary = "Een onderdeel van het veiligheidsplan wijzigen",
    responses((status = 200, description = "De nieuwe tekst staat in het werkplan", body = Changed))
)]
pub async fn change(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
    Id(item): Id<PlanItemId>,
    IfMatch(seen): IfMatch,
    JsonBody(body): JsonBody<Draft<PlanItemChange>>,
) -> Result<HttpResponse, Problem> {
    let done = plan::change(&casework, &caller, body.command(case, item, seen)?).await?;
    Ok(changed(Version(done.revision.0.into())))
}

/// Takes a part out of the plan.
///
/// # Errors
/// 404 when it is not there or not for the caller, 409 when other parts belong to it, 412 when somebody changed it in
/// the meantime.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/safety-plan/items/{planItemId}/removal", tag = "safety-plans",
    operation_id = "removeSafetyPlanItem", summary = "Een onderdeel uit het veiligheidsplan halen",
    responses((status = 200, description = "Het onderdeel staat niet meer in het werkplan", body = Changed))
)]
pub async fn remove(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
    Id(item): Id<PlanItemId>,
    IfMatch(seen): IfMatch,
) -> Result<HttpResponse, Problem> {
    let done = plan::remove(&casework, &caller, removal(case, item, seen)).await?;
    Ok(changed(Version(done.revision.0.into())))
}

/// Notes what became of a part.
///
/// # Errors
/// 400 with every field that is wrong, 404 when it is not there or not for the caller, 409 when it was taken out.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/safety-plan/items/{planItemId}/marks", tag = "safety-plans",
    operation_id = "createSafetyPlanMark", summary = "Vastleggen wat er van een onderdeel is geworden",
    responses((status = 201, description = "Het staat erbij", body = Created))
)]
pub async fn mark(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    Id(item): Id<PlanItemId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<NewPlanMark>,
) -> Result<HttpResponse, Problem> {
    let marked = plan::mark(&casework, &caller, &creation(&request, &key), body.command(case, item)).await?;
    Ok(created(&format!("{}/marks", address(case, item)), marked.mark.0))
}

/// Reads everything that became of a part, the last first.
///
/// # Errors
/// 404 when it is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/safety-plan/items/{planItemId}/marks", tag = "safety-plans",
    operation_id = "listSafetyPlanMarks", summary = "Wat er van een onderdeel is geworden",
    responses((status = 200, description = "Alles, het laatste eerst", body = MarksView))
)]
pub async fn marks(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
    Id(item): Id<PlanItemId>,
) -> Result<HttpResponse, Problem> {
    let (marks, names) = plan::history(&casework, &caller, case, item).await?;
    Ok(HttpResponse::Ok().json(MarksView::of(&marks, &names)))
}

fn address(case: CaseId, item: PlanItemId) -> String {
    format!("/api/v1/cases/{case}/safety-plan/items/{item}")
}
