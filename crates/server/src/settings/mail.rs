//! Settings for mail: through which server, from whom, and when the digest goes out.
//!
//! A password must never be printed.

use std::path::PathBuf;

use lettre::message::Mailbox;
use secrecy::SecretString;
use serde::Deserialize;

use super::{SettingsError, blank, fault_unless};

/// How mail goes out.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailSettings {
    /// The mail server; none means that no mail is sent.
    #[serde(deserialize_with = "blank::is_none")]
    pub server: Option<String>,
    /// Its port.
    pub port: u16,
    /// How the way to it is protected.
    pub encryption: Encryption,
    /// A file with the certificate of an authority of one's own, in PEM.
    #[serde(deserialize_with = "blank::is_none")]
    pub authority_file: Option<PathBuf>,
    /// The address that mail comes from.
    sender: String,
    /// What one signs in to the mail server with; none means without.
    #[serde(deserialize_with = "blank::is_none")]
    pub user: Option<String>,
    #[serde(deserialize_with = "blank::is_none")]
    password_file: Option<PathBuf>,
    /// How long the mail server may take for one mail, in seconds.
    pub patience_seconds: u8,
    /// Mails that are on their way at once.
    pub at_once: u8,
    /// The whole hour in Amsterdam at which digests are written.
    pub digest_hour: u8,
}

/// How the way to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Encryption {
    /// From the first byte on.
    Tls,
    /// After asking for it; without it nothing is sent.
    Starttls,
    /// Not at all: for a mail catcher beside Tandem.
    None,
}

impl MailSettings {
    /// The address that mail comes from.
    pub fn sender(&self) -> Option<Mailbox> {
        self.sender.parse().ok()
    }

    /// The password for the mail server.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn password(&self) -> Result<Option<SecretString>, SettingsError> {
        blank::or_from_file("mail.password", None, self.password_file.as_deref())
    }

    pub(super) fn faults(&self) -> Vec<String> {
        let faults = [
            fault_unless(self.sender().is_some(), "mail.sender must be a mail address"),
            fault_unless(
                self.user.is_some() == self.password_file.is_some(),
                "mail.user and mail.password_file go together",
            ),
            // The database ends a transaction that does nothing for 15 seconds.
            fault_unless(
                (1..=10).contains(&self.patience_seconds),
                "mail.patience_seconds must be between 1 and 10",
            ),
            fault_unless((1..=50).contains(&self.at_once), "mail.at_once must be between 1 and 50"),
            fault_unless(self.digest_hour <= 23, "mail.digest_hour must be between 0 and 23"),
        ];
        faults.into_iter().flatten().collect()
    }
}
