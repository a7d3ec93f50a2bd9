//! Why a verb stopped, in a sentence for the operator. It never holds a secret.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use casework::Refusal;
use casework::reference::ReferenceError;
use store::StoreError;
use store::cluster::ClusterError;

use crate::parts::PartsError;
use crate::settings::SettingsError;

/// Why a verb stopped.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(transparent)]
    Parts(#[from] PartsError),
    #[error(transparent)]
    Cluster(#[from] ClusterError),
    #[error("the database does not do it")]
    Store(#[from] StoreError),
    #[error(transparent)]
    Reference(#[from] ReferenceError),
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    #[error("database.url must be set; `tandem demo` starts a private database with fictional people")]
    NoDatabase,
    #[error("database.migrator_url must be set for this verb")]
    NoMigrator,
    #[error("demo.enabled is for `tandem demo`, which switches it on itself; leave it out of the settings")]
    DemoSettings,
    #[error("the database holds accounts of a demonstration; a real installation may not start with them")]
    DemoAccounts,
    #[error("the database holds accounts of real people; a demonstration may not run with them")]
    RealAccounts,
    #[error(
        "the demonstration in {} was made by another version of Tandem and cannot go on with this one; `tandem demo \
         --reset` throws it away and begins anew", .folder.display()
    )]
    OtherDemo { folder: PathBuf, source: StoreError },
    #[error("cannot listen on {address}: {source}; choose another address with --listen")]
    Listen { address: SocketAddr, source: io::Error },
    #[error(transparent)]
    Io(io::Error),
    #[error("{0}")]
    Usage(String),
}

impl Failure {
    /// The sentence with its causes, one after the other.
    #[must_use]
    pub fn whole(&self) -> String {
        let mut text = self.to_string();
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            text.push_str(": ");
            text.push_str(&error.to_string());
            cause = error.source();
        }
        text
    }
}
