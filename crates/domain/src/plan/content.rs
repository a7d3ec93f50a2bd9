//! What a part of the plan says: as it was typed, and as it may be stored. Whether the people and parts that it
//! names are there is asked of [`super::Around`], never here.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Doer, Factor, Field, ItemKind, Need, Rank, Screening, Value};
use crate::fault::{FaultCode, Faults, ValueFault};
use crate::id::{OrganisationId, PersonId, PlanItemId, UserId};
use crate::text::{LongText, Name, ShortText};

/// What a part of the plan says. It has every field that its kind must have, and no field of another kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    kind: ItemKind,
    values: BTreeMap<Field, Value>,
}

/// A part as it was typed. Fields in faults are those of [`Field`], and `who.name`, `who.role`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContentDraft {
    /// The texts, by field.
    pub texts: BTreeMap<Field, String>,
    /// The days, by field.
    pub days: BTreeMap<Field, NaiveDate>,
    /// The part that it belongs to.
    pub under: Option<PlanItemId>,
    /// Whose recovery it is.
    pub person: Option<PersonId>,
    /// Who does it.
    pub who: Option<DoerDraft>,
    /// A risk factor from the list.
    pub factor: Option<Factor>,
    /// Whether a screening was considered.
    pub screening: Option<Screening>,
    /// The organisation that set it.
    pub set_by: Option<OrganisationId>,
    /// Whom it is about.
    pub concerns: Vec<PersonId>,
}

/// Who does it, as it was typed: exactly one of the three.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DoerDraft {
    /// A member of the household.
    pub member: Option<PersonId>,
    /// A professional with an account.
    pub professional: Option<UserId>,
    /// The name of somebody else.
    pub name: Option<String>,
    /// What that person is to the household.
    pub role: Option<String>,
}

impl Content {
    /// The most people in one part.
    pub const MOST_PERSONS: usize = 50;

    /// A part as it was stored.
    ///
    /// # Errors
    /// The field that does not belong there, or that is missing.
    pub fn from_values(kind: ItemKind, values: BTreeMap<Field, Value>) -> Result<Self, Field> {
        let strange = values.iter().find(|(field, value)| !kind.has(**field) || !field.holds(value));
        if let Some((field, _)) = strange {
            return Err(*field);
        }
        let content = Self { kind, values };
        match content.missing().first() {
            Some(field) => Err(*field),
            None => Ok(content),
        }
    }

    /// What it is.
    #[must_use]
    pub const fn kind(&self) -> ItemKind {
        self.kind
    }

    /// Every field that is filled in, with what it holds.
    pub fn values(&self) -> impl Iterator<Item = (Field, &Value)> {
        self.kind.fields().iter().filter_map(|(field, _)| Some((*field, self.get(*field)?)))
    }

    /// What a field holds.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<&Value> {
        self.values.get(&field)
    }

    /// The text in a field.
    #[must_use]
    pub fn text(&self, field: Field) -> Option<&str> {
        match self.get(field) {
            Some(Value::Text(text)) => Some(text.as_str()),
            _ => None,
        }
    }

    /// The day in a field.
    #[must_use]
    pub fn day(&self, field: Field) -> Option<NaiveDate> {
        match self.get(field) {
            Some(Value::Day(day)) => Some(*day),
            _ => None,
        }
    }

    /// The part that this one belongs to.
    #[must_use]
    pub fn under(&self) -> Option<PlanItemId> {
        match self.get(Field::Under) {
            Some(Value::Item(item)) => Some(*item),
            _ => None,
        }
    }

    /// The place in the Top-3; only situations have one.
    #[must_use]
    pub fn rank(&self) -> Option<Rank> {
        match self.get(Field::Rank) {
            Some(Value::Rank(rank)) => Some(*rank),
            _ => None,
        }
    }

    /// Whom it is about.
    #[must_use]
    pub fn concerns(&self) -> BTreeSet<PersonId> {
        match self.get(Field::Concerns) {
            Some(Value::Persons(persons)) => persons.clone(),
            _ => BTreeSet::new(),
        }
    }

    /// Everybody of the household of whom it speaks.
    #[must_use]
    pub fn persons(&self) -> BTreeSet<PersonId> {
        self.values.values().flat_map(Value::persons).collect()
    }

    /// The same part at another place in the Top-3.
    #[must_use]
    pub fn at_rank(mut self, rank: Rank) -> Self {
        if self.kind == ItemKind::Situation {
            self.values.insert(Field::Rank, Value::Rank(rank));
        }
        self
    }

    /// What `written` says, except in these fields, which stay as they are here.
    #[must_use]
    pub fn with(&self, written: &Self, kept: &[Field]) -> Self {
        let mut values = written.values.clone();
        for field in kept {
            match self.values.get(field) {
                Some(value) => values.insert(*field, value.clone()),
                None => values.remove(field),
            };
        }
        self.with_values(values).unwrap_or_else(|| written.clone())
    }

    /// The same part with other values in it; nothing when a field is missing then.
    pub(super) fn with_values(&self, values: BTreeMap<Field, Value>) -> Option<Self> {
        Self::from_values(self.kind, values).ok()
    }

    /// The fields that the kind must have and this one has not.
    fn missing(&self) -> Vec<Field> {
        let must = self.kind.fields().iter().filter(|(_, need)| *need == Need::Must).map(|(field, _)| *field);
        let mut missing: Vec<Field> = must.filter(|field| !self.values.contains_key(field)).collect();
        let says_which = self.values.contains_key(&Field::Factor) || self.values.contains_key(&Field::What);
        if self.kind == ItemKind::RiskFactor && !says_which {
            missing.push(Field::Factor);
        }
        missing
    }
}

