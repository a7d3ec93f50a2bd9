//! The passwords of the roles that sign in: random, kept in a file that only we may read, the same at each start.
//!
//! They must never be printed or put on a command line.

use std::fmt::{self, Debug};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use super::Durability;
use super::error::ClusterError;

/// A role that signs in to the cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClusterRole {
    /// Runs the migrations; a member of the owner and of the guard.
    Migrator,
    /// Answers requests and runs jobs; row level security holds for it.
    App,
    /// Reads everything. Volatile clusters only.
    Inspector,
    /// Reads and writes everything. Volatile and measured clusters only.
    Builder,
}

impl ClusterRole {
    /// The name of the role in PostgreSQL.
    pub fn name(self) -> &'static str {
        match self {
            Self::Migrator => "tandem_migrator",
            Self::App => "tandem_app",
            Self::Inspector => "tandem_inspector",
            Self::Builder => "tandem_builder",
        }
    }
}

/// A password for each role that signs in.
pub(super) struct Passwords {
    migrator: String,
    app: String,
}

impl Passwords {
    pub(super) fn read(file: &Path) -> Option<Self> {
        let text = fs::read_to_string(file).ok()?;
        let mut lines = text.lines().map(str::to_owned);
        Some(Self { migrator: lines.next()?, app: lines.next()? })
    }

    pub(super) fn generate() -> Result<Self, ClusterError> {
        Ok(Self { migrator: random_hex()?, app: random_hex()? })
    }

    /// Writes beside the file first: a file of passwords is whole or not there.
    pub(super) fn save(&self, file: &Path) -> Result<(), ClusterError> {
        let beside = file.with_extension("new");
        let _ = fs::remove_file(&beside);
        let text = format!("{}\n{}\n", self.migrator, self.app);
        let mut new = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&beside)
            .map_err(ClusterError::io(&beside))?;
        new.write_all(text.as_bytes()).and_then(|()| new.sync_all()).map_err(ClusterError::io(&beside))?;
        fs::rename(&beside, file).map_err(ClusterError::io(file))
    }

    pub(super) fn of(&self, role: ClusterRole) -> &str {
        match role {
            // The roles of tests and of measuring may what the migrator may not, but there is nothing to protect.
            ClusterRole::Migrator | ClusterRole::Inspector | ClusterRole::Builder => &self.migrator,
            ClusterRole::App => &self.app,
        }
    }

    /// The statements that set the passwords; hexadecimal digits need no escaping.
    pub(super) fn as_sql(&self, durability: Durability) -> String {
        let roles: &[ClusterRole] = match durability {
            Durability::Durable => &[ClusterRole::Migrator, ClusterRole::App],
            Durability::Measured => &[ClusterRole::Migrator, ClusterRole::App, ClusterRole::Builder],
            Durability::Volatile => {
                &[ClusterRole::Migrator, ClusterRole::App, ClusterRole::Inspector, ClusterRole::Builder]
            }
        };
        let set =
            |role: &ClusterRole| format!("ALTER ROLE {} PASSWORD '{}';\n\n", role.name(), self.of(*role));
        roles.iter().map(set).collect()
    }
}

impl Debug for Passwords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passwords(…)")
    }
}

/// 256 random bits of the operating system in hexadecimal digits.
fn random_hex() -> Result<String, ClusterError> {
    Ok(hex(&random::<32>()?))
}

pub(super) fn random<const N: usize>() -> Result<[u8; N], ClusterError> {
    let mut bytes = [0; N];
    let unavailable = |error: getrandom::Error| ClusterError::io(Path::new("getrandom"))(error.into());
    getrandom::fill(&mut bytes).map_err(unavailable)?;
    Ok(bytes)
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
