//! Life events: recording one, correcting one, withdrawing one, and those of a case. One asks once for a look at the
//! safety plan; what the plan becomes is for people, and no score moves.

pub mod correct;
pub mod list;
pub mod record;
pub mod withdraw;

pub use correct::{CorrectLifeEvent, correct};
pub use list::{LifeEventFile, file, list};
pub use record::{RecordLifeEvent, record};
pub use store::life_event::{LifeEventLine, Withdrawn};
pub use withdraw::{WithdrawLifeEvent, withdraw};

use chrono::{DateTime, Utc};
use domain::fault::{FaultCode, Faults};
use domain::life_event::{LifeEventDraft, NewLifeEvent};
use store::contact::Surroundings;

/// Checks an event, also against who ever belonged to the household.
fn check(draft: LifeEventDraft, around: &Surroundings, now: DateTime<Utc>) -> Result<NewLifeEvent, Faults> {
    let mut misplaced = Faults::none();
    for (position, person) in draft.persons.iter().enumerate().take(LifeEventDraft::MOST_PEOPLE) {
        if !around.members.contains(person) {
            misplaced.add(format!("persons.{position}"), FaultCode::UnknownChoice);
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
