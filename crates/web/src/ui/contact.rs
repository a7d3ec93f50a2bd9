//! Logging progress: writing a contact down, keeping a draft of it, correcting one.

pub mod correction;
pub mod draft;
mod form;
mod met;
pub mod new;

use casework::case::line::CaseLine;
use casework::case::timeline::Present;
use casework::contact::Logged;
use casework::{Creation, Refusal};
use chrono::NaiveDate;
use domain::contact::ContactDraft;

use super::attempt::Sent;
use super::here::Here;
use super::people::{self, Someone};
use crate::shared::bodies::contact::ContactForm;
use crate::shared::body::FormBody;
use crate::shared::fields::Draft;
use crate::shared::problem::Problem;

/// Writes down what was sent, when it can be read; what is wrong with it is told on the lines of the form.
async fn written(
    here: &Here,
    form: FormBody<Draft<ContactForm>>,
    write: impl AsyncFnOnce(&Creation, ContactDraft) -> Result<Logged, Refusal>,
) -> Result<(Sent, Result<Logged, Refusal>), Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let Draft { body: ContactForm(filled), faults } = match input {
        Ok(draft) => draft,
        Err(faults) => return Ok((sent, Err(faults.into()))),
    };
    let done = match filled.to_readable(faults, here.now()) {
        Ok(entry) => write(&creation, entry).await,
        Err(faults) => Err(faults.into()),
    };
    let done = done.map_err(|refusal| match refusal {
        Refusal::Invalid(faults) => filled.by_line(faults).into(),
        other => other,
    });
    Ok((sent, done))
}

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
