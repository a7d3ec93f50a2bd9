//! The user of the operating system under which PostgreSQL runs: ourselves, or when we are root somebody humbler.
//!
//! It must never give PostgreSQL's user more than the folders that are PostgreSQL's own.

use std::fs::{self, DirBuilder};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use nix::unistd::{User, geteuid};

use super::binaries::Binaries;
use super::error::ClusterError;

/// Who runs PostgreSQL.
#[derive(Debug, Clone)]
pub(super) struct Account {
    /// Set when we are root and PostgreSQL must not be.
    other: Option<User>,
}

impl Account {
    /// Ourselves; as root `postgres`, else `nobody`.
    pub(super) fn choose() -> Result<Self, ClusterError> {
        if !geteuid().is_root() {
            return Ok(Self { other: None });
        }
        let found = ["postgres", "nobody"].into_iter().find_map(|name| User::from_name(name).ok().flatten());
        Ok(Self { other: Some(found.ok_or(ClusterError::NoAccount)?) })
    }

    /// Creates the data folder when missing and answers with its full path. It belongs to us; as root it lets
    /// PostgreSQL's user pass, who owns only folders inside it.
    pub(super) fn prepare_data_folder(&self, data: &Path) -> Result<PathBuf, ClusterError> {
        let mode = if self.other.is_some() { 0o711 } else { 0o700 };
        DirBuilder::new().recursive(true).mode(mode).create(data).map_err(ClusterError::io(data))?;
        let data = data.canonicalize().map_err(ClusterError::io(data))?;
        for folder in data.ancestors() {
            self.check_passable(folder)?;
        }
        Ok(data)
    }

    /// Creates a folder that only PostgreSQL's user may enter.
    pub(super) fn create_own_folder(&self, folder: &Path) -> Result<(), ClusterError> {
        DirBuilder::new().mode(0o700).create(folder).map_err(ClusterError::io(folder))?;
        if let Some(user) = &self.other {
            let (uid, gid) = (user.uid.as_raw(), user.gid.as_raw());
            chown(folder, Some(uid), Some(gid)).map_err(ClusterError::io(folder))?;
        }
        Ok(())
    }

    /// The folder of the system for sockets of this user, if it has one.
    pub(super) fn runtime_folder(&self) -> Option<PathBuf> {
        let uid = self.other.as_ref().map_or_else(geteuid, |user| user.uid).as_raw();
        let folder = PathBuf::from(format!("/run/user/{uid}"));
        fs::metadata(&folder).is_ok_and(|it| it.is_dir() && it.uid() == uid).then_some(folder)
    }

    /// A command for a program of PostgreSQL that gets `on_our_death` as its signal when the calling thread ends.
    /// It runs in a process group of its own, so that Ctrl-C reaches us first, and sees nothing of our environment.
    pub(super) fn command(&self, binaries: &Binaries, program: &str, on_our_death: &str) -> Command {
        let mut command = Command::new(&binaries.setpriv);
        command.args(["--pdeathsig", on_our_death, "--"]).arg(binaries.folder.join(program));
        command.env_clear().current_dir("/").process_group(0).stdin(Stdio::null());
        if let Some(user) = &self.other {
            // Setting the user also drops the supplementary groups of root.
            command.uid(user.uid.as_raw()).gid(user.gid.as_raw());
        }
        command
    }

    fn check_passable(&self, folder: &Path) -> Result<(), ClusterError> {
        let Some(user) = &self.other else { return Ok(()) };
        let about = fs::metadata(folder).map_err(ClusterError::io(folder))?;
        let bit = match () {
            () if about.uid() == user.uid.as_raw() => 0o100,
            () if about.gid() == user.gid.as_raw() => 0o010,
            () => 0o001,
        };
        if about.mode() & bit == 0 {
            return Err(ClusterError::ClosedFolder { user: user.name.clone(), folder: folder.to_owned() });
        }
        Ok(())
    }
}
