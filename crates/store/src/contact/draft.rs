//! Drafts: what somebody was typing, sealed, and only for the one who typed it.

use crate::audit;
use crate::error::StoreError;
use crate::keys::Place;
use crate::schema::contact_drafts;
use crate::tx::Tx;
use access::{Caller, Permit, may};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{CaseId, UserId};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What was typed, and when it was kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    pub content: String,
    pub saved_at: DateTime<Utc>,
}

/// Keeps the caller's draft for the case, over the one before.
///
/// # Errors
/// Those of the database and of sealing.
pub async fn save(tx: &mut Tx, permit: &Permit<may::LogContact>, content: &str) -> Result<(), StoreError> {
    let (case, user) = owner(permit)?;
    let sealed = tx.keys.seal(place(case, user), content.as_bytes())?;
    let now = tx.now();
    diesel::insert_into(contact_drafts::table)
        .values((
            contact_drafts::case_id.eq(case.0),
            contact_drafts::user_id.eq(user.0),
            contact_drafts::content.eq(&sealed),
            contact_drafts::saved_at.eq(now),
        ))
        .on_conflict((contact_drafts::case_id, contact_drafts::user_id))
        .do_update()
        .set((contact_drafts::content.eq(&sealed), contact_drafts::saved_at.eq(now)))
        .execute(tx.conn()?)
        .await?;
    audit::record(tx, permit, &[]).await
}

/// The caller's own draft for the case, if there is one.
///
/// # Errors
/// Those of the database; [`StoreError::Sealed`] when it was not sealed for this case and this caller.
pub async fn load(tx: &mut Tx, permit: &Permit<may::LogContact>) -> Result<Option<Draft>, StoreError> {
    let (case, user) = owner(permit)?;
    let found = contact_drafts::table
        .find((case.0, user.0))
        .select((contact_drafts::content, contact_drafts::saved_at))
        .first::<(Vec<u8>, DateTime<Utc>)>(tx.conn()?)
        .await
        .optional()?;
    audit::record(tx, permit, &[]).await?;
    let Some((sealed, saved_at)) = found else {
        return Ok(None);
    };
    let place = place(case, user);
    let plain = tx.keys.open(place, &sealed)?;
    let unreadable = |_error| StoreError::Sealed { table: place.table, column: place.column };
    let content = String::from_utf8(plain).map_err(unreadable)?;
    Ok(Some(Draft { content, saved_at }))
}

/// Throws the caller's draft for the case away; without one nothing happens. The caller of this function records
/// the act of which this is a part.
///
/// # Errors
/// Those of the database.
pub async fn drop(tx: &mut Tx, permit: &Permit<may::LogContact>) -> Result<(), StoreError> {
    let (case, user) = owner(permit)?;
    diesel::delete(contact_drafts::table.find((case.0, user.0))).execute(tx.conn()?).await?;
    Ok(())
}

/// In which of these cases the caller has a draft. It tells nothing that is in one.
///
/// # Errors
/// Those of the database.
pub async fn kept_in(tx: &mut Tx, caller: &Caller, cases: &[CaseId]) -> Result<BTreeSet<CaseId>, StoreError> {
    let ids: Vec<Uuid> = cases.iter().map(|case| case.0).collect();
    let kept = contact_drafts::table
        .filter(contact_drafts::user_id.eq(caller.user.0))
        .filter(contact_drafts::case_id.eq_any(ids))
        .select(contact_drafts::case_id)
        .load::<Uuid>(tx.conn()?)
        .await?;
    Ok(kept.into_iter().map(CaseId).collect())
}

fn owner(permit: &Permit<may::LogContact>) -> Result<(CaseId, UserId), StoreError> {
    Ok((permit.case().ok_or(StoreError::Stale)?, permit.caller().user))
}

/// A draft has no identifier of its own. This one is made of both halves of its key, so that a draft that is copied
/// to a colleague does not open there.
fn place(case: CaseId, user: UserId) -> Place {
    let row = Uuid::new_v5(&case.0, user.0.as_bytes());
    Place { table: "contact_drafts", column: "content", row }
}
