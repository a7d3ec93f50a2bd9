//! Reports at Veilig Thuis for programs: the inbox, taking one in, reading and assessing it.

pub mod view;

use actix_web::http::header::{ETAG, LOCATION};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use casework::Casework;
use casework::report;
use domain::id::ReportId;

use self::view::{AssessedView, ReportFileView, ReportLineView, ReportsView};
use crate::shared::bodies::report::{AssessmentBody, ReportOnHousehold, ReportsWanted};
use crate::shared::body::{JsonBody, Query};
use crate::shared::created::{Created, created, creation};
use crate::shared::cursor::Owner;
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::Id;
use crate::shared::if_match::{IfMatch, etag};
use crate::shared::problem::Problem;
use crate::shared::signed_in::SignedIn;
use crate::shared::stamp::StampKey;

/// Lists the reports that the caller's teams handle, what is acute first, then what came in last.
///
/// # Errors
/// 400 for a cursor that is not ours.
#[utoipa::path(
    get, path = "/api/v1/reports", tag = "reports", operation_id = "listReports", summary = "Meldingen",
    responses((status = 200, description = "Een bladzijde met meldingen", body = ReportsView))
)]
pub async fn list(
    casework: Data<Casework>,
    key: Data<StampKey>,
    SignedIn(caller): SignedIn,
    Query(wanted): Query<ReportsWanted>,
) -> Result<HttpResponse, Problem> {
    let name = wanted.list_name();
    let owner = Owner { key: &key, user: caller.user, list: &name };
    let page = report::list(&casework, &caller, wanted.command(owner)?).await?;
    let view = ReportsView {
        items: page.items.into_iter().map(ReportLineView::from).collect(),
        next_cursor: page.next.map(|place| owner.cursor_after(&ReportsWanted::place(place))),
    };
    Ok(HttpResponse::Ok().json(view))
}

/// Takes in a report on a household that was registered before.
///
/// # Errors
/// 400 with every field that is wrong, 404 when the desk or the household is not for the caller.
#[utoipa::path(
    post, path = "/api/v1/reports", tag = "reports", operation_id = "createReport",
    summary = "Een melding vastleggen",
    responses((status = 201, description = "De melding staat erin", body = Created))
)]
pub async fn take_in(
    request: HttpRequest,
    casework: Data<Casework>,
    SignedIn(caller): SignedIn,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<ReportOnHousehold>,
) -> Result<HttpResponse, Problem> {
    let command = body.command(&caller);
    let taken = report::take_in(&casework, &caller, &creation(&request, &key), command).await?;
    Ok(created(&location(taken.report), taken.report.0))
}

/// Reads a report.
///
/// # Errors
/// 404 when it is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/reports/{reportId}", tag = "reports", operation_id = "getReport", summary = "Een melding",
    responses((status = 200, description = "De melding", body = ReportFileView))
)]
pub async fn read(
    casework: Data<Casework>,
    SignedIn(caller): SignedIn,
    Id(id): Id<ReportId>,
) -> Result<HttpResponse, Problem> {
    let seen = report::read(&casework, &caller, id).await?;
    let tag = etag(seen.line.version);
    Ok(HttpResponse::Ok().insert_header((ETAG, tag)).json(ReportFileView::from(seen)))
}

/// Assesses a report.
///
/// # Errors
/// 400 with every field that is wrong, 404 when the report is not for the caller, 409 when it was assessed before,
/// 412 when somebody was faster.
#[utoipa::path(
    post, path = "/api/v1/reports/{reportId}/assessment", tag = "reports", operation_id = "createAssessment",
    summary = "Een melding beoordelen",
    responses((status = 201, description = "De melding is beoordeeld", body = AssessedView))
)]
pub async fn assess(
    casework: Data<Casework>,
    SignedIn(caller): SignedIn,
    Id(id): Id<ReportId>,
    IfMatch(seen): IfMatch,
    JsonBody(body): JsonBody<AssessmentBody>,
) -> Result<HttpResponse, Problem> {
    let assessed = report::assess(&casework, &caller, body.command(id, seen)).await?;
    let view = AssessedView::from(assessed);
    Ok(HttpResponse::Created().insert_header((LOCATION, location(id))).json(view))
}

/// Where a report can be read.
fn location(report: ReportId) -> String {
    format!("/api/v1/reports/{report}")
}
