//! Who was seen, who was spoken, who was not reached: one compact line for each member, with "no part in it" as the
//! answer that needs no thumb.

use domain::contact::Presence;
use domain::fault::{Fault, FaultCode};
use domain::id::PersonId;
use maud::{Markup, html};

use crate::shared::fields::form::{FormState, FormValues};
use crate::ui::field::id_of;
use crate::ui::people::Someone;
use crate::ui::words::faults;

/// What each answer is called here, where there is little room.
const ANSWERS: [(&str, &str); 4] = [
    ("", "Geen contact"),
    (Presence::Seen.code(), "Gezien"),
    (Presence::Spoken.code(), "Gesproken"),
    (Presence::NotReached.code(), "Niet bereikt"),
];

/// The questions, one line for each of these people.
pub(super) fn questions(people: &[Someone], state: &FormState) -> Markup {
    html! {
        @if !people.is_empty() {
            fieldset class="tandem-field" {
                legend class="utrecht-form-label" { "Wie heeft u gezien of gesproken?" }
                p class="tandem-hint" { "Gezien is met eigen ogen, ook via beeldbellen. Bellen is gesproken." }
                @for (row, someone) in people.iter().enumerate() { (line(row, someone, state)) }
            }
        }
    }
}

/// The names of the fields with what the summary of faults calls them.
pub(super) fn labels(people: &[Someone]) -> Vec<(String, String)> {
    let fields = |(row, someone): (usize, &Someone)| {
        ["presence", "alone", "person"]
            .map(|field| (format!("presences.{row}.{field}"), someone.name.clone()))
    };
    people.iter().enumerate().flat_map(fields).collect()
}

fn line(row: usize, someone: &Someone, state: &FormState) -> Markup {
    let name = |field: &str| format!("presences.{row}.{field}");
    let before = Before::of(&state.values, someone.person);
    let wrong: Vec<String> =
        ["presence", "alone", "person"].iter().filter_map(|it| state.fault(&name(it))).map(told).collect();
    let wrong_id = format!("{}-wrong", id_of(&name("presence")));
    html! {
        fieldset class={ "tandem-met" @if !wrong.is_empty() { " tandem-field--wrong" } }
            aria-describedby=[(!wrong.is_empty()).then_some(&wrong_id)] {
            legend { strong { (someone.name) } span class="tandem-subtle" { " " (someone.about) } }
            @if !wrong.is_empty() { p class="tandem-wrong" id=(wrong_id) { (wrong.join(" ")) } }
            input type="hidden" name=(name("person")) value=(someone.person);
            div class="tandem-segments" {
                @for (place, (value, label)) in ANSWERS.iter().enumerate() {
                    label {
                        input type="radio" id=[(place == 0).then(|| id_of(&name("presence")))]
                            name=(name("presence")) value=(value) checked[before.presence == *value];
                        span { (label) }
                    }
                }
            }
            label class="tandem-choice tandem-alone" {
                input type="checkbox" id=(id_of(&name("alone"))) name=(name("alone")) value="on" checked[before.alone];
                "Alleen, zonder anderen uit het huishouden"
            }
        }
    }
}

/// A better sentence than the general one, where the reason is known.
fn told(fault: &Fault) -> String {
    if fault.code == FaultCode::DoesNotFit {
        return "Met bellen of een bericht ziet u iemand niet. Kies dan Gesproken.".to_owned();
    }
    faults::sentence(fault.code, fault.limit)
}

/// What was answered before, on whatever line it stood.
struct Before<'a> {
    presence: &'a str,
    alone: bool,
}

impl<'a> Before<'a> {
    fn of(values: &'a FormValues, person: PersonId) -> Self {
        let person = person.to_string();
        let field = |row: usize, name: &str| values.first(&format!("presences.{row}.{name}"));
        let row = values.rows("presences.").into_iter().find(|row| field(*row, "person") == Some(&person));
        match row {
            Some(row) => Self {
                presence: field(row, "presence").unwrap_or_default(),
                alone: field(row, "alone") == Some("on"),
            },
            None => Self { presence: "", alone: false },
        }
    }
}
