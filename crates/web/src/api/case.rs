//! Cases for programs: the caseload, and one case.

use actix_web::HttpResponse;
use actix_web::http::header::ETAG;
use actix_web::web::Data;
use casework::Casework;
use casework::case::caseload::{CaseloadLine, caseload};
use casework::case::line::{CaseLine, LatestScore, MemberLine, SeatLine};
use casework::case::read as reads;
use chrono::{DateTime, Utc};
use domain::id::CaseId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::shared::body::Query;
use crate::shared::cursor::{Owner, Paging};
use crate::shared::ids::{self, Id};
use crate::shared::if_match::etag;
use crate::shared::problem::{Kind, Problem};
use crate::shared::signed_in::SignedIn;
use crate::shared::stamp::StampKey;

/// A page of cases.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CasesView {
    items: Vec<CaseloadView>,
    /// Waar de volgende bladzijde begint
    next_cursor: Option<String>,
}

/// A case with what waits there.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CaseloadView {
    #[serde(flatten)]
    case: CaseView,
    /// Wat er wacht: no_full_duo, never_scored, no_recent_contact of draft_open
    waits: Vec<&'static str>,
}

/// A case.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CaseView {
    id: Uuid,
    version: i64,
    code: String,
    household_id: Uuid,
    area: String,
    phase: String,
    open: bool,
    opened_at: DateTime<Utc>,
    reason: String,
    members: Vec<MemberView>,
    duo: Vec<SeatView>,
    /// Wie het zicht op veiligheid heeft
    holder: Option<HolderView>,
    last_contact_at: Option<DateTime<Utc>>,
    latest_scores: Vec<ScoreView>,
}

/// A member of the household.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MemberView {
    person_id: Uuid,
    name: String,
    role: String,
    birth: String,
    lives_here: bool,
}

/// Somebody in the duo.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SeatView {
    seat: i16,
    kind: String,
    user_id: Uuid,
    name: String,
    organisation: String,
    until: Option<DateTime<Utc>>,
}

/// The team that holds the view on safety.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HolderView {
    team_id: Uuid,
    name: String,
}

/// The latest score of a rater.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ScoreView {
    #[schema(minimum = 1, maximum = 10)]
    value: i16,
    scored_at: DateTime<Utc>,
    rater_user_id: Option<Uuid>,
    rater_person_id: Option<Uuid>,
    about_person_id: Option<Uuid>,
}

/// Lists the cases that the caller may read with what waits there, newest first.
///
/// # Errors
/// 400 for a cursor that is not ours.
#[utoipa::path(
    get, path = "/api/v1/cases", tag = "cases", operation_id = "listCases", summary = "Mijn casussen",
    responses((status = 200, description = "Een bladzijde met casussen", body = CasesView))
)]
pub async fn list(
    casework: Data<Casework>,
    key: Data<StampKey>,
    SignedIn(caller): SignedIn,
    Query(paging): Query<Paging>,
) -> Result<HttpResponse, Problem> {
    let owner = Owner { key: &key, user: caller.user, list: "cases" };
    let after = paging
        .after(owner)?
        .map(|place| ids::parse(&place).ok_or(Problem::new(Kind::Malformed)))
        .transpose()?;
    let limit = usize::try_from(paging.limit).unwrap_or_default();
    let page = caseload(&casework, &caller, after.map(CaseId), limit).await?;
    let view = CasesView {
        items: page.items.into_iter().map(CaseloadView::from).collect(),
        next_cursor: page.next.map(|case| owner.cursor_after(&case.to_string())),
    };
    Ok(HttpResponse::Ok().json(view))
}

/// Reads one case.
///
/// # Errors
/// 404 when it is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}", tag = "cases", operation_id = "getCase", summary = "Een casus",
    responses((status = 200, description = "De casus", body = CaseView))
)]
pub async fn read(
    casework: Data<Casework>,
    SignedIn(caller): SignedIn,
    Id(case): Id<CaseId>,
) -> Result<HttpResponse, Problem> {
    let line = reads::read(&casework, &caller, case).await?.line;
    Ok(HttpResponse::Ok().insert_header((ETAG, etag(line.version))).json(CaseView::from(line)))
}

impl From<CaseloadLine> for CaseloadView {
    fn from(found: CaseloadLine) -> Self {
        let waits = found.waits.iter().map(|it| it.code()).collect();
        Self { case: CaseView::from(found.line), waits }
    }
}

impl From<CaseLine> for CaseView {
    fn from(line: CaseLine) -> Self {
        Self {
            id: line.case.0,
            version: line.version.0,
            code: line.code,
            household_id: line.household.0,
            area: line.area,
            phase: line.phase,
            open: line.open,
            opened_at: line.opened_at,
            reason: line.reason,
            members: line.members.into_iter().map(MemberView::from).collect(),
            duo: line.seats.into_iter().map(SeatView::from).collect(),
            holder: line.holder.map(|(team, name)| HolderView { team_id: team.0, name }),
            last_contact_at: line.last_contact_at,
            latest_scores: line.scores.into_iter().map(ScoreView::from).collect(),
        }
    }
}

impl From<MemberLine> for MemberView {
    fn from(line: MemberLine) -> Self {
        Self {
            person_id: line.person.0,
            name: line.name,
            role: line.role,
            birth: line.birth,
            lives_here: line.lives_here,
        }
    }
}

impl From<SeatLine> for SeatView {
    fn from(line: SeatLine) -> Self {
        Self {
            seat: line.seat,
            kind: line.kind.code().to_owned(),
            user_id: line.user.0,
            name: line.name,
            organisation: line.organisation,
            until: line.until,
        }
    }
}

impl From<LatestScore> for ScoreView {
    fn from(score: LatestScore) -> Self {
        Self {
            value: score.value,
            scored_at: score.at,
            rater_user_id: score.rater_user.map(|it| it.0),
            rater_person_id: score.rater_person.map(|it| it.0),
            about_person_id: score.about.map(|it| it.0),
        }
    }
}
