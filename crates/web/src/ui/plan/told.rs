//! What a field of the plan holds, in words.

use std::collections::BTreeMap;

use casework::plan::PlanNames;
use domain::id::{PersonId, PlanItemId};
use domain::plan::{Content, Difference, Doer, Field, ItemKind, Value, WorkingPlan};

use crate::ui::people::enumerated;
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;

/// What the parts are called where another one names them.
#[derive(Debug, Default)]
pub(crate) struct Titles(BTreeMap<PlanItemId, String>);

impl Titles {
    /// Of a plan.
    pub(super) fn of(plan: &WorkingPlan) -> Self {
        Self(plan.live().map(|it| (it.id, title(&it.content))).collect())
    }

    /// Of two states of a plan.
    pub(super) fn of_both(differences: &[Difference]) -> Self {
        let content = |it: &Difference| it.after.as_ref().or(it.before.as_ref()).map(title);
        Self(differences.iter().filter_map(|it| Some((it.item, content(it)?))).collect())
    }
}

/// The longest name of a part, in characters.
const LONGEST: usize = 80;

/// What a value says; the names of whom and what it names stand beside it.
pub(crate) fn value(value: &Value, names: &PlanNames, titles: &Titles) -> String {
    match value {
        Value::Text(text) => text.as_str().to_owned(),
        Value::Day(day) => dates::long_day(*day),
        Value::Rank(rank) => rank.get().to_string(),
        Value::Factor(factor) => factor.label().to_owned(),
        Value::Screening(screening) => screening.label().to_owned(),
        Value::Item(item) => titles.0.get(item).cloned().unwrap_or_default(),
        Value::Person(person) | Value::Doer(Doer::Member(person)) => name(*person, names),
        Value::Organisation(organisation) => {
            names.organisations.get(organisation).cloned().unwrap_or_default()
        }
        Value::Doer(Doer::Professional(user)) => names.users.get(user).cloned().unwrap_or_default(),
        Value::Doer(Doer::Network { name, role }) => match role {
            Some(role) => format!("{} ({})", name.as_str(), role.as_str()),
            None => name.as_str().to_owned(),
        },
        Value::Persons(persons) => {
            let told: Vec<String> = persons.iter().map(|it| name(*it, names)).collect();
            enumerated(&told.iter().map(String::as_str).collect::<Vec<_>>())
        }
    }
}

/// What a person is called.
pub(super) fn name(person: PersonId, names: &PlanNames) -> String {
    names.persons.get(&person).cloned().unwrap_or_default()
}

/// What a part is called where there is little room.
pub(super) fn title(content: &Content) -> String {
    let factor = match content.get(Field::Factor) {
        Some(Value::Factor(factor)) => Some(factor.label()),
        _ => None,
    };
    let text = factor.or(content.text(Field::What)).unwrap_or(content.kind().label());
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= LONGEST {
        return line.to_owned();
    }
    let cut: String = line.chars().take(LONGEST).collect();
    format!("{}…", cut.trim_end())
}

/// A part as a sentence begins with it: `Voorwaarde: Mila is nooit alleen met Tom`.
pub(in crate::ui) fn called(content: &Content) -> String {
    format!("{}: {}", short(content.kind()), title(content))
}

/// What a kind of part is called in a heading.
pub(super) const fn short(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Situation => "Situatie",
        ItemKind::Condition => "Voorwaarde",
        ItemKind::Agreement => "Afspraak",
        ItemKind::RiskFactor => "Risicofactor",
        ItemKind::Measure => "Hulp",
        ItemKind::RecoveryGoal => "Hersteldoel",
    }
}
