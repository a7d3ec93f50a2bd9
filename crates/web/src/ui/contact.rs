//! Logging progress: writing a contact down, keeping a draft of it, correcting one.

pub mod correction;
pub mod draft;
mod form;
mod met;
pub mod new;

use casework::case::line::CaseLine;
use casework::case::timeline::Present;
use chrono::NaiveDate;

use super::people::Someone;

/// Everybody of whom an entry can say something: the members now, and whoever an older entry speaks of.
fn everybody(line: &CaseLine, before: &[Present], today: NaiveDate) -> Vec<Someone> {
    let mut people: Vec<Someone> = line.members.iter().map(|it| Someone::of(it, today)).collect();
    for met in before {
        if people.iter().all(|known| known.person != met.who.person) {
            let (person, name) = (met.who.person, met.who.name.clone());
            people.push(Someone { person, name, about: "woont hier niet meer".to_owned(), child: false });
        }
    }
    people
}
