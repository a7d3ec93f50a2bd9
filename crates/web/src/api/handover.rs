//! Handing over the view on safety, for programs: the handovers of a case, and the offers to an own team.

pub mod view;

use actix_web::HttpResponse;
use actix_web::http::header::ETAG;
use casework::handover::{self, AcceptHandover, Finish, FinishHandover, OfferHandover};
use domain::id::{CaseId, HandoverId};

use self::view::{AcceptedView, HandoverFileView, HandoverListView, HandoverView, OfferListView, OfferView};
use crate::shared::asked::Asked;
use crate::shared::bodies::handover::{HandoverBody, HandoverReason, MeetingBody};
use crate::shared::body::JsonBody;
use crate::shared::created::{self, Changed, Created, changed, creation};
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::Id;
use crate::shared::if_match::{IfMatch, etag};
use crate::shared::problem::Problem;

/// Lists the handovers of a case.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/handovers", tag = "handovers", operation_id = "listHandovers",
    summary = "De overdrachten van een casus",
    responses((status = 200, description = "De overdrachten", body = HandoverListView))
)]
pub async fn list(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
) -> Result<HttpResponse, Problem> {
    let page = handover::list(&casework, &caller, case).await?;
    let items = page.items.into_iter().map(HandoverView::from).collect();
    Ok(HttpResponse::Ok().json(HandoverListView { items }))
}

/// Writes a handover down.
///
/// # Errors
/// 400 with every field that is wrong, 403 or 404 for who does not hand over, 409 when another one is open.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/handovers", tag = "handovers", operation_id = "createHandover",
    summary = "Een overdracht opschrijven",
    responses((status = 201, description = "De overdracht staat klaar", body = Created))
)]
pub async fn prepare(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<HandoverBody>,
) -> Result<HttpResponse, Problem> {
    let made = handover::prepare(&casework, &caller, &creation(&request, &key), body.command(case)).await?;
    Ok(created::created(&format!("/api/v1/cases/{case}/handovers/{made}"), made.0))
}

/// Reads a handover with what goes along.
///
/// # Errors
/// 404 when it is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/handovers/{handoverId}", tag = "handovers", operation_id = "getHandover",
    summary = "Een overdracht",
    responses((status = 200, description = "De overdracht", body = HandoverFileView))
)]
pub async fn read(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
    Id(wanted): Id<HandoverId>,
) -> Result<HttpResponse, Problem> {
    let file = handover::read(&casework, &caller, case, wanted).await?;
    let tag = etag(file.line.version);
    Ok(HttpResponse::Ok().insert_header((ETAG, tag)).json(HandoverFileView::from(file)))
}

/// Offers a handover.
///
/// # Errors
/// 403 or 404 for who does not hand over, 409 when it cannot be, 412 when it was changed in the meantime.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/handovers/{handoverId}/offer", tag = "handovers",
    operation_id = "offerHandover", summary = "Een overdracht aanbieden",
    responses((status = 200, description = "De overdracht is aangeboden", body = Changed))
)]
pub async fn offer(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
    Id(wanted): Id<HandoverId>,
    IfMatch(seen): IfMatch,
) -> Result<HttpResponse, Problem> {
    let command = OfferHandover { case, handover: wanted, seen };
    Ok(changed(handover::offer(&casework, &caller, command).await?))
}

/// Takes a handover back.
///
/// # Errors
/// 400 without a reason, 403 or 404 for who does not hand over, 409 when somebody was faster.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/handovers/{handoverId}/withdrawal", tag = "handovers",
    operation_id = "withdrawHandover", summary = "Een overdracht intrekken",
    responses((status = 204, description = "De overdracht is ingetrokken"))
)]
pub async fn withdraw(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
    Id(wanted): Id<HandoverId>,
    IfMatch(seen): IfMatch,
    JsonBody(body): JsonBody<HandoverReason>,
) -> Result<HttpResponse, Problem> {
    handover::withdraw(&casework, &caller, body.withdraw(case, wanted, seen)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Notes that the two teams talked it over.
///
/// # Errors
/// 400 for a day to come, 403 or 404 for who works not on the case, 409 when it was noted before.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/handovers/{handoverId}/meeting", tag = "handovers",
    operation_id = "recordHandoverMeeting", summary = "Vastleggen dat een overdracht is besproken",
    responses((status = 200, description = "Het gesprek staat erin", body = Changed))
)]
pub async fn talk_over(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
    Id(wanted): Id<HandoverId>,
    IfMatch(seen): IfMatch,
    JsonBody(body): JsonBody<MeetingBody>,
) -> Result<HttpResponse, Problem> {
    Ok(changed(handover::finish(&casework, &caller, body.command(case, wanted, seen)).await?))
}

