//! The safety plan as programs see it. Names stand apart from the parts, once each.

use std::collections::BTreeMap;

use casework::plan::{
    Comparison, ConsentLine, MarkLine, NamedVersion, NamedVersions, PlanFile, PlanNames, VersionLine,
    VoiceLine,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::plan::{Content, Difference, Doer, Field, PlanItem, SmartQuestion, Value};
use domain::text::ShortText;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::shared::plan_value::or_null;

/// The plan as it is being worked on.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PlanView {
    /// De versie van het werkplan, ook in de header ETag
    version: i64,
    /// De onderdelen, in de volgorde waarin het plan leest
    items: Vec<PlanItemView>,
    /// De versie die geldt; leeg zolang er geen is vastgesteld
    adopted: Option<PlanVersionLineView>,
    /// De organisaties van het duo nu
    duo: Vec<Uuid>,
    /// Of het werkplan iets anders zegt dan de versie die geldt
    ahead: bool,
    names: PlanNamesView,
}

/// One part in one of its texts. Fields that its kind does not have, or that are empty, are left out.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PlanItemView {
    id: Uuid,
    kind: &'static str,
    /// De versie van de tekst, voor If-Match
    #[schema(minimum = 1)]
    revision: i32,
    removed: bool,
    made_by: Uuid,
    made_at: DateTime<Utc>,
    #[serde(flatten)]
    text: PlanTextView,
    /// Wat er van is geworden, het laatste
    mark: Option<MarkView>,
    /// Wat een afspraak nog openlaat
    questions: Vec<&'static str>,
}

/// What a part says.
#[derive(Serialize, ToSchema, Default)]
#[serde(rename_all = "camelCase")]
pub struct PlanTextView {
    /// Het onderdeel waar dit bij hoort
    #[serde(skip_serializing_if = "Option::is_none")]
    under: Option<Uuid>,
    /// De plek in de Top-3
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 3)]
    rank: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    who: Option<DoerView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    what: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    factor: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    how_often: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    worst: Option<String>,
    /// De organisatie die de voorwaarde stelde
    #[serde(skip_serializing_if = "Option::is_none")]
    set_by: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    set_on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by_when: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_until: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    checked_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    checked_how: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    planned_start: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    screening: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    screened_on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    concerns: Vec<Uuid>,
}

/// Who does something: a member, a professional, or somebody else by name.
#[derive(Serialize, ToSchema, Default)]
pub struct DoerView {
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    professional: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
}

/// What became of a part.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MarkView {
    id: Uuid,
    mark: &'static str,
    on_day: NaiveDate,
    note: Option<String>,
    made_by: Uuid,
    made_at: DateTime<Utc>,
}

/// Everything that became of a part, the last first.
#[derive(Serialize, ToSchema)]
pub struct MarksView {
    items: Vec<MarkView>,
    names: PlanNamesView,
}

/// The names of everybody and everything in it, by identifier.
#[derive(Serialize, ToSchema)]
pub struct PlanNamesView {
    persons: BTreeMap<String, String>,
    users: BTreeMap<String, String>,
    organisations: BTreeMap<String, String>,
}

/// The versions, newest first.
#[derive(Serialize, ToSchema)]
pub struct PlanVersionsView {
    items: Vec<PlanVersionLineView>,
    names: PlanNamesView,
}

/// A version without its parts.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PlanVersionLineView {
    id: Uuid,
    #[schema(minimum = 1)]
    number: i32,
    adopted_at: DateTime<Utc>,
    adopted_by: Uuid,
    voices: Vec<VoiceView>,
    /// Wat de organisaties zeiden, van elk het laatste
    consents: Vec<ConsentView>,
}

/// A version with its parts.
#[derive(Serialize, ToSchema)]
pub struct PlanVersionView {
    version: PlanVersionLineView,
    items: Vec<PlanItemView>,
    names: PlanNamesView,
}

/// What a member of the household said.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VoiceView {
    person: Uuid,
    opinion: &'static str,
    reason: Option<String>,
    asked_how: Option<&'static str>,
    /// Wat het gezinslid zei, letterlijk
    own_words: Option<String>,
    age_at: Option<u16>,
}

