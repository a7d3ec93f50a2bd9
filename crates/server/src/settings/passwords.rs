//! Settings for the cost of a password hash.
//!
//! Outside a demo it must never fall below the floor checked here.

use serde::Deserialize;

use super::fault_unless;
use super::http::or_processors;

/// The parameters of argon2id. Source: OWASP Password Storage Cheat Sheet (floor), RFC 9106 (default).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasswordSettings {
    /// Memory of one hash in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub iterations: u32,
    /// Lanes that are computed independently.
    pub lanes: u32,
    concurrent_hashes: usize,
}

impl PasswordSettings {
    /// Hashes that may be computed at the same time, 1 or more.
    pub fn concurrent_hashes(&self) -> usize {
        or_processors(self.concurrent_hashes)
    }

    pub(super) fn faults(&self, demo: bool) -> Vec<String> {
        let faults = [
            fault_unless(
                self.lanes >= 1 && self.iterations >= 1 && self.memory_kib >= self.lanes.saturating_mul(8),
                "passwords.lanes and passwords.iterations must be 1 or more, \
                 and passwords.memory_kib at least 8 times passwords.lanes",
            ),
            fault_unless(
                demo || self.memory_kib >= 19_456 && self.iterations >= 2,
                "passwords.memory_kib must be 19456 or more and passwords.iterations 2 or more \
                 while demo.enabled is false",
            ),
        ];
        faults.into_iter().flatten().collect()
    }
}
