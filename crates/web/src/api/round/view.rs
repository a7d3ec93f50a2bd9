//! Scoring rounds as programs see them.

use casework::Casework;
use casework::round::read::Shown;
use casework::round::{Card, Given, PossibleRater, RaterLine, RoundFile, RoundLine, RoundView, Rounds};
use casework::score::history::RaterName;
use chrono::{DateTime, Utc};
use domain::scale::Scale;
use domain::score::{RaterKey, ScaleVersion};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::talk::{AlarmView, InPhaseView, TalkView, of_rater};
use crate::api::timeline::event::{PersonNameView, UserNameView};

/// The rounds of a case.
#[derive(Serialize, ToSchema)]
pub struct ScoringRoundsView {
    /// De nieuwste eerst
    items: Vec<ScoringRoundLineView>,
    /// Of het te lang geleden is dat iedereen om een cijfer is gevraagd
    overdue: bool,
}

/// A round in a list.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ScoringRoundLineView {
    id: Uuid,
    case_id: Uuid,
    #[schema(minimum = 1)]
    version: i64,
    /// Fase van de casus bij het begin van de ronde
    phase: String,
    scale_version: i32,
    opened_at: DateTime<Utc>,
    opened_by: UserNameView,
    /// Hoeveel mensen zijn gevraagd
    asked: u16,
    /// Hoeveel van hen nog niet hebben geantwoord
    waiting: u16,
    /// Hoe de ronde eindigde; leeg zolang die loopt
    closure: Option<RoundClosureView>,
}

/// How a round ended.
#[derive(Serialize, ToSchema)]
pub struct RoundClosureView {
    at: DateTime<Utc>,
    by: UserNameView,
    /// all_answered of closed_early
    how: &'static str,
    reason: Option<String>,
}

/// Everybody who can be asked.
#[derive(Serialize, ToSchema)]
pub struct RoundCandidatesView {
    items: Vec<RoundCandidateView>,
}

/// Somebody who can be asked.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RoundCandidateView {
    /// De professional; anders een gezinslid
    user_id: Option<Uuid>,
    /// Het gezinslid; anders een professional
    person_id: Option<Uuid>,
    /// duo_member, professional, adult, child of network
    kind: &'static str,
    name: String,
    organisation: Option<String>,
}

/// A round. Somebody who is asked and does not see the case gets the question alone.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ScoringRoundView {
    id: Uuid,
    opened_at: DateTime<Utc>,
    closed: bool,
    /// Wat de cijfers betekenen
    scale: Option<ScaleView>,
    /// Voor wie alleen gevraagd is: de vraag, en of die al is beantwoord
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<QuestionView>,
    /// Voor wie de casus ziet: de ronde zelf
    #[serde(skip_serializing_if = "Option::is_none")]
    round: Option<ScoringRoundFileView>,
}

/// The question to somebody who sees nothing else.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct QuestionView {
    /// Hoe mensen de casus noemen, zonder namen
    case_code: String,
    answered_at: Option<DateTime<Utc>>,
}

/// A round for who sees the case.
#[derive(Serialize, ToSchema)]
pub struct ScoringRoundFileView {
    line: ScoringRoundLineView,
    raters: Vec<RoundRaterView>,
    /// Wat er geantwoord is; leeg zolang de ronde loopt
    scores: Vec<RoundScoreView>,
    /// Waar het gesprek over gaat; leeg zolang de ronde loopt
    conversation: Vec<TalkView>,
    /// Hoe de cijfers tot nu toe lagen in elke fase
    phases: Vec<InPhaseView>,
    /// Wat om aandacht vraagt; leeg zolang de ronde loopt
    alarms: Vec<AlarmView>,
}

/// Somebody who is asked.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RoundRaterView {
    id: Uuid,
    kind: &'static str,
    user: Option<UserNameView>,
    person: Option<PersonNameView>,
    /// Wanneer er een antwoord was, wat dat ook is
    answered_at: Option<DateTime<Utc>>,
    answered_by: Option<UserNameView>,
    /// Waarom er geen cijfer is; leeg zolang de ronde loopt
    decline: Option<RoundDeclineView>,
}

/// Why there is no score.
#[derive(Serialize, ToSchema)]
pub struct RoundDeclineView {
    kind: &'static str,
    reason: String,
}

/// A score of a closed round.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RoundScoreView {
    rater: Uuid,
    /// Over wie het gaat; anders over het hele huishouden
    about: Option<PersonNameView>,
    #[schema(minimum = 1, maximum = 10)]
    value: u8,
    reason: Option<String>,
    age_at: Option<u16>,
    asked_how: Option<&'static str>,
}

