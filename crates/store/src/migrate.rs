//! Bringing the schema up to date, as the role that may.

use crate::error::StoreError;
use diesel_async::{AsyncConnection, AsyncMigrationHarness, AsyncPgConnection, SimpleAsyncConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use secrecy::{ExposeSecret, SecretString};

/// All migrations, in the binary.
pub const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations");

/// One number for all programs that migrate the same database: they wait for each other.
const LOCK: &str = "SELECT pg_advisory_lock(7263401)";

/// Runs what has not run yet and gives the names of what ran. The URL is that of the migrator.
/// Needs a runtime with more than one thread.
///
/// # Errors
/// When the database is away or a migration fails.
pub async fn up(url: &SecretString) -> Result<Vec<String>, StoreError> {
    let mut connection = AsyncPgConnection::establish(url.expose_secret())
        .await
        .map_err(|error| StoreError::Unavailable(Box::new(error)))?;
    connection.batch_execute(LOCK).await?;
    connection.batch_execute("SET ROLE tandem_owner").await?;
    let mut harness = AsyncMigrationHarness::new(connection);
    let ran = harness.run_pending_migrations(MIGRATIONS).map_err(StoreError::Unavailable)?;
    Ok(ran.iter().map(ToString::to_string).collect())
}