/// What an organisation said.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConsentView {
    organisation_id: Uuid,
    agrees: bool,
    reason: Option<String>,
    given_by: Uuid,
    given_at: DateTime<Utc>,
}

/// Two states of a plan side by side.
#[derive(Serialize, ToSchema)]
pub struct ComparisonView {
    /// De oudere versie; leeg voor de eerste
    before: Option<PlanVersionLineView>,
    /// De nieuwere versie; leeg voor het werkplan
    after: Option<PlanVersionLineView>,
    items: Vec<DifferenceView>,
    names: PlanNamesView,
}

/// One part in both.
#[derive(Serialize, ToSchema)]
pub struct DifferenceView {
    id: Uuid,
    kind: Option<&'static str>,
    /// added, dropped, rewritten of unchanged
    change: &'static str,
    /// De velden die verschillen
    fields: Vec<FieldDifferenceView>,
}

/// One field that differs; null for an empty one.
#[derive(Serialize, ToSchema)]
pub struct FieldDifferenceView {
    name: &'static str,
    before: serde_json::Value,
    after: serde_json::Value,
}

impl From<PlanFile> for PlanView {
    fn from(file: PlanFile) -> Self {
        let ahead = file.is_ahead();
        let item = |it: &PlanItem| PlanItemView {
            mark: file.marks.get(&it.id).map(MarkView::from),
            questions: file.questions.get(&it.id).map(|it| codes(it)).unwrap_or_default(),
            ..PlanItemView::of(it)
        };
        Self {
            version: file.standing.plan.version().0,
            items: file.standing.plan.live().map(item).collect(),
            ahead,
            duo: file.duo.iter().map(|it| it.0).collect(),
            names: (&file.names).into(),
            adopted: file.adopted.map(|it| it.line.into()),
        }
    }
}

fn codes(questions: &[SmartQuestion]) -> Vec<&'static str> {
    questions.iter().map(|it| it.code()).collect()
}

impl PlanItemView {
    /// A part without what stands beside it.
    pub fn of(item: &PlanItem) -> Self {
        Self {
            id: item.id.0,
            kind: item.content.kind().code(),
            revision: item.revision.0,
            removed: item.removed,
            made_by: item.made_by.0,
            made_at: item.made_at,
            text: PlanTextView::from(&item.content),
            mark: None,
            questions: Vec::new(),
        }
    }
}

impl From<&Content> for PlanTextView {
    fn from(content: &Content) -> Self {
        let text = |field| content.text(field).map(str::to_owned);
        let mut view = Self {
            under: content.under().map(Uuid::from),
            rank: content.rank().map(domain::plan::Rank::get),
            what: text(Field::What),
            place: text(Field::Place),
            how_often: text(Field::HowOften),
            since: text(Field::Since),
            worst: text(Field::Worst),
            set_on: content.day(Field::SetOn),
            by_when: content.day(Field::ByWhen),
            valid_until: content.day(Field::ValidUntil),
            checked_by: text(Field::CheckedBy),
            checked_how: text(Field::CheckedHow),
            provider: text(Field::Provider),
            planned_start: content.day(Field::PlannedStart),
            screened_on: content.day(Field::ScreenedOn),
            concerns: content.concerns().into_iter().map(Uuid::from).collect(),
            ..Self::default()
        };
        for (_, value) in content.values() {
            view.put(value);
        }
        view
    }
}

impl PlanTextView {
    fn put(&mut self, value: &Value) {
        match value {
            Value::Factor(factor) => self.factor = Some(factor.code()),
            Value::Screening(screening) => self.screening = Some(screening.code()),
            Value::Person(person) => self.person = Some(person.0),
            Value::Organisation(organisation) => self.set_by = Some(organisation.0),
            Value::Doer(doer) => self.who = Some(doer.into()),
            Value::Text(_) | Value::Day(_) | Value::Rank(_) | Value::Item(_) | Value::Persons(_) => {}
        }
    }
}

