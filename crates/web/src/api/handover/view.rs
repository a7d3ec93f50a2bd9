//! What programs see of handovers: those of a case with what goes along, and offers before the answer.

use casework::handover::{HandoverFile, HandoverLine, OfferLine};
use chrono::{DateTime, NaiveDate, Utc};
use domain::handover::Preview;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::api::timeline::event::{PersonNameView, UserNameView};

/// The handovers of a case.
#[derive(Serialize, ToSchema)]
pub struct HandoverListView {
    /// De nieuwste eerst
    pub(super) items: Vec<HandoverView>,
}

/// A handover.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HandoverView {
    pub(super) id: Uuid,
    pub(super) version: i64,
    /// draft, offered, accepted, refused, withdrawn, lapsed of completed
    pub(super) state: &'static str,
    pub(super) from_team_id: Uuid,
    pub(super) from_team_name: String,
    pub(super) to_team_id: Uuid,
    pub(super) to_team_name: String,
    pub(super) legal_ground: &'static str,
    pub(super) why: String,
    pub(super) monitoring: Option<String>,
    pub(super) informed_on: Option<NaiveDate>,
    pub(super) not_informed_reason: Option<String>,
    pub(super) meet_on: Option<NaiveDate>,
    /// Wat het andere team ziet voor het antwoord; leeg zolang het niet is aangeboden
    pub(super) preview: Option<PreviewView>,
    pub(super) prepared_by: UserNameView,
    pub(super) prepared_at: DateTime<Utc>,
    pub(super) offered_at: Option<DateTime<Utc>>,
    pub(super) answer_by: Option<DateTime<Utc>>,
    pub(super) decided_at: Option<DateTime<Utc>>,
    pub(super) reason: Option<String>,
    pub(super) talked_over_on: Option<NaiveDate>,
}

/// A handover with what goes along.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HandoverFileView {
    #[serde(flatten)]
    pub(super) line: HandoverView,
    /// Het nummer van het veiligheidsplan dat meegaat
    pub(super) plan_version: Option<i32>,
    pub(super) scores: Vec<HandedScoreView>,
    pub(super) terms: Vec<HandedTermView>,
    pub(super) contacts: Vec<HandedContactView>,
}

/// A score as it was shown at the offer.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HandedScoreView {
    pub(super) id: Uuid,
    pub(super) value: u8,
    /// Leeg voor een professional
    pub(super) rater: Option<PersonNameView>,
    /// Leeg voor het hele huishouden
    pub(super) about: Option<PersonNameView>,
    pub(super) scored_at: DateTime<Utc>,
}

/// A term as it stood at the offer.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HandedTermView {
    pub(super) kind: &'static str,
    pub(super) due_on: NaiveDate,
}

/// Somebody who can be asked about it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HandedContactView {
    pub(super) name: String,
    pub(super) organisation_name: String,
}

/// What the receiver sees before deciding.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PreviewView {
    pub(super) phase: &'static str,
    pub(super) adults: u16,
    pub(super) children: u16,
    pub(super) conditions: u16,
    pub(super) lowest_score: Option<u8>,
}

/// The offers to the caller's teams.
#[derive(Serialize, ToSchema)]
pub struct OfferListView {
    /// Wat het eerst een antwoord moet hebben, staat bovenaan; hoogstens honderd
    pub(super) items: Vec<OfferView>,
}

/// An offer that waits for an answer.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OfferView {
    pub(super) id: Uuid,
    pub(super) version: i64,
    pub(super) from_team_name: String,
    pub(super) to_team_name: String,
    pub(super) legal_ground: &'static str,
    pub(super) why: String,
    pub(super) meet_on: Option<NaiveDate>,
    pub(super) preview: Option<PreviewView>,
    pub(super) offered_at: Option<DateTime<Utc>>,
    pub(super) answer_by: Option<DateTime<Utc>>,
}

/// Which case a team holds from now on.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AcceptedView {
    pub(super) case_id: Uuid,
}

impl From<HandoverLine> for HandoverView {
    fn from(it: HandoverLine) -> Self {
        Self {
            id: it.id.0,
            version: it.version.0,
            state: it.state.code(),
            from_team_id: it.giver.0.0,
            from_team_name: it.giver.1,
            to_team_id: it.receiver.0.0,
            to_team_name: it.receiver.1,
            legal_ground: it.ground.code(),
            why: it.why,
            monitoring: it.monitoring,
            informed_on: it.informed_on,
            not_informed_reason: it.not_informed_reason,
            meet_on: it.meet_on,
            preview: it.preview.map(PreviewView::from),
            prepared_by: it.prepared_by.into(),
            prepared_at: it.prepared_at,
            offered_at: it.offered_at,
            answer_by: it.answer_by,
            decided_at: it.decided_at,
            reason: it.reason,
            talked_over_on: it.talked_over_on,
        }
    }
}

impl From<HandoverFile> for HandoverFileView {
    fn from(file: HandoverFile) -> Self {
        let HandoverFile { line, contents, persons } = file;
        let contents = contents.unwrap_or_default();
        let named = |wanted| persons.iter().find(|it| Some(it.person) == wanted).cloned().map(Into::into);
        let scores = contents.scores.iter().map(|it| HandedScoreView {
            id: it.score.0,
            value: it.value,
            rater: named(it.rater),
            about: named(it.about),
            scored_at: it.at,
        });
        let terms = contents.terms.iter().map(|it| HandedTermView { kind: it.kind.code(), due_on: it.due });
        let contacts = contents.contacts.iter().map(|it| HandedContactView {
            name: it.name.clone(),
            organisation_name: it.organisation.clone(),
        });
        Self {
            line: line.into(),
            plan_version: contents.plan.map(|(_, number)| number),
            scores: scores.collect(),
            terms: terms.collect(),
            contacts: contacts.collect(),
        }
    }
}

impl From<OfferLine> for OfferView {
    fn from(it: OfferLine) -> Self {
        Self {
            id: it.id.0,
            version: it.version.0,
            from_team_name: it.giver.1,
            to_team_name: it.receiver.1,
            legal_ground: it.ground.code(),
            why: it.why,
            meet_on: it.meet_on,
            preview: it.preview.map(PreviewView::from),
            offered_at: it.offered_at,
            answer_by: it.answer_by,
        }
    }
}

impl From<Preview> for PreviewView {
    fn from(it: Preview) -> Self {
        Self {
            phase: it.phase.code(),
            adults: it.adults,
            children: it.children,
            conditions: it.conditions,
            lowest_score: it.lowest_score,
        }
    }
}
