//! The phases of a case: where it stands, the proposal that waits, every step so far, and the next one.
//!
//! Which step may be taken is decided in `domain`. A step is only ever added, and the case follows it in the same
//! transaction; the database refuses a case that is elsewhere than where its steps end.

pub mod check_in;
pub mod earlier;
pub mod evidence;
pub mod history;
pub mod save;
mod snapshot;

pub use evidence::{Gathered, gather};
pub use history::{ChangeLine, ProposalLine, Steps, steps};
pub use save::{Step, propose, take};

use crate::error::StoreError;
use crate::row;
use crate::schema::{cases, duo_seats, phase_changes, phase_proposals};
use crate::tx::Tx;
use access::{Named, Permit, may};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::case::CaseSpan;
use domain::duo::Seat;
use domain::id::{PhaseProposalId, UserId};
use domain::phase::{Phase, Proposal};
use uuid::Uuid;

/// Where a case stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub span: CaseSpan,
    pub phase: Phase,
    /// How many steps it took to come here.
    pub step: i32,
    /// Since when it is in this phase.
    pub since: DateTime<Utc>,
    /// The proposal that waits for the other member of the duo.
    pub pending: Option<(PhaseProposalId, Proposal)>,
}

/// Reads where the case of the permit stands. Lock the case first to take a step.
///
/// # Errors
/// Those of the database.
pub async fn standing<P>(tx: &mut Tx, permit: &Permit<P>) -> Result<Standing, StoreError>
where
    P: Named<Sight = may::ReadCase>,
{
    let case = permit.case().ok_or(StoreError::Stale)?;
    let (phase, opened_at, closed_at) = cases::table
        .find(case.0)
        .select((cases::phase, cases::opened_at, cases::closed_at))
        .first::<(String, DateTime<Utc>, Option<DateTime<Utc>>)>(tx.conn()?)
        .await?;
    let last = phase_changes::table
        .filter(phase_changes::case_id.eq(case.0))
        .order(phase_changes::step.desc())
        .select((phase_changes::step, phase_changes::changed_at))
        .first::<(i32, DateTime<Utc>)>(tx.conn()?)
        .await
        .optional()?;
    let (step, since) = last.unwrap_or((0, opened_at));
    let phase = if closed_at.is_some() { "closed" } else { phase.as_str() };
    Ok(Standing {
        span: CaseSpan { opened_at, closed_at },
        phase: row::code("cases", "phase", case.0, Phase::from_code(phase))?,
        step,
        since,
        pending: pending(tx, case.0, step).await?,
    })
}

/// The seats in which somebody sits now, member, cover and overlap alike.
///
/// # Errors
/// Those of the database.
pub async fn seats_of(
    tx: &mut Tx,
    permit: &Permit<may::MovePhase>,
    user: UserId,
) -> Result<Vec<Seat>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let now = tx.now();
    let found = duo_seats::table
        .filter(duo_seats::case_id.eq(case.0))
        .filter(duo_seats::user_id.eq(user.0))
        .filter(duo_seats::starts_at.le(now))
        .filter(duo_seats::ends_at.is_null().or(duo_seats::ends_at.gt(now)))
        .order((duo_seats::seat, duo_seats::id))
        .select((duo_seats::id, duo_seats::seat))
        .load::<(Uuid, i16)>(tx.conn()?)
        .await?;
    found.into_iter().map(|(id, seat)| row::code("duo_seats", "seat", id, Seat::from_number(seat))).collect()
}

async fn pending(
    tx: &mut Tx,
    case: Uuid,
    step: i32,
) -> Result<Option<(PhaseProposalId, Proposal)>, StoreError> {
    let found = phase_proposals::table
        .filter(phase_proposals::case_id.eq(case))
        .filter(phase_proposals::after_step.eq(step))
        .select((
            phase_proposals::id,
            phase_proposals::from_phase,
            phase_proposals::to_phase,
            phase_proposals::proposed_by,
            phase_proposals::seat,
        ))
        .first::<(Uuid, String, String, Uuid, i16)>(tx.conn()?)
        .await
        .optional()?;
    let Some((id, from, to, by, seat)) = found else { return Ok(None) };
    let proposal = Proposal {
        from: row::code("phase_proposals", "from_phase", id, Phase::from_code(&from))?,
        to: row::code("phase_proposals", "to_phase", id, Phase::from_code(&to))?,
        by: UserId(by),
        seat: row::code("phase_proposals", "seat", id, Seat::from_number(seat))?,
    };
    Ok(Some((PhaseProposalId(id), proposal)))
}
