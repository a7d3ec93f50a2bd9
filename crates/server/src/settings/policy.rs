//! Which working rules the region has. What they mean is for `domain`.

use std::fs;
use std::path::PathBuf;

use casework::policy::{self, RELEASED};
use casework::scale;
use casework::term::definitions;
use domain::policy::{Parameter, PolicyBook};
use domain::scale::ScaleBook;
use domain::score::ScaleVersion;
use domain::term::TermBook;
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

    /// Reads the words for the numbers of the safety scale, those of the release, and makes sure that every version
    /// that the rules name has its words.
    ///
    /// # Errors
    /// When a version has none.
    pub fn scales(&self) -> Result<ScaleBook, SettingsError> {
        let wrong = |text: String| SettingsError::Invalid(vec![format!("config/scale.toml: {text}")]);
        let scales = scale::read(scale::RELEASED).map_err(|error| wrong(error.to_string()))?;
        let rules = self.read()?;
        let named = rules.values().filter(|it| it.parameter == Parameter::ScaleVersion);
        match named.map(|it| i32::from(it.value)).find(|it| scales.find(ScaleVersion(*it)).is_none()) {
            Some(version) => Err(wrong(format!("version {version} has no words"))),
            None => Ok(scales),
        }
    }

    /// Reads what the terms are, as the release has it.
    ///
    /// # Errors
    /// When the file holds something else than definitions.
    pub fn terms(&self) -> Result<TermBook, SettingsError> {
        let wrong = |error| SettingsError::Invalid(vec![format!("config/terms.toml: {error}")]);
        definitions::read(definitions::RELEASED).map_err(wrong)
    }
}

fn book(text: &str, file: &str) -> Result<PolicyBook, SettingsError> {
    policy::read(text).map_err(|error| SettingsError::Invalid(vec![format!("{file}: {error}")]))
}
