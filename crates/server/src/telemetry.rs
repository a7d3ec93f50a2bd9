//! Log lines: text to read or JSON to collect, on standard error.
//!
//! It must never log what people typed or what the database holds; that is up to whoever writes a log line.

use std::io;

use tracing_subscriber::EnvFilter;

use crate::settings::SettingsError;
use crate::settings::log::{Format, LogSettings};

/// Starts logging for the rest of the program.
///
/// # Errors
/// When `log.filter` is not a filter, or logging has been started before.
pub fn start(settings: &LogSettings) -> Result<(), SettingsError> {
    let invalid =
        |error: &dyn std::fmt::Display| SettingsError::Invalid(vec![format!("log.filter: {error}")]);
    let filter = EnvFilter::try_new(&settings.filter).map_err(|error| invalid(&error))?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    match settings.format {
        Format::Text => lines.try_init(),
        Format::Json => lines.json().flatten_event(true).try_init(),
    }
    .map_err(|error| invalid(&error))
}
