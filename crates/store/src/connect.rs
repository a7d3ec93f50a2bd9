//! Opening a connection as every statement here wants it.

use diesel::{ConnectionError, ConnectionResult};
use diesel_async::pooled_connection::ManagerConfig;
use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};
use futures_util::FutureExt;

/// Each statement names its rows by identifiers, so one plan serves every caller; row level security makes planning cost
/// more than running, and PostgreSQL would plan five times on each connection before it keeps a plan. Compiling a plan
/// never pays for a few rows.
const HABITS: &str = "SET plan_cache_mode = force_generic_plan; SET jit = off";

/// Opens a connection.
///
/// # Errors
/// Those of the database.
pub(crate) async fn connect(url: &str) -> ConnectionResult<AsyncPgConnection> {
    let mut connection = AsyncPgConnection::establish(url).await?;
    connection.batch_execute(HABITS).await.map_err(ConnectionError::CouldntSetupConfiguration)?;
    Ok(connection)
}

/// A pool opens its connections like this.
pub(crate) fn usual() -> ManagerConfig<AsyncPgConnection> {
    let mut config = ManagerConfig::default();
    config.custom_setup = Box::new(|url| connect(url).boxed());
    config
}
