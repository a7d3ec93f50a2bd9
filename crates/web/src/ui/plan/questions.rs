//! The questions of the form for a part, in the order of the table in `domain`; and a form with a part in it.

use std::collections::{BTreeMap, BTreeSet};

use casework::plan::{Desk, PlanConflict};
use domain::id::PersonId;
use domain::plan::{Content, Doer, Factor, Field, ItemKind, Need, PlanItem, Screening, Value};
use domain::text::{LongText, ShortText};
use maud::{Markup, html};

use super::told::{self, Titles};
use crate::shared::fields::form::{FormState, FormValues};
use crate::ui::field::{Choice, Field as Question, id_of};
use crate::ui::words::{faults, plan as words};

/// What the questions need.
pub(super) struct Questions<'a> {
    pub(super) desk: &'a Desk,
    pub(super) kind: ItemKind,
    pub(super) state: &'a FormState,
    /// What somebody else wrote meanwhile.
    pub(super) conflict: Option<&'a PlanConflict>,
}

/// A value and what it is called.
type Named = (String, String);

impl Questions<'_> {
    /// The names of the fields with what the summary of faults calls them.
    pub(super) fn labels(kind: ItemKind) -> Vec<(&'static str, &'static str)> {
        let fields = kind.fields().iter().map(|(field, _)| (field.code(), words::field(kind, *field)));
        fields
            .chain([("who.name", "Naam"), ("who.role", "Wat is deze persoon?"), ("kind", "Onderdeel")])
            .collect()
    }

    /// All questions.
    pub(super) fn all(&self) -> Markup {
        html! {
            @for (field, need) in self.kind.fields() {
                (self.question(*field, *need))
                (self.other(*field))
            }
        }
    }

    fn question(&self, field: Field, need: Need) -> Markup {
        let label = words::field(self.kind, field);
        let question = Question::new(field.code(), label);
        let question = if need == Need::May { question.in_row() } else { question };
        let question = match words::hint(self.kind, field) {
            Some(hint) => question.hint(hint),
            None => question,
        };
        match field {
            Field::Rank => html! {},
            Field::Under => question.select(self.state, &choices(&self.parents())),
            Field::Person => question.select(self.state, &choices(&self.people())),
            Field::Concerns => question.checkboxes(self.state, &choices(&self.people())),
            Field::SetBy => question.select(self.state, &choices(&self.organisations())),
            Field::Who => self.who(label),
            Field::Factor => question.select(self.state, &Choice::all::<Factor>()),
            Field::Screening => question.radios(self.state, &Choice::all::<Screening>()),
            field if field.is_day() => question.date(self.state),
            field if field.is_story() => question.textarea(self.state, LongText::MAX),
            _ => question.text(self.state),
        }
    }

    /// Exactly one of three: a member of the household, a professional, somebody else.
    fn who(&self, label: &str) -> Markup {
        let wrong = self.state.fault(Field::Who.code());
        let id = id_of(Field::Who.code());
        let professionals: Vec<Named> = self.named(&self.desk.professionals, |it| {
            (it.to_string(), self.desk.file.names.users.get(it).cloned().unwrap_or_default())
        });
        html! {
            fieldset id=(id) class={ "tandem-field tandem-doer" @if wrong.is_some() { " tandem-field--wrong" } } {
                legend class="utrecht-form-label" { (label) " (niet verplicht)" }
                p class="tandem-hint" { "Kies één van de drie: iemand uit het huishouden, een professional, of iemand anders." }
                @if let Some(fault) = wrong {
                    p class="tandem-wrong" { (faults::sentence(fault.code, fault.limit)) }
                }
                (Question::new("who.member", "Iemand uit het huishouden").in_row().select(self.state, &choices(&self.people())))
                (Question::new("who.professional", "Een professional").in_row().select(self.state, &choices(&professionals)))
                (Question::new("who.name", "Iemand anders: naam").in_row().text(self.state))
                (Question::new("who.role", "Wat is deze persoon?").optional().hint("Bijvoorbeeld oma, buurvrouw of leraar.").text(self.state))
            }
        }
    }

    /// What somebody else wrote in this field, and the choice to take that over.
    fn other(&self, field: Field) -> Markup {
        let Some(conflict) = self.conflict else { return html! {} };
        let Some(twice) = conflict.fields.iter().find(|it| it.field == field) else { return html! {} };
        let titles = Titles::of(&self.desk.file.standing.plan);
        let text = |value: &Option<Value>| match value {
            Some(value) => told::value(value, &conflict.names, &titles),
            None => "(leeg)".to_owned(),
        };
        html! {
            div class="tandem-note tandem-stack tandem-twice" data-conflict=(field.code()) {
                dl class="tandem-told" {
                    div { dt { "Dit schreef " (conflict.by) } dd class="tandem-text" dir="auto" { (text(&twice.theirs)) } }
                    div { dt { "Dit schreef u" } dd class="tandem-text" dir="auto" { (text(&twice.mine)) } }
                    div { dt { "Dit stond er" } dd class="tandem-text" dir="auto" { (text(&twice.base)) } }
                }
                label class="tandem-choice" {
                    input type="checkbox" name="keep" value=(field.code()) checked[self.state.values.has("keep", field.code())];
                    "Neem de tekst van " (conflict.by) " over"
                    span class="tandem-hidden" { " bij " (words::field(self.kind, field)) }
                }
            }
        }
    }

    fn parents(&self) -> Vec<Named> {
        let plan = &self.desk.file.standing.plan;
        let fits = |it: &&PlanItem| Some(it.content.kind()) == self.kind.belongs_to();
        plan.live().filter(fits).map(|it| (it.id.to_string(), told::title(&it.content))).collect()
    }

    /// The members of now, and whoever was chosen before and has left since.
    fn people(&self) -> Vec<Named> {
        let names = &self.desk.file.names;
        let now: BTreeSet<PersonId> = self.desk.members.iter().copied().collect();
        let chosen = |it: &&PersonId| {
            let id = it.to_string();
            ["concerns", "person", "who.member"].iter().any(|field| self.state.values.has(field, &id))
        };
        let gone: Vec<PersonId> =
            names.persons.keys().filter(|it| !now.contains(it)).filter(chosen).copied().collect();
        let all: Vec<PersonId> = self.desk.members.iter().copied().chain(gone).collect();
        self.named(&all, |it| (it.to_string(), told::name(*it, names)))
    }

    fn organisations(&self) -> Vec<Named> {
        let names = &self.desk.file.names.organisations;
        self.named(&self.desk.organisations, |it| {
            (it.to_string(), names.get(it).cloned().unwrap_or_default())
        })
    }

    fn named<T>(&self, all: &[T], told: impl Fn(&T) -> Named) -> Vec<Named> {
        all.iter().map(told).collect()
    }
}

