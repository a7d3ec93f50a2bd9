//! Makes a new cluster: data files, roles and database, all of it or none.
//!
//! It works while no server runs, through PostgreSQL's single-user mode, so that the superuser never needs a password.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::account::Account;
use super::binaries::Binaries;
use super::error::ClusterError;
use super::passwords::Passwords;
use super::{Durability, ROLES_SQL};

/// Everybody comes through the socket and shows a password; the superuser does not come at all.
const ACCESS_RULES: &str = "local all postgres reject\nlocal all all scram-sha-256\n";

/// What tests need besides: a database each, which they drop while somebody is connected, and two roles that row
/// level security does not hold for: one that looks, and one that also writes.
const VOLATILE_SQL: &str = "ALTER ROLE tandem_migrator CREATEDB;\n\n\
     GRANT pg_signal_backend TO tandem_migrator;\n\n\
     CREATE ROLE tandem_inspector LOGIN BYPASSRLS;\n\n\
     GRANT pg_read_all_data TO tandem_inspector;\n\n\
     CREATE ROLE tandem_builder LOGIN BYPASSRLS;\n\n\
     GRANT pg_read_all_data, pg_write_all_data TO tandem_builder;\n\n";

/// The means to make a cluster.
pub(super) struct Creation<'a> {
    pub(super) account: &'a Account,
    pub(super) binaries: &'a Binaries,
    pub(super) data: &'a Path,
    pub(super) durability: Durability,
}

impl Creation<'_> {
    /// Makes the cluster unless it is there, and answers with the passwords of its roles.
    pub(super) fn ensure(&self, server: &Path) -> Result<Passwords, ClusterError> {
        let file = self.data.join("postgresql.passwords");
        let (passwords, are_new) = match Passwords::read(&file) {
            Some(passwords) => (passwords, false),
            None => (Passwords::generate()?, true),
        };
        if !server.join("PG_VERSION").exists() {
            self.create(server, &passwords)?;
        } else if are_new {
            // The file was lost: the roles get new passwords, the data stay.
            self.run_sql(server, &passwords.as_sql(self.durability))?;
        }
        if are_new {
            passwords.save(&file)?;
        }
        Ok(passwords)
    }

    /// Works beside the real place and moves there last, so that an interrupted start leaves nothing half made.
    fn create(&self, server: &Path, passwords: &Passwords) -> Result<(), ClusterError> {
        let beside = self.data.join("postgresql.new");
        let _ = fs::remove_dir_all(&beside);
        self.account.create_own_folder(&beside)?;
        self.run_initdb(&beside)?;
        let rules = beside.join("pg_hba.conf");
        fs::write(&rules, ACCESS_RULES).map_err(ClusterError::io(&rules))?;

        let extra = if self.durability == Durability::Volatile { VOLATILE_SQL } else { "" };
        self.run_sql(&beside, &format!("{ROLES_SQL}{extra}{}", passwords.as_sql(self.durability)))?;
        fs::rename(&beside, server).map_err(ClusterError::io(server))?;
        let synced = File::open(self.data).and_then(|folder| folder.sync_all());
        synced.map_err(ClusterError::io(self.data))
    }

    fn run_initdb(&self, folder: &Path) -> Result<(), ClusterError> {
        let mut command = self.account.command(self.binaries, "initdb", "KILL");
        command.arg("-D").arg(folder);
        // Our own access rules replace these before any server runs.
        command.args([
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-instructions",
            // Waiting for a thousand files here takes longer than everything else together; see `Flush`.
            "--no-sync",
        ]);
        if self.durability == Durability::Durable {
            command.arg("--data-checksums");
        }
        let output = command.output().map_err(ClusterError::io(&self.binaries.setpriv))?;
        check("initdb", &output)
    }

    /// Runs statements that end with a semicolon and an empty line; the first failure ends it.
    fn run_sql(&self, folder: &Path, sql: &str) -> Result<(), ClusterError> {
        let mut command = self.account.command(self.binaries, "postgres", "KILL");
        command.args(["--single", "-F", "-j", "-D"]).arg(folder);
        // Statements hold passwords and may not end up in a message.
        command.args(["-c", "exit_on_error=on", "-c", "log_min_error_statement=panic"]);
        command.arg("postgres");
        let output = feed(command, sql).map_err(ClusterError::io(&self.binaries.folder))?;
        check("postgres --single", &output)
    }
}

/// Writes a new cluster to disk, which may happen while its server runs. Until then it survives the death of every
/// program, but no power failure.
#[derive(Debug)]
pub struct Flush {
    pub(super) account: Account,
    pub(super) binaries: Binaries,
    pub(super) server: PathBuf,
}

impl Flush {
    /// Writes it and waits for that: a second, or more when the disk is busy.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn run(&self) -> Result<(), ClusterError> {
        let mut command = self.account.command(&self.binaries, "initdb", "KILL");
        command.arg("--sync-only").arg("-D").arg(&self.server);
        let output = command.output().map_err(ClusterError::io(&self.binaries.setpriv))?;
        check("initdb --sync-only", &output)
    }
}

/// The statements are far smaller than a pipe's buffer, so writing first and reading after does not block.
fn feed(mut command: Command, input: &str) -> std::io::Result<Output> {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let written = child.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output()?;
    // A program that ended early explains itself better than our broken pipe does.
    if output.status.success() { written.map(|()| output) } else { Ok(output) }
}

fn check(program: &str, output: &Output) -> Result<(), ClusterError> {
    if output.status.success() {
        return Ok(());
    }
    Err(ClusterError::failed(program, &String::from_utf8_lossy(&output.stderr)))
}
