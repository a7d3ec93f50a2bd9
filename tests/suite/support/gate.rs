//! A way to a database that can be closed: for whoever comes through it, PostgreSQL has then stopped.
//!
//! The other tests of this process share that PostgreSQL, so it goes on for them.

use super::world::World;
use casework::Ids;
use casework::ports::SystemIds;
use secrecy::{ExposeSecret, SecretString};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use store::testing::ClusterRole;

/// A link to the folder of PostgreSQL's socket.
pub(crate) struct Gate {
    link: PathBuf,
    socket: PathBuf,
    url: SecretString,
}

impl Gate {
    /// An open gate to the database of a world.
    pub(crate) fn to(world: &World) -> Self {
        let direct = world.database.url();
        let (account, place) = direct.expose_secret().rsplit_once('@').unwrap();
        let (socket, database) = place.split_once('/').unwrap();
        let link = std::env::temp_dir().join(format!("tandem-gate-{}", SystemIds.random()));
        let host = link.to_str().unwrap().replace('/', "%2F");
        let gate = Self {
            url: SecretString::from(format!("{account}@{host}/{database}")),
            link,
            socket: PathBuf::from(socket.replace("%2F", "/")),
        };
        gate.open();
        gate
    }

    /// The address of the database through the gate.
    pub(crate) fn url(&self) -> SecretString {
        self.url.clone()
    }

    /// Everybody comes in again.
    pub(crate) fn open(&self) {
        symlink(&self.socket, &self.link).unwrap();
    }

    /// Nobody comes in any more, and whoever is in is thrown out.
    pub(crate) async fn close(&self, world: &World) {
        fs::remove_file(&self.link).unwrap();
        let out = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity \
                   WHERE datname = current_database() AND usename = 'tandem_app'";
        world.database.console(ClusterRole::Migrator).await.lines(out).await;
    }
}

impl Drop for Gate {
    fn drop(&mut self) {
        drop(fs::remove_file(&self.link));
    }
}
