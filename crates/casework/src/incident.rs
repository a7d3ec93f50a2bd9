//! Incidents: recording one, correcting one, and the list of a case.

pub mod correct;
pub mod list;
pub mod record;

pub use correct::{CorrectIncident, correct};
pub use list::{Incidents, ListIncidents, list, read};
pub use record::{RecordIncident, record};
pub use store::incident::{IncidentLine, IncidentPlace};

use crate::phase::fall_back::{Because, because_of};
use crate::{Casework, Refusal};
use access::{Permit, may};
use chrono::{DateTime, Utc};
use domain::fault::{FaultCode, Faults};
use domain::id::IncidentId;
use domain::incident::{IncidentDraft, NewIncident, Part, field_of};
use store::Tx;
use store::contact::Surroundings;

/// Checks an incident, also against who ever belonged to the household.
fn check(draft: IncidentDraft, around: &Surroundings, now: DateTime<Utc>) -> Result<NewIncident, Faults> {
    let mut misplaced = Faults::none();
    for part in Part::ALL {
        let with_part = draft.people.iter().filter(|(it, _)| it == part);
        for (position, (_, person)) in with_part.enumerate().take(IncidentDraft::MOST_PEOPLE) {
            if !around.members.contains(person) {
                misplaced.add(format!("{}.{position}", field_of(*part)), FaultCode::UnknownChoice);
            }
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

/// Sends the case back to direct safety when the incident says so, in the same transaction.
async fn follow_up(
    casework: &Casework,
    tx: &mut Tx,
    permit: &Permit<may::RecordIncident>,
    id: IncidentId,
    new: &NewIncident,
) -> Result<(), Refusal> {
    if let Some(cause) = new.falls_back() {
        let because = Because { cause, reason: new.told.clone(), incident: Some(id) };
        because_of(casework, tx, permit, because).await?;
    }
    Ok(())
}
