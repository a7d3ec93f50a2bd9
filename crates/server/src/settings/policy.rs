//! Which working rules the region has. What they mean is for `domain`.

use std::fs;
use std::path::PathBuf;

use casework::policy::{self, RELEASED};
use domain::policy::PolicyBook;
use serde::Deserialize;

use super::layers::in_file;
use super::{SettingsError, blank};

/// Where the working rules stand.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicySettings {
    #[serde(deserialize_with = "blank::is_none")]
    file: Option<PathBuf>,
}

impl PolicySettings {
    /// Reads the file, or the rules of the release when none is named.
    ///
    /// # Errors
    /// When the file cannot be read or holds something else than working rules.
    pub fn read(&self) -> Result<PolicyBook, SettingsError> {
        let Some(file) = &self.file else { return book(RELEASED, "config/policy.toml") };
        book(&fs::read_to_string(file).map_err(in_file(file))?, &file.display().to_string())
    }
}

fn book(text: &str, file: &str) -> Result<PolicyBook, SettingsError> {
    policy::read(text).map_err(|error| SettingsError::Invalid(vec![format!("{file}: {error}")]))
}
