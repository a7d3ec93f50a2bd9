//! One transaction for one use case, with the caller's context set for its duration only.
//!
//! `BEGIN` is sent here and nowhere else. A transaction that is dropped halfway (a cancelled request, a panic, a
//! client that went away) takes its connection out of the pool, so nobody inherits its context.

use crate::audit::Recorded;
use crate::connect::usual;
use crate::error::StoreError;
use crate::keys::Keys;
use crate::names::Known;
use access::Caller;
use chrono::{DateTime, SecondsFormat, Utc};
use diesel_async::pooled_connection::deadpool::{Object, Pool};
use diesel_async::pooled_connection::{AsyncDieselConnectionManager, ManagerConfig, RecyclingMethod};
use diesel_async::{AsyncPgConnection, SimpleAsyncConnection};
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;
use uuid::Uuid;

/// The database, as one worker of the program holds it: a pool of its own and the keys of the fields.
#[derive(Clone)]
pub struct Store {
    pool: Pool<AsyncPgConnection>,
    pub(crate) keys: Arc<Keys>,
    commits: Commits,
    /// How long opening a transaction may take, which never waits for anybody's lock.
    patience: Duration,
    /// Longer than any statement may take, so that only a database that has fallen silent comes to it.
    longest: Duration,
}

/// How to reach the database.
#[derive(Clone)]
pub struct StoreOptions {
    /// URL of the role that owns nothing.
    pub url: SecretString,
    /// Connections in the pool, at least one.
    pub pool_size: usize,
    /// How long to wait for a connection before saying that the database is away. A whole transaction may take ten
    /// times as long.
    pub patience: Duration,
    /// Keys of fields that the database may not read.
    pub keys: Arc<Keys>,
    /// When a commit counts as done.
    pub commits: Commits,
}

/// When a commit counts as done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Commits {
    /// When it is on disk: what was acknowledged is still there after a power cut.
    #[default]
    Flushed,
    /// When the database knows it. Only for data that can be made again, such as those of a demonstration.
    Relaxed,
}

/// On whose account a transaction runs.
#[derive(Debug, Clone, Copy)]
pub enum Who<'a> {
    /// A signed-in professional.
    Caller(&'a Caller),
    /// The program itself.
    Errand(Errand),
}

/// What the program does on its own account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errand {
    /// Checks a password or a session.
    SignIn,
    /// Administers accounts from the command line.
    Accounts,
    /// Reads reference data, which holds no personal data.
    Reference,
    /// Counts without seeing anybody.
    Figures,
    /// Does what follows from the steps of people: notices and mail.
    Work,
}

impl Errand {
    /// The word that the policies of the database know.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::Accounts => "accounts",
            Self::Reference => "reference",
            Self::Figures => "figures",
            Self::Work => "work",
        }
    }
}

/// When, and for which request, a transaction runs.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// The moment by the clock of the program.
    pub now: DateTime<Utc>,
    /// Joins the rows of this act in the audit log.
    pub act: Uuid,
    /// What was registered at this moment or before no longer shows itself to who registered it.
    pub registered_after: DateTime<Utc>,
}

/// An open transaction. Only [`Store::transact`] makes and ends one.
pub struct Tx {
    connection: Option<Object<AsyncPgConnection>>,
    pub(crate) keys: Arc<Keys>,
    moment: Moment,
    /// What the audit log says already of this transaction.
    pub(crate) recorded: Option<Recorded>,
    /// The names that it has read.
    pub(crate) names: Known,
    /// The cases that the database knows it to be about.
    pub(crate) entered: Vec<Uuid>,
}

impl Store {
    /// Prepares a pool; connections are made when they are needed.
    ///
    /// # Errors
    /// When the options make no pool.
    pub fn new(options: &StoreOptions) -> Result<Self, StoreError> {
        Self::with(options, usual())
    }

    /// Prepares a pool of connections that are made in this way.
    pub(crate) fn with(
        options: &StoreOptions,
        mut connections: ManagerConfig<AsyncPgConnection>,
    ) -> Result<Self, StoreError> {
        // Opening the transaction tells as well whether the connection still works, without a statement of its own.
        connections.recycling_method = RecyclingMethod::Fast;
        let url = options.url.expose_secret();
        let manager = AsyncDieselConnectionManager::new_with_config(url, connections);
        let pool = Pool::builder(manager)
            .max_size(options.pool_size.max(1))
            .wait_timeout(Some(options.patience))
            .create_timeout(Some(options.patience))
            .recycle_timeout(Some(options.patience))
            .runtime(deadpool::Runtime::Tokio1)
            .build()
            .map_err(|error| StoreError::Unavailable(Box::new(error)))?;
        Ok(Self {
            pool,
            keys: Arc::clone(&options.keys),
            commits: options.commits,
            patience: options.patience,
            longest: options.patience.saturating_mul(10),
        })
    }

