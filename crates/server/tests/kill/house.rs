//! An installation in a folder of its own: a private PostgreSQL and the program `tandem serve`, both mortal.

use crate::ledger::PATIENCE;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};
use store::cluster::{Cluster, ClusterOptions, ClusterRole, Durability};
use store::testing::Console;
use tokio::sync::{mpsc, watch};
use tokio::task::spawn_blocking;
use tokio::time::interval;

/// How often we look whether something has become so.
const POLL: Duration = Duration::from_millis(5);

/// An installation; it goes away with the test.
pub(crate) struct House {
    folder: PathBuf,
    cluster: Option<Cluster>,
    server: Option<Child>,
    address: watch::Sender<SocketAddr>,
    /// Lines of the log of the program that say that something broke.
    errors: Arc<Mutex<Vec<String>>>,
}

impl House {
    /// What everybody signs in with.
    pub(crate) const PASSWORD: &str = "vier woorden voor niemand";

    /// Installs Tandem as an operator does, with three accounts.
    pub(crate) async fn build() -> Self {
        let folder = place().join(format!("tandem-kill-{}", std::process::id()));
        let (address, _) = watch::channel(SocketAddr::from(([127, 0, 0, 1], 0)));
        let mut house = Self { folder, cluster: None, server: None, address, errors: Arc::default() };
        house.start_postgresql().await;
        house.make_keys();
        house.run(&["migrate"], "");
        house.run(&["seed"], "");
        house.add_account("bilal", "ouder-en-kindteams-amsterdam", "case_worker", "okt-noord");
        house.add_account("bram", "ouder-en-kindteams-amsterdam", "case_worker", "okt-noord");
        house.add_account("vera", "veilig-thuis-amsterdam-amstelland", "vt_worker", "vt-intake");
        house.assert_postgresql_keeps_its_promises().await;
        house.start_server_unless_it_runs().await;
        house
    }

    /// Where the program listens; another port after each start.
    pub(crate) fn address(&self) -> watch::Receiver<SocketAddr> {
        self.address.subscribe()
    }

    /// What the program called an error in its log.
    pub(crate) fn errors(&self) -> Vec<String> {
        self.errors.lock().unwrap().clone()
    }

    /// The database as a role sees it.
    pub(crate) async fn console(&self, role: ClusterRole) -> Console {
        Console::open(&self.url(role)).await
    }

    /// Kills the program, without a word before.
    pub(crate) async fn kill_server(&mut self) {
        let mut server = self.server.take().unwrap();
        server.kill().unwrap();
        spawn_blocking(move || server.wait().unwrap()).await.unwrap();
    }

    /// Kills every process of PostgreSQL. The first one is held while its children are looked up, so that none is born
    /// meanwhile.
    pub(crate) async fn kill_postgresql(&mut self) {
        let postmaster = self.postmaster();
        kill(postmaster, Signal::SIGSTOP).unwrap();
        let mut all = children(postmaster);
        all.push(postmaster);
        for process in all {
            // A child that has just ended by itself is as dead as the others.
            let _ = kill(process, Signal::SIGKILL);
        }
        self.clean_up_after_postgresql().await;
    }

    async fn clean_up_after_postgresql(&mut self) {
        let cluster = self.cluster.take().unwrap();
        let stopped = spawn_blocking(move || cluster.stop()).await.unwrap();
        assert!(stopped.is_err(), "it had no time to end cleanly");
    }

    /// Kills the first process of PostgreSQL and leaves the others to themselves.
    pub(crate) async fn kill_postmaster(&mut self) {
        kill(self.postmaster(), Signal::SIGKILL).unwrap();
        self.clean_up_after_postgresql().await;
    }

    /// Kills one process of PostgreSQL that does the work of the program.
    pub(crate) async fn kill_backend(&self) {
        let begin = Instant::now();
        let mut looks = interval(POLL);
        loop {
            looks.tick().await;
            let serves = |process: &Pid| {
                let title = fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
                String::from_utf8_lossy(&title).contains("tandem_app")
            };
            let backend = children(self.postmaster()).into_iter().find(serves);
            if backend.is_some_and(|backend| kill(backend, Signal::SIGKILL).is_ok()) {
                return;
            }
            assert!(begin.elapsed() < PATIENCE, "nobody works for the program");
        }
    }

    /// Starts PostgreSQL, which first recovers from what happened to it.
    pub(crate) async fn start_postgresql(&mut self) {
        let data = self.folder.clone();
        let options = ClusterOptions { data, binaries: None, durability: Durability::Durable };
        self.cluster = Some(spawn_blocking(move || Cluster::start(options)).await.unwrap().unwrap());
    }

