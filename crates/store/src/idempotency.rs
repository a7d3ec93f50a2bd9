//! The same create twice makes one thing: what a key made is remembered in the transaction that made it.

use crate::error::StoreError;
use crate::schema::idempotency_keys;
use crate::tx::Tx;
use access::Caller;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

/// What a key made before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    /// Hash of what was asked then.
    pub request_hash: Vec<u8>,
    pub resource: Uuid,
}

/// What the caller's key made before, if it was used.
///
/// # Errors
/// Those of the database.
pub async fn find(tx: &mut Tx, caller: &Caller, key: &str) -> Result<Option<Remembered>, StoreError> {
    let found = idempotency_keys::table
        .find((caller.user.0, key))
        .select((idempotency_keys::request_hash, idempotency_keys::resource_id))
        .first::<(Vec<u8>, Uuid)>(tx.conn()?)
        .await
        .optional()?;
    Ok(found.map(|(request_hash, resource)| Remembered { request_hash, resource }))
}

/// Remembers what a key made.
///
/// # Errors
/// [`StoreError::Conflict`] when a simultaneous request with the same key was faster.
pub async fn remember(tx: &mut Tx, caller: &Caller, key: &str, made: &Remembered) -> Result<(), StoreError> {
    let now = tx.now();
    diesel::insert_into(idempotency_keys::table)
        .values((
            idempotency_keys::user_id.eq(caller.user.0),
            idempotency_keys::key.eq(key),
            idempotency_keys::request_hash.eq(&made.request_hash),
            idempotency_keys::resource_id.eq(made.resource),
            idempotency_keys::at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    Ok(())
}
