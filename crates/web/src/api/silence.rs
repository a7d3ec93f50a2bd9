//! Cases in which too little happens, for programs.

use actix_web::HttpResponse;
use actix_web::web::Data;
use casework::Casework;
use casework::silence::{QuietCase, silent};
use domain::id::CaseId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::timeline::event::PersonNameView;
use crate::shared::body::Query;
use crate::shared::cursor::{Owner, Paging};
use crate::shared::ids;
use crate::shared::problem::{Kind, Problem};
use crate::shared::signed_in::SignedIn;
use crate::shared::stamp::StampKey;

/// A page of cases in which too little happens.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SilentCasesView {
    /// De meeste redenen eerst
    items: Vec<SilentCaseView>,
    /// Waar de volgende bladzijde begint
    next_cursor: Option<String>,
}

/// A case in which too little happens.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SilentCaseView {
    case_id: Uuid,
    case_code: String,
    reasons: Vec<SilenceView>,
    /// Wat de methode dan noemt; mensen beslissen
    suggestions: Vec<&'static str>,
}

/// Something that has not happened for too long.
#[derive(Serialize, ToSchema)]
pub struct SilenceView {
    kind: &'static str,
    /// Zoveel dagen al
    #[schema(minimum = 1)]
    days: i64,
    /// Over welk kind het gaat
    child: Option<PersonNameView>,
}

/// Lists the cases of a page in which too little happens.
///
/// # Errors
/// 400 for a cursor that is not ours.
#[utoipa::path(
    get, path = "/api/v1/silent-cases", tag = "duos", operation_id = "listSilentCases", summary = "Stille casussen",
    responses((status = 200, description = "Een bladzijde met casussen", body = SilentCasesView))
)]
pub async fn list(
    casework: Data<Casework>,
    key: Data<StampKey>,
    SignedIn(caller): SignedIn,
    Query(paging): Query<Paging>,
) -> Result<HttpResponse, Problem> {
    let owner = Owner { key: &key, user: caller.user, list: "silent-cases" };
    let after = paging
        .after(owner)?
        .map(|place| ids::parse(&place).ok_or(Problem::new(Kind::Malformed)))
        .transpose()?;
    let limit = usize::try_from(paging.limit).unwrap_or_default();
    let page = silent(&casework, &caller, after.map(CaseId), limit).await?;
    Ok(HttpResponse::Ok().json(SilentCasesView {
        items: page.items.into_iter().map(SilentCaseView::from).collect(),
        next_cursor: page.next.map(|case| owner.cursor_after(&case.to_string())),
    }))
}

impl From<QuietCase> for SilentCaseView {
    fn from(it: QuietCase) -> Self {
        let reason = |(found, child): (casework::silence::Silence, Option<_>)| SilenceView {
            kind: found.kind.code(),
            days: found.days,
            child: child.map(PersonNameView::from),
        };
        Self {
            case_id: it.case.0,
            case_code: it.code,
            reasons: it.found.into_iter().map(reason).collect(),
            suggestions: it.suggestions.into_iter().map(|it| it.code()).collect(),
        }
    }
}
