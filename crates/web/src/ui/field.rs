//! The parts of a form, shown with what was filled in and what is wrong with it. A part knows nothing of the
//! thing that it asks about; which parts there are is for the page.

use maud::{Markup, html};

use super::words::faults;
use super::words::labels::Labelled;
use crate::shared::fields::form::FormState;

pub mod choice;
pub mod summary;

/// One question of a form.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    name: &'a str,
    label: &'a str,
    hint: Option<&'a str>,
    need: Need,
    autocomplete: Option<&'a str>,
    form: &'a str,
}

/// One answer that can be chosen.
#[derive(Debug, Clone, Copy)]
pub struct Choice<'a> {
    /// What the form sends.
    pub value: &'a str,
    /// What the page shows.
    pub label: &'a str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    Must,
    May,
    /// Must be answered unless the whole row stays empty.
    InRow,
}

impl Choice<'_> {
    /// All choices of a closed list of the domain.
    pub fn all<T: Labelled>() -> Vec<Choice<'static>> {
        T::CHOICES.iter().map(|it| Choice { value: it.form_code(), label: it.label() }).collect()
    }
}

impl<'a> Field<'a> {
    /// A question that must be answered, with the name of the field as the API knows it.
    pub const fn new(name: &'a str, label: &'a str) -> Self {
        Self { name, label, hint: None, need: Need::Must, autocomplete: None, form: "" }
    }

    /// The same question, but it may be left open; the label says so.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self { need: Need::May, ..self }
    }

    /// The same question in a row that may stay empty as a whole; the server says what is missing in a row.
    #[must_use]
    pub const fn in_row(self) -> Self {
        Self { need: Need::InRow, ..self }
    }

    /// The same question in a form that stands beside another one with the same questions.
    #[must_use]
    pub const fn within(self, form: &'a str) -> Self {
        Self { form, ..self }
    }

    /// The same question with a line of help.
    #[must_use]
    pub const fn hint(self, hint: &'a str) -> Self {
        Self { hint: Some(hint), ..self }
    }

    /// The same question with a word that tells the browser what it may fill in by itself.
    #[must_use]
    pub const fn autocomplete(self, autocomplete: &'a str) -> Self {
        Self { autocomplete: Some(autocomplete), ..self }
    }

    /// One line of text.
    pub fn text(self, state: &FormState) -> Markup {
        self.input(state, "text", "utrecht-textbox")
    }

    /// A word that nobody may read along; never shown again once it was sent.
    pub fn password(self) -> Markup {
        self.input(&FormState::default(), "password", "utrecht-textbox")
    }

    /// A day.
    pub fn date(self, state: &FormState) -> Markup {
        self.input(state, "date", "utrecht-textbox tandem-short")
    }

    /// A moment on the clock in Amsterdam.
    pub fn moment(self, state: &FormState) -> Markup {
        self.input(state, "datetime-local", "utrecht-textbox tandem-short")
    }

    /// Several lines of text, at most so many characters; the script counts down what is left.
    pub fn textarea(self, state: &FormState, most: usize) -> Markup {
        let left = format!("{}-left", self.id());
        let area = html! {
            textarea class="utrecht-textarea" id=(self.id()) name=(self.name) rows="6" maxlength=(most)
                aria-describedby=[self.described_by(state)] aria-invalid=[self.wrong(state)] required[self.must()]
                { (self.value(state)) }
            p class="tandem-hint" id=(left) aria-live="polite" { "Hooguit " (most) " tekens" }
        };
        self.framed(state, area)
    }

    /// One of a list, as a menu; for more than about six choices.
    pub fn select(self, state: &FormState, choices: &[Choice<'_>]) -> Markup {
        let menu = html! {
            select class="utrecht-select" id=(self.id()) name=(self.name) required[self.must()]
                aria-describedby=[self.described_by(state)] aria-invalid=[self.wrong(state)] {
                option value="" { "Kies" }
                @for choice in choices {
                    option value=(choice.value) selected[state.values.has(self.name, choice.value)] {
                        (choice.label)
                    }
                }
            }
        };
        self.framed(state, menu)
    }

    fn input(self, state: &FormState, kind: &str, class: &str) -> Markup {
        let value = (kind != "password").then(|| self.value(state));
        let input = html! {
            input class=(class) type=(kind) id=(self.id()) name=(self.name) value=[value] required[self.must()]
                autocomplete=(self.autocomplete.unwrap_or("off"))
                aria-describedby=[self.described_by(state)] aria-invalid=[self.wrong(state)];
        };
        self.framed(state, input)
    }

    fn framed(self, state: &FormState, control: Markup) -> Markup {
        html! {
            div class=(self.class(state)) {
                label class="utrecht-form-label" for=(self.id()) { (self.label) (self.may_be_left_open()) }
                (self.help(state))
                (control)
            }
        }
    }

    /// Hint and fault, in the order in which a reader needs them: before the answer.
    fn help(self, state: &FormState) -> Markup {
        html! {
            @if let Some(hint) = self.hint {
                p class="tandem-hint" id={ (self.id()) "-hint" } { (hint) }
            }
            @if let Some(fault) = self.fault(state) {
                p class="tandem-wrong" id={ (self.id()) "-wrong" } {
                    (faults::sentence(fault.code, fault.limit))
                }
            }
        }
    }

    fn class(self, state: &FormState) -> &'static str {
        match self.fault(state) {
            Some(_) => "tandem-field tandem-field--wrong",
            None => "tandem-field",
        }
    }

    fn may_be_left_open(self) -> &'static str {
        match self.need {
            Need::Must | Need::InRow => "",
            Need::May => " (niet verplicht)",
        }
    }

    fn must(self) -> bool {
        self.need == Need::Must
    }

    /// A fault of the field itself or of one of its items (`seen.0`).
    fn fault(self, state: &FormState) -> Option<&domain::fault::Fault> {
        state.faults.iter().find(|fault| covers(self.name, &fault.field))
    }

    fn wrong(self, state: &FormState) -> Option<&'static str> {
        self.fault(state).map(|_| "true")
    }

    fn described_by(self, state: &FormState) -> Option<String> {
        let mut ids = Vec::new();
        if self.hint.is_some() {
            ids.push(format!("{}-hint", self.id()));
        }
        if self.fault(state).is_some() {
            ids.push(format!("{}-wrong", self.id()));
        }
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn value(self, state: &FormState) -> &str {
        state.values.first(self.name).unwrap_or_default()
    }

    fn id(self) -> String {
        id_within(self.form, self.name)
    }
}

/// The id of the part that asks for this field.
pub fn id_of(name: &str) -> String {
    id_within("", name)
}

/// The same in a form with a name of its own, which no other form on the page has.
pub fn id_within(form: &str, name: &str) -> String {
    let between = if form.is_empty() { "" } else { "-" };
    format!("f-{form}{between}{}", name.replace('.', "-"))
}

/// Whether a fault in `place` belongs to the question `name`: the field itself, or an item of its list.
fn covers(name: &str, place: &str) -> bool {
    match place.strip_prefix(name) {
        Some("") => true,
        Some(rest) => rest.strip_prefix('.').is_some_and(|item| item.bytes().all(|it| it.is_ascii_digit())),
        None => false,
    }
}

#[cfg(test)]
mod tests;
