//! Starts the server as our child, watches over it and stops it.
//!
//! The kernel sends the server its signal to stop when the *thread* that forked it ends. So that thread stays for as
//! long as the cluster does, and must never do anything else.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::Durability;
use super::account::Account;
use super::binaries::Binaries;
use super::error::{ClusterError, tail};

/// How often we look whether a server is ready or gone.
const POLL: Duration = Duration::from_millis(5);

/// Starting takes milliseconds, but recovery after a power failure takes its time.
const START_LIMIT: Duration = Duration::from_secs(120);

/// A server that has not stopped after this long is told to stop without tidying up.
const STOP_LIMIT: Duration = Duration::from_secs(30);

/// Neither values nor statements reach the log, because both hold personal data.
const ALWAYS: [&str; 9] = [
    "listen_addresses=",
    "unix_socket_permissions=0700",
    "log_parameter_max_length=0",
    "log_parameter_max_length_on_error=0",
    "log_min_error_statement=panic",
    "log_statement=none",
    "log_min_duration_statement=-1",
    "timezone=UTC",
    "log_timezone=UTC",
];

const DURABLE: [&str; 2] = ["shared_buffers=256MB", "max_connections=100"];

const VOLATILE: [&str; 8] = [
    "shared_buffers=128MB",
    "max_connections=300",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum=off",
];

/// A server that is about to start.
pub(super) struct Launch {
    /// The folder of PostgreSQL's data.
    pub(super) server: PathBuf,
    /// Where it writes its log, anew at each start.
    pub(super) log: PathBuf,
    pub(super) durability: Durability,
}

/// The thread that keeps the server.
#[derive(Debug)]
pub(super) struct Keeper {
    stop: Sender<()>,
    thread: JoinHandle<Result<(), ClusterError>>,
}

impl Keeper {
    /// Stops the server and waits for its end.
    pub(super) fn stop(self) -> Result<(), ClusterError> {
        drop(self.stop);
        let died = |_| Err(ClusterError::failed("postgres", "the thread that keeps it has died"));
        self.thread.join().unwrap_or_else(died)
    }
}

impl Launch {
    /// Starts the server and waits until it takes connections.
    pub(super) fn start(
        self,
        account: &Account,
        binaries: &Binaries,
        socket: &Path,
    ) -> Result<Keeper, ClusterError> {
        let command = self.command(account, binaries, socket)?;
        let (ready, wait) = channel();
        let (stop, stopped) = channel();
        let name = thread::Builder::new().name("postgresql".to_owned());
        let spawned = name.spawn(move || self.keep(command, &ready, &stopped));
        let keeper = Keeper { stop, thread: spawned.map_err(ClusterError::io(Path::new("thread")))? };
        if wait.recv().is_ok() {
            return Ok(keeper);
        }
        // It hung up without a word, so it has ended and its result says why.
        keeper.stop().and_then(|()| Err(ClusterError::failed("postgres", "it stopped before it was ready")))
    }

    fn command(
        &self,
        account: &Account,
        binaries: &Binaries,
        socket: &Path,
    ) -> Result<Command, ClusterError> {
        let log = File::create(&self.log).map_err(ClusterError::io(&self.log))?;
        let same_log = log.try_clone().map_err(ClusterError::io(&self.log))?;
        let extra = match self.durability {
            Durability::Durable | Durability::Measured => DURABLE.as_slice(),
            Durability::Volatile => VOLATILE.as_slice(),
        };
        // On our death the server gets the same signal as on an ordinary stop, and ends cleanly.
        let mut command = account.command(binaries, "postgres", "INT");
        command.arg("-D").arg(&self.server).arg("-k").arg(socket);
        command.args(ALWAYS.iter().chain(extra).flat_map(|setting| ["-c", setting]));
        command.stdout(log).stderr(same_log);
        Ok(command)
    }

    fn keep(
        self,
        mut command: Command,
        ready: &Sender<()>,
        stopped: &Receiver<()>,
    ) -> Result<(), ClusterError> {
        let mut child = command.spawn().map_err(ClusterError::io(Path::new(command.get_program())))?;
        let outcome = self.wait_until_ready(&mut child);
        if outcome.is_ok() && ready.send(()).is_ok() {
            // Nothing is ever sent: hanging up is the wish to stop.
            let _ = stopped.recv();
        }
        let end = self.end(&mut child);
        outcome.and(end)
    }

