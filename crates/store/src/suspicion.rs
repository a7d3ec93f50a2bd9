//! Suspicions of intieme terreur: raised, withdrawn, never changed otherwise. Who does not hear the victim's confidences
//! learns nothing of them, not even that there is one.

use crate::audit;
use crate::error::StoreError;
use crate::hearing::Ears;
use crate::kept::Keep;
use crate::names::{self, PersonName, UserName};
use crate::schema::{joint_meetings, terror_suspicions};
use crate::tx::Tx;
use access::{Named, Permit, may};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel_async::RunQueryDsl;
use domain::danger::NewSuspicion;
use domain::id::{ContactId, PersonId, TerrorSuspicionId, UserId};
use domain::text::LongText;
use std::collections::BTreeSet;
use uuid::Uuid;

/// A suspicion that runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Running {
    pub id: TerrorSuspicionId,
    pub victim: PersonId,
    pub accused: PersonId,
}

/// A suspicion with names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuspicionLine {
    pub id: TerrorSuspicionId,
    pub victim: PersonName,
    pub accused: PersonName,
    /// Why it was raised.
    pub reason: String,
    pub raised_by: UserName,
    pub raised_at: DateTime<Utc>,
    /// How it ended; nothing while it runs.
    pub ended: Option<Ended>,
}

/// How a suspicion ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    pub reason: String,
    pub by: UserName,
    pub at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = terror_suspicions, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: Uuid,
    victim_id: Uuid,
    accused_id: Uuid,
    reason: String,
    raised_by: Uuid,
    raised_at: DateTime<Utc>,
    end_reason: Option<String>,
    ended_by: Option<Uuid>,
    ended_at: Option<DateTime<Utc>>,
}

/// The suspicions that run in the case. For the rules, not for the eye.
///
/// # Errors
/// Those of the database.
pub async fn running<P: Named>(tx: &mut Tx, permit: &Permit<P>) -> Result<Vec<Running>, StoreError> {
    let rows = rows(tx, permit).await?;
    let running = rows.into_iter().filter(|row| row.ended_at.is_none()).map(|row| Running {
        id: TerrorSuspicionId(row.id),
        victim: PersonId(row.victim_id),
        accused: PersonId(row.accused_id),
    });
    Ok(running.collect())
}

/// Every suspicion of the case, the latest first. Everybody in them is recorded.
///
/// # Errors
/// Those of the database.
pub async fn list<P: Named>(tx: &mut Tx, permit: &Permit<P>) -> Result<Vec<SuspicionLine>, StoreError> {
    let rows = rows(tx, permit).await?;
    let persons: BTreeSet<_> =
        rows.iter().flat_map(|row| [PersonId(row.victim_id), PersonId(row.accused_id)]).collect();
    let persons: Vec<_> = persons.into_iter().collect();
    let users: BTreeSet<_> =
        rows.iter().flat_map(|row| [Some(row.raised_by), row.ended_by]).flatten().map(UserId).collect();
    let person_names = names::of_persons(tx, &persons).await?;
    let user_names = names::of_users(tx, &users.into_iter().collect::<Vec<_>>()).await?;
    audit::record(tx, permit, &persons).await?;
    rows.into_iter()
        .map(|row| {
            let ended = match (row.end_reason, row.ended_by, row.ended_at) {
                (Some(reason), Some(by), Some(at)) => {
                    Some(Ended { reason, by: user_names.find(UserId(by))?, at })
                }
                _ => None,
            };
            Ok(SuspicionLine {
                id: TerrorSuspicionId(row.id),
                victim: person_names.find(PersonId(row.victim_id))?,
                accused: person_names.find(PersonId(row.accused_id))?,
                reason: row.reason,
                raised_by: user_names.find(UserId(row.raised_by))?,
                raised_at: row.raised_at,
                ended,
            })
        })
        .collect()
}

/// Raises a suspicion and records whom it is about.
///
/// # Errors
/// [`StoreError::Conflict`] with `one_running_suspicion`; those of the database.
pub async fn raise(
    tx: &mut Tx,
    permit: &Permit<may::SuspectTerror>,
    id: TerrorSuspicionId,
    new: &NewSuspicion,
) -> Result<(), StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let now = tx.now();
    diesel::insert_into(terror_suspicions::table)
        .values((
            terror_suspicions::id.eq(id.0),
            terror_suspicions::case_id.eq(case.0),
            terror_suspicions::victim_id.eq(new.victim.0),
            terror_suspicions::accused_id.eq(new.accused.0),
            terror_suspicions::reason.eq(new.reason.as_str()),
            terror_suspicions::raised_by.eq(permit.caller().user.0),
            terror_suspicions::membership_id.eq(permit.caller().membership.0),
            terror_suspicions::raised_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    audit::record(tx, permit, &[new.victim, new.accused]).await
}

/// Withdraws a suspicion that runs and records whom it is about.
///
/// # Errors
/// [`StoreError::Stale`] when it does not run; those of the database.
pub async fn withdraw(
    tx: &mut Tx,
    permit: &Permit<may::SuspectTerror>,
    running: Running,
    reason: &LongText,
) -> Result<(), StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let now = tx.now();
    let row = terror_suspicions::table
        .find(running.id.0)
        .filter(terror_suspicions::case_id.eq(case.0))
        .filter(terror_suspicions::ended_at.is_null());
    let changed = diesel::update(row)
        .set((
            terror_suspicions::end_reason.eq(reason.as_str()),
            terror_suspicions::ended_by.eq(permit.caller().user.0),
            terror_suspicions::ended_as.eq(permit.caller().membership.0),
            terror_suspicions::ended_at.eq(now),
        ))
        .kept()
        .execute(tx.conn()?)
        .await?;
    if changed == 0 {
        return Err(StoreError::Stale);
    }
    audit::record(tx, permit, &[running.victim, running.accused]).await
}

/// Notes why two partners were met together although this suspicion runs. The caller of this function records the
/// contact of which this is a part.
///
/// # Errors
/// Those of the database.
pub async fn note_joint_meeting(
    tx: &mut Tx,
    contact: ContactId,
    suspicion: TerrorSuspicionId,
    reason: &LongText,
) -> Result<(), StoreError> {
    diesel::insert_into(joint_meetings::table)
        .values((
            joint_meetings::contact_id.eq(contact.0),
            joint_meetings::suspicion_id.eq(suspicion.0),
            joint_meetings::reason.eq(reason.as_str()),
        ))
        .execute(tx.conn()?)
        .await?;
    Ok(())
}

async fn rows<P: Named>(tx: &mut Tx, permit: &Permit<P>) -> Result<Vec<Row>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let ears = Ears::of(permit);
    let heard = ears.for_household.into_sql::<Bool>().or(terror_suspicions::victim_id.eq_any(ears.persons));
    Ok(terror_suspicions::table
        .filter(terror_suspicions::case_id.eq(case.0))
        .filter(heard)
        .order((terror_suspicions::raised_at.desc(), terror_suspicions::id.desc()))
        .select(Row::as_select())
        .load::<Row>(tx.conn()?)
        .await?)
}
