//! The same create twice makes one thing: what a key made is remembered in the transaction that made it.

use crate::error::StoreError;
use crate::schema::idempotency_keys;
use crate::tx::Tx;
use access::Caller;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

/// What a key made before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Remembered {
    /// Whether the same was asked then.
    pub same_request: bool,
    pub resource: Uuid,
}

/// What the caller's key made before, if it was used.
///
/// # Errors
/// Those of the database.
pub async fn find(
    tx: &mut Tx,
    caller: &Caller,
    key: &str,
    request_hash: &[u8; 32],
) -> Result<Option<Remembered>, StoreError> {
    let asked = keyed(tx, request_hash);
    let found = idempotency_keys::table
        .find((caller.user.0, key))
        .select((idempotency_keys::request_hash, idempotency_keys::resource_id))
        .first::<(Vec<u8>, Uuid)>(tx.conn()?)
        .await
        .optional()?;
    Ok(found.map(|(then, resource)| Remembered { same_request: then == asked, resource }))
}

/// Remembers what a key made.
///
/// # Errors
/// [`StoreError::Conflict`] when a simultaneous request with the same key was faster.
pub async fn remember(
    tx: &mut Tx,
    caller: &Caller,
    key: &str,
    request_hash: &[u8; 32],
    resource: Uuid,
) -> Result<(), StoreError> {
    let now = tx.now();
    let asked = keyed(tx, request_hash);
    diesel::insert_into(idempotency_keys::table)
        .values((
            idempotency_keys::user_id.eq(caller.user.0),
            idempotency_keys::key.eq(key),
            idempotency_keys::request_hash.eq(asked),
            idempotency_keys::resource_id.eq(resource),
            idempotency_keys::at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    Ok(())
}

/// What is kept of a request: without the key nobody can try which short request it was.
fn keyed(tx: &Tx, request_hash: &[u8; 32]) -> Vec<u8> {
    tx.keys.index("request", request_hash)
}
