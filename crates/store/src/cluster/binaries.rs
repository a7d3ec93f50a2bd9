//! Finds the programs of PostgreSQL, and `setpriv`, on this machine.
//!
//! It looks and asks for versions; it must never download or install anything.

use std::cmp::Reverse;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::error::ClusterError;

/// The oldest major version that the migrations are written for.
const OLDEST_MAJOR: u32 = 15;

/// Folders whose subfolders are named after a version: before the name, and after it.
const NUMBERED: [(&str, &str, &str); 3] =
    [("/usr/lib/postgresql", "", "bin"), ("/usr", "pgsql-", "bin"), ("/usr/libexec", "postgresql", "")];

/// Folders for one version only.
const SINGLE: [&str; 3] = ["/usr/local/pgsql/bin", "/usr/local/bin", "/usr/bin"];

/// The programs that a cluster needs.
#[derive(Debug, Clone)]
pub(super) struct Binaries {
    /// Holds `initdb` and `postgres`.
    pub(super) folder: PathBuf,
    /// Their major version.
    pub(super) major: u32,
    /// Ties a child's life to ours.
    pub(super) setpriv: PathBuf,
}

impl Binaries {
    /// Takes the folder of the settings; else the version that made the data; else the first of PATH and the usual
    /// folders, newest version first.
    pub(super) fn find(setting: Option<&Path>, made_by: Option<u32>) -> Result<Self, ClusterError> {
        let folders = setting.map_or_else(usual_folders, |folder| vec![folder.to_owned()]);
        let mut found =
            folders.into_iter().filter_map(|folder| major_of(&folder).map(|major| (folder, major)));
        let first = found.next();
        let fitting =
            first.iter().cloned().chain(found).find(|(_, major)| made_by.is_none_or(|it| it == *major));
        let (folder, major) = fitting.or(first).ok_or_else(|| match setting {
            Some(folder) => ClusterError::NoServerInFolder { folder: folder.to_owned() },
            None => ClusterError::NoServer,
        })?;
        let setpriv = on_path("setpriv").ok_or(ClusterError::NoSetpriv)?;
        Ok(Self { folder, major, setpriv })
    }
}

fn usual_folders() -> Vec<PathBuf> {
    let on_path = on_path("postgres").and_then(|program| Some(program.parent()?.to_owned()));
    let numbered = NUMBERED.into_iter().flat_map(numbered_folders);
    on_path.into_iter().chain(numbered).chain(SINGLE.map(PathBuf::from)).collect()
}

/// The folders below `root` with a version in their name, newest first.
fn numbered_folders((root, prefix, below): (&str, &str, &str)) -> Vec<PathBuf> {
    let entries = fs::read_dir(root).into_iter().flatten().flatten();
    let version = |name: &str| name.strip_prefix(prefix)?.parse::<u32>().ok();
    let mut found: Vec<(u32, PathBuf)> = entries
        .filter_map(|entry| Some((version(entry.file_name().to_str()?)?, entry.path().join(below))))
        .collect();
    found.sort_unstable_by_key(|(version, _)| Reverse(*version));
    found.into_iter().map(|(_, folder)| folder).collect()
}

/// The major version of the server in a folder; nothing when it is incomplete or too old.
fn major_of(folder: &Path) -> Option<u32> {
    if !folder.join("initdb").is_file() {
        return None;
    }
    let answer = Command::new(folder.join("postgres")).arg("--version").output().ok()?;
    let major = parse_major(&String::from_utf8_lossy(&answer.stdout))?;
    (major >= OLDEST_MAJOR).then_some(major)
}

/// Reads `postgres (PostgreSQL) 15.18 (Debian …)` and `postgres (PostgreSQL) 18beta1`.
fn parse_major(answer: &str) -> Option<u32> {
    let version = answer.split(") ").nth(1)?;
    version.split(|it: char| !it.is_ascii_digit()).next()?.parse().ok()
}

/// Asks the shell, because only the server's settings may read the environment.
fn on_path(program: &str) -> Option<PathBuf> {
    let answer = Command::new("/bin/sh").args(["-c", "command -v \"$1\"", "sh", program]).output().ok()?;
    let path = String::from_utf8(answer.stdout).ok()?;
    Path::new(path.trim()).canonicalize().ok()
}

#[cfg(test)]
mod tests {
    use super::parse_major;

    #[test]
    fn versions_are_read_from_what_the_server_says() {
        assert_eq!(parse_major("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"), Some(15));
        assert_eq!(parse_major("postgres (PostgreSQL) 18beta1\n"), Some(18));
        assert_eq!(parse_major("command not found"), None);
    }
}
