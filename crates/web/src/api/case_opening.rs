//! Opening a case for programs: from an assessed report, or for a household that the caller registered.

use actix_web::HttpResponse;
use casework::case::open::{open_from_report, open_here};
use domain::id::{CaseId, ReportId};

use crate::shared::asked::Asked;
use crate::shared::bodies::case_opening::{CaseForHousehold, CaseFromReportBody};
use crate::shared::body::JsonBody;
use crate::shared::created::{Created, created, creation};
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;

/// Opens a case from a report.
///
/// # Errors
/// 400 with every field that is wrong, 404 when the report is not for the caller, 409 when it is not assessed, asks
/// for no case, or there is one already.
#[utoipa::path(
    post, path = "/api/v1/reports/{reportId}/case", tag = "cases", operation_id = "createCaseFromReport",
    summary = "Een casus openen na een melding",
    responses((status = 201, description = "De casus is open", body = Created))
)]
pub async fn from_report(
    Asked { caller, casework, request }: Asked,
    Id(report): Id<ReportId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<CaseFromReportBody>,
) -> Result<HttpResponse, Problem> {
    let command = body.command(report);
    let opened = open_from_report(&casework, &caller, &creation(&request, &key), command).await?;
    Ok(created(&location(opened.case), opened.case.0))
}

/// Opens a case for a household that the caller registered.
///
/// # Errors
/// 400 with every field that is wrong, 404 when the household is not for the caller, 409 when there is a case already.
#[utoipa::path(
    post, path = "/api/v1/cases", tag = "cases", operation_id = "createCase",
    summary = "Een casus openen voor een huishouden",
    responses((status = 201, description = "De casus is open", body = Created))
)]
pub async fn here(
    Asked { caller, casework, request }: Asked,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<CaseForHousehold>,
) -> Result<HttpResponse, Problem> {
    let command = body.command(&caller);
    let opened = open_here(&casework, &caller, &creation(&request, &key), command).await?;
    Ok(created(&location(opened.case), opened.case.0))
}

fn location(case: CaseId) -> String {
    format!("/api/v1/cases/{case}")
}
