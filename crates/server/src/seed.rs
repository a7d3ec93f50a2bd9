//! `tandem seed`: brings the reference data up to date, as the role that may.

use std::path::PathBuf;

use crate::failure::Failure;
use crate::settings::{Settings, Sources};

/// Loads the reference data of this release.
///
/// # Errors
/// When the settings or the database do not allow it.
pub async fn run(file: Option<PathBuf>) -> Result<(), Failure> {
    let settings = Settings::read(&Sources::of_this_process(file))?;
    let url = settings.database.migrator_url.ok_or(Failure::NoMigrator)?;
    casework::reference::load(&url).await?;
    crate::say("The reference data are up to date.")
}
