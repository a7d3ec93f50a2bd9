//! Hearing that jobs were added. Whoever hears nothing looks from time to time, so a bell that is missed only costs time.

use super::Lane;
use crate::connect::connect;
use crate::error::StoreError;
use diesel_async::{AsyncPgConnection, SimpleAsyncConnection};
use futures_util::StreamExt;
use secrecy::{ExposeSecret, SecretString};
use std::pin::pin;

/// A connection that listens and does nothing else.
pub struct Bell(AsyncPgConnection);

impl Bell {
    /// Begins to listen.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn hang(url: &SecretString) -> Result<Self, StoreError> {
        let away = |error| StoreError::Unavailable(Box::new(error));
        let mut connection = connect(url.expose_secret()).await.map_err(away)?;
        connection.batch_execute("LISTEN tandem_jobs").await?;
        Ok(Self(connection))
    }

    /// Waits until jobs have been added to a lane, and tells which.
    ///
    /// # Errors
    /// When the connection has been lost; a new bell has to be hung.
    pub async fn rings(&mut self) -> Result<Option<Lane>, StoreError> {
        let mut heard = pin!(self.0.notifications_stream());
        match heard.next().await {
            Some(Ok(ring)) => Ok(Lane::from_code(&ring.payload)),
            Some(Err(error)) => Err(error.into()),
            None => Err(StoreError::Unavailable("the bell is off".into())),
        }
    }
}
