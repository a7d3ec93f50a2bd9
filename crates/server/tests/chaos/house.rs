//! An installation with duos, cases and tasks, and workers that may be killed at any moment.

use chrono::{DateTime, Utc};
use secrecy::ExposeSecret;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;
use store::job::{self, Job};
use store::testing::{ClusterRole, Console, TestDatabase};
use store::{Commits, Errand, Keys, Moment, Store, StoreError, StoreOptions, Tx, Who};
use tokio::task::spawn_blocking;
use uuid::Uuid;

/// Professionals; two by two they are duos.
pub(crate) const PEOPLE: usize = 8;

/// Cases, each with its duo.
pub(crate) const CASES: usize = 40;

/// An installation; it goes away with the test.
pub(crate) struct House {
    database: TestDatabase,
    console: Console,
    folder: PathBuf,
    port: u16,
    workers: BTreeMap<usize, Child>,
    /// Lines of the log of the workers that say that something broke.
    errors: Arc<Mutex<Vec<String>>>,
}

impl House {
    /// Builds a house whose mail goes to this port of this machine.
    pub(crate) async fn build(port: u16) -> Self {
        let database = TestDatabase::new().await;
        casework::reference::load(&database.migrator_url()).await.unwrap();
        let console = database.console(ClusterRole::Builder).await;
        let folder = std::env::temp_dir().join(format!("tandem-chaos-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let mut house =
            Self { database, console, folder, port, workers: BTreeMap::new(), errors: Arc::default() };
        for (key, digit) in KEYS.into_iter().zip(["1", "2", "3", "4"]) {
            fs::write(house.folder.join(key), digit.repeat(64)).unwrap();
        }
        house.console.run(&people_and_cases()).await;
        for person in 0..PEOPLE {
            house.give_address(person);
        }
        house
    }

    /// Opens tasks that may not wait, in all cases in turn, and adds to the queue what follows from each.
    pub(crate) async fn open_tasks(&mut self, number: usize) {
        self.console.run(&tasks(number)).await;
        let tasks = self.lines("SELECT id || ' ' || case_id FROM tasks").await;
        let jobs: Vec<Job> = tasks.iter().map(|line| tell(line)).collect();
        let store = Store::new(&StoreOptions {
            url: self.database.url(),
            pool_size: 1,
            patience: Duration::from_secs(5),
            keys: Arc::new(Keys::new(&[0; 32], &[0; 32])),
            commits: Commits::Relaxed,
        });
        let store = store.unwrap();
        for some in jobs.chunks(1000) {
            let now: DateTime<Utc> = self.lines("SELECT to_json(now())#>>'{}'").await[0].parse().unwrap();
            let moment = Moment { now, act: Uuid::nil(), registered_after: now };
            let added: Result<(), StoreError> = store
                .transact(Who::Errand(Errand::Work), moment, async |tx: &mut Tx| {
                    job::enqueue_all(tx, some).await
                })
                .await;
            added.unwrap();
        }
    }

    /// Starts the worker of this number.
    pub(crate) fn start(&mut self, worker: usize) {
        let mut child = self.tandem(&["work"]).stderr(Stdio::piped()).spawn().unwrap();
        let (log, errors) = (child.stderr.take().unwrap(), Arc::clone(&self.errors));
        thread::spawn(move || read_log(log, &errors));
        self.workers.insert(worker, child);
    }

    /// Kills the worker of this number, without a word before.
    pub(crate) async fn kill(&mut self, worker: usize) {
        let mut child = self.workers.remove(&worker).unwrap();
        child.kill().unwrap();
        spawn_blocking(move || child.wait().unwrap()).await.unwrap();
    }

    /// Asks every worker to stop, and waits until it has finished what it began.
    pub(crate) async fn stop_all(&mut self) {
        for (_, mut child) in std::mem::take(&mut self.workers) {
            let process = nix::unistd::Pid::from_raw(child.id().try_into().unwrap());
            nix::sys::signal::kill(process, nix::sys::signal::Signal::SIGTERM).unwrap();
            let ended = spawn_blocking(move || child.wait().unwrap()).await.unwrap();
            assert!(ended.success(), "a worker that is asked to stop ends well: {ended}");
        }
    }

    /// What an operator is told of parked jobs.
    pub(crate) fn parked(&self) -> String {
        let output = self.tandem(&["work", "--parked"]).stdout(Stdio::piped()).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    /// The rows of a query with one column, past row level security.
    pub(crate) async fn lines(&mut self, query: &str) -> Vec<String> {
        self.console.lines(query).await
    }

    /// What the workers called an error in their log.
    pub(crate) fn errors(&self) -> Vec<String> {
        self.errors.lock().unwrap().clone()
    }

    /// An operator gives an account its address.
    fn give_address(&self, person: usize) {
        let name = format!("mens{person}");
        let mut child = self.tandem(&["user", "mail", &name]).stdin(Stdio::piped()).spawn().unwrap();
        let address = format!("{name}@werk.test\n");
        child.stdin.take().unwrap().write_all(address.as_bytes()).unwrap();
        assert!(child.wait().unwrap().success(), "{name} gets an address");
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
        set("database.url", self.database.url().expose_secret());
        set("database.data", &self.folder.to_string_lossy());
        set("http.public_url", "https://tandem.test");
        set("mail.server", "127.0.0.1");
        set("mail.port", &self.port.to_string());
        set("mail.encryption", "none");
        set("mail.sender", "tandem@tandem.test");
        set("work.hands", "1");
        set("work.poll_seconds", "1");
        set("log.format", "json");
        set("log.filter", "warn");
        for key in KEYS {
            set(&format!("secrets.{key}_key_file"), &self.folder.join(key).to_string_lossy());
        }
        command
    }
}

impl Drop for House {
    fn drop(&mut self) {
        for worker in self.workers.values_mut() {
            drop(worker.kill());
            drop(worker.wait());
        }
        drop(fs::remove_dir_all(&self.folder));
    }
}

const KEYS: [&str; 4] = ["signing", "field", "index", "form"];

/// The job of a line with the task and its case.
fn tell(line: &str) -> Job {
    let (task, case) = line.split_once(' ').unwrap();
    let (origin, case) = (task.parse().unwrap(), domain::id::CaseId(case.parse().unwrap()));
    Job::Tell { about: domain::notice::NoticeKind::UrgentTask, case, origin }
}

/// Everybody works for one team; who has an even number sits in the first seat. The names would be known in a mail.
fn people_and_cases() -> String {
    let organisation = casework::reference::organisation_id("blijvend-veilig");
    format!(
        "INSERT INTO users (id, name, display_name, created_at) \
           SELECT md5('user' || n)::uuid, 'mens' || n, 'Kanarie Vogelzang', now() FROM generate_series(0, {PEOPLE} - 1) n; \
         INSERT INTO memberships (id, user_id, organisation_id, role, starts_at) \
           SELECT md5('membership' || n)::uuid, md5('user' || n)::uuid, '{organisation}', 'safety_expert', \
             now() - interval '1 day' FROM generate_series(0, {PEOPLE} - 1) n; \
         INSERT INTO notice_choices (user_id, mail, chosen_at) SELECT id, 'at_once', now() FROM users; \
         INSERT INTO households (id, area_id, registered_by, registered_as, registered_at) \
           SELECT md5('household' || n)::uuid, (SELECT a.id FROM areas a ORDER BY a.id LIMIT 1), \
             md5('user' || 0)::uuid, md5('membership' || 0)::uuid, now() FROM generate_series(0, {CASES} - 1) n; \
         WITH opened AS (INSERT INTO cases \
             (id, code, household_id, reason, phase, state, opened_by, opened_as, opened_at) \
           SELECT md5('case' || n)::uuid, 'CASE' || chr(65 + (n / 20)::int) || substr('ABCDEFGHJKLMNPQRSTUV', n::int % 20 + 1, 1), \
             md5('household' || n)::uuid, 'Kanarie Vogelzang', 'direct', 'open', \
             md5('user' || 0)::uuid, md5('membership' || 0)::uuid, now() FROM generate_series(0, {CASES} - 1) n RETURNING id) \
         INSERT INTO view_holders (case_id, since, team_id, reason, recorded_by) \
           SELECT id, now(), (SELECT t.id FROM teams t ORDER BY t.id LIMIT 1), 'case_opened', md5('user' || 0)::uuid FROM opened; \
         INSERT INTO duo_seats (id, case_id, seat, kind, user_id, membership_id, starts_at, assigned_by) \
           SELECT md5('seat' || (n * 2 + s))::uuid, md5('case' || n)::uuid, s, 'member', \
             md5('user' || ((n * 2 + s - 1) % {PEOPLE}))::uuid, md5('membership' || ((n * 2 + s - 1) % {PEOPLE}))::uuid, \
             now() - interval '1 hour', md5('user' || 0)::uuid \
           FROM generate_series(0, {CASES} - 1) n, generate_series(1, 2) s"
    )
}

fn tasks(number: usize) -> String {
    format!(
        "INSERT INTO tasks (id, case_id, kind, cause, origin_id, opened_by, membership_id, opened_at, due_on) \
           SELECT md5('task' || n)::uuid, md5('case' || n % {CASES})::uuid, 'red_flags', 'red_flag', md5('flag' || n)::uuid, \
             md5('user0')::uuid, md5('membership0')::uuid, now(), current_date FROM generate_series(1, {number}) n"
    )
}

/// Reads the log to its end, so that the program is never held up by a full pipe.
fn read_log(log: ChildStderr, errors: &Mutex<Vec<String>>) {
    for line in BufReader::new(log).lines() {
        let Ok(line) = line else { return };
        let said: Value = serde_json::from_str(&line).unwrap_or_default();
        // Whoever dies in the middle of a line leaves half of one.
        if said["level"] == "ERROR" {
            errors.lock().unwrap().push(line);
        } else if said["level"] == "WARN" {
            eprintln!("{line}");
        }
    }
}
