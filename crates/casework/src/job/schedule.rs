//! What comes back by the clock, in one list. Every worker looks at it; the key of a job holds its moment, so each moment
//! counts once however many look.

use super::Worker;
use crate::Refusal;
use chrono::{DateTime, Utc};
use domain::rhythm::Rhythm;
use store::job::{self, Job};
use store::{Errand, Tx};

/// Something that comes back.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    pub rhythm: Rhythm,
    /// The job of a moment.
    pub job: fn(DateTime<Utc>) -> Job,
}

/// Everything that comes back.
#[must_use]
pub const fn entries(digest_hour: u8) -> [Entry; 4] {
    [
        Entry { rhythm: Rhythm::Minutes(15), job: |at| Job::Remind { at } },
        Entry { rhythm: Rhythm::Minutes(5), job: |at| Job::Climb { at } },
        Entry { rhythm: Rhythm::DailyAt(digest_hour), job: |at| Job::Digest { at } },
        Entry { rhythm: Rhythm::DailyAt(3), job: |at| Job::Sweep { at } },
    ]
}

impl Worker {
    /// Adds what has come due since the last time anybody looked.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn look_at_the_clock(&self) -> Result<(), Refusal> {
        self.casework
            .on_errand(Errand::Work, async |tx: &mut Tx| {
                let now = tx.now();
                let due = entries(self.digest_hour).map(|entry| (entry.job)(entry.rhythm.last(now)));
                Ok(job::enqueue_all(tx, &due).await?)
            })
            .await
    }
}
