//! The terms of a case for programs, and the steps that people take with them.

use actix_web::HttpResponse;
use casework::term::{TermOwner, list as listing, read as reading, take};
use domain::id::{CaseId, TermId};
use domain::term::StepKind;

use super::{TermListView, TermView};
use crate::shared::asked::Asked;
use crate::shared::bodies::term::TermReason;
use crate::shared::body::JsonBody;
use crate::shared::created::{self, Created, creation};
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;

/// Lists the terms of a case, those that go on first.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/terms", tag = "terms", operation_id = "listCaseTerms",
    summary = "De termijnen van een casus",
    responses((status = 200, description = "De termijnen, met waarom deze dagen", body = TermListView))
)]
pub async fn list(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
) -> Result<HttpResponse, Problem> {
    let file = listing(&casework, &caller, TermOwner::Case(case)).await?;
    Ok(HttpResponse::Ok().json(TermListView::from(file)))
}

/// Reads one term.
///
/// # Errors
/// 404 when it is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/terms/{termId}", tag = "terms", operation_id = "getCaseTerm",
    summary = "Een termijn van een casus",
    responses((status = 200, description = "De termijn, met waarom deze dag", body = TermView))
)]
pub async fn read(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
    Id(term): Id<TermId>,
) -> Result<HttpResponse, Problem> {
    let seen = reading(&casework, &caller, TermOwner::Case(case), term).await?;
    Ok(HttpResponse::Ok().json(TermView::from(seen)))
}

/// Makes a term longer.
///
/// # Errors
/// 400 without a reason, 404 when the case or the term is not for the caller, 409 when the term does not allow it now.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/terms/{termId}/extensions", tag = "terms",
    operation_id = "createCaseTermExtension", summary = "Een termijn verlengen",
    responses(
        (status = 201, description = "De stap staat erin", body = Created),
        (status = 409, description = "De termijn staat dit nu niet toe")
    )
)]
pub async fn extend(
    asked: Asked,
    Id(case): Id<CaseId>,
    Id(term): Id<TermId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<TermReason>,
) -> Result<HttpResponse, Problem> {
    step(&asked, &key, (case, term), (body, StepKind::Extended)).await
}

/// Puts a term on hold.
///
/// # Errors
/// 400 without a reason, 404 when the case or the term is not for the caller, 409 when the term does not allow it now.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/terms/{termId}/suspensions", tag = "terms",
    operation_id = "createCaseTermSuspension", summary = "Een termijn stilzetten",
    responses(
        (status = 201, description = "De stap staat erin", body = Created),
        (status = 409, description = "De termijn staat dit nu niet toe")
    )
)]
pub async fn suspend(
    asked: Asked,
    Id(case): Id<CaseId>,
    Id(term): Id<TermId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<TermReason>,
) -> Result<HttpResponse, Problem> {
    step(&asked, &key, (case, term), (body, StepKind::Suspended)).await
}

/// Lets a term run again.
///
/// # Errors
/// 400 without a reason, 404 when the case or the term is not for the caller, 409 when the term does not allow it now.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/terms/{termId}/resumptions", tag = "terms",
    operation_id = "createCaseTermResumption", summary = "Een termijn weer laten lopen",
    responses(
        (status = 201, description = "De stap staat erin", body = Created),
        (status = 409, description = "De termijn staat dit nu niet toe")
    )
)]
pub async fn resume(
    asked: Asked,
    Id(case): Id<CaseId>,
    Id(term): Id<TermId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<TermReason>,
) -> Result<HttpResponse, Problem> {
    step(&asked, &key, (case, term), (body, StepKind::Resumed)).await
}

/// Writes down why a term is over.
///
/// # Errors
/// 400 without a reason, 404 when the case or the term is not for the caller, 409 when the term does not allow it now.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/terms/{termId}/overdue-reasons", tag = "terms",
    operation_id = "createCaseTermOverdueReason", summary = "Opschrijven waarom het te laat is",
    responses(
        (status = 201, description = "De stap staat erin", body = Created),
        (status = 409, description = "De termijn staat dit nu niet toe")
    )
)]
pub async fn explain(
    asked: Asked,
    Id(case): Id<CaseId>,
    Id(term): Id<TermId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<TermReason>,
) -> Result<HttpResponse, Problem> {
    step(&asked, &key, (case, term), (body, StepKind::Explained)).await
}

/// Says that what had to be done was done.
///
/// # Errors
/// 400 without a reason, 404 when the case or the term is not for the caller, 409 when the term does not allow it now.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/terms/{termId}/completion", tag = "terms",
    operation_id = "createCaseTermCompletion", summary = "Een termijn afronden",
    responses(
        (status = 201, description = "De stap staat erin", body = Created),
        (status = 409, description = "De termijn staat dit nu niet toe")
    )
)]
pub async fn meet(
    asked: Asked,
    Id(case): Id<CaseId>,
    Id(term): Id<TermId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<TermReason>,
) -> Result<HttpResponse, Problem> {
    step(&asked, &key, (case, term), (body, StepKind::Met)).await
}

async fn step(
    asked: &Asked,
    key: &IdempotencyKey,
    (case, term): (CaseId, TermId),
    (body, kind): (TermReason, StepKind),
) -> Result<HttpResponse, Problem> {
    let command = body.command(TermOwner::Case(case), term, kind);
    let taken = take(&asked.casework, &asked.caller, &creation(&asked.request, key), command).await?;
    Ok(created::created(&format!("/api/v1/cases/{case}/terms/{taken}"), taken.0))
}
