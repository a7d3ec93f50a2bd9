//! The progress log: writing contacts with a household down, correcting them, keeping drafts, and telling when each
//! member was last seen.

pub mod correct;
pub mod draft;
pub mod last_seen;
pub mod log;

pub use correct::{CorrectContact, correct};
pub use draft::SaveDraft;
pub use last_seen::{LastSeen, last_seen};
pub use log::{LogContact, Logged, log};
pub use store::contact::draft::Draft;

use chrono::{DateTime, Utc};
use domain::contact::{Compartment, ContactDraft, NewContact};
use domain::fault::{FaultCode, Faults};
use store::contact::Surroundings;

/// Checks an entry, also against who ever belonged to the household: nobody else can have been met.
fn check(draft: ContactDraft, around: &Surroundings, now: DateTime<Utc>) -> Result<NewContact, Faults> {
    let mut misplaced = Faults::none();
    // Nobody yet works with one person only, so nobody would see it.
    if draft.compartment == Some(Compartment::PerPerson) {
        misplaced.add("compartment", FaultCode::UnknownChoice);
    }
    for (position, met) in draft.presences.iter().enumerate().take(ContactDraft::MOST_PRESENCES) {
        if !around.members.contains(&met.person) {
            misplaced.add(format!("presences.{position}.person"), FaultCode::UnknownChoice);
        }
    }
    match draft.check(now, around.span.opened_at) {
        Ok(new) => misplaced.into_result(new),
        Err(mut faults) => {
            faults.merge(misplaced);
            Err(faults)
        }
    }
}
