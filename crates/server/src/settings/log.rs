//! Settings for log lines.
//!
//! They must never switch on statements or values of the database.

use serde::Deserialize;
use tracing_subscriber::EnvFilter;

/// What is logged, and how.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogSettings {
    /// The shape of a line.
    pub format: Format,
    /// What is logged, in the notation of `tracing`'s filters.
    pub filter: String,
}

/// The shape of a log line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// For people.
    Text,
    /// For machines.
    Json,
}

impl LogSettings {
    pub(super) fn faults(&self) -> Option<String> {
        EnvFilter::try_new(&self.filter).err().map(|error| format!("log.filter: {error}"))
    }
}
