//! Cases in which too little happens, for programs: those of a team, and one.

use actix_web::HttpResponse;
use casework::silence::{QuietCase, Silence, in_case, silent};
use domain::id::CaseId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::timeline::event::PersonNameView;
use crate::shared::asked::Asked;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;

/// The cases of a team in which too little happens.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SilentCasesView {
    /// De meeste redenen eerst, hoogstens honderd
    items: Vec<SilentCaseView>,
    /// Hoeveel het er in totaal zijn
    #[schema(minimum = 0)]
    in_all: usize,
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

/// What has not happened in a case.
#[derive(Serialize, ToSchema)]
pub struct SilencesView {
    /// Leeg als er genoeg gebeurt
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

/// Lists the cases of the teams of the caller in which too little happens.
///
/// # Errors
/// 404 for who leads no team.
#[utoipa::path(
    get, path = "/api/v1/silent-cases", tag = "boards", operation_id = "listSilentCases", summary = "Stille casussen",
    responses((status = 200, description = "De casussen, elk met waarom", body = SilentCasesView))
)]
pub async fn list(Asked { caller, casework, .. }: Asked) -> Result<HttpResponse, Problem> {
    let found = silent(&casework, &caller).await?;
    let items = found.items.into_iter().map(SilentCaseView::from).collect();
    Ok(HttpResponse::Ok().json(SilentCasesView { items, in_all: found.in_all }))
}

/// Reads what has not happened in a case for too long.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/silences", tag = "cases", operation_id = "listCaseSilences",
    summary = "Wat er in een casus te lang niet is gebeurd",
    responses((status = 200, description = "De redenen, en wat kan helpen", body = SilencesView))
)]
pub async fn of_case(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
) -> Result<HttpResponse, Problem> {
    let (reasons, suggestions) = in_case(&casework, &caller, case).await?.map(parts).unwrap_or_default();
    Ok(HttpResponse::Ok().json(SilencesView { reasons, suggestions }))
}

fn parts(it: QuietCase) -> (Vec<SilenceView>, Vec<&'static str>) {
    let reason = |(Silence { kind, days, .. }, child): (Silence, Option<_>)| SilenceView {
        kind: kind.code(),
        days,
        child: child.map(PersonNameView::from),
    };
    (it.found.into_iter().map(reason).collect(), it.suggestions.into_iter().map(|it| it.code()).collect())
}

impl From<QuietCase> for SilentCaseView {
    fn from(it: QuietCase) -> Self {
        let (case_id, case_code) = (it.case.0, it.code.clone());
        let (reasons, suggestions) = parts(it);
        Self { case_id, case_code, reasons, suggestions }
    }
}
