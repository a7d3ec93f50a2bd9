//! The data folder of a private cluster belongs to one process at a time.

use std::fs::{self, File};
use std::path::Path;

use super::ClusterError;

/// The data folder, taken for this process. The kernel gives it back when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Held(File);

impl Held {
    /// Takes it.
    ///
    /// # Errors
    /// When another process holds it, and says which, or the file cannot be written.
    pub(super) fn take(data: &Path) -> Result<Self, ClusterError> {
        let path = data.join("tandem.lock");
        let io = ClusterError::io(&path);
        let file =
            File::options().read(true).write(true).create(true).truncate(false).open(&path).map_err(io)?;
        match file.try_lock() {
            Ok(()) => fs::write(&path, std::process::id().to_string()).map_err(ClusterError::io(&path))?,
            Err(fs::TryLockError::WouldBlock) => {
                let pid = fs::read_to_string(&path).unwrap_or_default();
                return Err(ClusterError::AlreadyRunning { data: data.to_owned(), pid });
            }
            Err(fs::TryLockError::Error(error)) => return Err(ClusterError::io(&path)(error)),
        }
        Ok(Self(file))
    }
}

impl Drop for Held {
    /// Gives it back by name: a program that this process is just starting has the file open for a moment as well, and
    /// closing it here alone would leave the lock with that one.
    fn drop(&mut self) {
        if let Err(error) = self.0.unlock() {
            tracing::warn!(%error, "the lock on the data folder was not given back");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_back_is_free_though_another_program_still_has_the_file() {
        let folder = std::env::temp_dir().join(format!("tandem-held-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let held = Held::take(&folder).unwrap();
        assert!(matches!(Held::take(&folder), Err(ClusterError::AlreadyRunning { .. })));
        // As a program has it that is being started.
        let inherited = held.0.try_clone().unwrap();
        drop(held);
        drop(Held::take(&folder).unwrap());
        drop(inherited);
        fs::remove_dir_all(&folder).unwrap();
    }
}
