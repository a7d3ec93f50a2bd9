//! Letting an offer lapse that nobody answered in time: the clock ends it, and wakes the giver.

use crate::{Casework, Refusal};
use domain::handover::{Act, Side, StepKind};
use domain::id::{HandoverId, TaskId};
use domain::time::amsterdam_day;
use store::{Tx, handover};

/// Lets an offer lapse whose term is over; one that ended otherwise stays as it is.
///
/// # Errors
/// [`Refusal::Rule`] as long as the term runs; those of the database.
pub(crate) async fn lapse(casework: &Casework, tx: &mut Tx, id: HandoverId) -> Result<(), Refusal> {
    let Some((_, stored)) = handover::lock_offer(tx, id).await? else { return Ok(()) };

    let around = stored.around_offer(tx).await?;
    let at = tx.now();
    stored.value.take(Act { step: StepKind::Lapse, by: Side::Clock, at, answer_by: None }, around)?;

    let task = (TaskId(casework.ids.ordered(at)), amsterdam_day(at));
    Ok(handover::lapse(tx, &stored, task).await?)
}
