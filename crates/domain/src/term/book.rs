//! All definitions of all times: every kind of term has at least one, and on one day at most one holds.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Definition, Rule, TermKind, Unit};

/// All definitions, by kind, oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermBook(BTreeMap<TermKind, Vec<Definition>>);

/// Why definitions do not make a book.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TermFault {
    #[error("{0} has no definition")]
    Missing(TermKind),
    #[error("{kind} has two definitions from {from}")]
    TwoFromOneDay { kind: TermKind, from: NaiveDate },
    #[error("{kind} from {from} ends before it begins")]
    EndsFirst { kind: TermKind, from: NaiveDate },
    #[error("{kind} from {from} has no length")]
    NoLength { kind: TermKind, from: NaiveDate },
    #[error("{kind} from {from} counts {unit} by a rule that does not: {rule}")]
    RuleAgainstUnit { kind: TermKind, from: NaiveDate, unit: Unit, rule: Rule },
    #[error("{kind} from {from} has no {field}")]
    Empty { kind: TermKind, from: NaiveDate, field: &'static str },
}

impl TermBook {
    /// Puts definitions in the order of their days.
    ///
    /// # Errors
    /// All faults at once.
    pub fn new(definitions: Vec<Definition>) -> Result<Self, Vec<TermFault>> {
        let mut book: BTreeMap<TermKind, Vec<Definition>> = BTreeMap::new();
        let mut faults = Vec::new();
        for definition in definitions {
            faults.extend(definition.fault());
            let (kind, from) = (definition.kind, definition.from);
            let of_kind = book.entry(kind).or_default();
            match of_kind.binary_search_by_key(&from, |it| it.from) {
                Ok(_) => faults.push(TermFault::TwoFromOneDay { kind, from }),
                Err(place) => of_kind.insert(place, definition),
            }
        }
        let missing = TermKind::ALL.iter().filter(|it| !book.contains_key(it));
        faults.extend(missing.map(|it| TermFault::Missing(*it)));
        if faults.is_empty() { Ok(Self(book)) } else { Err(faults) }
    }

    /// The definition by which a term of this kind starts on this day; nothing when there is none.
    #[must_use]
    pub fn on(&self, kind: TermKind, day: NaiveDate) -> Option<&Definition> {
        let latest = self.0.get(&kind)?.iter().rfind(|it| it.from <= day)?;
        (latest.until.is_none_or(|until| day <= until)).then_some(latest)
    }

    /// The definition of this kind that holds from exactly this day.
    #[must_use]
    pub fn version(&self, kind: TermKind, from: NaiveDate) -> Option<&Definition> {
        self.0.get(&kind)?.iter().find(|it| it.from == from)
    }

    /// Every definition of every kind, oldest first.
    pub fn definitions(&self) -> impl Iterator<Item = &Definition> {
        self.0.values().flatten()
    }
}

impl Definition {
    fn fault(&self) -> Option<TermFault> {
        let &Self { kind, from, unit, rule, .. } = self;
        let fits = match rule {
            Rule::WorkingDays => unit == Unit::WorkingDay,
            Rule::Exact => unit != Unit::WorkingDay,
            Rule::GeneralTermsAct | Rule::Calendar => !matches!(unit, Unit::WorkingDay | Unit::Hour),
        };
        if !fits {
            return Some(TermFault::RuleAgainstUnit { kind, from, unit, rule });
        }
        if self.length == 0 || self.extension.is_some_and(|it| it.length == 0) {
            return Some(TermFault::NoLength { kind, from });
        }
        if self.until.is_some_and(|until| until < from) {
            return Some(TermFault::EndsFirst { kind, from });
        }
        let texts = [("name", &self.name), ("source", &self.source)];
        let empty = texts.into_iter().find(|(_, text)| text.trim().is_empty());
        empty.map(|(field, _)| TermFault::Empty { kind, from, field })
    }
}
