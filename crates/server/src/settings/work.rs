//! Settings for the worker: how many hands it has, and how patient it is.

use chrono::Duration;
use domain::job::Patience;
use serde::Deserialize;

use super::fault_unless;

/// How jobs are done.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkSettings {
    /// How many transactions of one process work at once, beside the one that sends mail.
    pub hands: usize,
    /// The most jobs in one transaction.
    pub batch: u16,
    /// Whoever hears nothing looks this often, in seconds.
    poll_seconds: u32,
    first_wait_seconds: u32,
    longest_wait_seconds: u32,
    tries: u32,
    /// For so many days what was done stays to be looked at.
    pub keep_days: u32,
}

impl WorkSettings {
    /// Whoever hears nothing looks this often.
    pub fn poll(&self) -> std::time::Duration {
        Duration::seconds(self.poll_seconds.into()).to_std().unwrap_or_default()
    }

    /// How patient the worker is with what fails.
    pub const fn patience(&self) -> Patience {
        Patience {
            first_seconds: self.first_wait_seconds,
            longest_seconds: self.longest_wait_seconds,
            tries: self.tries,
        }
    }

    pub(super) fn faults(&self) -> Vec<String> {
        let all = [self.poll_seconds, self.first_wait_seconds, self.tries, self.batch.into()];
        let faults = [
            fault_unless(
                !all.contains(&0) && self.hands > 0,
                "hands, batch, poll_seconds, first_wait_seconds and tries of [work] must be 1 or more",
            ),
            fault_unless(
                self.longest_wait_seconds >= self.first_wait_seconds,
                "work.longest_wait_seconds may not be less than work.first_wait_seconds",
            ),
            fault_unless(self.batch <= 500, "work.batch may be 500 at most"),
            // The key of what is due once a day must outlive that day.
            fault_unless(self.keep_days >= 2, "work.keep_days must be 2 or more"),
        ];
        faults.into_iter().flatten().collect()
    }
}
