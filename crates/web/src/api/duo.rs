//! Duos for programs: which cases wait for one, who could sit in it, giving it, replacing and covering its members.
//! A step names the version of the case on which it is based; so a step that is sent twice is taken once.

use actix_web::HttpResponse;
use actix_web::web::Data;
use casework::Casework;
use casework::duo::{self, Candidate, CoverSeat, WaitingCase};
use chrono::{DateTime, Utc};
use domain::id::{CaseId, MembershipId};
use domain::text::LongText;
use domain::version::Version;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::case::CaseView;
use crate::shared::bodies::duo::{DuoBody, ReplacementBody, SeatNumber};
use crate::shared::body::{JsonBody, Query};
use crate::shared::created::{Changed, changed};
use crate::shared::cursor::{Owner, Paging};
use crate::shared::fields::{Body, Fields};
use crate::shared::ids::{self, Id};
use crate::shared::if_match::IfMatch;
use crate::shared::problem::{Kind, Problem};
use crate::shared::signed_in::SignedIn;
use crate::shared::stamp::StampKey;

/// Who stands in for whom, and until when.
#[derive(Debug, Clone)]
pub struct CoverBody {
    seat: SeatNumber,
    membership: MembershipId,
    until: DateTime<Utc>,
    reason: LongText,
}

impl Body for CoverBody {
    const NAME: &'static str = "NewCover";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let seat = fields.required("seat");
        let membership = fields.required("membership");
        let until = fields.required("until");
        let reason = fields.required("reason");
        Some(Self { seat: seat?, membership: membership?, until: until?, reason: reason? })
    }
}

impl CoverBody {
    /// What the use case is asked to do.
    pub fn command(&self, case: CaseId, seen: Version) -> CoverSeat {
        CoverSeat {
            case,
            seen,
            seat: self.seat.0,
            membership: self.membership,
            until: Some(self.until),
            reason: Some(self.reason.as_str().to_owned()),
        }
    }
}

/// A page of cases that wait for their duo.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct WaitingCasesView {
    items: Vec<WaitingCaseView>,
    /// Waar de volgende bladzijde begint
    next_cursor: Option<String>,
}

/// A case that waits for its duo.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct WaitingCaseView {
    case: CaseView,
    /// Sinds wanneer er iemand ontbreekt
    waiting_since: DateTime<Utc>,
    /// De plekken waar niemand zit, of waar iemand zit die er niet meer werkt
    empty_seats: Vec<i16>,
}

/// Everybody who could sit in a duo.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CandidatesView {
    items: Vec<CandidateView>,
}

/// Somebody who could sit in a duo.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CandidateView {
    /// Kenmerk om deze persoon mee te kiezen
    membership_id: Uuid,
    user_id: Uuid,
    name: String,
    role: String,
    organisation_id: Uuid,
    organisation_name: String,
    organisation_kind: String,
    expertise: Vec<String>,
    areas: Vec<String>,
    /// Of het huishouden in een van deze gebieden woont
    nearby: bool,
    /// Hoeveel huishoudens deze persoon tegelijk kan hebben
    #[schema(minimum = 0)]
    capacity: i32,
    /// In hoeveel open casussen deze persoon nu een plek heeft
    #[schema(minimum = 0)]
    load: i64,
    /// Of deze persoon al een plek heeft in deze casus
    seated: bool,
    /// Of deze persoon adviseerde in een consultatie over deze casus die tot een duo leidde
    proposed: bool,
}

/// Lists the cases that wait for the caller to give them a duo, oldest first. Not a filter of the list of cases:
/// other people see it, in another order, and it tells what is missing.
///
/// # Errors
/// 400 for a cursor that is not ours.
#[utoipa::path(
    get, path = "/api/v1/cases-without-duo", tag = "duos", operation_id = "listCasesWithoutDuo",
    summary = "Casussen zonder volledig duo",
    responses((status = 200, description = "Een bladzijde met casussen", body = WaitingCasesView))
)]
pub async fn list_waiting(
    casework: Data<Casework>,
    key: Data<StampKey>,
    SignedIn(caller): SignedIn,
    Query(paging): Query<Paging>,
) -> Result<HttpResponse, Problem> {
    let owner = Owner { key: &key, user: caller.user, list: "cases-without-duo" };
    let after = paging
        .after(owner)?
        .map(|place| ids::parse(&place).ok_or(Problem::new(Kind::Malformed)))
        .transpose()?;
    let limit = usize::try_from(paging.limit).unwrap_or_default();
    let page = duo::without_duo(&casework, &caller, after.map(CaseId), limit).await?;
    let view = WaitingCasesView {
        items: page.items.into_iter().map(WaitingCaseView::from).collect(),
        next_cursor: page.next.map(|case| owner.cursor_after(&case.to_string())),
    };
    Ok(HttpResponse::Ok().json(view))
}

