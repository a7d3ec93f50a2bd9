//! Counts what a store asks of the database, by listening to its connections.
//!
//! It must never change what is asked.

use crate::connect::connect;
use crate::error::StoreError;
use crate::tx::{BEGIN, Store, StoreOptions};
use diesel::connection::{Instrumentation, InstrumentationEvent};
use diesel_async::AsyncConnection;
use diesel_async::pooled_connection::ManagerConfig;
use futures_util::FutureExt;
use std::sync::{Arc, Mutex, PoisonError};

/// What was asked since somebody last took it.
#[derive(Debug, Clone, Default)]
pub struct Tally(Arc<Mutex<Asked>>);

/// Transactions and the statements in them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    pub transactions: usize,
    /// What was said between the beginning and the end of the transactions, in order.
    pub statements: Vec<String>,
}

impl Tally {
    /// What was asked since the last time, by every store that is counted.
    #[must_use]
    pub fn take(&self) -> Asked {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A store of which everything is counted.
    ///
    /// # Errors
    /// See [`Store::new`].
    pub fn store(&self, options: &StoreOptions) -> Result<Store, StoreError> {
        let tally = self.clone();
        let mut config = ManagerConfig::default();
        config.custom_setup = Box::new(move |url| {
            let (url, tally) = (url.to_owned(), tally.clone());
            async move {
                let mut connection = connect(&url).await?;
                connection.set_instrumentation(tally);
                Ok(connection)
            }
            .boxed()
        });
        Store::with(options, config)
    }
}

impl Instrumentation for Tally {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        let InstrumentationEvent::StartQuery { query, .. } = event else { return };
        let said = query.to_string();
        let mut asked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if said.starts_with(BEGIN) {
            asked.transactions += 1;
        } else if said != "COMMIT" && said != "ROLLBACK" {
            asked.statements.push(said);
        }
    }
}