impl ContentDraft {
    /// Checks what was typed for a part of this kind. A situation gets its place in the Top-3 from who calls this,
    /// because nobody types it.
    ///
    /// # Errors
    /// All faults at once; `does_not_fit` on a field that this kind does not have.
    pub fn check(self, kind: ItemKind, rank: Option<Rank>) -> Result<Content, Faults> {
        let mut faults = Faults::none();
        let mut values = BTreeMap::new();
        for (field, text) in &self.texts {
            if let Some(text) = parse_text(*field, text, &mut faults) {
                values.insert(*field, Value::Text(text));
            }
        }
        values.extend(self.days.iter().map(|(field, day)| (*field, Value::Day(*day))));
        values.extend(self.under.map(|it| (Field::Under, Value::Item(it))));
        values.extend(self.person.map(|it| (Field::Person, Value::Person(it))));
        values.extend(self.factor.map(|it| (Field::Factor, Value::Factor(it))));
        values.extend(self.screening.map(|it| (Field::Screening, Value::Screening(it))));
        values.extend(self.set_by.map(|it| (Field::SetBy, Value::Organisation(it))));
        let who = self.who.and_then(|it| it.check(&mut faults));
        values.extend(who.map(|it| (Field::Who, Value::Doer(it))));
        if self.concerns.len() > Content::MOST_PERSONS {
            let most = i64::try_from(Content::MOST_PERSONS).unwrap_or(i64::MAX);
            faults.add_limit(Field::Concerns.code(), FaultCode::TooMany, most);
        }
        if !self.concerns.is_empty() {
            values.insert(Field::Concerns, Value::Persons(self.concerns.into_iter().collect()));
        }
        for field in values.keys().filter(|field| !kind.has(**field)) {
            faults.add(field.code(), FaultCode::DoesNotFit);
        }
        let rank = rank.filter(|_| kind == ItemKind::Situation);
        values.extend(rank.map(|it| (Field::Rank, Value::Rank(it))));
        let content = Content { kind, values };
        for field in content.missing() {
            let one_of = kind == ItemKind::RiskFactor && field == Field::Factor;
            faults.add(field.code(), if one_of { FaultCode::OneOfThese } else { FaultCode::Missing });
        }
        faults.into_result(content)
    }
}

impl DoerDraft {
    fn check(self, faults: &mut Faults) -> Option<Doer> {
        let name = self.name.filter(|it| !it.trim().is_empty());
        let role = self.role.filter(|it| !it.trim().is_empty());
        match (self.member, self.professional, name) {
            (Some(member), None, None) if role.is_none() => Some(Doer::Member(member)),
            (None, Some(professional), None) if role.is_none() => Some(Doer::Professional(professional)),
            (None, None, Some(name)) => {
                let name = faults.keep("who.name", Name::parse(&name));
                let role = role.map(|it| faults.keep("who.role", ShortText::parse(&it)));
                name.map(|name| Doer::Network { name, role: role.flatten() })
            }
            (None, None, None) => {
                if role.is_some() {
                    faults.add("who.name", FaultCode::Missing);
                }
                None
            }
            _ => {
                faults.add(Field::Who.code(), FaultCode::DoesNotFit);
                None
            }
        }
    }
}

/// An empty text is the same as none.
fn parse_text(field: Field, text: &str, faults: &mut Faults) -> Option<LongText> {
    let parsed: Result<LongText, ValueFault> = if field.is_story() {
        LongText::parse(text)
    } else {
        ShortText::parse(text).and_then(|line| LongText::parse(line.as_str()))
    };
    match parsed {
        Err((FaultCode::Empty, _)) => None,
        parsed => faults.keep(field.code(), parsed),
    }
}
