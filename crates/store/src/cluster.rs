//! A private PostgreSQL cluster: found, created, started as our child and stopped with us.
//!
//! It listens on a unix socket in a folder that only we may enter, and its superuser has no password, so nobody
//! signs in as superuser. It must never read the environment, open a TCP port or log a password.

mod account;
mod binaries;
mod create;
mod error;
mod held;
mod launch;
mod passwords;
mod socket;

use std::fs;
use std::path::{Path, PathBuf};

use secrecy::SecretString;

pub use self::create::Flush;
pub use self::error::ClusterError;
pub use self::passwords::ClusterRole;

use self::account::Account;
use self::binaries::Binaries;
use self::create::Creation;
use self::held::Held;
use self::launch::{Keeper, Launch};
use self::passwords::Passwords;
use self::socket::Socket;

/// The roles of a Tandem database, as plain SQL without passwords. Any PostgreSQL server that Tandem shall use needs
/// them once, run as superuser.
pub const ROLES_SQL: &str = include_str!("cluster/roles.sql");

/// Where the cluster lives and how careful it is.
#[derive(Debug, Clone)]
pub struct ClusterOptions {
    /// The folder for everything of this cluster; created when missing.
    pub data: PathBuf,
    /// The folder with `initdb` and `postgres`; looked for when missing.
    pub binaries: Option<PathBuf>,
    /// Whether data must survive a power failure.
    pub durability: Durability,
}

/// What a cluster promises about the data in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Data survive a power failure, those of a new cluster once [`Cluster::flush`] is done.
    Durable,
    /// For measuring: what it does costs what it costs a durable one. There is a role that row level security does not
    /// hold for, which fills it, and the application may have its statements logged. Never for real people.
    Measured,
    /// For tests: fast, lost with the machine, and there are roles that row level security does not hold for.
    Volatile,
}

/// Where the files of PostgreSQL lie in the data folder.
const SERVER: &str = "postgresql";

/// Whether there is a cluster in the data folder, running or not.
#[must_use]
pub fn is_there(data: &Path) -> bool {
    data.join(SERVER).exists()
}

/// Creates the data folder of a cluster when it is missing, closed to everybody whom it does not concern.
///
/// # Errors
/// When it cannot be created, or the user under whom PostgreSQL runs cannot pass through it.
pub fn prepare_folder(data: &Path) -> Result<PathBuf, ClusterError> {
    Account::choose()?.prepare_data_folder(data)
}

/// A running private PostgreSQL; dropping it stops the server.
#[derive(Debug)]
pub struct Cluster {
    keeper: Option<Keeper>,
    passwords: Passwords,
    account: Account,
    binaries: Binaries,
    server: PathBuf,
    // The fields below end after the server has stopped, in this order.
    socket: Socket,
    _held: Held,
}

impl Cluster {
    /// Starts the cluster in the data folder, creating it first when the folder is new. Blocks for 0.1 to 2 seconds.
    ///
    /// # Errors
    /// Each [`ClusterError`] says in a sentence what the operator can do about it.
    pub fn start(options: ClusterOptions) -> Result<Self, ClusterError> {
        let account = Account::choose()?;
        let data = account.prepare_data_folder(&options.data)?;
        let held = Held::take(&data)?;
        let server = data.join(SERVER);
        let binaries = Binaries::find(options.binaries.as_deref(), major_of_data(&server))?;
        check_version(&server, &binaries)?;
        launch::wait_for_last_server(&server)?;

        let durability = options.durability;
        let creation = Creation { account: &account, binaries: &binaries, data: &data, durability };
        let passwords = creation.ensure(&server)?;
        let socket = Socket::prepare(&data, &account)?;
        let launch = Launch { server: server.clone(), log: data.join("postgresql.log"), durability };
        let keeper = launch.start(&account, &binaries, socket.folder())?;
        Ok(Self { keeper: Some(keeper), passwords, account, binaries, server, socket, _held: held })
    }

    /// What makes a new cluster survive a power failure, to be run beside other work.
    pub fn flush(&self) -> Flush {
        let (account, binaries) = (self.account.clone(), self.binaries.clone());
        Flush { account, binaries, server: self.server.clone() }
    }

    /// The address under which a role reaches a database of this cluster.
    pub fn url(&self, role: ClusterRole, database: &str) -> SecretString {
        self.socket.url(role, &self.passwords, database)
    }

    /// The folder with the programs of PostgreSQL, such as `pg_dump`.
    pub fn programs(&self) -> &Path {
        &self.binaries.folder
    }

    /// Stops the server and waits until it has ended.
    ///
    /// # Errors
    /// When the server did not end cleanly, or had already ended by itself.
    pub fn stop(mut self) -> Result<(), ClusterError> {
        self.keeper.take().map_or(Ok(()), Keeper::stop)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some(keeper) = self.keeper.take()
            && let Err(error) = keeper.stop()
        {
            tracing::warn!(%error, "the private PostgreSQL did not stop cleanly");
        }
    }
}

fn check_version(server: &Path, binaries: &Binaries) -> Result<(), ClusterError> {
    match major_of_data(server) {
        Some(data) if data != binaries.major => Err(ClusterError::OtherVersion {
            data: server.to_owned(),
            made_by: data,
            installed: binaries.major,
        }),
        _ => Ok(()),
    }
}

fn major_of_data(server: &Path) -> Option<u32> {
    fs::read_to_string(server.join("PG_VERSION")).ok()?.trim().parse().ok()
}
