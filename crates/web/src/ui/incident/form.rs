//! The form for an incident. Nothing in it is decided here.

use casework::case::line::CaseLine;
use domain::text::LongText;
use domain::time::amsterdam_day;
use domain::violence::{ViolenceGroup, ViolenceType};
use maud::{Markup, html};

use crate::shared::fields::form::FormState;
use crate::ui::field::choice::Group;
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::household::member::YES_NO;
use crate::ui::people;
use crate::ui::words::labels::Labelled;
use domain::incident::Part;

/// The questions by the name of their field.
pub(super) const LABELS: [(&str, &str); 10] = [
    ("happened", "Wanneer"),
    ("acute", "Is er nu gevaar?"),
    ("kinds", "Welk geweld?"),
    ("did", "Wie deed het?"),
    ("harmed", "Wie raakte gewond of bedreigd?"),
    ("saw", "Wie zag of hoorde het?"),
    ("told", "Wat is er gebeurd?"),
    ("done", "Wat is er gedaan?"),
    ("police", "Was de politie erbij?"),
    ("stayReason", "Waarom is er geen nieuw gevaar?"),
];

/// The questions.
pub(super) fn questions(here: &Here, line: &CaseLine, state: &FormState) -> Markup {
    let people: Vec<(String, String)> = people::members(line, amsterdam_day(here.now()))
        .into_iter()
        .map(|it| (it.person.to_string(), format!("{} ({})", it.name, it.about)))
        .collect();
    let people: Vec<Choice<'_>> = people.iter().map(|(value, label)| Choice { value, label }).collect();
    let asked = |part: Part, label| Field::new(part.code(), label).optional().checkboxes(state, &people);
    html! {
        (Field::new("acute", "Is er nu gevaar?").hint("Bel bij direct gevaar eerst 112.").radios(state, YES_NO))
        (Field::new("happened", "Wanneer").hint("Bijvoorbeeld 3-5-2026 14:30. Weet u het niet precies, dan is 3-5-2026 of 5-2026 genoeg.").text(state))
        (Field::new("kinds", "Welk geweld?").hint("Kies alles wat past.").grouped(state, &kinds()))
        (asked(Part::Did, "Wie deed het?"))
        (asked(Part::Harmed, "Wie raakte gewond of bedreigd?"))
        (asked(Part::Saw, "Wie zag of hoorde het?"))
        (Field::new("told", "Wat is er gebeurd?").textarea(state, LongText::MAX))
        (Field::new("done", "Wat is er gedaan?").optional().textarea(state, LongText::MAX))
        (Field::new("police", "Was de politie erbij?").radios(state, YES_NO))
        (Field::new("stayReason", "Waarom is er geen nieuw gevaar?").optional()
            .hint("Vult u niets in, dan gaat de casus terug naar directe veiligheid.").textarea(state, LongText::MAX))
    }
}

/// The types of violence by group; those that occur most are in sight.
fn kinds() -> Vec<Group<'static>> {
    let choices = |group| {
        let types = ViolenceType::ALL.iter().filter(move |it| it.group() == group);
        types.map(|it| Choice { value: it.code(), label: it.label() }).collect()
    };
    let open = |group| matches!(group, ViolenceGroup::ChildAbuse | ViolenceGroup::PartnerViolence);
    let group = |it: &ViolenceGroup| Group { label: it.label(), choices: choices(*it), open: open(*it) };
    ViolenceGroup::ALL.iter().map(group).collect()
}