    /// Runs the work in one transaction: all of it on `Ok`, nothing of it on `Err`.
    ///
    /// # Errors
    /// Those of the work, and those of the database. When the database falls away during the commit, nobody knows
    /// whether it was done: the same create asked again tells.
    pub async fn transact<T, E>(
        &self,
        who: Who<'_>,
        moment: Moment,
        work: impl AsyncFnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        match timeout(self.longest, self.run(who, moment, work)).await {
            Ok(done) => done,
            Err(silent) => Err(StoreError::Unavailable(Box::new(silent)).into()),
        }
    }

    async fn run<T, E>(
        &self,
        who: Who<'_>,
        moment: Moment,
        work: impl AsyncFnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        let mut tx = self.begin(who, moment).await?;
        match work(&mut tx).await {
            Ok(value) => {
                tx.end("COMMIT").await?;
                Ok(value)
            }
            Err(error) => {
                // The refusal matters more than a failing rollback, after which the connection is gone anyway.
                drop(tx.end("ROLLBACK").await);
                Err(error)
            }
        }
    }

    async fn begin(&self, who: Who<'_>, moment: Moment) -> Result<Tx, StoreError> {
        let relaxed = match self.commits {
            Commits::Flushed => "",
            Commits::Relaxed => "; SET LOCAL synchronous_commit = off",
        };
        let opening = opening(who, moment) + relaxed;
        loop {
            let connection =
                self.pool.get().await.map_err(|error| StoreError::Unavailable(Box::new(error)))?;
            let was_used = Object::metrics(&connection).recycle_count > 0;
            let keys = Arc::clone(&self.keys);
            let (names, entered) = (Known::default(), Vec::new());
            let mut tx = Tx { connection: Some(connection), keys, moment, recorded: None, names, entered };
            match timeout(self.patience, tx.conn()?.batch_execute(&opening)).await {
                Ok(Ok(())) => return Ok(tx),
                // It may have been closed or fallen silent while it lay in the pool, where it does not come back.
                _ if was_used => {}
                Ok(Err(error)) => return Err(error.into()),
                Err(silent) => return Err(StoreError::Unavailable(Box::new(silent))),
            }
        }
    }
}

impl Tx {
    /// The moment by the clock of the program.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.moment.now
    }

    /// What was registered at this moment or before no longer shows itself to who registered it.
    pub(crate) fn registered_after(&self) -> DateTime<Utc> {
        self.moment.registered_after
    }

    /// What joins the rows of this act in the audit log.
    pub(crate) fn act(&self) -> Uuid {
        self.moment.act
    }

    /// The connection, for the modules of this crate.
    pub(crate) fn conn(&mut self) -> Result<&mut AsyncPgConnection, StoreError> {
        match self.connection.as_deref_mut() {
            Some(connection) => Ok(connection),
            None => Err(StoreError::Unavailable("the transaction has ended".into())),
        }
    }

    async fn end(mut self, how: &str) -> Result<(), StoreError> {
        self.conn()?.batch_execute(how).await?;
        // Only now does the connection go back into the pool.
        drop(self.connection.take());
        Ok(())
    }
}

impl Drop for Tx {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            drop(Object::take(connection));
        }
    }
}

/// What every transaction begins with.
pub(crate) const BEGIN: &str = "BEGIN";

/// The statement that opens a transaction. Only typed values go into it: no text of anybody can.
fn opening(who: Who<'_>, moment: Moment) -> String {
    let written = |it: DateTime<Utc>| it.to_rfc3339_opts(SecondsFormat::Micros, true);
    let (now, after) = (written(moment.now), written(moment.registered_after));
    match who {
        Who::Caller(caller) => format!(
            "{BEGIN}; SET LOCAL tandem.actor = '{}'; SET LOCAL tandem.membership = '{}'; \
             SET LOCAL tandem.moment = '{now}'; SET LOCAL tandem.registered_after = '{after}'; \
             SELECT guard.enter()",
            caller.user, caller.membership,
        ),
        Who::Errand(errand) => {
            format!(
                "{BEGIN}; SET LOCAL tandem.errand = '{}'; SET LOCAL tandem.moment = '{now}'",
                errand.code()
            )
        }
    }
}