impl From<&Doer> for DoerView {
    fn from(doer: &Doer) -> Self {
        match doer {
            Doer::Member(member) => Self { member: Some(member.0), ..Self::default() },
            Doer::Professional(user) => Self { professional: Some(user.0), ..Self::default() },
            Doer::Network { name, role } => {
                let role = role.as_ref().map(ShortText::as_str).map(str::to_owned);
                Self { name: Some(name.as_str().to_owned()), role, ..Self::default() }
            }
        }
    }
}

impl From<&MarkLine> for MarkView {
    fn from(line: &MarkLine) -> Self {
        Self {
            id: line.fact.id.0,
            mark: line.fact.mark.code(),
            on_day: line.fact.on_day,
            note: line.note.clone(),
            made_by: line.made_by.0,
            made_at: line.fact.made_at,
        }
    }
}

impl MarksView {
    /// The marks with the names of who noted them.
    pub fn of(marks: &[MarkLine], names: &PlanNames) -> Self {
        Self { items: marks.iter().map(MarkView::from).collect(), names: names.into() }
    }
}

impl From<&PlanNames> for PlanNamesView {
    fn from(names: &PlanNames) -> Self {
        Self {
            persons: names.persons.iter().map(|(id, name)| (id.to_string(), name.clone())).collect(),
            users: names.users.iter().map(|(id, name)| (id.to_string(), name.clone())).collect(),
            organisations: names
                .organisations
                .iter()
                .map(|(id, name)| (id.to_string(), name.clone()))
                .collect(),
        }
    }
}

impl From<NamedVersions> for PlanVersionsView {
    fn from(found: NamedVersions) -> Self {
        let items = found.versions.into_iter().map(PlanVersionLineView::from).collect();
        Self { items, names: (&found.names).into() }
    }
}

impl From<NamedVersion> for PlanVersionView {
    fn from(found: NamedVersion) -> Self {
        Self {
            items: found.version.items.iter().map(PlanItemView::of).collect(),
            version: found.version.line.into(),
            names: (&found.names).into(),
        }
    }
}

impl From<VersionLine> for PlanVersionLineView {
    fn from(line: VersionLine) -> Self {
        Self {
            id: line.id.0,
            number: line.number,
            adopted_at: line.adopted_at,
            adopted_by: line.adopted_by.0,
            voices: line.voices.into_iter().map(VoiceView::from).collect(),
            consents: line.consents.into_iter().map(ConsentView::from).collect(),
        }
    }
}

impl From<VoiceLine> for VoiceView {
    fn from(line: VoiceLine) -> Self {
        Self {
            person: line.person.0,
            opinion: line.opinion.code(),
            reason: line.reason,
            asked_how: line.asked_how.map(domain::score::AskedHow::code),
            own_words: line.own_words,
            age_at: line.age_at,
        }
    }
}

impl From<ConsentLine> for ConsentView {
    fn from(line: ConsentLine) -> Self {
        Self {
            organisation_id: line.organisation.0,
            agrees: line.agrees,
            reason: line.reason,
            given_by: line.given_by.0,
            given_at: line.given_at,
        }
    }
}

impl From<Comparison> for ComparisonView {
    fn from(found: Comparison) -> Self {
        Self {
            before: found.before.map(PlanVersionLineView::from),
            after: found.after.map(PlanVersionLineView::from),
            items: found.differences.iter().map(DifferenceView::from).collect(),
            names: (&found.names).into(),
        }
    }
}

impl From<&Difference> for DifferenceView {
    fn from(it: &Difference) -> Self {
        let field = |field: &Field| FieldDifferenceView {
            name: field.code(),
            before: or_null(it.before.as_ref().and_then(|it| it.get(*field))),
            after: or_null(it.after.as_ref().and_then(|it| it.get(*field))),
        };
        Self {
            id: it.item.0,
            kind: it.kind().map(domain::plan::ItemKind::code),
            change: it.change.code(),
            fields: it.fields.iter().map(field).collect(),
        }
    }
}