/// Lists everybody who could sit in the duo of a case, whoever fits best first.
///
/// # Errors
/// 403 for who may see the case but assigns no duos, 404 when the case is not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/duo-candidates", tag = "duos", operation_id = "listDuoCandidates",
    summary = "Wie er in het duo kan",
    responses((status = 200, description = "Wie er gekozen kan worden", body = CandidatesView))
)]
pub async fn list_candidates(
    casework: Data<Casework>,
    SignedIn(caller): SignedIn,
    Id(case): Id<CaseId>,
) -> Result<HttpResponse, Problem> {
    let candidates = duo::candidates(&casework, &caller, case).await?;
    let view = CandidatesView { items: candidates.into_iter().map(CandidateView::from).collect() };
    Ok(HttpResponse::Ok().json(view))
}

/// Gives a case its duo, or the one member that it lacks.
///
/// # Errors
/// 400 with every field that is wrong, 403 or 404 for who assigns no duo here, 409 for a duo that is not allowed,
/// 412 when another was faster.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/duo", tag = "duos", operation_id = "assignDuo",
    summary = "Een duo aan een casus geven",
    responses((status = 200, description = "Het duo is gekozen", body = Changed))
)]
pub async fn assign(
    casework: Data<Casework>,
    SignedIn(caller): SignedIn,
    Id(case): Id<CaseId>,
    IfMatch(seen): IfMatch,
    JsonBody(body): JsonBody<DuoBody>,
) -> Result<HttpResponse, Problem> {
    Ok(changed(duo::assign(&casework, &caller, body.command(case, seen)).await?))
}

/// Gives the seat of a member to somebody else.
///
/// # Errors
/// Those of [`assign`].
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/duo/replacements", tag = "duos", operation_id = "replaceDuoMember",
    summary = "Iemand in het duo vervangen",
    responses((status = 200, description = "De plek is overgenomen", body = Changed))
)]
pub async fn replace(
    casework: Data<Casework>,
    SignedIn(caller): SignedIn,
    Id(case): Id<CaseId>,
    IfMatch(seen): IfMatch,
    JsonBody(body): JsonBody<ReplacementBody>,
) -> Result<HttpResponse, Problem> {
    Ok(changed(duo::replace(&casework, &caller, body.command(case, seen)).await?))
}

/// Lets somebody stand in for a member of the duo.
///
/// # Errors
/// Those of [`assign`].
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/duo/covers", tag = "duos", operation_id = "coverDuoMember",
    summary = "Waarneming voor iemand in het duo regelen",
    responses((status = 200, description = "De waarneming is geregeld", body = Changed))
)]
pub async fn cover(
    casework: Data<Casework>,
    SignedIn(caller): SignedIn,
    Id(case): Id<CaseId>,
    IfMatch(seen): IfMatch,
    JsonBody(body): JsonBody<CoverBody>,
) -> Result<HttpResponse, Problem> {
    Ok(changed(duo::cover(&casework, &caller, body.command(case, seen)).await?))
}

impl From<WaitingCase> for WaitingCaseView {
    fn from(waiting: WaitingCase) -> Self {
        Self {
            case: CaseView::from(waiting.line),
            waiting_since: waiting.vacancy.since,
            empty_seats: waiting.vacancy.seats.into_iter().map(domain::duo::Seat::number).collect(),
        }
    }
}

impl From<Candidate> for CandidateView {
    fn from(candidate: Candidate) -> Self {
        Self {
            membership_id: candidate.who.membership.0,
            user_id: candidate.who.user.0,
            name: candidate.name,
            role: candidate.role.code().to_owned(),
            organisation_id: candidate.who.organisation.0,
            organisation_name: candidate.organisation_name,
            organisation_kind: candidate.who.organisation_kind.code().to_owned(),
            expertise: candidate.expertise,
            areas: candidate.areas,
            nearby: candidate.nearby,
            capacity: candidate.capacity,
            load: candidate.load,
            seated: candidate.seated,
            proposed: candidate.proposed,
        }
    }
}
