//! Questions with a few answers: buttons large enough for a thumb.

use maud::{Markup, html};

use super::{Choice, Field};
use crate::shared::fields::form::FormState;

/// Answers that belong together.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    /// What they have in common.
    pub label: &'a str,
    /// The answers.
    pub choices: Vec<Choice<'a>>,
    /// Whether they are visible from the start.
    pub open: bool,
}

impl Field<'_> {
    /// One of a few.
    pub fn radios(self, state: &FormState, choices: &[Choice<'_>]) -> Markup {
        let answers: Vec<_> = choices.iter().map(|it| (it.value, html! { (it.label) })).collect();
        let answers = self.offered(state, &answers);
        // Yes and no stand side by side.
        let answers = if choices.len() == 2 {
            html! { div class="tandem-answers" { (answers) } }
        } else {
            answers
        };
        self.group(state, "radiogroup", answers)
    }

    /// One of some that need more than a name to choose between: the value of each, and what is told of it. An empty
    /// value is chosen as long as no other is.
    pub fn told_radios<V: AsRef<str>>(self, state: &FormState, answers: &[(V, Markup)]) -> Markup {
        self.group(state, "radiogroup", self.offered(state, answers))
    }

    /// Any number of a list.
    pub fn checkboxes(self, state: &FormState, choices: &[Choice<'_>]) -> Markup {
        let answers = html! {
            @for (place, choice) in choices.iter().enumerate() {
                label class="tandem-choice" {
                    input type="checkbox" id=[self.id_at(place)] name=(self.name) value=(choice.value)
                        checked[state.values.has(self.name, choice.value)];
                    (choice.label)
                }
            }
        };
        self.group(state, "group", answers)
    }

    /// Any number of a long list, in groups that fold; the groups in which something is chosen are open, and those
    /// that are `open` from the start.
    pub fn grouped(self, state: &FormState, groups: &[Group<'_>]) -> Markup {
        let mut first = Some(self.id());
        let answers = html! {
            @for group in groups {
                @let chosen = group.choices.iter().any(|it| state.values.has(self.name, it.value));
                details class="tandem-group" open[group.open || chosen] {
                    summary { (group.label) }
                    div class="tandem-columns" {
                        @for choice in &group.choices {
                            label class="tandem-choice" {
                                input type="checkbox" id=[first.take()] name=(self.name) value=(choice.value)
                                    checked[state.values.has(self.name, choice.value)];
                                (choice.label)
                            }
                        }
                    }
                }
            }
        };
        self.group(state, "group", answers)
    }

    /// Yes, or nothing.
    pub fn checkbox(self, state: &FormState) -> Markup {
        html! {
            div class=(self.class(state)) {
                (self.help(state))
                label class="tandem-choice" {
                    input type="checkbox" id=(self.id()) name=(self.name) value="on"
                        aria-describedby=[self.described_by(state)] checked[state.values.has(self.name, "on")];
                    (self.label)
                }
            }
        }
    }

    /// A figure from 1 to 10 on the safety scale, with a word at both ends.
    pub fn score(self, state: &FormState) -> Markup {
        let scale = html! {
            div class="tandem-scale" {
                @for score in 1..=10_usize {
                    label {
                        input type="radio" id=[self.id_at(score - 1)] name=(self.name) value=(score)
                            required[self.must()] checked[state.values.has(self.name, &score.to_string())];
                        span { (score) }
                    }
                }
            }
            div class="tandem-ends" aria-hidden="true" { span { "1: zeer onveilig" } span { "10: helemaal veilig" } }
        };
        self.group(state, "radiogroup", scale)
    }

    fn offered<V: AsRef<str>>(self, state: &FormState, answers: &[(V, Markup)]) -> Markup {
        let is_chosen = |value: &str| match value {
            "" => state.values.all(self.name).next().is_none(),
            value => state.values.has(self.name, value),
        };
        html! {
            @for (place, (value, told)) in answers.iter().enumerate() {
                label class="tandem-choice" {
                    input type="radio" id=[self.id_at(place)] name=(self.name) value=(value.as_ref())
                        required[self.must()] checked[is_chosen(value.as_ref())];
                    (told)
                }
            }
        }
    }

    fn group(self, state: &FormState, role: &str, answers: Markup) -> Markup {
        let wrong = if role == "radiogroup" { self.wrong(state) } else { None };
        html! {
            fieldset class=(self.class(state)) role=(role) aria-describedby=[self.described_by(state)]
                aria-invalid=[wrong] {
                legend class="utrecht-form-label" { (self.label) (self.may_be_left_open()) }
                (self.help(state))
                (answers)
            }
        }
    }

    /// The first answer carries the id, so that the summary of faults leads to it.
    fn id_at(self, place: usize) -> Option<String> {
        (place == 0).then(|| self.id())
    }
}
