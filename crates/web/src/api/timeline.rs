//! The timeline of a case for programs: everything that happened, newest first.

pub mod event;

use actix_web::HttpResponse;
use actix_web::web::Data;
use casework::Casework;
use casework::case::timeline as timelines;
use domain::id::CaseId;
use serde::Serialize;
use utoipa::ToSchema;

use self::event::TimelineItemView;
use crate::shared::bodies::timeline::{TimelineList, TimelineQuery};
use crate::shared::body::Query;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::shared::signed_in::SignedIn;
use crate::shared::stamp::StampKey;

/// A page of the timeline.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TimelineView {
    items: Vec<TimelineItemView>,
    /// Waar de volgende bladzijde begint
    next_cursor: Option<String>,
}

/// Reads a page of the timeline, newest first.
///
/// # Errors
/// 404 when the case is not for the caller, 400 for a cursor that is not ours.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/timeline", tag = "cases", operation_id = "getTimeline",
    summary = "De tijdlijn van een casus",
    responses((status = 200, description = "Een bladzijde van de tijdlijn", body = TimelineView))
)]
pub async fn read(
    casework: Data<Casework>,
    key: Data<StampKey>,
    SignedIn(caller): SignedIn,
    Id(case): Id<CaseId>,
    Query(query): Query<TimelineQuery>,
) -> Result<HttpResponse, Problem> {
    let list = TimelineList::new(case, &query.kinds);
    let wanted = list.wanted(&query.paging, &key, caller.user)?;
    let page = timelines::read(&casework, &caller, &wanted).await?;
    let view = TimelineView {
        items: page.items.into_iter().map(TimelineItemView::from).collect(),
        next_cursor: page.next.map(|place| list.cursor_after(place, &key, caller.user)),
    };
    Ok(HttpResponse::Ok().json(view))
}
