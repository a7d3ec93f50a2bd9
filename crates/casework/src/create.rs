//! Creating something once, also when the request arrives twice.

use crate::Refusal;
use access::Caller;
use store::idempotency;
use store::{StoreError, Tx};
use uuid::Uuid;

/// What identifies a create: the key that the client chose and a hash of what it asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Creation {
    /// 16 to 64 visible characters.
    pub key: String,
    /// SHA-256 of the request.
    pub request_hash: [u8; 32],
}

impl Creation {
    /// What this key made before, if it made something.
    ///
    /// # Errors
    /// [`Refusal::KeyReused`] when the key belongs to another request.
    pub(crate) async fn made_before(&self, tx: &mut Tx, caller: &Caller) -> Result<Option<Uuid>, Refusal> {
        match idempotency::find(tx, caller, &self.key, &self.request_hash).await? {
            None => Ok(None),
            Some(found) if found.same_request => Ok(Some(found.resource)),
            Some(_) => Err(Refusal::KeyReused),
        }
    }

    /// Remembers what was made. A simultaneous twin that was faster makes this one stale, so that the client asks
    /// again and gets what the twin made.
    pub(crate) async fn remember(&self, tx: &mut Tx, caller: &Caller, made: Uuid) -> Result<(), Refusal> {
        match idempotency::remember(tx, caller, &self.key, &self.request_hash, made).await {
            Err(StoreError::Conflict { .. }) => Err(Refusal::Stale),
            other => Ok(other?),
        }
    }
}
