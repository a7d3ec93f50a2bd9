//! SQL through PostgreSQL's own programs, as an operator would use them.
//!
//! A password reaches them through their environment and must never stand on a command line.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use secrecy::{ExposeSecret, SecretString};
use server::failure::Failure;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

/// `psql` as one role on one database.
#[derive(Clone)]
pub struct Psql {
    programs: PathBuf,
    url: SecretString,
}

impl Psql {
    /// The `psql` in this folder, on this address.
    #[must_use]
    pub fn new(programs: &Path, url: &SecretString) -> Self {
        Self { programs: programs.to_owned(), url: url.clone() }
    }

    /// Runs statements, all of them or none.
    ///
    /// # Errors
    /// What PostgreSQL says of the statement that failed.
    pub async fn run(&self, sql: &str) -> Result<(), Failure> {
        self.say(&["--single-transaction"], sql).await.map(drop)
    }

    /// Runs statements, each by itself; the first failure ends it.
    ///
    /// # Errors
    /// What PostgreSQL says of the statement that failed.
    pub async fn run_apart(&self, sql: &str) -> Result<(), Failure> {
        self.say(&[], sql).await.map(drop)
    }

    /// The rows of a query, each as its columns.
    ///
    /// # Errors
    /// What PostgreSQL says of it.
    pub async fn rows(&self, query: &str) -> Result<Vec<Vec<String>>, Failure> {
        let said = self.say(&[], query).await?;
        Ok(said.lines().map(|line| line.split('|').map(str::to_owned).collect()).collect())
    }

    /// The first column of a query.
    ///
    /// # Errors
    /// What PostgreSQL says of it.
    pub async fn column(&self, query: &str) -> Result<Vec<String>, Failure> {
        Ok(self.rows(query).await?.into_iter().filter_map(|row| row.into_iter().next()).collect())
    }

    async fn say(&self, flags: &[&str], sql: &str) -> Result<String, Failure> {
        let mut command = program(&self.programs, "psql", &self.url)?;
        command.args(flags);
        command.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-f", "-"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(Failure::Io)?;
        let input = child.stdin.take();
        let write = async {
            if let Some(mut input) = input {
                // A program that ended early explains itself better than our broken pipe does.
                drop(input.write_all(sql.as_bytes()).await);
            }
        };
        let ((), output) = tokio::join!(write, child.wait_with_output());
        let output = output.map_err(Failure::Io)?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        Err(Failure::Usage(format!("psql: {}", String::from_utf8_lossy(&output.stderr))))
    }
}

/// A program of PostgreSQL that knows where the database is and by which password it comes in.
///
/// # Errors
/// When the address is not one of a private cluster.
pub fn program(programs: &Path, name: &str, url: &SecretString) -> Result<Command, Failure> {
    let place = Place::of(url.expose_secret())
        .ok_or_else(|| Failure::Usage("the address is not one of a private cluster".to_owned()))?;
    let mut command = Command::new(programs.join(name));
    command.env_clear().kill_on_drop(true);
    command.env("PGUSER", place.user).env("PGPASSWORD", place.password).env("PGHOST", place.host);
    command.env("PGDATABASE", place.database);
    Ok(command)
}

/// What an address consists of.
struct Place {
    user: String,
    password: String,
    host: String,
    database: String,
}

impl Place {
    fn of(url: &str) -> Option<Self> {
        let (account, place) = url.strip_prefix("postgres://")?.split_once('@')?;
        let (user, password) = account.split_once(':')?;
        let (host, database) = place.split_once('/')?;
        let [user, password, database] = [user, password, database].map(str::to_owned);
        Some(Self { user, password, database, host: percent_decode(host)? })
    }
}

fn percent_decode(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (code, rest) = part.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(code, 16).ok()?);
        bytes.extend(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn an_address_is_taken_apart() {
        let place = Place::of("postgres://tandem_app:00ff@%2Ftmp%2Fa%20b%2Fsocket/tandem").unwrap();
        assert_eq!((place.user.as_str(), place.password.as_str()), ("tandem_app", "00ff"));
        assert_eq!((place.host.as_str(), place.database.as_str()), ("/tmp/a b/socket", "tandem"));
        assert!(Place::of("postgres://nobody").is_none());
    }
}
