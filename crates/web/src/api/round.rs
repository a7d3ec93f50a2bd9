//! Scoring rounds for programs: asking everybody for a score, answering, and what was answered once it is closed.
//! As long as a round is open nothing here tells what anybody answered.

pub mod talk;
pub mod view;

use actix_web::HttpResponse;
use actix_web::http::header::ETAG;
use casework::round;
use domain::id::{CaseId, RoundId};

use self::view::{RoundCandidatesView, ScoringRoundView, ScoringRoundsView};
use crate::shared::asked::Asked;
use crate::shared::bodies::round::{AnswerBody, ClosureBody, DeclineBody, RoundBody};
use crate::shared::body::JsonBody;
use crate::shared::created::{Changed, Created, changed, created, creation};
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::Id;
use crate::shared::if_match::{IfMatch, etag};
use crate::shared::problem::Problem;

/// Lists the rounds of a case.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/scoring-rounds", tag = "scoring-rounds", operation_id = "listScoringRounds",
    summary = "De scorerondes van een casus",
    responses((status = 200, description = "De rondes, de nieuwste eerst", body = ScoringRoundsView))
)]
pub async fn list(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
) -> Result<HttpResponse, Problem> {
    let rounds = round::list(&casework, &caller, case).await?;
    Ok(HttpResponse::Ok().json(ScoringRoundsView::from(rounds)))
}

/// Lists who can be asked in a round of a case.
///
/// # Errors
/// 403 for who does not sit in the duo, 404 when the case is not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/scoring-round-candidates", tag = "scoring-rounds",
    operation_id = "listScoringRoundCandidates", summary = "Wie er om een cijfer gevraagd kan worden",
    responses((status = 200, description = "Wie er gekozen kan worden", body = RoundCandidatesView))
)]
pub async fn list_candidates(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
) -> Result<HttpResponse, Problem> {
    let candidates = round::candidates(&casework, &caller, case).await?;
    Ok(HttpResponse::Ok().json(RoundCandidatesView::from(candidates)))
}

/// Opens a round.
///
/// # Errors
/// 400 with everybody who cannot be asked, 403 or 404 for who does not sit in the duo, 409 when one is open already.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/scoring-rounds", tag = "scoring-rounds", operation_id = "createScoringRound",
    summary = "Iedereen om een cijfer vragen",
    responses((status = 201, description = "De ronde is begonnen", body = Created))
)]
pub async fn open(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<RoundBody>,
) -> Result<HttpResponse, Problem> {
    let made = round::open(&casework, &caller, &creation(&request, &key), body.command(case)).await?;
    Ok(created(&format!("/api/v1/scoring-rounds/{made}"), made.0))
}

/// Reads a round.
///
/// # Errors
/// 404 when it is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/scoring-rounds/{roundId}", tag = "scoring-rounds", operation_id = "getScoringRound",
    summary = "Een scoreronde",
    responses((status = 200, description = "Wie er antwoordde en, na het sluiten, wat", body = ScoringRoundView))
)]
pub async fn read(
    Asked { caller, casework, .. }: Asked,
    Id(id): Id<RoundId>,
) -> Result<HttpResponse, Problem> {
    let found = round::read(&casework, &caller, id).await?;
    let tag = etag(found.version);
    let view = ScoringRoundView::of(found, &casework);
    Ok(HttpResponse::Ok().insert_header((ETAG, tag)).json(view))
}

/// Answers in a round, for oneself or for a member of the household.
///
/// # Errors
/// 400 with every field that is wrong, 404 when the round is not for the caller, 409 when it is closed or has this
/// answer.
#[utoipa::path(
    post, path = "/api/v1/scoring-rounds/{roundId}/answers", tag = "scoring-rounds",
    operation_id = "createRoundAnswer", summary = "Een antwoord geven in een scoreronde",
    responses((status = 201, description = "Het antwoord is bewaard", body = Created))
)]
pub async fn answer(
    Asked { caller, casework, request }: Asked,
    Id(id): Id<RoundId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<AnswerBody>,
) -> Result<HttpResponse, Problem> {
    let given = round::answer(&casework, &caller, &creation(&request, &key), body.command(id)).await?;
    Ok(created(&format!("/api/v1/scoring-rounds/{id}"), given.invitation.0))
}

/// Answers that there is no score, and why.
///
/// # Errors
/// Those of [`answer`].
#[utoipa::path(
    post, path = "/api/v1/scoring-rounds/{roundId}/declines", tag = "scoring-rounds",
    operation_id = "createRoundDecline", summary = "Laten weten dat iemand geen cijfer geeft",
    responses((status = 201, description = "Het is bewaard", body = Created))
)]
pub async fn decline(
    Asked { caller, casework, request }: Asked,
    Id(id): Id<RoundId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<DeclineBody>,
) -> Result<HttpResponse, Problem> {
    let given = round::decline(&casework, &caller, &creation(&request, &key), body.command(id)).await?;
    Ok(created(&format!("/api/v1/scoring-rounds/{id}"), given.invitation.0))
}

/// Closes a round without waiting for the rest.
///
/// # Errors
/// 400 without a reason, 403 or 404 for who does not sit in the duo, 409 when it is closed, 412 when somebody answered
/// in the meantime.
#[utoipa::path(
    post, path = "/api/v1/scoring-rounds/{roundId}/closure", tag = "scoring-rounds",
    operation_id = "closeScoringRound", summary = "Een scoreronde sluiten",
    responses((status = 200, description = "De ronde is gesloten", body = Changed))
)]
pub async fn close(
    Asked { caller, casework, .. }: Asked,
    Id(id): Id<RoundId>,
    IfMatch(seen): IfMatch,
    JsonBody(body): JsonBody<ClosureBody>,
) -> Result<HttpResponse, Problem> {
    Ok(changed(round::close(&casework, &caller, body.command(id, seen)).await?))
}
