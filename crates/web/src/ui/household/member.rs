//! The questions about somebody who joins a household: in a row of a new household, or alone.

use domain::household::MemberRole;
use domain::person::Pronouns;
use maud::{Markup, html};

use crate::shared::fields::form::FormState;
use crate::ui::field::{Choice, Field};

/// Where the questions stand, and whether they may all stay open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Alone in a form.
    Alone,
    /// The row with this number; only the first one has to be filled in.
    Row(usize),
}

const LABELS: &[(&str, &str)] = &[
    ("person", "Persoon"),
    ("role", "Rol in het huishouden"),
    ("givenName", "Voornaam"),
    ("infix", "Tussenvoegsel"),
    ("familyName", "Achternaam"),
    ("birthDate", "Geboortedatum"),
    ("livesHere", "Woont hier?"),
    ("from", "Hoort erbij sinds"),
    ("expectedDate", "Verwachte geboortedatum"),
    ("bsn", "Burgerservicenummer"),
    ("pronouns", "Aanspreekvorm"),
    ("diedOn", "Overleden op"),
];

/// What belongs to a person besides a name: out of the way until somebody needs it.
const MORE: &[&str] = &["from", "expectedDate", "bsn", "pronouns", "diedOn", "addressShielded"];

/// Yes and no.
pub const YES_NO: &[Choice<'static>] =
    &[Choice { value: "true", label: "Ja" }, Choice { value: "false", label: "Nee" }];

/// The questions about somebody whom we know already: only what belongs to the stay.
pub fn of_somebody_known(state: &FormState) -> Markup {
    html! {
        (Field::new("role", "Rol in het huishouden").select(state, &Choice::all::<MemberRole>()))
        (Field::new("livesHere", "Woont hier?").radios(state, YES_NO))
        (Field::new("from", "Hoort erbij sinds").optional().hint("Leeg is vandaag.").date(state))
    }
}

impl Place {
    fn name(self, field: &str) -> String {
        match self {
            Self::Alone => field.to_owned(),
            Self::Row(number) => format!("members.{number}.{field}"),
        }
    }

    fn asked(self, field: Field<'_>) -> Field<'_> {
        if self == Self::Alone { field } else { field.in_row() }
    }

    /// Names and labels of the questions, for the summary of faults.
    pub fn labels(self) -> Vec<(String, String)> {
        let label = |label: &str| match self {
            Self::Alone => label.to_owned(),
            Self::Row(number) => format!("Persoon {}, {}", number + 1, label.to_lowercase()),
        };
        LABELS.iter().map(|(field, text)| (self.name(field), label(text))).collect()
    }

    /// The questions.
    pub fn questions(self, state: &FormState) -> Markup {
        html! {
            div class="tandem-columns" {
                (Field::new(&self.name("givenName"), "Voornaam").optional().text(state))
                (Field::new(&self.name("infix"), "Tussenvoegsel").optional().text(state))
                (self.asked(Field::new(&self.name("familyName"), "Achternaam")).text(state))
            }
            div class="tandem-columns" {
                (Field::new(&self.name("birthDate"), "Geboortedatum").optional()
                    .hint("Bijvoorbeeld 3-4-2015. Weet u niet alles? Dan 4-2015 of 2015.").text(state))
                (self.asked(Field::new(&self.name("role"), "Rol in het huishouden"))
                    .select(state, &Choice::all::<MemberRole>()))
            }
            (self.asked(Field::new(&self.name("livesHere"), "Woont hier?")).radios(state, YES_NO))
            (self.more(state))
        }
    }

    fn more(self, state: &FormState) -> Markup {
        let is_open = MORE.iter().any(|field| {
            let name = self.name(field);
            state.values.all(&name).next().is_some() || state.fault(&name).is_some()
        });
        html! {
            details class="tandem-group" open[is_open] {
                summary { "Meer over deze persoon" }
                div class="tandem-form" {
                    div class="tandem-columns" {
                        (Field::new(&self.name("expectedDate"), "Verwachte geboortedatum").optional()
                            .hint("Alleen bij een ongeboren kind.").date(state))
                        (Field::new(&self.name("from"), "Hoort erbij sinds").optional()
                            .hint("Leeg is vandaag.").date(state))
                        (Field::new(&self.name("bsn"), "Burgerservicenummer").optional().text(state))
                        (Field::new(&self.name("pronouns"), "Aanspreekvorm").optional()
                            .select(state, &Choice::all::<Pronouns>()))
                        (Field::new(&self.name("diedOn"), "Overleden op").optional().date(state))
                    }
                    (Field::new(&self.name("addressShielded"), "Scherm het adres van deze persoon af").checkbox(state))
                }
            }
        }
    }
}
