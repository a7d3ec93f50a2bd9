//! The PostgreSQL of this test process, and the thread that makes and drops databases in it.
//!
//! Nothing here may block the runtime of a test.

use super::Console;
use crate::cluster::{Cluster, ClusterOptions, ClusterRole, Durability};
use crate::migrate;
use secrecy::SecretString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{OnceLock, mpsc};
use std::thread;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;

/// Folders of test processes are called this and the number of the process.
const FOLDER: &str = "tandem-test-";

/// The cluster of this process. It ends with the process; the next one sweeps its folder away.
#[derive(Debug)]
pub(super) struct Host {
    cluster: Cluster,
    wishes: UnboundedSender<Wish>,
    made: AtomicU32,
}

/// What a new database holds.
#[derive(Debug)]
pub(super) enum Content {
    Migrated,
    Empty,
    /// Whatever this database holds.
    Copy(String),
}

enum Wish {
    Create { name: String, content: Content, done: oneshot::Sender<()> },
    Remove { name: String },
}

impl Host {
    /// Starts it when it is first needed.
    pub(super) fn of_this_process() -> &'static Self {
        static HOST: OnceLock<Host> = OnceLock::new();
        HOST.get_or_init(Self::start)
    }

    fn start() -> Self {
        let place = place();
        sweep(&place);
        let data = place.join(format!("{FOLDER}{}", std::process::id()));
        let options = ClusterOptions { data, binaries: None, durability: Durability::Volatile };
        let cluster = Cluster::start(options).unwrap_or_else(|error| panic!("{error}"));

        let (wishes, wished) = unbounded_channel();
        let template = cluster.url(ClusterRole::Migrator, "tandem");
        let elsewhere = cluster.url(ClusterRole::Migrator, "postgres");
        let (ready, wait) = mpsc::channel();
        // A runtime of its own, because the one of the first test ends with that test.
        let work = move || {
            let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
            runtime.expect("a runtime starts").block_on(async {
                migrate::up(&template).await.expect("the migrations run");
                // Nobody may be connected to a template, so the connection is to another database.
                let migrator = Console::open(&elsewhere).await;
                ready.send(()).expect("somebody waits");
                serve(migrator, wished).await;
            });
        };
        thread::Builder::new().name("test-databases".to_owned()).spawn(work).expect("a thread starts");
        wait.recv().expect("the template is ready");
        Self { cluster, wishes, made: AtomicU32::new(0) }
    }

    /// Makes a database and answers with its name.
    pub(super) async fn create(&self, content: Content) -> String {
        let name = format!("test_{}", self.made.fetch_add(1, Ordering::Relaxed));
        let (done, wait) = oneshot::channel();
        drop(self.wishes.send(Wish::Create { name: name.clone(), content, done }));
        wait.await.expect("the thread of the databases lives");
        name
    }

    /// Has a database dropped, some time soon.
    pub(super) fn remove(&self, name: &str) {
        drop(self.wishes.send(Wish::Remove { name: name.to_owned() }));
    }

    pub(super) fn url(&self, role: ClusterRole, database: &str) -> SecretString {
        self.cluster.url(role, database)
    }

    pub(super) fn programs(&self) -> &Path {
        self.cluster.programs()
    }
}

async fn serve(mut migrator: Console, mut wished: UnboundedReceiver<Wish>) {
    while let Some(wish) = wished.recv().await {
        match wish {
            Wish::Create { name, content, done } => {
                let template = match &content {
                    Content::Migrated => "tandem",
                    Content::Empty => "template0",
                    Content::Copy(original) => original,
                };
                for statement in [
                    format!(
                        "CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY OWNER tandem_owner"
                    ),
                    // A copy does not inherit who may connect.
                    format!("REVOKE ALL ON DATABASE {name} FROM PUBLIC"),
                    format!(
                        "GRANT CONNECT ON DATABASE {name} \
                         TO tandem_migrator, tandem_app, tandem_inspector, tandem_builder"
                    ),
                ] {
                    migrator.run(&statement).await;
                }
                // Whoever wished it may be gone by now.
                let _ = done.send(());
            }
            Wish::Remove { name } => migrator.run(&format!("DROP DATABASE {name} WITH (FORCE)")).await,
        }
    }
}

/// Memory is twice as fast as a disk.
fn place() -> PathBuf {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() }
}

/// Removes the folders of test processes that have ended.
fn sweep(place: &Path) {
    for entry in fs::read_dir(place).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let Some(pid) = name.to_str().and_then(|name| name.strip_prefix(FOLDER)) else { continue };
        let ended = !Path::new("/proc").join(pid).exists();
        // The lock tells about processes that we cannot see, such as those of another container.
        let free = File::open(entry.path().join("tandem.lock")).is_ok_and(|lock| lock.try_lock().is_ok());
        if ended && free {
            // Of two processes that sweep at once, one finds nothing.
            drop(fs::remove_dir_all(entry.path()));
        }
    }
}
