//! Giving a case its duo: both seats at once, or the one that is still empty.

use super::{choose, lock};
use crate::{Casework, Refusal};
use access::Caller;
use domain::duo::Seat;
use domain::duo::seats::Assignment;
use domain::fault::{FaultCode, Faults};
use domain::id::{CaseId, MembershipId, SeatId};
use domain::version::{Version, Versioned};
use store::{Tx, duo};

/// What is filled in. Fields in faults: `first`, `second`.
#[derive(Debug, Clone, Copy)]
pub struct AssignDuo {
    pub case: CaseId,
    /// The version of the case on which the choice is based.
    pub seen: Version,
    /// Who takes the first seat; nothing to leave it as it is.
    pub first: Option<MembershipId>,
    /// Who takes the second seat; nothing to leave it as it is.
    pub second: Option<MembershipId>,
}

/// Gives a case its duo and tells the new version of the case.
///
/// # Errors
/// [`Refusal::Stale`] when another supervisor was faster; [`Refusal::Rule`] for a third member, the same person
/// twice, or a duo without Blijvend Veilig; [`Refusal::Invalid`] for somebody who is no candidate.
pub async fn assign(casework: &Casework, caller: &Caller, command: AssignDuo) -> Result<Version, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let (permit, seated) = lock(tx, caller, command.case, command.seen).await?;

            let from = tx.now();
            // Where nobody can be added, it does not matter who was chosen.
            seated.seats.require_room(from)?;
            let mut faults = Faults::none();
            let mut chosen = Vec::new();
            let choices = [("first", Seat::One, command.first), ("second", Seat::Two, command.second)];
            for (field, seat, membership) in choices {
                let Some(membership) = membership else { continue };
                let who = choose(tx, &permit, (field, membership), &mut faults).await?;
                chosen.extend(who.map(|who| (seat, who)));
            }
            if command.first.is_none() && command.second.is_none() {
                faults.add("first", FaultCode::OneOfThese);
            }
            let chosen = faults.into_result(chosen)?;
            let mut after = seated.seats.clone();
            for (seat, who) in chosen {
                let id = SeatId(casework.ids.ordered(from));
                after = after.assign(Assignment { id, seat, who, from })?;
            }

            let after = Versioned { version: command.seen, value: after };
            Ok(duo::save(tx, &permit, &seated.seats, &after).await?)
        })
        .await
}
