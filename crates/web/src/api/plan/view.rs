//! The safety plan as programs see it. Names stand apart from the parts, once each.

use std::collections::BTreeMap;

use casework::plan::{MarkLine, PlanFile, PlanNames};
use chrono::{DateTime, NaiveDate, Utc};
use domain::plan::{Content, Doer, Field, PlanItem, SmartQuestion, Value};
use domain::text::ShortText;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::version_view::PlanVersionLineView;

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
    how_long: Option<String>,
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
            how_long: text(Field::HowLong),
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
