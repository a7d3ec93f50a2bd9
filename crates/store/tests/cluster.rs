//! The private PostgreSQL, tried with a real one: it keeps its data, survives our death and knows its roles.
//!
//! Each test has a folder of its own, and removes it.
#![expect(clippy::unwrap_used, reason = "the helpers of a test may end it")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use diesel::QueryableByName;
use diesel::sql_types::Text;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use secrecy::ExposeSecret;
use store::cluster::{Cluster, ClusterError, ClusterOptions, ClusterRole, Durability};

#[test]
fn data_and_passwords_outlive_a_stop() {
    let folder = Folder::new("again");
    let cluster = start(folder.path()).unwrap();
    let first = cluster.url(ClusterRole::Migrator, "tandem");
    run(
        &cluster,
        ClusterRole::Migrator,
        "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('still here')",
    );
    cluster.stop().unwrap();

    let cluster = start(folder.path()).unwrap();
    assert_eq!(first.expose_secret(), cluster.url(ClusterRole::Migrator, "tandem").expose_secret());
    assert_eq!(ask(&cluster, ClusterRole::Migrator, "SELECT word AS answer FROM kept"), "still here");
}

#[test]
fn a_killed_program_leaves_no_server_and_no_damage() {
    let folder = Folder::new("killed");
    let mut holder = Command::new(env!("CARGO_BIN_EXE_hold_cluster"))
        .arg(folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(holder.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert_eq!(line, "ready\n");
    let refused = start(folder.path()).unwrap_err();
    assert!(matches!(&refused, ClusterError::AlreadyRunning { pid, .. } if *pid == holder.id().to_string()));

    holder.kill().unwrap();
    holder.wait().unwrap();

    // The next start waits for the orphan, which stops by itself.
    let cluster = start(folder.path()).unwrap();
    let log = fs::read_to_string(folder.path().join("postgresql.log")).unwrap();
    assert!(log.contains("database system was shut down at"), "{log}");
    cluster.stop().unwrap();
}

/// Whoever is busy does not notice the death of PostgreSQL's first process, and a new one cannot begin beside it.
#[test]
fn a_start_waits_for_what_outlived_a_killed_server() {
    let folder = Folder::new("outlived");
    let cluster = start(folder.path()).unwrap();
    let url = cluster.url(ClusterRole::Migrator, "tandem");
    let busy = thread::spawn(move || {
        block_on(async {
            let mut busy = AsyncPgConnection::establish(url.expose_secret()).await.unwrap();
            busy.batch_execute("SELECT count(*) FROM generate_series(1, 6000000)").await
        })
    });
    let at_it = "SELECT count(*)::text AS answer FROM pg_stat_activity \
                 WHERE state = 'active' AND query LIKE 'SELECT count(*) FROM generate%'";
    while ask(&cluster, ClusterRole::Migrator, at_it) == "0" {}

    let first = fs::read_to_string(folder.path().join("postgresql/postmaster.pid")).unwrap();
    let first = first.lines().next().unwrap().parse().unwrap();
    kill(Pid::from_raw(first), Signal::SIGKILL).unwrap();
    assert!(cluster.stop().is_err(), "it was killed");

    let cluster = start(folder.path()).unwrap();
    assert!(busy.join().unwrap().is_ok(), "it was still busy when the server was started anew");
    cluster.stop().unwrap();
}

#[test]
fn the_roles_may_do_what_they_are_for_and_no_more() {
    let folder = Folder::new("roles");
    let cluster = start(folder.path()).unwrap();
    let roles = "SELECT string_agg(concat_ws(' ', rolname, \
         CASE WHEN rolcanlogin THEN 'login' END, CASE WHEN rolsuper THEN 'superuser' END, \
         CASE WHEN rolbypassrls THEN 'bypassrls' END, CASE WHEN rolcreatedb THEN 'createdb' END, \
         CASE WHEN rolcreaterole THEN 'createrole' END, CASE WHEN rolreplication THEN 'replication' END, \
         (SELECT string_agg(roleid::regrole::text, ' ' ORDER BY roleid::regrole::text) \
            FROM pg_auth_members WHERE member = r.oid), \
         array_to_string(rolconfig, ' ')), E'\\n' ORDER BY rolname) AS answer \
         FROM pg_roles r WHERE rolname LIKE 'tandem%'";
    assert_eq!(
        ask(&cluster, ClusterRole::App, roles),
        "tandem_app login tandem_audit \
         statement_timeout=10s lock_timeout=5s idle_in_transaction_session_timeout=15s\n\
         tandem_audit\n\
         tandem_builder login bypassrls pg_read_all_data pg_write_all_data\n\
         tandem_guard bypassrls\n\
         tandem_inspector login bypassrls pg_read_all_data\n\
         tandem_migrator login createdb pg_signal_backend tandem_guard tandem_owner\n\
         tandem_owner"
    );
    let rights = "SELECT concat_ws(' ', (SELECT datdba::regrole FROM pg_database WHERE datname = 'tandem'), \
         has_database_privilege('tandem', 'CREATE'), has_database_privilege('tandem', 'TEMP'), \
         has_schema_privilege('public', 'CREATE')) AS answer";
    assert_eq!(ask(&cluster, ClusterRole::App, rights), "tandem_owner f f f");
}

#[test]
fn the_migrator_hands_functions_to_the_guard_and_replaces_databases_in_use() {
    let folder = Folder::new("migrator");
    let cluster = start(folder.path()).unwrap();
    for statement in [
        "SET ROLE tandem_owner; CREATE SCHEMA guarded; GRANT CREATE, USAGE ON SCHEMA guarded TO tandem_guard; \
         CREATE FUNCTION guarded.sees() RETURNS text LANGUAGE sql SECURITY DEFINER \
         RETURN (SELECT current_user::text); \
         RESET ROLE; ALTER FUNCTION guarded.sees() OWNER TO tandem_guard; \
         GRANT USAGE ON SCHEMA guarded TO tandem_app",
        "CREATE DATABASE copy TEMPLATE tandem STRATEGY FILE_COPY OWNER tandem_owner",
    ] {
        run(&cluster, ClusterRole::Migrator, statement);
    }
    assert_eq!(ask(&cluster, ClusterRole::App, "SELECT guarded.sees() AS answer"), "tandem_guard");

    block_on(async {
        let _open = connect(&cluster, ClusterRole::App, "copy").await;
        let mut migrator = connect(&cluster, ClusterRole::Migrator, "tandem").await;
        migrator.batch_execute("DROP DATABASE copy WITH (FORCE)").await.unwrap();
    });
}

#[test]
fn lost_passwords_are_replaced_and_a_stale_process_number_is_ignored() {
    let folder = Folder::new("stale");
    let cluster = start(folder.path()).unwrap();
    let passwords = folder.path().join("postgresql.passwords");
    assert_eq!(fs::metadata(&passwords).unwrap().permissions().mode() & 0o777, 0o600);
    cluster.stop().unwrap();

    fs::remove_file(&passwords).unwrap();
    fs::write(folder.path().join("postgresql/postmaster.pid"), format!("{}\n", std::process::id())).unwrap();
    let cluster = start(folder.path()).unwrap();
    assert_eq!(ask(&cluster, ClusterRole::App, "SELECT 'in' AS answer"), "in");
}

#[test]
fn a_long_path_gets_its_socket_elsewhere() {
    let folder = Folder::new("long");
    let cluster = start(&folder.path().join("a-folder-with-quite-a-name/".repeat(5))).unwrap();
    let url = cluster.url(ClusterRole::App, "tandem");
    assert!(!url.expose_secret().contains("quite"));
    assert_eq!(ask(&cluster, ClusterRole::App, "SELECT 'in' AS answer"), "in");
}

#[test]
fn what_is_missing_is_named_with_its_package() {
    let folder = Folder::new("missing");
    let empty = folder.path().join("empty");
    fs::create_dir_all(&empty).unwrap();
    let options = ClusterOptions {
        data: folder.path().join("data"),
        binaries: Some(empty.clone()),
        durability: Durability::Volatile,
    };
    let message = Cluster::start(options).unwrap_err().to_string();
    assert!(message.contains(&empty.display().to_string()) && message.contains("`postgresql`"), "{message}");
    assert!(ClusterError::NoServer.to_string().contains("`postgresql`"));
    assert!(ClusterError::NoSetpriv.to_string().contains("`util-linux`"));
}

#[test]
fn a_folder_closed_to_postgresql_is_named() {
    let closed = Folder::new("closed");
    fs::set_permissions(closed.path(), fs::Permissions::from_mode(0o700)).unwrap();
    match start(&closed.path().join("data")) {
        Err(ClusterError::ClosedFolder { folder, .. }) => assert_eq!(folder, closed.path()),
        Err(other) => panic!("{other}"),
        Ok(_) => {
            assert!(!nix::unistd::geteuid().is_root(), "only an ordinary user is PostgreSQL's user as well")
        }
    }
}

#[test]
fn data_of_another_version_are_left_alone() {
    let folder = Folder::new("version");
    let server = folder.path().join("postgresql");
    fs::create_dir_all(&server).unwrap();
    fs::write(server.join("PG_VERSION"), "9\n").unwrap();
    let refused = start(folder.path()).unwrap_err();
    assert!(matches!(refused, ClusterError::OtherVersion { made_by: 9, .. }), "{refused}");
}

#[test]
fn a_server_that_ends_at_once_shows_its_log() {
    let folder = Folder::new("broken");
    start(folder.path()).unwrap().stop().unwrap();
    fs::write(folder.path().join("postgresql/postgresql.conf"), "no_such_setting = 1\n").unwrap();
    let message = start(folder.path()).unwrap_err().to_string();
    assert!(message.contains("no_such_setting"), "{message}");
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    answer: String,
}

/// A folder that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("tandem-cluster-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o711)).unwrap();
        Self(folder.canonicalize().unwrap())
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn start(data: &Path) -> Result<Cluster, ClusterError> {
    Cluster::start(ClusterOptions { data: data.to_owned(), binaries: None, durability: Durability::Volatile })
}

fn run(cluster: &Cluster, role: ClusterRole, sql: &str) {
    block_on(async { connect(cluster, role, "tandem").await.batch_execute(sql).await.unwrap() });
}

fn ask(cluster: &Cluster, role: ClusterRole, sql: &str) -> String {
    block_on(async {
        let mut connection = connect(cluster, role, "tandem").await;
        diesel::sql_query(sql).get_result::<Row>(&mut connection).await.unwrap().answer
    })
}

async fn connect(cluster: &Cluster, role: ClusterRole, database: &str) -> AsyncPgConnection {
    AsyncPgConnection::establish(cluster.url(role, database).expose_secret()).await.unwrap()
}

fn block_on<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}
