//! What a use case needs from outside and a test replaces: the time and new identifiers.

use chrono::{DateTime, Utc};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use uuid::{NoContext, Timestamp, Uuid};

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The moment, in UTC.
    fn now(&self) -> DateTime<Utc>;
}

/// Makes identifiers and other things that nobody may guess.
pub trait Ids: Send + Sync {
    /// An identifier that sorts by the moment of its making; for what may show when it was made.
    fn ordered(&self, now: DateTime<Utc>) -> Uuid;
    /// An identifier that tells nothing; for reports, disclosures and sessions.
    fn random(&self) -> Uuid;
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place where the time is read")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// A clock that is moved by hand: for tests, and for histories that a generator lives through.
#[derive(Debug)]
pub struct HandClock(AtomicI64);

impl HandClock {
    /// A clock that stands at a moment.
    #[must_use]
    pub fn at(moment: DateTime<Utc>) -> Self {
        Self(AtomicI64::new(moment.timestamp_micros()))
    }

    /// Moves the clock to a moment.
    pub fn set(&self, moment: DateTime<Utc>) {
        self.0.store(moment.timestamp_micros(), Ordering::SeqCst);
    }

    /// Moves the clock forward.
    pub fn forward(&self, by: chrono::Duration) {
        self.0.fetch_add(by.num_microseconds().unwrap_or(0), Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0.load(Ordering::SeqCst)).unwrap_or_default()
    }
}

/// Identifiers from the random source of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemIds;

impl Ids for SystemIds {
    fn ordered(&self, now: DateTime<Utc>) -> Uuid {
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
        let nanos = u32::try_from(millis % 1000 * 1_000_000).unwrap_or(0);
        Uuid::new_v7(Timestamp::from_unix(NoContext, millis / 1000, nanos))
    }

    #[expect(clippy::disallowed_methods, reason = "this is the one place where identifiers are made")]
    fn random(&self) -> Uuid {
        Uuid::new_v4()
    }
}

/// Identifiers that are the same at every run: for the generator of the demonstration.
#[derive(Debug, Default)]
pub struct SeededIds {
    seed: u64,
    made: AtomicU64,
}

impl SeededIds {
    /// A series that depends on the seed only.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { seed, made: AtomicU64::new(0) }
    }

    /// The next 128 bits of the series (SplitMix64, twice).
    fn next(&self) -> u128 {
        let step = self.made.fetch_add(1, Ordering::SeqCst);
        let mixed = |salt: u64| {
            let mut z =
                (self.seed ^ salt).wrapping_add(step.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            z ^ (z >> 31)
        };
        (u128::from(mixed(0)) << 64) | u128::from(mixed(0xA5A5_A5A5))
    }
}

impl Ids for SeededIds {
    fn ordered(&self, now: DateTime<Utc>) -> Uuid {
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
        let random = self.next().to_be_bytes();
        let tail = std::array::from_fn(|at| random.get(at).copied().unwrap_or(0));
        uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
    }

    fn random(&self) -> Uuid {
        uuid::Builder::from_random_bytes(self.next().to_be_bytes()).into_uuid()
    }
}
