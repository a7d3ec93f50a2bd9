//! Scores on the Veiligheidschaal for programs.

use actix_web::http::header::LOCATION;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use casework::Casework;
use casework::score::{GiveScore, give as giving};
use chrono::{DateTime, Utc};
use domain::id::{CaseId, PersonId};
use domain::score::{AskedHow, SafetyScore};
use domain::text::LongText;

use crate::shared::body::JsonBody;
use crate::shared::created::{Created, creation};
use crate::shared::fields::{Body, Fields};
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::shared::signed_in::SignedIn;

/// A score as it is given.
#[derive(Debug, Clone)]
pub struct ScoreBody {
    value: SafetyScore,
    rater: Option<PersonId>,
    asked_how: Option<AskedHow>,
    about: Option<PersonId>,
    reason: Option<LongText>,
    scored_at: Option<DateTime<Utc>>,
}

impl Body for ScoreBody {
    const NAME: &'static str = "NewScore";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let value = fields.required("value");
        let rater = fields.optional("rater");
        let asked_how = fields.optional("askedHow");
        let about = fields.optional("about");
        let reason = fields.optional("reason");
        let scored_at = fields.optional("scoredAt");
        Some(Self { value: value?, rater, asked_how, about, reason, scored_at })
    }
}

impl ScoreBody {
    /// What the use case is asked to do.
    pub fn command(&self, case: CaseId) -> GiveScore {
        GiveScore {
            case,
            value: Some(i64::from(self.value.get())),
            rater: self.rater,
            asked_how: self.asked_how,
            about: self.about,
            reason: self.reason.as_ref().map(|text| text.as_str().to_owned()),
            scored_at: self.scored_at,
        }
    }
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
    request: HttpRequest,
    casework: Data<Casework>,
    SignedIn(caller): SignedIn,
    Id(case): Id<CaseId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<ScoreBody>,
) -> Result<HttpResponse, Problem> {
    let command = body.command(case);
    let creation = creation(&request, &key);
    let given = giving(&casework, &caller, &creation, command).await?;
    let location = format!("/api/v1/cases/{case}/scores/{}", given.score);
    Ok(HttpResponse::Created().insert_header((LOCATION, location)).json(Created { id: given.score.0 }))
}
