//! Hashing passwords, off the async workers and a few at a time, since each takes tens of mebibytes.

use crate::Refusal;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use domain::password::as_hashed;
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// What a hash costs (argon2id).
#[derive(Debug, Clone, Copy)]
pub struct PasswordCost {
    pub memory_kib: u32,
    pub iterations: u32,
    pub lanes: u32,
    /// How many hashes may be computed at once.
    pub concurrent: usize,
}

/// Makes and checks hashes.
#[derive(Clone)]
pub struct Passwords {
    hasher: Argon2<'static>,
    gate: Arc<Semaphore>,
    /// What is checked when there is no such account, so that it takes as long.
    decoy: Arc<str>,
}

/// So many may wait for their turn; who comes after is asked to try again.
const QUEUE: usize = 50;

impl Passwords {
    /// Prepares hashing at this cost.
    ///
    /// # Errors
    /// When argon2 does not accept the cost.
    pub fn new(cost: PasswordCost) -> Result<Self, argon2::Error> {
        let params = Params::new(cost.memory_kib, cost.iterations, cost.lanes, Some(32))?;
        let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let decoy = hasher
            .hash_password(b"there is no such account")
            .map(|hash| hash.to_string())
            .map_err(|_ignored| argon2::Error::OutputTooShort)?;
        Ok(Self {
            hasher,
            gate: Arc::new(Semaphore::new(cost.concurrent.max(1) + QUEUE)),
            decoy: decoy.into(),
        })
    }

    /// The hash of a new password, in PHC format.
    ///
    /// # Errors
    /// [`Refusal::Unavailable`] when too many wait.
    pub async fn hash(&self, password: SecretString) -> Result<String, Refusal> {
        let hasher = self.hasher.clone();
        self.off_the_worker(move || {
            hasher.hash_password(as_hashed(password.expose_secret()).as_bytes()).ok().map(|it| it.to_string())
        })
        .await?
        .ok_or(Refusal::Unavailable)
    }

    /// Whether the password belongs to the hash. Without a hash it takes as long and says no.
    ///
    /// # Errors
    /// [`Refusal::Unavailable`] when too many wait.
    pub async fn check(&self, password: SecretString, hash: Option<String>) -> Result<bool, Refusal> {
        let hasher = self.hasher.clone();
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.decoy.to_string());
        let matches = self
            .off_the_worker(move || {
                PasswordHash::new(&hash).is_ok_and(|hash| {
                    hasher.verify_password(as_hashed(password.expose_secret()).as_bytes(), &hash).is_ok()
                })
            })
            .await?;
        Ok(matches && known)
    }

    async fn off_the_worker<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        let _turn = self.gate.try_acquire().map_err(|_ignored| Refusal::Unavailable)?;
        tokio::task::spawn_blocking(work).await.map_err(|_ignored| Refusal::Unavailable)
    }
}