/// What the numbers of the scale mean.
#[derive(Serialize, ToSchema)]
pub struct ScaleView {
    version: i32,
    source: String,
    anchors: Vec<AnchorView>,
}

/// The words for some numbers.
#[derive(Serialize, ToSchema)]
pub struct AnchorView {
    lowest: u8,
    highest: u8,
    label: String,
    plain: String,
}

impl ScoringRoundView {
    /// The round as it may be seen, with the wording of its scale.
    pub fn of(found: RoundView, casework: &Casework) -> Self {
        let scale = |version: ScaleVersion| casework.scale(version).map(ScaleView::from);
        match found.shown {
            Shown::Card(Card { round, code, opened_at, scale: version, is_closed, answered_at }) => Self {
                id: round.0,
                opened_at,
                closed: is_closed,
                scale: scale(version),
                question: Some(QuestionView { case_code: code, answered_at }),
                round: None,
            },
            Shown::File(file) => Self {
                id: file.sheet.line.round.0,
                opened_at: file.sheet.line.opened_at,
                closed: file.sheet.line.closed.is_some(),
                scale: scale(file.sheet.line.scale),
                question: None,
                round: Some(ScoringRoundFileView::from(*file)),
            },
        }
    }
}

impl From<RoundFile> for ScoringRoundFileView {
    fn from(file: RoundFile) -> Self {
        Self {
            line: file.sheet.line.into(),
            raters: file.sheet.raters.into_iter().map(RoundRaterView::from).collect(),
            scores: file.sheet.scores.into_iter().map(RoundScoreView::from).collect(),
            conversation: file.talks.into_iter().map(TalkView::from).collect(),
            phases: file.phases.into_iter().map(InPhaseView::from).collect(),
            alarms: file.alarms.into_iter().map(AlarmView::from).collect(),
        }
    }
}

impl From<Rounds> for ScoringRoundsView {
    fn from(rounds: Rounds) -> Self {
        let items = rounds.lines.into_iter().map(ScoringRoundLineView::from).collect();
        Self { items, overdue: rounds.is_overdue }
    }
}

impl From<RoundLine> for ScoringRoundLineView {
    fn from(line: RoundLine) -> Self {
        Self {
            id: line.round.0,
            case_id: line.case.0,
            version: line.version.0,
            phase: line.phase,
            scale_version: line.scale.0,
            opened_at: line.opened_at,
            opened_by: line.opened_by.into(),
            asked: line.asked,
            waiting: line.waiting,
            closure: line.closed.map(|it| RoundClosureView {
                at: it.at,
                by: it.by.into(),
                how: it.how.code(),
                reason: it.reason,
            }),
        }
    }
}

impl From<Vec<PossibleRater>> for RoundCandidatesView {
    fn from(found: Vec<PossibleRater>) -> Self {
        let view = |it: PossibleRater| {
            let (user_id, person_id) = match it.rater {
                RaterKey::Professional(user) => (Some(user.0), None),
                RaterKey::Member(person) => (None, Some(person.0)),
            };
            let kind = it.kind.code();
            RoundCandidateView { user_id, person_id, kind, name: it.name, organisation: it.organisation }
        };
        Self { items: found.into_iter().map(view).collect() }
    }
}

impl From<RaterLine> for RoundRaterView {
    fn from(line: RaterLine) -> Self {
        let (user, person) = match line.name {
            RaterName::Professional(user) => (Some(user.into()), None),
            RaterName::Member(person) => (None, Some(person.into())),
        };
        Self {
            id: line.invitation.0,
            kind: line.kind.code(),
            user,
            person,
            answered_at: line.answered_at,
            answered_by: line.answered_by.map(UserNameView::from),
            decline: line.decline.map(|(kind, reason)| RoundDeclineView { kind: kind.code(), reason }),
        }
    }
}

impl From<Given> for RoundScoreView {
    fn from(given: Given) -> Self {
        Self {
            rater: of_rater(given.rater),
            about: given.about.map(PersonNameView::from),
            value: given.value.get(),
            reason: given.reason,
            age_at: given.age_at,
            asked_how: given.asked_how.map(|it| it.code()),
        }
    }
}

impl From<&Scale> for ScaleView {
    fn from(scale: &Scale) -> Self {
        let anchors = scale.anchors.iter().map(|it| AnchorView {
            lowest: it.lowest.get(),
            highest: it.highest.get(),
            label: it.label.clone(),
            plain: it.plain.clone(),
        });
        Self { version: scale.version.0, source: scale.source.clone(), anchors: anchors.collect() }
    }
}
