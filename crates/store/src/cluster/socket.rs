//! The folder of the unix socket, and the address that leads there.
//!
//! The folder must never be one that another user may enter.

use std::fmt::Write;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use secrecy::SecretString;

use super::account::Account;
use super::error::ClusterError;
use super::passwords::{ClusterRole, Passwords, hex, random};

/// The longest path of a unix socket, in bytes, that Linux takes.
const LONGEST_PATH: usize = 107;

/// The folder of the socket; removed when dropped.
#[derive(Debug)]
pub(super) struct Socket {
    folder: PathBuf,
}

impl Socket {
    /// A fresh folder below the data, or in a short place of the system when that path is too long.
    pub(super) fn prepare(data: &Path, account: &Account) -> Result<Self, ClusterError> {
        let folder = data.join("socket");
        if fits(&folder) {
            // Only the holder of the data folder's lock comes here, so what is left is from a process that has ended.
            let _ = fs::remove_dir_all(&folder);
            account.create_own_folder(&folder)?;
            return Ok(Self { folder });
        }
        let place = account.runtime_folder().unwrap_or_else(|| PathBuf::from("/tmp"));
        let folder = place.join(format!("tandem-{}", hex(&random::<8>()?)));
        account.create_own_folder(&folder)?;
        Ok(Self { folder })
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn url(&self, role: ClusterRole, passwords: &Passwords, database: &str) -> SecretString {
        let host = percent_encode(self.folder.as_os_str().as_bytes());
        let database = percent_encode(database.as_bytes());
        let (user, password) = (role.name(), passwords.of(role));
        SecretString::from(format!("postgres://{user}:{password}@{host}/{database}"))
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// PostgreSQL takes a list of folders, so a comma or a quote in the path would mean something else.
fn fits(folder: &Path) -> bool {
    let path = folder.join(".s.PGSQL.5432.lock");
    let bytes = path.as_os_str().as_bytes();
    bytes.len() <= LONGEST_PATH && !bytes.iter().any(|byte| matches!(byte, b',' | b'"'))
}

fn percent_encode(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in bytes {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            text.push(char::from(*byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{fits, percent_encode};
    use std::path::Path;

    #[test]
    fn paths_are_escaped_for_an_address() {
        assert_eq!(percent_encode("/srv/ä b/x_1".as_bytes()), "%2Fsrv%2F%C3%A4%20b%2Fx_1");
    }

    #[test]
    fn long_and_listlike_paths_do_not_fit() {
        assert!(fits(Path::new("/var/lib/tandem/socket")));
        assert!(!fits(Path::new(&format!("/{}", "long/".repeat(20)))));
        assert!(!fits(Path::new("/srv/a,b")));
    }
}
