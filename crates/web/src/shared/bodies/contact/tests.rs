//! A contact is read the same at both doors, and everything that is wrong with it is told at once.

use domain::fault::FaultCode;
use serde_json::json;
use uuid::Uuid;

use super::*;
use crate::shared::fields::form::FormValues;
use crate::shared::fields::{read_form, read_json};

const NOW: &str = "2026-05-07T09:00:00Z";

fn now() -> DateTime<Utc> {
    NOW.parse().unwrap()
}

fn person(number: u128) -> String {
    Uuid::from_u128(number).to_string()
}

#[test]
fn a_form_and_a_program_say_the_same() {
    let form = FormValues::of([
        ("kind", "visit".to_owned()),
        ("happenedAt", "2026-05-07T10:00".to_owned()),
        ("presences.0.person", person(1)),
        ("presences.0.presence", "seen".to_owned()),
        ("presences.0.alone", "on".to_owned()),
        ("presences.1.person", person(2)),
        ("presences.1.presence", String::new()),
        ("observed", "Rustig".to_owned()),
    ]);
    let program = json!({
        "kind": "visit", "happenedAt": "2026-05-07T08:00:00Z", "observed": "Rustig",
        "presences": [{"person": person(1), "presence": "seen", "alone": true}],
    });
    let form = read_form::<Draft<ContactForm>>(&form).unwrap();
    let program = read_json::<Draft<NewContact>>(&program).unwrap();
    assert_eq!(form.faults, Faults::none());
    assert_eq!(form.body.0.to_draft(), program.entry(now()).unwrap());
}

#[test]
fn what_cannot_be_read_and_what_breaks_a_rule_are_told_together() {
    let body = json!({
        "kind": "smoke", "happenedAt": "2027-01-01T00:00:00Z", "green": 1,
        "presences": [{"person": person(1), "presence": "not_reached", "alone": true}],
    });
    let faults = read_json::<Draft<NewContact>>(&body).unwrap().entry(now()).unwrap_err();
    let told: Vec<String> = faults.iter().map(|it| format!("{} {}", it.field, it.code)).collect();
    assert_eq!(
        told,
        [
            "kind unknown_choice",
            "* unknown_field",
            "happenedAt in_the_future",
            "presences.0.alone not_alone_with_nobody",
            "observed one_of_these",
        ]
    );
}

#[test]
fn a_text_that_is_too_long_is_not_also_called_empty() {
    let body = json!({"kind": "call", "happenedAt": NOW, "observed": "x".repeat(10_001)});
    let faults = read_json::<Draft<NewContact>>(&body).unwrap().entry(now()).unwrap_err();
    assert_eq!(faults.to_string(), "observed: too_long");
}

#[test]
fn a_fault_about_a_person_stands_at_the_line_of_that_person() {
    let met = |presence| Met { person: PersonId(Uuid::from_u128(1)), presence, alone: false };
    let entry = Entry { met: vec![met(None), met(Some(Presence::Seen)), met(None)], ..Entry::default() };
    let mut faults = Faults::none();
    faults.add("presences.0.presence", FaultCode::DoesNotFit);
    faults.add_limit("observed", FaultCode::TooLong, 10);
    assert_eq!(entry.by_line(faults).to_string(), "presences.1.presence: does_not_fit, observed: too_long");
}
