//! Why a private cluster did not start or stop, in sentences that say what to do.
//!
//! No message may hold a password.

use std::io;
use std::path::{Path, PathBuf};

/// What kept the private PostgreSQL from starting or from stopping cleanly.
#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    /// No PostgreSQL server is installed in any usual place.
    #[error(
        "no PostgreSQL server (15 or newer) was found; install the package `postgresql` (Debian, Ubuntu) or \
         name the folder that holds `initdb` and `postgres` in the setting `database.binaries`"
    )]
    NoServer,
    /// The folder that the settings name holds no usable server.
    #[error(
        "the folder {} in the setting `database.binaries` holds no PostgreSQL server (15 or newer); it must contain \
         `initdb` and `postgres`, which the package `postgresql` (Debian, Ubuntu) brings", .folder.display()
    )]
    NoServerInFolder {
        /// The folder of the setting.
        folder: PathBuf,
    },
    /// `setpriv` is missing; without it PostgreSQL would outlive a killed Tandem.
    #[error("the program `setpriv` was not found; install the package `util-linux`")]
    NoSetpriv,
    /// Started as root, and there is no user to run PostgreSQL under.
    #[error(
        "PostgreSQL refuses to run as root, and this system has neither a user `postgres` nor a user `nobody`; \
         start Tandem as an ordinary user"
    )]
    NoAccount,
    /// The user of PostgreSQL may not pass a folder above the data.
    #[error(
        "the user `{user}`, under which PostgreSQL runs when Tandem is started as root, may not pass the folder {}; \
         choose another data folder (such as /var/lib/tandem) or open it with `chmod o+x`", .folder.display()
    )]
    ClosedFolder {
        /// The user of PostgreSQL.
        user: String,
        /// The folder that is closed to it.
        folder: PathBuf,
    },
    /// The data were made by another major version of PostgreSQL.
    #[error(
        "the data in {} were made by PostgreSQL {made_by}, but the server found here is PostgreSQL {installed}; \
         install version {made_by}, or choose another data folder", .data.display()
    )]
    OtherVersion {
        /// The folder of PostgreSQL's data.
        data: PathBuf,
        /// The major version that made them.
        made_by: u32,
        /// The major version that is installed.
        installed: u32,
    },
    /// Another Tandem uses the data folder.
    #[error(
        "Tandem is already running on the data folder {} (process {pid}); stop it or choose another folder",
        .data.display()
    )]
    AlreadyRunning {
        /// The data folder.
        data: PathBuf,
        /// The process that holds it, as it wrote itself down.
        pid: String,
    },
    /// A PostgreSQL without a Tandem keeps running on the data.
    #[error("a PostgreSQL without Tandem is running on {} (process {pid}); stop it first", .data.display())]
    ServerLeft {
        /// The folder of PostgreSQL's data.
        data: PathBuf,
        /// The process of that server.
        pid: i32,
    },
    /// A program of PostgreSQL ended with a failure.
    #[error("`{program}` failed:\n{log}")]
    Failed {
        /// The program.
        program: String,
        /// The end of what it said.
        log: String,
    },
    /// The server did not get ready in time.
    #[error("PostgreSQL was not ready after {seconds} seconds:\n{log}")]
    NotReady {
        /// How long we waited.
        seconds: u64,
        /// The end of its log.
        log: String,
    },
    /// The operating system refused something.
    #[error("{}: {source}", .path.display())]
    Io {
        /// The file, folder or program that it was about.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl ClusterError {
    /// Says which path an error of the system is about; for `map_err`.
    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }

    pub(super) fn failed(program: &str, said: &str) -> Self {
        Self::Failed { program: program.to_owned(), log: tail(said) }
    }
}

/// The last lines, which name the cause more often than the first.
pub(super) fn tail(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let start = lines.len().saturating_sub(20);
    lines.get(start..).unwrap_or_default().join("\n")
}