/// Notes that all is done.
///
/// # Errors
/// 403 or 404 for who works not on the case, 409 as long as it was not talked over.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/handovers/{handoverId}/completion", tag = "handovers",
    operation_id = "completeHandover", summary = "Een overdracht afronden",
    responses((status = 200, description = "De overdracht is afgerond", body = Changed))
)]
pub async fn complete(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
    Id(wanted): Id<HandoverId>,
    IfMatch(seen): IfMatch,
) -> Result<HttpResponse, Problem> {
    let command = FinishHandover { case, handover: wanted, seen, step: Finish::Completed };
    Ok(changed(handover::finish(&casework, &caller, command).await?))
}

/// Lists the offers to the caller's teams that wait for an answer.
///
/// # Errors
/// Those of the database.
#[utoipa::path(
    get, path = "/api/v1/handovers", tag = "handovers", operation_id = "listOfferedHandovers",
    summary = "De overdrachten die aan uw teams zijn aangeboden",
    responses((status = 200, description = "De overdrachten", body = OfferListView))
)]
pub async fn offers(Asked { caller, casework, .. }: Asked) -> Result<HttpResponse, Problem> {
    let items = handover::offers(&casework, &caller).await?;
    let items = items.into_iter().map(OfferView::from).collect();
    Ok(HttpResponse::Ok().json(OfferListView { items }))
}

/// Reads an offer before deciding.
///
/// # Errors
/// 404 when it waits no longer or was never for the caller.
#[utoipa::path(
    get, path = "/api/v1/handovers/{handoverId}", tag = "handovers", operation_id = "getOfferedHandover",
    summary = "Een overdracht die aan uw team is aangeboden",
    responses((status = 200, description = "De overdracht", body = OfferView))
)]
pub async fn read_offer(
    Asked { caller, casework, .. }: Asked,
    Id(wanted): Id<HandoverId>,
) -> Result<HttpResponse, Problem> {
    let found = handover::read_offer(&casework, &caller, wanted).await?;
    Ok(HttpResponse::Ok().insert_header((ETAG, etag(found.version))).json(OfferView::from(found)))
}

/// Accepts an offer: the team holds the view on safety from now on.
///
/// # Errors
/// 403 or 404 for who may not answer, 409 with what became of it when somebody was faster.
#[utoipa::path(
    post, path = "/api/v1/handovers/{handoverId}/acceptance", tag = "handovers", operation_id = "acceptHandover",
    summary = "Een overdracht aannemen",
    responses((status = 200, description = "Uw team heeft het zicht op veiligheid", body = AcceptedView))
)]
pub async fn accept(
    Asked { caller, casework, .. }: Asked,
    Id(wanted): Id<HandoverId>,
    IfMatch(seen): IfMatch,
) -> Result<HttpResponse, Problem> {
    let case = handover::accept(&casework, &caller, AcceptHandover { handover: wanted, seen }).await?;
    Ok(HttpResponse::Ok().json(AcceptedView { case_id: case.0 }))
}

/// Refuses an offer.
///
/// # Errors
/// 400 without a reason, 403 or 404 for who may not answer, 409 with what became of it when somebody was faster.
#[utoipa::path(
    post, path = "/api/v1/handovers/{handoverId}/refusal", tag = "handovers", operation_id = "refuseHandover",
    summary = "Een overdracht weigeren",
    responses((status = 204, description = "De overdracht is geweigerd"))
)]
pub async fn refuse(
    Asked { caller, casework, .. }: Asked,
    Id(wanted): Id<HandoverId>,
    IfMatch(seen): IfMatch,
    JsonBody(body): JsonBody<HandoverReason>,
) -> Result<HttpResponse, Problem> {
    handover::refuse(&casework, &caller, body.refuse(wanted, seen)).await?;
    Ok(HttpResponse::NoContent().finish())
}
