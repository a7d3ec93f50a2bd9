//! `tandem migrate`: brings the schema up to date, as the role that may.

use std::path::PathBuf;

use crate::failure::Failure;
use crate::settings::{Settings, Sources};

/// Runs what has not run yet.
///
/// # Errors
/// When the settings or the database do not allow it.
pub async fn run(file: Option<PathBuf>) -> Result<(), Failure> {
    let settings = Settings::read(&Sources::of_this_process(file))?;
    let url = settings.database.migrator_url.ok_or(Failure::NoMigrator)?;
    let ran = store::migrate::up(&url).await?;
    crate::say(&format!("{} migrations ran.", ran.len()))
}
