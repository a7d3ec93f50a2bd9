//! Databases for tests: one private PostgreSQL for each test process, and in it one migrated database for each test.
//!
//! Only the feature `testing` builds this. It may end a test when something is missing, and must never be used by
//! the program.

mod host;
mod tally;

use crate::error::StoreError;
use diesel::QueryableByName;
use diesel::sql_types::{Nullable, Text};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use secrecy::{ExposeSecret, SecretString};
use std::process::Command;

pub use crate::cluster::ClusterRole;
pub use crate::schema_text::print as print_schema;
pub use tally::{Asked, Tally};

use host::{Content, Host};

/// A database of its own for one test, dropped at the end.
#[derive(Debug)]
pub struct TestDatabase {
    name: String,
    host: &'static Host,
}

/// A connection on which a test says SQL.
pub struct Console(AsyncPgConnection);

impl TestDatabase {
    /// A migrated database without rows. The first one of a process takes a second or two, the next ones 0.1 s.
    ///
    /// # Panics
    /// When PostgreSQL is not installed or does not start; the message says what to do.
    pub async fn new() -> Self {
        Self::with(Content::Migrated).await
    }

    /// A database in which no migration ran.
    ///
    /// # Panics
    /// See [`TestDatabase::new`].
    pub async fn empty() -> Self {
        Self::with(Content::Empty).await
    }

    /// A copy of a database, rows included. Nobody may be connected to the original.
    ///
    /// # Panics
    /// See [`TestDatabase::new`].
    pub async fn copy_of(original: &Self) -> Self {
        Self::with(Content::Copy(original.name.clone())).await
    }

    async fn with(content: Content) -> Self {
        let host = Host::of_this_process();
        Self { name: host.create(content).await, host }
    }

    /// Where the program reaches it: row level security holds.
    #[must_use]
    pub fn url(&self) -> SecretString {
        self.url_of(ClusterRole::App)
    }

    /// Where migrations reach it.
    #[must_use]
    pub fn migrator_url(&self) -> SecretString {
        self.url_of(ClusterRole::Migrator)
    }

    /// Where a test reads everything.
    #[must_use]
    pub fn inspector_url(&self) -> SecretString {
        self.url_of(ClusterRole::Inspector)
    }

    /// Where a test writes rows past row level security.
    #[must_use]
    pub fn builder_url(&self) -> SecretString {
        self.url_of(ClusterRole::Builder)
    }

    /// A connection as a role.
    ///
    /// # Panics
    /// When the database does not answer.
    pub async fn console(&self, role: ClusterRole) -> Console {
        Console::open(&self.url_of(role)).await
    }

    /// A connection as the owner of the tables, who may change them but for whom row level security holds.
    ///
    /// # Panics
    /// When the database does not answer.
    pub async fn owner(&self) -> Console {
        let mut console = self.console(ClusterRole::Migrator).await;
        console.run("SET ROLE tandem_owner").await;
        console
    }

    /// Everything but the rows as SQL, as `pg_dump` writes it. Blocks.
    ///
    /// # Panics
    /// When `pg_dump` fails.
    #[must_use]
    pub fn dump(&self) -> String {
        let output = Command::new(self.host.programs().join("pg_dump"))
            .args(["--schema-only", "--dbname"])
            .arg(self.inspector_url().expose_secret())
            .output()
            .expect("pg_dump is beside postgres");
        assert!(output.status.success(), "pg_dump: {}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).expect("the database is in UTF-8");
        // Newer versions of pg_dump put a random word here.
        let random = |line: &&str| !line.starts_with("\\restrict") && !line.starts_with("\\unrestrict");
        text.lines().filter(random).map(|line| format!("{line}\n")).collect()
    }

    fn url_of(&self, role: ClusterRole) -> SecretString {
        self.host.url(role, &self.name)
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        self.host.remove(&self.name);
    }
}

impl Console {
    /// Connects.
    ///
    /// # Panics
    /// When the database does not answer.
    pub async fn open(url: &SecretString) -> Self {
        Self(AsyncPgConnection::establish(url.expose_secret()).await.expect("the database answers"))
    }

    /// Runs statements.
    ///
    /// # Panics
    /// When one fails.
    pub async fn run(&mut self, sql: &str) {
        if let Err(error) = self.try_run(sql).await {
            panic!("{error:?}\n{sql}");
        }
    }

    /// Runs statements that may fail.
    ///
    /// # Errors
    /// When one fails.
    pub async fn try_run(&mut self, sql: &str) -> Result<(), StoreError> {
        Ok(self.0.batch_execute(sql).await?)
    }

    /// The rows of a query with one column, as text; null is `∅`.
    ///
    /// # Panics
    /// When the query fails.
    pub async fn lines(&mut self, query: &str) -> Vec<String> {
        match self.try_lines(query).await {
            Ok(lines) => lines,
            Err(error) => panic!("{error:?}\n{query}"),
        }
    }

    /// The rows of a query that may fail.
    ///
    /// # Errors
    /// When it fails.
    pub async fn try_lines(&mut self, query: &str) -> Result<Vec<String>, StoreError> {
        let sql = format!("SELECT line::text AS line FROM ({query}) AS answer (line)");
        let lines: Vec<Line> = diesel::sql_query(sql).load(&mut self.0).await?;
        Ok(lines.into_iter().map(|it| it.line.unwrap_or_else(|| "∅".to_owned())).collect())
    }

    /// The only row of a query with one column, as text.
    ///
    /// # Panics
    /// When there is not exactly one row.
    pub async fn line(&mut self, query: &str) -> String {
        let mut lines = self.lines(query).await;
        assert_eq!(lines.len(), 1, "{query}");
        lines.pop().unwrap_or_default()
    }
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Nullable<Text>)]
    line: Option<String>,
}
