//! Logging progress: writing a contact down, keeping a draft of it, correcting one.

pub mod correction;
pub mod draft;
mod form;
mod met;
pub mod new;

use casework::case::line::CaseLine;
use casework::case::timeline::Present;
use chrono::NaiveDate;

use super::people::{self, Someone};

/// Everybody of whom an entry can say something: the members now, and whoever an older entry speaks of.
fn everybody(line: &CaseLine, before: &[Present], today: NaiveDate) -> Vec<Someone> {
    let mut people: Vec<Someone> = people::members(line, today);
    for met in before {
        if people.iter().all(|known| known.person != met.who.person) {
            let (person, name) = (met.who.person, met.who.name.clone());
            people.push(Someone { person, name, about: "hoort niet meer bij dit huishouden".to_owned() });
        }
    }
    people
}
