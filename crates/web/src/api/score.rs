//! Scores on the Veiligheidschaal for programs: giving one, and all of them over time. Never a mean.

use actix_web::HttpResponse;
use actix_web::http::header::LOCATION;
use casework::case::timeline;
use casework::score::history::{RaterName, ScoreLine, Series, SubjectSummary};
use casework::score::{ScoreHistory, give as giving, history as reading};
use chrono::{DateTime, Utc};
use domain::id::{CaseId, ScoreId};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::timeline::event::{PersonNameView, TimelineItemView, UserNameView};
use crate::shared::asked::Asked;
use crate::shared::bodies::score::NewScore;
use crate::shared::body::JsonBody;
use crate::shared::created::{Created, creation};
use crate::shared::fields::Draft;
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;

/// The scores of a case over time.
#[derive(Serialize, ToSchema)]
pub struct ScoreHistoryView {
    /// De cijfers van één persoon over één onderwerp, het huishouden eerst
    series: Vec<ScoreSeriesView>,
    /// Hoe de laatste cijfers van iedereen liggen, per onderwerp
    summaries: Vec<ScoreSummaryView>,
}

/// The scores of one rater about one subject, oldest first.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ScoreSeriesView {
    /// De professional die de cijfers gaf
    rater_user: Option<UserNameView>,
    /// Het gezinslid dat de cijfers gaf
    rater_person: Option<PersonNameView>,
    /// Over wie het gaat; anders over het hele huishouden
    about: Option<PersonNameView>,
    scores: Vec<ScoreLineView>,
}

/// One score.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ScoreLineView {
    id: Uuid,
    #[schema(minimum = 1, maximum = 10)]
    value: u8,
    scored_at: DateTime<Utc>,
    reason: Option<String>,
    age_at: Option<u16>,
    asked_how: Option<&'static str>,
    phase: String,
    scale_version: i32,
}

/// How the latest score of each rater about one subject lies.
#[derive(Serialize, ToSchema)]
pub struct ScoreSummaryView {
    /// Over wie het gaat; anders over het hele huishouden
    about: Option<PersonNameView>,
    #[schema(minimum = 1, maximum = 10)]
    lowest: u8,
    #[schema(minimum = 1, maximum = 10)]
    highest: u8,
    /// Het verschil tussen het hoogste en het laagste cijfer
    spread: u8,
    /// Hoeveel mensen een cijfer gaven
    count: usize,
}

/// Reads all scores of a case.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/scores", tag = "scores", operation_id = "listScores",
    summary = "De cijfers van een casus",
    responses((status = 200, description = "De cijfers door de tijd", body = ScoreHistoryView))
)]
pub async fn history(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
) -> Result<HttpResponse, Problem> {
    let history = reading(&casework, &caller, case).await?;
    Ok(HttpResponse::Ok().json(ScoreHistoryView::from(history)))
}

/// Gives a score.
///
/// # Errors
/// 400 with every field that is wrong, 404 when the case is not for the caller.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/scores", tag = "scores", operation_id = "createScore",
    summary = "Een cijfer geven",
    responses((status = 201, description = "Het cijfer staat erin", body = Created))
)]
pub async fn give(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<Draft<NewScore>>,
) -> Result<HttpResponse, Problem> {
    let command = body.command(case, &caller, &casework)?;
    let given = giving(&casework, &caller, &creation(&request, &key), command).await?;
    let location = format!("/api/v1/cases/{case}/scores/{}", given.score);
    Ok(HttpResponse::Created().insert_header((LOCATION, location)).json(Created { id: given.score.0 }))
}

/// Reads one score, as the timeline shows it.
///
/// # Errors
/// 404 when it is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/scores/{scoreId}", tag = "scores", operation_id = "getScore",
    summary = "Een cijfer",
    responses((status = 200, description = "Het cijfer", body = TimelineItemView))
)]
pub async fn read(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
    Id(score): Id<ScoreId>,
) -> Result<HttpResponse, Problem> {
    let item = timeline::read_score(&casework, &caller, case, score).await?;
    Ok(HttpResponse::Ok().json(TimelineItemView::from(item)))
}

impl From<ScoreHistory> for ScoreHistoryView {
    fn from(history: ScoreHistory) -> Self {
        Self {
            series: history.series.into_iter().map(ScoreSeriesView::from).collect(),
            summaries: history.summaries.into_iter().map(ScoreSummaryView::from).collect(),
        }
    }
}

impl From<Series> for ScoreSeriesView {
    fn from(series: Series) -> Self {
        let (rater_user, rater_person) = match series.rater {
            RaterName::Professional(user) => (Some(user.into()), None),
            RaterName::Member(person) => (None, Some(person.into())),
        };
        Self {
            rater_user,
            rater_person,
            about: series.about.map(PersonNameView::from),
            scores: series.scores.into_iter().map(ScoreLineView::from).collect(),
        }
    }
}

impl From<ScoreLine> for ScoreLineView {
    fn from(line: ScoreLine) -> Self {
        Self {
            id: line.id.0,
            value: line.scored.value.get(),
            scored_at: line.scored.scored_at,
            reason: line.reason,
            age_at: line.age_at,
            asked_how: line.asked_how.map(|it| it.code()),
            phase: line.phase,
            scale_version: line.scale.0,
        }
    }
}

impl From<SubjectSummary> for ScoreSummaryView {
    fn from(it: SubjectSummary) -> Self {
        Self {
            about: it.about.map(PersonNameView::from),
            lowest: it.summary.lowest.get(),
            highest: it.summary.highest.get(),
            spread: it.summary.spread,
            count: it.summary.count,
        }
    }
}