fn choices(named: &[Named]) -> Vec<Choice<'_>> {
    named.iter().map(|(value, label)| Choice { value, label }).collect()
}

/// A form with this part in it.
pub(super) fn filled(content: &Content) -> FormValues {
    values(content.values())
}

/// A form with what to go on with after a conflict in it.
pub(super) fn going_on(values_: &BTreeMap<Field, Value>) -> FormValues {
    values(values_.iter().map(|(field, value)| (*field, value)))
}

fn values<'a>(all: impl Iterator<Item = (Field, &'a Value)>) -> FormValues {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for (field, value) in all {
        let mut put = |name: &str, text: String| pairs.push((name.to_owned(), text));
        match value {
            Value::Text(text) => put(field.code(), text.as_str().to_owned()),
            Value::Day(day) => put(field.code(), day.to_string()),
            Value::Factor(factor) => put(field.code(), factor.code().to_owned()),
            Value::Screening(screening) => put(field.code(), screening.code().to_owned()),
            Value::Item(item) => put(field.code(), item.to_string()),
            Value::Person(person) => put(field.code(), person.to_string()),
            Value::Organisation(organisation) => put(field.code(), organisation.to_string()),
            Value::Persons(persons) => persons.iter().for_each(|it| put(field.code(), it.to_string())),
            Value::Doer(Doer::Member(member)) => put("who.member", member.to_string()),
            Value::Doer(Doer::Professional(user)) => put("who.professional", user.to_string()),
            Value::Doer(Doer::Network { name, role }) => {
                put("who.name", name.as_str().to_owned());
                put("who.role", role.as_ref().map(ShortText::as_str).unwrap_or_default().to_owned());
            }
            Value::Rank(_) => {}
        }
    }
    FormValues::of(pairs)
}
