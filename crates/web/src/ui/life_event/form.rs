//! The form for a life event. Nothing in it is decided here.

use casework::case::line::CaseLine;
use domain::life_event::LifeEventKind;
use domain::text::LongText;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use crate::shared::fields::form::FormState;
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::people;
use crate::ui::words::labels::Labelled;

/// The questions by the name of their field.
pub(super) const LABELS: [(&str, &str); 5] = [
    ("kind", "Wat is het?"),
    ("expected", "Is het al gebeurd?"),
    ("happens", "Wanneer?"),
    ("persons", "Om wie gaat het?"),
    ("note", "Wat moeten collega's weten?"),
];

const COME: &[Choice<'static>] =
    &[Choice { value: "false", label: "Ja" }, Choice { value: "true", label: "Nee, het wordt verwacht" }];

/// The questions.
pub(super) fn questions(here: &Here, line: &CaseLine, state: &FormState) -> Markup {
    let kinds: Vec<Choice<'_>> =
        LifeEventKind::ALL.iter().map(|it| Choice { value: it.code(), label: it.label() }).collect();
    let people: Vec<(String, String)> = people::members(line, amsterdam_day(here.now()))
        .into_iter()
        .map(|it| (it.person.to_string(), format!("{} ({})", it.name, it.about)))
        .collect();
    let people: Vec<Choice<'_>> = people.iter().map(|(value, label)| Choice { value, label }).collect();
    html! {
        (Field::new("kind", "Wat is het?")
            .hint("Deze gebeurtenissen vragen extra inzet volgens de Regioaanpak 2020-2025.").radios(state, &kinds))
        (Field::new("expected", "Is het al gebeurd?").radios(state, COME))
        (Field::new("happens", "Wanneer?")
            .hint("Bijvoorbeeld 3-5-2026. Weet u de dag niet, dan is 5-2026 genoeg.").text(state))
        (Field::new("persons", "Om wie gaat het?").optional()
            .hint("Kies niemand als het om het hele huishouden gaat.").checkboxes(state, &people))
        (Field::new("note", "Wat moeten collega's weten?").optional().textarea(state, LongText::MAX))
    }
}
