//! The settings: every default stands in `config/default.toml`, a file and the environment may change it.
//!
//! Read once, at the start. The crates below get values and must never see a `Settings`.

mod blank;
pub mod database;
pub mod demo;
pub mod http;
mod layers;
pub mod log;
pub mod mail;
pub mod passwords;
pub mod policy;
pub mod secrets;
pub mod session;
pub mod verb;
pub mod work;

use std::io;
use std::path::PathBuf;

use serde::Deserialize;

pub use self::layers::{Change, Sources};

/// The documented defaults, as `tandem settings defaults` prints them.
pub const DEFAULTS: &str = include_str!("../../../config/default.toml");

/// All settings; `config/default.toml` explains each to operators.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Which PostgreSQL.
    pub database: database::DatabaseSettings,
    /// Where and how requests are answered.
    pub http: http::HttpSettings,
    /// How long somebody stays signed in.
    pub session: session::SessionSettings,
    /// What a password hash costs.
    pub passwords: passwords::PasswordSettings,
    /// Which working rules the region has.
    pub policy: policy::PolicySettings,
    /// Where the keys are.
    pub secrets: secrets::SecretSettings,
    /// How jobs are done.
    pub work: work::WorkSettings,
    /// How mail goes out.
    pub mail: mail::MailSettings,
    /// What is logged, and how.
    pub log: log::LogSettings,
    /// Whether the data are fictional.
    pub demo: demo::DemoSettings,
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A file that the settings name, or the settings themselves, cannot be read or written.
    #[error("{}: {source}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file is not TOML. The text itself is not shown, as it may hold a secret.
    #[error("{}, line {line}: {message}", .path.display())]
    Syntax {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
    /// There is no setting of this name.
    #[error("there is no setting `{setting}` (from {origin}); `tandem settings defaults` lists all of them")]
    Unknown {
        /// The name, as `section.key`.
        setting: String,
        /// The file, variable or flag that it stands in.
        origin: String,
    },
    /// One or more settings cannot be used, each with a sentence.
    #[error("{}", .0.join("\n"))]
    Invalid(Vec<String>),
}

impl Settings {
    /// Reads all layers and checks the result.
    ///
    /// # Errors
    /// Names the setting, and of several invalid ones all of them at once.
    pub fn read(sources: &Sources) -> Result<Self, SettingsError> {
        let table = layers::merge(sources)?;
        let kind = |error: toml::de::Error| {
            SettingsError::Invalid(vec![error.to_string().trim().replace('\n', " ")])
        };
        let mut settings: Self = table.try_into().map_err(kind)?;
        settings.database.complete(sources)?;
        settings.check()?;
        Ok(settings)
    }

    fn check(&self) -> Result<(), SettingsError> {
        let demo = self.demo.enabled;
        let mut faults = Vec::new();
        faults.extend(self.database.faults(demo));
        faults.extend(self.http.faults(demo));
        faults.extend(self.session.faults());
        faults.extend(self.passwords.faults(demo));
        faults.extend(self.policy.scales().err().map(|error| error.to_string()));
        faults.extend(self.policy.terms().err().map(|error| error.to_string()));
        faults.extend(self.secrets.faults(demo));
        faults.extend(self.work.faults());
        faults.extend(self.mail.faults());
        faults.extend(self.log.faults());
        if faults.is_empty() { Ok(()) } else { Err(SettingsError::Invalid(faults)) }
    }
}

/// A sentence for the operator when a condition does not hold; for the checks of a section.
fn fault_unless(holds: bool, sentence: &str) -> Option<String> {
    (!holds).then(|| sentence.to_owned())
}

#[cfg(test)]
mod tests;