    /// Starts the program and waits until it listens.
    pub(crate) async fn start_server_unless_it_runs(&mut self) {
        if self.server.is_some() {
            return;
        }
        let mut server = self.tandem(&["serve"]).stderr(Stdio::piped()).spawn().unwrap();
        let (tell, mut told) = mpsc::unbounded_channel();
        let (log, errors) = (server.stderr.take().unwrap(), Arc::clone(&self.errors));
        thread::spawn(move || read_log(log, &tell, &errors));
        self.server = Some(server);
        let listens = tokio::time::timeout(PATIENCE, told.recv()).await.unwrap();
        self.address
            .send_replace(listens.unwrap_or_else(|| panic!("it does not start: {:?}", self.errors())));
    }

    /// Without a database the program lives, and says that it cannot do its work.
    pub(crate) async fn assert_alive_but_not_ready(&self) {
        let address = *self.address.borrow();
        for (path, status) in [("live", 200), ("ready", 503)] {
            let answer = reqwest::get(format!("http://{address}/health/{path}")).await.unwrap();
            assert_eq!(answer.status(), status, "/health/{path}");
        }
    }

    async fn assert_postgresql_keeps_its_promises(&self) {
        let mut app = self.console(ClusterRole::App).await;
        for promise in ["fsync", "synchronous_commit", "full_page_writes"] {
            let kept = app.line(&format!("SELECT current_setting('{promise}')")).await;
            assert_eq!(kept, "on", "{promise}");
        }
    }

    fn add_account(&self, name: &str, organisation: &str, role: &str, team: &str) {
        let who = ["user", "add", name, "--display-name", "Wim Testman", "--organisation", organisation];
        let arguments = [&who[..], &["--role", role, "--team", team]].concat();
        self.run(&arguments, &format!("{}\n", Self::PASSWORD));
    }

    fn run(&self, arguments: &[&str], input: &str) {
        let mut child = self.tandem(arguments).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        assert!(child.wait().unwrap().success(), "tandem {arguments:?}");
    }

    fn tandem(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tandem"));
        command
            .args(arguments)
            .env_clear()
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        let mut set = |setting: &str, value: &str| {
            command.env(format!("TANDEM__{}", setting.to_uppercase().replace('.', "__")), value);
        };
        set("database.url", self.url(ClusterRole::App).expose_secret());
        set("database.migrator_url", self.url(ClusterRole::Migrator).expose_secret());
        set("database.data", &self.folder.to_string_lossy());
        set("http.listen", "127.0.0.1:0");
        set("http.public_url", "https://tandem.test");
        set("log.format", "json");
        set("log.filter", "warn,server=info");
        for key in KEYS {
            set(&format!("secrets.{key}_key_file"), &self.folder.join(key).to_string_lossy());
        }
        command
    }

    fn make_keys(&self) {
        for (key, digit) in KEYS.into_iter().zip(["1", "2", "3", "4"]) {
            fs::write(self.folder.join(key), digit.repeat(64)).unwrap();
        }
    }

    fn url(&self, role: ClusterRole) -> SecretString {
        self.cluster.as_ref().unwrap().url(role, "tandem")
    }

    fn postmaster(&self) -> Pid {
        let file = self.folder.join("postgresql/postmaster.pid");
        Pid::from_raw(fs::read_to_string(file).unwrap().lines().next().unwrap().parse().unwrap())
    }
}

impl Drop for House {
    fn drop(&mut self) {
        if let Some(mut server) = self.server.take() {
            drop(server.kill());
            drop(server.wait());
        }
        drop(self.cluster.take());
        drop(fs::remove_dir_all(&self.folder));
    }
}

const KEYS: [&str; 4] = ["signing", "field", "index", "form"];

/// Memory where there is some: a kill never takes what the system has been given to write, only a power failure does,
/// and on a disk each recovery first waits for whatever other programs write.
fn place() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() { memory } else { std::env::temp_dir() }
}

/// Processes that this one started, by the list of the system.
fn children(parent: Pid) -> Vec<Pid> {
    let is_child = |process: &Pid| {
        let about = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        // After the name in brackets: the state, then the parent.
        let parent_of = about.rsplit_once(") ").and_then(|(_, rest)| rest.split(' ').nth(1));
        parent_of == Some(&parent.to_string())
    };
    let processes = fs::read_dir("/proc").unwrap().flatten();
    let numbers = processes.filter_map(|it| it.file_name().to_str()?.parse().ok());
    numbers.map(Pid::from_raw).filter(is_child).collect()
}

/// Reads the log to its end, so that the program is never held up by a full pipe.
fn read_log(log: ChildStderr, tell: &mpsc::UnboundedSender<SocketAddr>, errors: &Mutex<Vec<String>>) {
    for line in BufReader::new(log).lines() {
        let Ok(line) = line else { return };
        let said: Value = serde_json::from_str(&line).unwrap_or_default();
        if said["message"] == "listening" {
            let _ = tell.send(said["address"].as_str().unwrap().parse().unwrap());
        }
        if said["level"] == "ERROR" || said.is_null() {
            errors.lock().unwrap().push(line);
        }
    }
}
