//! Every part of a form keeps what was filled in, says what is wrong, and can be used without a mouse.

use domain::contact::ContactKind;
use domain::fault::{FaultCode, Faults};

use super::summary::summary;
use super::*;
use crate::shared::fields::form::FormValues;

fn state() -> FormState {
    let mut faults = Faults::none();
    faults.add_limit("name", FaultCode::TooLong, 100);
    faults.add("seen.0", FaultCode::NotAnId);
    faults.add("score", FaultCode::Missing);
    let values =
        FormValues::of([("name", "<b>Noor"), ("kind", "call"), ("seen", "a"), ("score", "7"), ("ok", "on")]);
    FormState { values, faults, rule: None }
}

const SEEN: [Choice<'static>; 2] =
    [Choice { value: "a", label: "Noor" }, Choice { value: "b", label: "Sem" }];

#[test]
fn a_refused_text_comes_back_safely_with_its_fault() {
    let text =
        Field::new("name", "Naam").hint("Zoals op de pas").autocomplete("name").text(&state()).into_string();
    for part in [
        "<label class=\"utrecht-form-label\" for=\"f-name\">Naam</label>",
        "value=\"&lt;b&gt;Noor\"",
        "required",
        "aria-describedby=\"f-name-hint f-name-wrong\"",
        "aria-invalid=\"true\"",
        "Gebruik hooguit 100 tekens.",
        "autocomplete=\"name\"",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn a_question_without_fault_says_nothing_about_faults() {
    let text = Field::new("born", "Geboren").optional().date(&state()).into_string();
    assert!(
        text.contains("Geboren (niet verplicht)")
            && !text.contains("aria-invalid")
            && !text.contains("required")
    );
}

#[test]
fn what_was_chosen_stays_chosen() {
    let kinds = Choice::all::<ContactKind>();
    let menu = Field::new("kind", "Soort").select(&state(), &kinds).into_string();
    assert!(menu.contains("<option value=\"call\" selected>Telefoongesprek</option>"), "{menu}");
    let radios = Field::new("kind", "Soort").radios(&state(), &kinds).into_string();
    assert_eq!(radios.matches("checked").count(), 1);
    let boxes = Field::new("seen", "Gezien").checkboxes(&state(), &SEEN).into_string();
    assert!(
        boxes.contains("value=\"a\" checked") && boxes.contains("Dit is geen geldige identificatie."),
        "{boxes}"
    );
    let score = Field::new("score", "Cijfer").score(&state()).into_string();
    assert!(
        score.contains("value=\"7\" required checked") && score.matches("type=\"radio\"").count() == 10,
        "{score}"
    );
    assert!(Field::new("ok", "Akkoord").checkbox(&state()).into_string().contains("checked"));
}

#[test]
fn a_password_is_never_shown_again() {
    let field = Field::new("name", "Wachtwoord").autocomplete("current-password").password().into_string();
    assert!(!field.contains("value=") && field.contains("type=\"password\""));
}

#[test]
fn the_summary_leads_from_every_fault_to_its_question() {
    let labels = [("name", "Naam"), ("seen", "Gezien"), ("score", "Cijfer")];
    let text = summary(&state(), &labels).into_string();
    for name in ["name", "seen", "score"] {
        assert!(text.contains(&format!("href=\"#f-{name}\"")), "{name} in {text}");
    }
    assert!(text.contains("role=\"alert\""));
    assert_eq!(summary(&FormState::default(), &labels).into_string(), "");
}

#[test]
fn a_broken_rule_is_told_in_the_form() {
    let state =
        FormState { rule: Some(("one_person", "Een duo bestaat uit twee mensen.")), ..FormState::default() };
    let text = summary(&state, &[]).into_string();
    assert!(text.contains("data-rule=\"one_person\"") && text.contains("twee mensen"));
}

#[test]
fn a_fault_belongs_to_its_own_question_only() {
    assert!(covers("seen", "seen") && covers("seen", "seen.12"));
    assert!(!covers("seen", "seenBefore") && !covers("seen", "seen.0.name") && !covers("seen", "see"));
}
