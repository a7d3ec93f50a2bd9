//! Settings for how long somebody stays signed in.
//!
//! They may be shortened, but never beyond the limits checked here.

use serde::Deserialize;

use super::fault_unless;

/// How long sessions and tokens last.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionSettings {
    /// Minutes without a request after which a session ends.
    pub idle_minutes: u32,
    /// Hours after which every session ends.
    pub absolute_hours: u32,
    /// Minutes that an access token is valid, 1 to 10.
    pub access_token_minutes: u32,
}

impl SessionSettings {
    pub(super) fn faults(&self) -> Vec<String> {
        let all = [self.idle_minutes, self.absolute_hours, self.access_token_minutes];
        let faults = [
            fault_unless(!all.contains(&0), "every setting of [session] must be 1 or more"),
            fault_unless(
                self.idle_minutes <= self.absolute_hours.saturating_mul(60),
                "session.idle_minutes may not last longer than session.absolute_hours",
            ),
            fault_unless(self.access_token_minutes <= 10, "session.access_token_minutes may be 10 at most"),
        ];
        faults.into_iter().flatten().collect()
    }
}
