//! What the program says to the database for a request, as PostgreSQL writes it into its log, values included.
//!
//! The people are fictional; nowhere else may a log hold what is said about anybody.

use std::collections::BTreeMap;
use std::fs;

use server::failure::Failure;

use super::RECORDED;
use super::http::Connection;
use super::scenario::Scenario;
use super::site::Site;
use crate::home::Home;

/// The statements of each recorded request.
pub(super) type Said = Vec<Vec<Statement>>;

/// What was said in one round trip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Statement {
    /// One or more statements as they are.
    Plain(String),
    /// A prepared one, with its values in it.
    Prepared(String),
}

/// What was said for the scenarios.
#[derive(Default)]
pub(super) struct Record(BTreeMap<(&'static str, &'static str), Said>);

impl Record {
    /// What was said for this one; nothing when it writes.
    pub(super) fn get(&self, key: (&'static str, &'static str)) -> Option<&Said> {
        self.0.get(&key)
    }
}

/// So often is a request asked before it is recorded: each connection has then prepared its statements.
const BEFORE: usize = 4;

/// Asks some requests of each scenario that reads, one after the other, of a program whose statements are logged.
pub(super) async fn record(home: &Home, scenarios: &[&Scenario]) -> Result<Record, Failure> {
    let few = [("http.workers", "1"), ("database.pool_size_per_worker", "2")];
    let site = Site::start(home, &home.logged_url(), &few).await?;
    let mut connection = Connection::open(site.address).await.map_err(Failure::Io)?;
    let mut record = Record::default();
    for scenario in scenarios.iter().filter(|it| !it.writes) {
        let mut said = Said::new();
        for target in scenario.recorded(RECORDED) {
            for _ in 0..BEFORE {
                target.ask(&mut connection).await.map_err(Failure::Io)?;
            }
            let before = log_of(home)?.len();
            target.ask(&mut connection).await.map_err(Failure::Io)?;
            let log = log_of(home)?;
            said.push(statements(log.get(before..).unwrap_or_default()));
        }
        record.0.insert(scenario.key(), said);
    }
    Ok(record)
}

fn log_of(home: &Home) -> Result<String, Failure> {
    let bytes = fs::read(home.log()).map_err(Failure::Io)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The statements in a piece of the log, in order.
fn statements(log: &str) -> Vec<Statement> {
    let mut found = Vec::new();
    for entry in entries(log) {
        if let Some(plain) = entry.strip_prefix("LOG:  statement: ") {
            found.push(Statement::Plain(plain.to_owned()));
        } else if let Some((_, text)) =
            entry.strip_prefix("LOG:  execute ").and_then(|it| it.split_once(": "))
        {
            found.push(Statement::Prepared(text.to_owned()));
        } else if let Some(values) = entry.strip_prefix("DETAIL:  parameters: ")
            && let Some(Statement::Prepared(text)) = found.last_mut()
        {
            *text = filled_in(text, &values_of(values));
        }
    }
    found
}

/// Each entry without its time and process; a line that begins with a tab goes on with the one before.
fn entries(log: &str) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    for line in log.lines() {
        if let Some(more) = line.strip_prefix('\t') {
            if let Some(entry) = entries.last_mut() {
                *entry += &format!("\n{more}");
            }
        } else if let Some((_, entry)) = line.split_once("] ") {
            entries.push(entry.to_owned());
        }
    }
    entries
}

/// The values of `$1 = 'it''s', $2 = NULL`, each as it is written in SQL.
fn values_of(text: &str) -> Vec<String> {
    let mut values = Vec::new();
    let mut rest = text;
    while let Some((_, value)) = rest.split_once(" = ") {
        let end = if value.starts_with('\'') {
            end_of_literal(value)
        } else {
            value.find(',').unwrap_or(value.len())
        };
        let (value, after) = value.split_at_checked(end).unwrap_or((value, ""));
        values.push(value.to_owned());
        rest = after;
    }
    values
}

/// Where a literal ends that begins this text: behind a quote that is not doubled.
fn end_of_literal(text: &str) -> usize {
    let mut quotes = text.match_indices('\'').skip(1).map(|(at, _)| at).peekable();
    while let Some(at) = quotes.next() {
        if quotes.next_if_eq(&(at + 1)).is_none() {
            return at + 1;
        }
    }
    text.len()
}

/// The statement with a value for each `$1`, `$2`, …
fn filled_in(text: &str, values: &[String]) -> String {
    let mut parts = text.split('$');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.len() - part.trim_start_matches(|it: char| it.is_ascii_digit()).len();
        let (number, rest) = part.split_at_checked(digits).unwrap_or(("", part));
        let value = number.parse::<usize>().ok().and_then(|it| values.get(it.wrapping_sub(1)));
        match value {
            Some(value) => filled += value,
            None => filled += &format!("${number}"),
        }
        filled += rest;
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_is_read_with_its_values() {
        let log = "2026-05-07 09:00:00.000 UTC [12] LOG:  statement: SET x = 1; SET y = 2\n\
                   2026-05-07 09:00:00.001 UTC [12] LOG:  execute s4: SELECT $2,\n\t$1 FROM t LIMIT $10\n\
                   2026-05-07 09:00:00.001 UTC [12] DETAIL:  parameters: $1 = 'it''s, = ''', $2 = NULL\n\
                   2026-05-07 09:00:00.002 UTC [9] LOG:  checkpoint starting: time\n";
        let expected = [
            Statement::Plain("SET x = 1; SET y = 2".to_owned()),
            Statement::Prepared("SELECT NULL,\n'it''s, = ''' FROM t LIMIT $10".to_owned()),
        ];
        assert_eq!(statements(log), expected);
    }
}
