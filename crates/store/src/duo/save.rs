//! Writing the seats back: what is new is added, what ended is ended, nothing is removed.

use crate::audit;
use crate::error::StoreError;
use crate::job::{self, Job};
use crate::kept::Keep;
use crate::schema::{cases, duo_seats};
use crate::tx::Tx;
use access::{Named, Permit, may};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::duo::{Occupancy, SeatKind, Seats};
use domain::notice::NoticeKind;
use domain::version::{Version, Versioned};

/// Saves how the seats of a case became, raises the version of the case and records the act.
///
/// # Errors
/// [`StoreError::Stale`] when the case is no longer in the version on which the change is based;
/// [`StoreError::Conflict`] when a seat is taken in the meantime; those of the database.
pub async fn save(
    tx: &mut Tx,
    permit: &Permit<may::AssignDuo>,
    before: &Seats,
    after: &Versioned<Seats>,
) -> Result<Version, StoreError> {
    let version = raise(tx, permit, after.version).await?;
    // Ends before beginnings, so that a seat is free before somebody takes it.
    for occupancy in after.value.occupancies() {
        let old = before.occupancies().iter().find(|it| it.id == occupancy.id);
        if old.is_some_and(|it| it.until != occupancy.until) {
            end(tx, occupancy).await?;
        }
    }
    for occupancy in after.value.occupancies() {
        if before.occupancies().iter().all(|it| it.id != occupancy.id) {
            begin(tx, permit, occupancy).await?;
        }
    }
    audit::record(tx, permit, &[]).await?;
    Ok(version)
}

/// Saves the covers that began or ended with an absence. The case stays in its version: who has a seat changes with the
/// days, and nobody loses a seat that was given.
///
/// # Errors
/// Those of the database.
pub async fn save_covers(
    tx: &mut Tx,
    permit: &Permit<may::ArrangeCover>,
    before: &Seats,
    after: &Seats,
) -> Result<(), StoreError> {
    for occupancy in after.occupancies() {
        match before.occupancies().iter().find(|it| it.id == occupancy.id) {
            None => begin(tx, permit, occupancy).await?,
            Some(old) if old.until != occupancy.until => end(tx, occupancy).await?,
            Some(_) => {}
        }
    }
    audit::record(tx, permit, &[]).await
}

async fn raise(tx: &mut Tx, permit: &Permit<may::AssignDuo>, seen: Version) -> Result<Version, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let raised = diesel::update(cases::table.find(case.0).filter(cases::version.eq(seen.0)))
        .set(cases::version.eq(cases::version + 1))
        .returning(cases::version)
        .kept()
        .get_result::<i64>(tx.conn()?)
        .await
        .optional()?;
    raised.map(Version).ok_or(StoreError::Stale)
}

async fn end(tx: &mut Tx, occupancy: &Occupancy) -> Result<(), StoreError> {
    diesel::update(duo_seats::table.find(occupancy.id.0))
        .set(duo_seats::ends_at.eq(occupancy.until))
        .kept()
        .execute(tx.conn()?)
        .await?;
    Ok(())
}

async fn begin<P: Named>(tx: &mut Tx, permit: &Permit<P>, occupancy: &Occupancy) -> Result<(), StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    diesel::insert_into(duo_seats::table)
        .values((
            duo_seats::id.eq(occupancy.id.0),
            duo_seats::case_id.eq(case.0),
            duo_seats::seat.eq(occupancy.seat.number()),
            duo_seats::kind.eq(occupancy.kind.code()),
            duo_seats::user_id.eq(occupancy.who.user.0),
            duo_seats::membership_id.eq(occupancy.who.membership.0),
            duo_seats::starts_at.eq(occupancy.from),
            duo_seats::ends_at.eq(occupancy.until),
            duo_seats::reason.eq(occupancy.reason.as_ref().map(|it| it.as_str().to_owned())),
            duo_seats::assigned_by.eq(permit.caller().user.0),
        ))
        .execute(tx.conn()?)
        .await?;
    if occupancy.kind == SeatKind::Overlap {
        return Ok(());
    }
    let tell = Job::Tell { about: NoticeKind::DuoAssigned, case, origin: occupancy.id.0 };
    job::enqueue_for(tx, &tell, occupancy.from).await
}
