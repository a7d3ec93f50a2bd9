//! `pgbench` with the statements of recorded requests: what the machine can do when nobody but PostgreSQL works.
//!
//! It says the same in as many round trips. A value that the program sends apart stands in the statement.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use casework::ports::{Clock, SystemClock};
use server::failure::Failure;
use store::cluster::ClusterRole;
use tokio::process::{Child, Command};
use tokio::time::timeout;

use super::cpu::Meter;
use super::load::Run;
use super::said::{Said, Statement};
use crate::home::Home;
use crate::psql::program;

/// What each file of times is called, before the number of the process.
const TIMES: &str = "times";

/// Where it works, and who looks on.
pub(super) struct Pgbench<'a> {
    pub(super) home: &'a Home,
    pub(super) meter: &'a Meter,
    pub(super) warm_up: f64,
}

impl Pgbench<'_> {
    /// Has so many clients say for so many seconds what was said.
    pub(super) async fn run(&self, said: &Said, (clients, seconds): (usize, f64)) -> Result<Run, Failure> {
        let folder = self.home.data().join("pgbench");
        drop(fs::remove_dir_all(&folder));
        fs::create_dir(&folder).map_err(Failure::Io)?;
        let mut child = self.command(&folder, said, (clients, seconds))?.spawn().map_err(Failure::Io)?;
        let pid = child.id();
        wait(&mut child, self.warm_up).await?;
        let (begun, begin) = (SystemClock.now().timestamp_micros(), self.meter.read(pid));
        wait(&mut child, seconds).await?;
        let (ended, end) = (SystemClock.now().timestamp_micros(), self.meter.read(pid));
        let output = child.wait_with_output().await.map_err(Failure::Io)?;
        if !output.status.success() {
            return Err(failed(&output.stderr));
        }
        let took = times(&folder)?.into_iter().filter(|(at, _)| (begun..=ended).contains(at));
        Ok(Run::of(took.map(|(_, took)| took).collect(), begin.until(&end)))
    }

    /// Writes a script for each request, and the command that says them.
    fn command(
        &self,
        folder: &Path,
        said: &Said,
        (clients, seconds): (usize, f64),
    ) -> Result<Command, Failure> {
        let mut command = program(self.home.programs(), "pgbench", &self.home.url(ClusterRole::App))?;
        // A second more than is counted, so that it still works when the counting ends.
        let seconds = (self.warm_up + seconds).ceil() + 1.0;
        command.args(["-n", "-M", "prepared", "-l", "--log-prefix", TIMES]).current_dir(folder);
        command.args([
            "-c",
            &clients.to_string(),
            "-j",
            &clients.min(2).to_string(),
            "-T",
            &seconds.to_string(),
        ]);
        for (number, request) in said.iter().enumerate() {
            let name = format!("{number}.sql");
            fs::write(folder.join(&name), script(request)).map_err(Failure::Io)?;
            command.args(["-f", &name]);
        }
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        Ok(command)
    }
}

/// Waits for so many seconds, in which it should not end.
async fn wait(child: &mut Child, seconds: f64) -> Result<(), Failure> {
    if timeout(Duration::from_secs_f64(seconds), child.wait()).await.is_err() {
        return Ok(());
    }
    let mut said = Vec::new();
    if let Some(stderr) = &mut child.stderr {
        drop(tokio::io::AsyncReadExt::read_to_end(stderr, &mut said).await);
    }
    Err(failed(&said))
}

fn failed(said: &[u8]) -> Failure {
    Failure::Usage(format!("pgbench: {}", String::from_utf8_lossy(said)))
}

/// One request as a script: a round trip for each that the program takes.
fn script(request: &[Statement]) -> String {
    let mut script = String::new();
    for statement in request {
        match statement {
            Statement::Prepared(text) => script += &format!("{text};\n"),
            Statement::Plain(text) if text.contains(';') => {
                let parts = text.split(';').map(str::trim).filter(|it| !it.is_empty());
                let parts = parts.fold(String::new(), |mut all, it| {
                    let _ = writeln!(all, "{it};");
                    all
                });
                script += &format!("\\startpipeline\n{parts}\\endpipeline\n");
            }
            Statement::Plain(text) => script += &format!("{text};\n"),
        }
    }
    script
}

/// When each transaction was done, in microseconds since 1970, and how many milliseconds it took.
fn times(folder: &Path) -> Result<Vec<(i64, f64)>, Failure> {
    let mut times = Vec::new();
    for entry in fs::read_dir(folder).map_err(Failure::Io)?.flatten() {
        if !entry.file_name().to_string_lossy().starts_with(TIMES) {
            continue;
        }
        let text = fs::read_to_string(entry.path()).map_err(Failure::Io)?;
        times.extend(text.lines().filter_map(time));
    }
    Ok(times)
}

/// Reads client, number, time in microseconds, script, second, microsecond.
fn time(line: &str) -> Option<(i64, f64)> {
    let mut numbers = line.split(' ').map(str::parse::<i64>);
    let took = numbers.nth(2)?.ok()?;
    let (second, micros) = (numbers.nth(1)?.ok()?, numbers.next()?.ok()?);
    Some((second * 1_000_000 + micros, took as f64 / 1000.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_at_once_is_said_at_once() {
        let plain = Statement::Plain("SET x = 1; SET y = 2".to_owned());
        let prepared = Statement::Prepared("SELECT 1".to_owned());
        let expected = "\\startpipeline\nSET x = 1;\nSET y = 2;\n\\endpipeline\nSELECT 1;\n";
        assert_eq!(script(&[plain, prepared]), expected);
    }

    #[test]
    fn a_line_of_times_is_read() {
        assert_eq!(time("0 199 2241 0 1175850568 995598"), Some((1_175_850_568_995_598, 2.241)));
    }
}
