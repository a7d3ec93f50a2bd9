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
    /// Who may be inside, waiting or at work.
    room: Arc<Semaphore>,
    /// Who may be at work.
    turns: Arc<Semaphore>,
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
            room: Arc::new(Semaphore::new(cost.concurrent.max(1) + QUEUE)),
            turns: Arc::new(Semaphore::new(cost.concurrent.max(1))),
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
        let full = |_ignored| Refusal::Unavailable;
        let place = Arc::clone(&self.room).try_acquire_owned().map_err(full)?;
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_ignored| Refusal::Unavailable)?;
        // Both go along with the work: a client that hangs up frees nothing before its hash is done.
        let work = move || {
            let _held = (place, turn);
            work()
        };
        tokio::task::spawn_blocking(work).await.map_err(|_ignored| Refusal::Unavailable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc;

    const CHEAP: PasswordCost = PasswordCost { memory_kib: 8, iterations: 1, lanes: 1, concurrent: 2 };

    #[tokio::test(flavor = "multi_thread")]
    async fn no_more_are_at_work_than_may_be_also_when_clients_hang_up() {
        let passwords = Passwords::new(CHEAP).unwrap();
        let at_work = Arc::new(AtomicUsize::new(0));
        let (begun, begins) = mpsc::channel();
        let (free, freed) = mpsc::channel::<()>();
        let freed = Arc::new(std::sync::Mutex::new(freed));
        let clients: Vec<_> = (0..20)
            .map(|_| {
                let (passwords, at_work, begun) = (passwords.clone(), Arc::clone(&at_work), begun.clone());
                let freed = Arc::clone(&freed);
                let work = move || {
                    let now = at_work.fetch_add(1, Ordering::SeqCst) + 1;
                    begun.send(now).unwrap();
                    assert!(freed.lock().unwrap().recv().is_err(), "the end of the test sets everybody free");
                    at_work.fetch_sub(1, Ordering::SeqCst);
                };
                tokio::spawn(async move { passwords.off_the_worker(work).await })
            })
            .collect();
        let mut most = begins.recv().unwrap().max(begins.recv().unwrap());
        clients.iter().for_each(|it| it.abort());
        for client in clients {
            // Whoever was at work stays so; nobody takes the place before the work is done.
            drop(client.await);
        }
        assert_eq!(passwords.turns.available_permits(), 0, "two are at work although nobody waits for them");
        drop(free);
        while let Ok(now) = begins.try_recv() {
            most = most.max(now);
        }
        assert_eq!(most, CHEAP.concurrent);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn whoever_finds_the_waiting_room_full_is_asked_to_try_again() {
        let passwords = Passwords::new(CHEAP).unwrap();
        let everybody = u32::try_from(CHEAP.concurrent + QUEUE).unwrap();
        let _full = Arc::clone(&passwords.room).try_acquire_many_owned(everybody).unwrap();
        let refused = passwords.off_the_worker(|| ()).await;
        assert!(matches!(refused, Err(Refusal::Unavailable)));
    }
}
