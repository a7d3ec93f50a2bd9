//! Notices for programs: what waits for the caller, that it was read, and how the caller wants mail.

use actix_web::HttpResponse;
use actix_web::web::Data;
use casework::Casework;
use casework::notice::{self, NoticeLine};
use chrono::{DateTime, Utc};
use domain::id::NoticeId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::shared::asked::Asked;
use crate::shared::bodies::notice::PreferenceBody;
use crate::shared::body::{JsonBody, Query};
use crate::shared::created::{Created, created, creation};
use crate::shared::cursor::{Owner, Paging};
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::Id;
use crate::shared::problem::{Kind, Problem};
use crate::shared::signed_in::SignedIn;
use crate::shared::stamp::StampKey;

/// A page of notices.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NoticesView {
    /// Het nieuwste eerst
    items: Vec<NoticeView>,
    /// Waar de volgende bladzijde begint
    next_cursor: Option<String>,
}

/// A notice: that something waits, and where.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NoticeView {
    id: Uuid,
    /// Wat er wacht
    #[schema(example = "urgent_task")]
    kind: &'static str,
    urgent: bool,
    /// De casus, als het daarin wacht
    case_id: Option<Uuid>,
    /// De consultatie, als het daarin wacht
    consultation_id: Option<Uuid>,
    /// Hoe de casus of de consultatie heet zonder iemand te noemen
    case_code: String,
    /// De taak, de ronde, de plaats in het duo of het voorstel dat wacht
    origin_id: Uuid,
    told_at: DateTime<Utc>,
    /// Leeg zolang het niet gelezen is
    read_at: Option<DateTime<Utc>>,
}

/// How somebody wants mail.
#[derive(Serialize, ToSchema)]
pub struct NoticePreferenceView {
    /// Bij elk bericht (`at_once`), een keer per dag (`daily`) of niet (`none`); wat dringend is, komt altijd meteen
    #[schema(example = "daily")]
    mail: &'static str,
}

/// Lists the caller's own notices.
///
/// # Errors
/// 400 for a cursor that is not ours.
#[utoipa::path(
    get, path = "/api/v1/notices", tag = "notices", operation_id = "listNotices",
    summary = "Mijn berichten",
    responses((status = 200, description = "Een bladzijde met berichten", body = NoticesView))
)]
pub async fn list(
    casework: Data<Casework>,
    key: Data<StampKey>,
    SignedIn(caller): SignedIn,
    Query(paging): Query<Paging>,
) -> Result<HttpResponse, Problem> {
    let owner = Owner { key: &key, user: caller.user, list: "notices" };
    let malformed = |_: std::num::ParseIntError| Problem::new(Kind::Malformed);
    let before = paging.after(owner)?.map(|place| place.parse().map_err(malformed)).transpose()?;
    let limit = usize::try_from(paging.limit).unwrap_or_default();
    let page = notice::list(&casework, &caller, before, limit).await?;
    Ok(HttpResponse::Ok().json(NoticesView {
        items: page.items.into_iter().map(NoticeView::from).collect(),
        next_cursor: page.next.map(|number| owner.cursor_after(&number.to_string())),
    }))
}

/// Notes that the caller has read a notice.
///
/// # Errors
/// 404 when it is not the caller's own.
#[utoipa::path(
    post, path = "/api/v1/notices/{noticeId}/readings", tag = "notices", operation_id = "createNoticeReading",
    summary = "Een bericht is gelezen",
    responses((status = 201, description = "Het bericht is gelezen", body = Created))
)]
pub async fn read(
    Asked { caller, casework, request }: Asked,
    Id(id): Id<NoticeId>,
    key: IdempotencyKey,
    JsonBody(()): JsonBody<()>,
) -> Result<HttpResponse, Problem> {
    let read = notice::read(&casework, &caller, &creation(&request, &key), id).await?;
    Ok(created("/api/v1/notices", read.id.0))
}

/// How the caller wants mail.
///
/// # Errors
/// 401 when nobody is signed in.
#[utoipa::path(
    get, path = "/api/v1/notice-preference", tag = "notices", operation_id = "getNoticePreference",
    summary = "Hoe ik mail wil",
    responses((status = 200, description = "De keuze", body = NoticePreferenceView))
)]
pub async fn preference(
    casework: Data<Casework>,
    SignedIn(caller): SignedIn,
) -> Result<HttpResponse, Problem> {
    let mail = notice::choice(&casework, &caller).await?.code();
    Ok(HttpResponse::Ok().json(NoticePreferenceView { mail }))
}

/// Saves how the caller wants mail.
///
/// # Errors
/// 400 for another word.
#[utoipa::path(
    put, path = "/api/v1/notice-preference", tag = "notices", operation_id = "saveNoticePreference",
    summary = "Kiezen hoe ik mail wil",
    responses((status = 204, description = "De keuze is bewaard"))
)]
pub async fn prefer(
    casework: Data<Casework>,
    SignedIn(caller): SignedIn,
    JsonBody(PreferenceBody(mail)): JsonBody<PreferenceBody>,
) -> Result<HttpResponse, Problem> {
    notice::choose(&casework, &caller, mail).await?;
    Ok(HttpResponse::NoContent().finish())
}

impl From<NoticeLine> for NoticeView {
    fn from(line: NoticeLine) -> Self {
        Self {
            id: line.id.0,
            kind: line.kind.code(),
            urgent: line.kind.is_urgent(),
            case_id: line.about.case().map(|it| it.0),
            consultation_id: line.about.consultation().map(|it| it.0),
            case_code: line.code,
            origin_id: line.origin,
            told_at: line.told_at,
            read_at: line.read_at,
        }
    }
}
