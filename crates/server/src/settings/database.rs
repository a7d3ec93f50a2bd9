//! Settings for the database: an address, or what the private PostgreSQL needs.
//!
//! Addresses hold passwords and must never be printed.

use std::path::PathBuf;

use nix::unistd::geteuid;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use super::secrets::is_example;
use super::{SettingsError, Sources, blank, fault_unless};

/// Which PostgreSQL Tandem uses.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatabaseSettings {
    /// The address for the application; none means a private server.
    #[serde(deserialize_with = "blank::is_no_secret")]
    pub url: Option<SecretString>,
    #[serde(deserialize_with = "blank::is_none")]
    url_file: Option<PathBuf>,
    /// The address for migrations.
    #[serde(deserialize_with = "blank::is_no_secret")]
    pub migrator_url: Option<SecretString>,
    #[serde(deserialize_with = "blank::is_none")]
    migrator_url_file: Option<PathBuf>,
    /// Connections per worker, 2 or more.
    pub pool_size_per_worker: usize,
    /// The folder with PostgreSQL's programs; none means look for it.
    #[serde(deserialize_with = "blank::is_none")]
    pub binaries: Option<PathBuf>,
    #[serde(deserialize_with = "blank::is_none", rename = "data")]
    data_setting: Option<PathBuf>,
    /// The folder of the private server and of keys made by a demo: the setting, or the usual place of this user.
    #[serde(skip)]
    pub data: PathBuf,
}

impl DatabaseSettings {
    /// Reads the files that hold addresses and decides on the data folder.
    pub(super) fn complete(&mut self, sources: &Sources) -> Result<(), SettingsError> {
        let (url, migrator_url) = (self.url.take(), self.migrator_url.take());
        self.url = blank::or_from_file("database.url", url, self.url_file.as_deref())?;
        let file = self.migrator_url_file.as_deref();
        self.migrator_url = blank::or_from_file("database.migrator_url", migrator_url, file)?;
        let data = self.data_setting.clone().or_else(|| usual_data_folder(sources));
        let nowhere = "database.data is not set, and neither XDG_DATA_HOME nor HOME says where your data are";
        self.data = data.ok_or_else(|| SettingsError::Invalid(vec![nowhere.to_owned()]))?;
        Ok(())
    }

    pub(super) fn faults(&self, demo: bool) -> Vec<String> {
        let user = user_of(self.url.as_ref());
        let addresses = [("database.url", &self.url), ("database.migrator_url", &self.migrator_url)];
        let mut faults: Vec<String> =
            addresses.iter().filter_map(|(name, url)| address_fault(name, url, demo)).collect();
        faults.extend(fault_unless(
            user.is_none() || user != user_of(self.migrator_url.as_ref()),
            "database.url and database.migrator_url name the same role; the application may not own the tables",
        ));
        faults.extend(fault_unless(
            self.pool_size_per_worker >= 2,
            "database.pool_size_per_worker must be 2 or more, because a running job needs two connections",
        ));
        faults
    }
}

fn address_fault(name: &str, url: &Option<SecretString>, demo: bool) -> Option<String> {
    let url = url.as_ref()?.expose_secret();
    if !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
        return Some(format!("{name} must begin with postgres://"));
    }
    let refused = !demo && is_example(url);
    refused.then(|| format!("{name} holds an example secret, which is refused while demo.enabled is false"))
}

fn user_of(url: Option<&SecretString>) -> Option<&str> {
    let (_, after) = url?.expose_secret().split_once("://")?;
    let (account, _) = after.rsplit_once('@')?;
    account.split(':').next()
}

fn usual_data_folder(sources: &Sources) -> Option<PathBuf> {
    if geteuid().is_root() {
        return Some(PathBuf::from("/var/lib/tandem"));
    }
    let variable = |name: &str| sources.environment.get(name).filter(|it| !it.is_empty()).map(PathBuf::from);
    let folder = variable("XDG_DATA_HOME").or_else(|| Some(variable("HOME")?.join(".local/share")));
    Some(folder?.join("tandem"))
}
