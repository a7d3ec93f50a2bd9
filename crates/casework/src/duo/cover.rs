//! Letting somebody stand in for a member of a duo until a known moment.

use super::{choose, lock, reason};
use crate::{Casework, Refusal};
use access::Caller;
use chrono::{DateTime, Duration, Utc};
use domain::duo::Seat;
use domain::duo::seats::Cover;
use domain::fault::{FaultCode, Faults};
use domain::id::{CaseId, MembershipId, SeatId};
use domain::version::{Version, Versioned};
use store::{Tx, duo};

/// The longest that somebody stands in, in days; who is away for longer is replaced.
pub const LONGEST_COVER_DAYS: i64 = 366;

/// What is filled in. Fields in faults: `membership`, `until`, `reason`.
#[derive(Debug, Clone)]
pub struct CoverSeat {
    pub case: CaseId,
    /// The version of the case on which the choice is based.
    pub seen: Version,
    pub seat: Seat,
    /// Who stands in, from now on.
    pub membership: MembershipId,
    /// Until when.
    pub until: Option<DateTime<Utc>>,
    pub reason: Option<String>,
}

/// Arranges cover for a member of a duo and tells the new version of the case.
///
/// # Errors
/// [`Refusal::Stale`] when the case was changed in the meantime; [`Refusal::Rule`] when the seat is empty or has cover
/// already; [`Refusal::Invalid`] without an end or a reason, or for somebody who is no candidate.
pub async fn cover(casework: &Casework, caller: &Caller, command: CoverSeat) -> Result<Version, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let (permit, seated) = lock(tx, caller, command.case, command.seen).await?;

            let from = tx.now();
            let mut faults = Faults::none();
            let who = choose(tx, &permit, ("membership", command.membership), &mut faults).await?;
            let until = faults.need("until", command.until);
            if until.is_some_and(|until| until <= from) {
                faults.add("until", FaultCode::EndBeforeStart);
            }
            if until.is_some_and(|until| until - from > Duration::days(LONGEST_COVER_DAYS)) {
                faults.add_limit("until", FaultCode::OutOfRange, LONGEST_COVER_DAYS);
            }
            let reason = reason(command.reason.as_deref(), &mut faults);
            let who = faults.into_complete(who)?;
            let id = SeatId(casework.ids.ordered(from));
            let new = Cover { id, seat: command.seat, who, from, until, reason };
            let value = seated.seats.clone().cover(new)?;

            let after = Versioned { version: command.seen, value };
            Ok(duo::save(tx, &permit, &seated.seats, &after).await?)
        })
        .await
}