    fn wait_until_ready(&self, child: &mut Child) -> Result<(), ClusterError> {
        let begin = Instant::now();
        let pid = child.id().to_string();
        let pid_file = self.server.join("postmaster.pid");
        while begin.elapsed() < START_LIMIT {
            let state = fs::read_to_string(&pid_file).unwrap_or_default();
            let mut lines = state.lines().map(str::trim);
            if lines.next() == Some(pid.as_str()) && lines.nth(6) == Some("ready") {
                return Ok(());
            }
            if child.try_wait().map_err(ClusterError::io(&self.server))?.is_some() {
                return Err(self.failed());
            }
            thread::sleep(POLL);
        }
        let log = fs::read_to_string(&self.log).unwrap_or_default();
        Err(ClusterError::NotReady { seconds: START_LIMIT.as_secs(), log: tail(&log) })
    }

    /// Fast shutdown: open transactions end, files are tidied.
    fn end(&self, child: &mut Child) -> Result<(), ClusterError> {
        let wait = |child: &mut Child| child.try_wait().map_err(ClusterError::io(&self.server));
        let pid = Pid::from_raw(i32::try_from(child.id()).unwrap_or(i32::MAX));
        let begin = Instant::now();
        let mut ended = wait(child)?;
        if ended.is_none() {
            // We have not waited for it yet, so the number still belongs to our child.
            let _ = kill(pid, Signal::SIGINT);
        }
        while ended.is_none() && begin.elapsed() < STOP_LIMIT {
            thread::sleep(POLL);
            ended = wait(child)?;
        }
        match ended {
            Some(status) if status.success() => Ok(()),
            Some(_) => Err(self.failed()),
            None => {
                let _ = kill(pid, Signal::SIGQUIT);
                child.wait().map_err(ClusterError::io(&self.server))?;
                Err(self.failed())
            }
        }
    }

    fn failed(&self) -> ClusterError {
        ClusterError::failed("postgres", &fs::read_to_string(&self.log).unwrap_or_default())
    }
}

/// After a killed Tandem its PostgreSQL needs a moment to end, and so do the processes of a killed PostgreSQL; afterwards
/// the folder is free.
pub(super) fn wait_for_last_server(server: &Path) -> Result<(), ClusterError> {
    let begin = Instant::now();
    while let Some(pid) = running_server(server) {
        if begin.elapsed() > STOP_LIMIT {
            return Err(ClusterError::ServerLeft { data: server.to_owned(), pid });
        }
        thread::sleep(POLL);
    }
    Ok(())
}

/// The process that PostgreSQL wrote down, or one that outlives it for a moment because it is busy, if it works in this
/// folder.
fn running_server(server: &Path) -> Option<i32> {
    let file = server.join("postmaster.pid");
    let state = fs::read_to_string(&file).unwrap_or_default();
    let written_down: Option<i32> = state.lines().next().and_then(|line| line.trim().parse().ok());
    if written_down.is_some_and(|pid| works_in(pid, server)) {
        return written_down;
    }
    if written_down.is_some_and(|pid| process(pid).exists()) {
        // After a restart of the machine the number may belong to somebody else; PostgreSQL would then refuse.
        let _ = fs::remove_file(file);
    }
    let all = fs::read_dir("/proc").ok()?.flatten();
    let mut numbers = all.filter_map(|it| it.file_name().to_str()?.parse().ok());
    numbers.find(|pid| works_in(*pid, server) && is_postgresql(*pid))
}

fn works_in(pid: i32, folder: &Path) -> bool {
    fs::read_link(process(pid).join("cwd")).is_ok_and(|it| it == folder)
}

fn is_postgresql(pid: i32) -> bool {
    fs::read_to_string(process(pid).join("comm")).is_ok_and(|name| name.contains("postgres"))
}

fn process(pid: i32) -> PathBuf {
    PathBuf::from(format!("/proc/{pid}"))
}
