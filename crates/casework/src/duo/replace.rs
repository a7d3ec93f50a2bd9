//! Giving a seat to another member, while the old one may stay for some days as a known face.

use super::{choose, lock, reason};
use crate::{Casework, Refusal};
use access::Caller;
use domain::duo::Seat;
use domain::duo::seats::Replacement;
use domain::fault::{FaultCode, Faults};
use domain::id::{CaseId, MembershipId, SeatId};
use domain::version::{Version, Versioned};
use store::{Tx, duo};

/// What is filled in. Fields in faults: `membership`, `overlapDays`, `reason`.
#[derive(Debug, Clone)]
pub struct ReplaceMember {
    pub case: CaseId,
    /// The version of the case on which the choice is based.
    pub seen: Version,
    pub seat: Seat,
    /// Who takes the seat.
    pub membership: MembershipId,
    /// How many days the old member stays beside the new one; 0 for not at all.
    pub overlap_days: u16,
    pub reason: Option<String>,
}

/// Replaces a member of a duo and tells the new version of the case.
///
/// # Errors
/// [`Refusal::Stale`] when the case was changed in the meantime; [`Refusal::Rule`] when the seat is empty or the new
/// duo is not allowed; [`Refusal::Invalid`] without a reason, with too many days, or for somebody who is no candidate.
pub async fn replace(
    casework: &Casework,
    caller: &Caller,
    command: ReplaceMember,
) -> Result<Version, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let (permit, seated) = lock(tx, caller, command.case, command.seen).await?;

            let policy = casework.policy_at(tx.now()).duo;
            let mut faults = Faults::none();
            let who = choose(tx, &permit, ("membership", command.membership), &mut faults).await?;
            if command.overlap_days > policy.longest_overlap_days {
                faults.add_limit("overlapDays", FaultCode::OutOfRange, policy.longest_overlap_days.into());
            }
            let reason = reason(command.reason.as_deref(), &mut faults);
            let who = faults.into_complete(who)?;
            let at = tx.now();
            let new = Replacement {
                id: SeatId(casework.ids.ordered(at)),
                overlap_id: SeatId(casework.ids.ordered(at)),
                seat: command.seat,
                who,
                at,
                overlap_days: command.overlap_days,
                reason,
            };
            let value = seated.seats.clone().replace(new, policy)?;

            let after = Versioned { version: command.seen, value };
            Ok(duo::save(tx, &permit, &seated.seats, &after).await?)
        })
        .await
}
