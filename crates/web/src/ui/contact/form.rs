//! The form for a contact: usable with one thumb. Nothing in it is decided here.

use chrono::{DateTime, Utc};
use domain::contact::{Compartment, ContactKind};
use domain::text::LongText;
use maud::{Markup, html};

use super::met;
use crate::shared::bodies::contact::Entry;
use crate::shared::fields::form::FormValues;
use crate::ui::attempt::Attempt;
use crate::ui::field::{Choice, Field};
use crate::ui::people::Someone;
use crate::ui::words::dates;

/// What the form needs to know.
pub(super) struct ContactQuestions<'a> {
    /// Who the entry can be about.
    pub(super) people: &'a [Someone],
    /// What was filled in, and what is wrong with it.
    pub(super) attempt: &'a Attempt,
    /// On whose behalf it is written.
    pub(super) organisation: &'a str,
    /// Who may read it: the choices that there are, the safe one first.
    pub(super) compartments: &'a [Compartment],
    /// Whether the writer knows of a suspicion of intieme terreur that runs.
    pub(super) suspected: bool,
}

const TEXTS: [(&str, &str); 3] = [
    ("observed", "Wat zag en hoorde u?"),
    ("agreed", "Wat is er afgesproken?"),
    ("next", "Wat gebeurt er hierna?"),
];

const JOINT: &str = "Waarom sprak u beiden samen?";

impl ContactQuestions<'_> {
    /// What is wrong, above everything else.
    pub(super) fn summary(&self) -> Markup {
        let met = met::labels(self.people);
        let mut labels = vec![("kind", "Soort contact"), ("happenedAt", "Wanneer")];
        labels.extend(met.iter().map(|(name, label)| (name.as_str(), label.as_str())));
        labels.extend([("observed", "Gezien en gehoord"), ("agreed", "Afgesproken"), ("next", "Hierna")]);
        labels.extend([("compartment", "Wie dit mag lezen"), ("person", "In vertrouwen van")]);
        labels.push(("jointReason", JOINT));
        self.attempt.above(&labels)
    }

    /// The questions.
    pub(super) fn questions(&self) -> Markup {
        let kinds = Choice::all::<ContactKind>();
        html! {
            div class="tandem-tiles" { (Field::new("kind", "Soort contact").radios(&self.attempt.state, &kinds)) }
            (Field::new("happenedAt", "Wanneer").moment(&self.attempt.state))
            (met::questions(self.people, &self.attempt.state))
            @for (name, label) in TEXTS { (self.text(name, label)) }
            @if self.suspected || self.attempt.state.fault("jointReason").is_some() { (self.joint_reason()) }
            (self.readers())
        }
    }

    fn text(&self, name: &str, label: &str) -> Markup {
        let question = Field::new(name, label).optional();
        let question = match name {
            "observed" => question.hint("Vul minstens één van de drie vakken in."),
            _ => question,
        };
        question.textarea(&self.attempt.state, LongText::MAX)
    }

    fn readers(&self) -> Markup {
        let own = format!("Alleen {}", self.organisation);
        let label = |compartment: &Compartment| match compartment {
            Compartment::Shared => "Iedereen die in deze casus werkt",
            Compartment::OwnOrganisation => own.as_str(),
            Compartment::PerPerson => "Alleen wie met één persoon werkt",
        };
        let choices: Vec<Choice<'_>> =
            self.compartments.iter().map(|it| Choice { value: it.code(), label: label(it) }).collect();
        let people: Vec<(String, &str)> =
            self.people.iter().map(|it| (it.person.to_string(), it.name.as_str())).collect();
        let people: Vec<Choice<'_>> = people.iter().map(|(value, label)| Choice { value, label }).collect();
        let confides = self.compartments.contains(&Compartment::PerPerson);
        html! {
            (Field::new("compartment", "Wie mag dit lezen?")
                .hint("Kiest u niets, dan leest alleen uw eigen organisatie mee.")
                .radios(&self.attempt.state, &choices))
            @if confides {
                (Field::new("person", "Alleen voor wie werkt met").optional()
                    .hint("Kies een persoon als u hierboven ‘alleen wie met één persoon werkt’ koos.")
                    .select(&self.attempt.state, &people))
            }
        }
    }

    fn joint_reason(&self) -> Markup {
        Field::new("jointReason", JOINT)
            .optional()
            .hint("Er is een vermoeden van intieme terreur. Een gesprek met beiden kan gevaarlijk zijn.")
            .textarea(&self.attempt.state, LongText::MAX)
    }
}

/// A form that nobody filled in yet: now, and for the own organisation.
pub(super) fn empty(now: DateTime<Utc>) -> FormValues {
    filled(&Entry { happened_at: Some(now), ..Entry::default() })
}

/// A form with this entry in it.
pub(super) fn filled(entry: &Entry) -> FormValues {
    let mut values: Vec<(String, String)> = Vec::new();
    let mut put = |name: &str, value: Option<String>| values.extend(value.map(|it| (name.to_owned(), it)));
    put("kind", entry.kind.map(|it| it.code().to_owned()));
    put("happenedAt", entry.happened_at.map(dates::form_moment));
    put("compartment", Some(entry.compartment.unwrap_or_default().code().to_owned()));
    put("person", entry.person.map(|it| it.to_string()));
    put("jointReason", entry.joint_reason.clone());
    put("observed", entry.observed.clone());
    put("agreed", entry.agreed.clone());
    put("next", entry.next.clone());
    for (row, met) in entry.met.iter().enumerate() {
        put(&format!("presences.{row}.person"), Some(met.person.to_string()));
        put(&format!("presences.{row}.presence"), met.presence.map(|it| it.code().to_owned()));
        put(&format!("presences.{row}.alone"), met.alone.then(|| "on".to_owned()));
    }
    FormValues::of(values)
}
