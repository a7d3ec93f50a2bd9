//! Who used the processors: the program, PostgreSQL, whoever asks, and everybody else on this machine.
//!
//! Read from `/proc`, where time is counted in hundredths of a second; so it says something about many requests only.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use server::failure::Failure;

use super::load::THREAD;
use crate::home::Home;

/// Ticks of `/proc` in a second, the same on every Linux.
const TICKS: f64 = 100.0;

/// What can be read at any moment.
#[derive(Clone)]
pub(super) struct Meter {
    postmaster: u32,
}

/// Seconds of processors that were used until a moment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spent {
    at: Instant,
    program: f64,
    postgres: f64,
    asker: f64,
    machine: f64,
}

/// Seconds of processors that were used between two moments.
#[derive(Debug, Clone, Copy)]
pub(super) struct Used {
    pub(super) seconds: f64,
    /// The program, without the thread that asks.
    pub(super) program: f64,
    pub(super) postgres: f64,
    /// Processors at work for others.
    pub(super) foreign: f64,
}

impl Meter {
    pub(super) fn of(home: &Home) -> Result<Self, Failure> {
        let file = home.data().join("postgresql/postmaster.pid");
        let text = fs::read_to_string(&file).map_err(Failure::Io)?;
        let postmaster = text.lines().next().and_then(|line| line.trim().parse().ok());
        let none = || Failure::Usage(format!("{} names no process", file.display()));
        Ok(Self { postmaster: postmaster.ok_or_else(none)? })
    }

    /// What was used until now; `beside` is another process that asks.
    pub(super) fn read(&self, beside: Option<u32>) -> Spent {
        let threads =
            children(Path::new("/proc/self/task")).into_iter().filter_map(|it| Line::of(&it.join("stat")));
        let (mut program, mut asker) = (0.0, 0.0);
        for thread in threads {
            if thread.name == THREAD { asker += thread.own } else { program += thread.own }
        }
        let mut postgres = 0.0;
        for process in children(Path::new("/proc")).into_iter().filter_map(|it| Line::of(&it.join("stat"))) {
            if process.id == self.postmaster {
                // What its children used who have ended is counted here.
                postgres += process.own + process.ended_children;
            } else if process.parent == self.postmaster {
                postgres += process.own;
            } else if Some(process.id) == beside {
                asker += process.own;
            }
        }
        Spent { at: Instant::now(), program, postgres, asker, machine: machine() }
    }
}

impl Spent {
    pub(super) fn until(&self, later: &Self) -> Used {
        let seconds = later.at.duration_since(self.at).as_secs_f64();
        let [program, postgres, asker, machine] = [
            later.program - self.program,
            later.postgres - self.postgres,
            later.asker - self.asker,
            later.machine - self.machine,
        ];
        let foreign = (machine - program - postgres - asker).max(0.0) / seconds;
        Used { seconds, program, postgres, foreign }
    }
}

/// What stands in a `stat` of a process or thread.
struct Line {
    id: u32,
    name: String,
    parent: u32,
    own: f64,
    ended_children: f64,
}

impl Line {
    fn of(file: &Path) -> Option<Self> {
        Self::read(&fs::read_to_string(file).ok()?)
    }

    fn read(text: &str) -> Option<Self> {
        let (id, rest) = text.split_once(" (")?;
        let (name, rest) = rest.rsplit_once(") ")?;
        let fields: Vec<&str> = rest.split(' ').collect();
        let ticks = |at: usize| fields.get(at)?.parse::<f64>().ok();
        Some(Self {
            id: id.parse().ok()?,
            name: name.to_owned(),
            parent: fields.get(1)?.parse().ok()?,
            own: (ticks(11)? + ticks(12)?) / TICKS,
            ended_children: (ticks(13)? + ticks(14)?) / TICKS,
        })
    }
}

fn children(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|it| it.path()).collect()
}

/// Seconds for which the processors of the machine were not idle, what a host took away included.
fn machine() -> f64 {
    let text = fs::read_to_string("/proc/stat").unwrap_or_default();
    let line = text.lines().next().unwrap_or_default();
    let ticks: Vec<f64> = line.split_whitespace().skip(1).filter_map(|it| it.parse().ok()).collect();
    // User, nice, system; then idle and waiting for a disk, which do not count; then interrupts and what was stolen.
    let busy = ticks.iter().take(8).enumerate().filter(|(at, _)| !matches!(at, 3 | 4));
    busy.map(|(_, ticks)| ticks).sum::<f64>() / TICKS
}

#[cfg(test)]
mod tests {
    use super::Line;

    #[test]
    fn a_name_may_hold_anything() {
        let line = Line::read("12 (a) b (c) S 7 0 0 0 0 0 0 0 0 0 150 50 300 100 20 0 1").unwrap();
        assert_eq!((line.id, line.name.as_str(), line.parent), (12, "a) b (c", 7));
        assert_eq!((line.own, line.ended_children), (2.0, 4.0));
    }
}
