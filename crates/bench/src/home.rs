//! The private database in which is measured, and the settings of the program on it.
//!
//! It is a demonstration to the settings: the people are fictional, and the keys are examples.

use std::io;
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretString};
use server::failure::Failure;
use server::settings::{Settings, Sources};
use store::cluster::{Cluster, ClusterOptions, ClusterRole, Durability};

use crate::psql::Psql;

/// The database of a private cluster.
const DATABASE: &str = "tandem";

/// A running private database.
pub struct Home {
    cluster: Cluster,
    data: PathBuf,
}

impl Home {
    /// Starts the database in a folder, and makes it when the folder is new.
    ///
    /// # Errors
    /// When PostgreSQL cannot be started.
    pub async fn open(data: PathBuf) -> Result<Self, Failure> {
        let options = ClusterOptions { data: data.clone(), binaries: None, durability: Durability::Measured };
        let cluster =
            tokio::task::spawn_blocking(move || Cluster::start(options)).await.map_err(broken)??;
        Ok(Self { cluster, data: data.canonicalize().map_err(Failure::Io)? })
    }

    /// Whether a folder holds a database.
    #[must_use]
    pub fn is_in(data: &Path) -> bool {
        data.join("postgresql").exists()
    }

    /// Where a role reaches the database.
    #[must_use]
    pub fn url(&self, role: ClusterRole) -> SecretString {
        self.cluster.url(role, DATABASE)
    }

    /// Where the application reaches it with every statement and its values logged: this database holds nobody who
    /// exists.
    #[must_use]
    pub fn logged_url(&self) -> SecretString {
        let url = self.url(ClusterRole::App);
        let options = "?options=-c%20log_statement%3Dall%20-c%20log_parameter_max_length%3D-1";
        SecretString::from(format!("{}{options}", url.expose_secret()))
    }

    /// `psql` as a role.
    #[must_use]
    pub fn psql(&self, role: ClusterRole) -> Psql {
        Psql::new(self.cluster.programs(), &self.url(role))
    }

    /// The folder with the programs of PostgreSQL.
    #[must_use]
    pub fn programs(&self) -> &Path {
        self.cluster.programs()
    }

    /// The folder of everything.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The log of the server.
    #[must_use]
    pub fn log(&self) -> PathBuf {
        self.data.join("postgresql.log")
    }

    /// The settings of the program on this database, which answers on a free port.
    ///
    /// # Errors
    /// When the settings do not fit each other.
    pub fn settings(&self, changes: &[(&str, &str)]) -> Result<Settings, Failure> {
        let all = [("demo.enabled", "true"), ("http.listen", "127.0.0.1:0")];
        let data = self.data.to_string_lossy().into_owned();
        let sources = Sources::default().with("database.data", data, "--data");
        let sources =
            all.iter().chain(changes).fold(sources, |it, (name, value)| it.with(name, *value, "bench"));
        Ok(Settings::read(&sources)?)
    }

    /// Writes what is new to disk.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub async fn flush(&self) -> Result<(), Failure> {
        let flush = self.cluster.flush();
        Ok(tokio::task::spawn_blocking(move || flush.run()).await.map_err(broken)??)
    }

    /// Stops the database.
    ///
    /// # Errors
    /// When it does not end cleanly.
    pub async fn close(self) -> Result<(), Failure> {
        let cluster = self.cluster;
        Ok(tokio::task::spawn_blocking(move || cluster.stop()).await.map_err(broken)??)
    }
}

/// A thread that ended in a panic.
pub(crate) fn broken(error: tokio::task::JoinError) -> Failure {
    Failure::Io(io::Error::other(error))
}
