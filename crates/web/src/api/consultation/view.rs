//! How a consultation looks to programs: as a line without a word of what was said, and with everything for both sides.

use casework::consultation::{
    ConsultationLine, ConsultationSeen, EntryLine, FrozenFacts, SnapshotMember, SnapshotScore,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::api::timeline::event::UserNameView;

/// A consultation without its words.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConsultationLineView {
    id: Uuid,
    version: i64,
    /// Hoe mensen de consultatie noemen, zonder naam
    code: String,
    team: String,
    area: String,
    /// Of de vraag over een casus gaat; welke, staat in geen lijst
    about_case: bool,
    expertise: &'static str,
    urgency: &'static str,
    state: &'static str,
    asked_by: UserNameView,
    asked_at: DateTime<Utc>,
    adviser: Option<UserNameView>,
    /// Sinds wanneer de laatste vraag wacht
    waits_since: DateTime<Utc>,
    due_on: NaiveDate,
    due_at: DateTime<Utc>,
    overdue: bool,
    outcome: Option<&'static str>,
    ended_at: Option<DateTime<Utc>>,
    /// De laatste versie van de gekozen gegevens; 0 als er geen zijn
    facts_version: i32,
}

/// A consultation.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConsultationView {
    #[serde(flatten)]
    line: ConsultationLineView,
    /// De casus, alleen voor wie de vraag stelde
    case_id: Option<Uuid>,
    /// Wat er gebeurde en gezegd is, alleen voor beide kanten
    entries: Vec<ConsultationEntryView>,
    /// De gekozen gegevens, elke versie zoals die getoond is
    facts: Vec<ConsultationFactsView>,
}

/// Something that happened in a consultation.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConsultationEntryView {
    number: i32,
    kind: &'static str,
    text: Option<String>,
    facts_version: i32,
    by: UserNameView,
    at: DateTime<Utc>,
}

/// Chosen facts of a case as they were shown.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConsultationFactsView {
    version: i32,
    frozen_at: DateTime<Utc>,
    /// De wet waarop de casus besproken mag worden
    legal_ground: Option<&'static str>,
    phase: Option<String>,
    household: Option<Vec<ConsultationMemberView>>,
    unsafe_situations: Option<Vec<String>>,
    scores: Option<Vec<ConsultationScoreView>>,
}

/// A member of a household without a name.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConsultationMemberView {
    role: String,
    /// In hele jaren
    age: Option<u16>,
}

/// A score without a name.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConsultationScoreView {
    value: i16,
    on: NaiveDate,
    by_professional: bool,
    about_household: bool,
}

impl ConsultationLineView {
    /// The line at this moment.
    pub fn of(line: ConsultationLine, now: DateTime<Utc>) -> Self {
        Self {
            overdue: line.is_overdue(now),
            id: line.id.0,
            version: line.version.0,
            code: line.code,
            team: line.team,
            area: line.area,
            about_case: line.about_case,
            expertise: line.expertise.code(),
            urgency: line.urgency.code(),
            state: line.state.code(),
            asked_by: line.asker.into(),
            asked_at: line.asked_at,
            adviser: line.adviser.map(UserNameView::from),
            waits_since: line.waits_since,
            due_on: line.due.day,
            due_at: line.due.at,
            outcome: line.outcome.map(|it| it.code()),
            ended_at: line.ended_at,
            facts_version: line.facts_version,
        }
    }
}

impl From<ConsultationSeen> for ConsultationView {
    fn from(seen: ConsultationSeen) -> Self {
        let (entries, facts) = seen.file.map(|it| (it.entries, it.facts)).unwrap_or_default();
        Self {
            line: ConsultationLineView::of(seen.line, seen.now),
            case_id: seen.case.map(|it| it.0),
            entries: entries.into_iter().map(ConsultationEntryView::from).collect(),
            facts: facts.into_iter().map(ConsultationFactsView::from).collect(),
        }
    }
}

impl From<EntryLine> for ConsultationEntryView {
    fn from(entry: EntryLine) -> Self {
        let EntryLine { number, kind, told, facts_version, by, at } = entry;
        Self { number, kind: kind.code(), text: told, facts_version, by: by.into(), at }
    }
}

impl From<FrozenFacts> for ConsultationFactsView {
    fn from(frozen: FrozenFacts) -> Self {
        let member = |SnapshotMember { role, age }| ConsultationMemberView { role, age };
        let score = |it: SnapshotScore| ConsultationScoreView {
            value: it.value,
            on: it.on,
            by_professional: it.by_professional,
            about_household: it.about_household,
        };
        let facts = frozen.facts;
        Self {
            version: frozen.version,
            frozen_at: frozen.frozen_at,
            legal_ground: facts.ground.map(|it| it.code()),
            phase: facts.phase,
            household: facts.household.map(|it| it.into_iter().map(member).collect()),
            unsafe_situations: facts.unsafe_situations,
            scores: facts.scores.map(|it| it.into_iter().map(score).collect()),
        }
    }
}
