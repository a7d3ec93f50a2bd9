//! Settings for sending mail.
//!
//! The password must never be printed, or sent over an open connection.

use std::path::PathBuf;

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use super::secrets::is_example;
use super::{SettingsError, blank, fault_unless};

/// The mail server, if there is one.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailSettings {
    /// The host; none means that no mail is sent.
    #[serde(deserialize_with = "blank::is_none")]
    pub host: Option<String>,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub encryption: Encryption,
    /// The sender's address.
    #[serde(deserialize_with = "blank::is_none")]
    pub from: Option<String>,
    /// The account at the mail server.
    #[serde(deserialize_with = "blank::is_none")]
    pub user: Option<String>,
    /// Its password.
    #[serde(deserialize_with = "blank::is_no_secret")]
    pub password: Option<SecretString>,
    #[serde(deserialize_with = "blank::is_none")]
    password_file: Option<PathBuf>,
}

/// How the connection to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Encryption {
    /// Encrypted after the greeting.
    Starttls,
    /// Encrypted from the start.
    Tls,
    /// Not at all; for a mail catcher.
    None,
}

impl MailSettings {
    /// Reads the file that holds the password.
    pub(super) fn complete(&mut self) -> Result<(), SettingsError> {
        let password = self.password.take();
        self.password = blank::or_from_file("mail.password", password, self.password_file.as_deref())?;
        Ok(())
    }

    pub(super) fn faults(&self, demo: bool) -> Vec<String> {
        let known = self.password.as_ref().is_some_and(|it| is_example(it.expose_secret()));
        let faults = [
            fault_unless(
                self.host.is_none() || self.from.is_some(),
                "mail.host is set but mail.from is not; a mail needs a sender",
            ),
            fault_unless(
                self.user.is_some() == self.password.is_some(),
                "mail.user and mail.password must be set both or neither",
            ),
            fault_unless(
                self.user.is_none() || self.encryption != Encryption::None,
                "mail.user needs mail.encryption: a password may not travel in the open",
            ),
            fault_unless(
                demo || !known,
                "mail.password holds an example secret, which is refused while demo.enabled is false",
            ),
        ];
        faults.into_iter().flatten().collect()
    }
}
