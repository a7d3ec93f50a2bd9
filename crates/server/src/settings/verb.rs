//! `tandem settings`: shows the defaults, or checks what this installation has set.
//!
//! It changes nothing, and must never print a value that somebody has set.

use std::io::{Write, stdout};
use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::layers::in_file;
use super::{DEFAULTS, Settings, SettingsError, Sources};

/// What to do with the settings.
#[derive(Debug, Clone, Subcommand)]
pub enum SettingsVerb {
    /// Print every setting with its default and an explanation, as a file to start from.
    Defaults,
    /// Read file and environment, and say what is wrong with them.
    Check,
}

impl SettingsVerb {
    /// Does it.
    ///
    /// # Errors
    /// What is wrong with the settings.
    pub fn run(self, file: Option<PathBuf>) -> Result<(), SettingsError> {
        match self {
            Self::Defaults => print(DEFAULTS),
            Self::Check => {
                let settings = Settings::read(&Sources::of_this_process(file))?;
                if !settings.demo.enabled {
                    // A demo would make its keys here, and a check changes nothing.
                    settings.secrets.read_keys(&settings.database.data, false)?;
                }
                print("The settings are in order.\n")
            }
        }
    }
}

fn print(text: &str) -> Result<(), SettingsError> {
    stdout().write_all(text.as_bytes()).map_err(in_file(Path::new("standard output")))
}
