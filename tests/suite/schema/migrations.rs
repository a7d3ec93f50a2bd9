//! Each migration can be undone, and is not changed once it has left the machine it was written on.

use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use store::testing::{ClusterRole, TestDatabase};

#[tokio::test]
async fn up_down_up_gives_the_same_schema() {
    let database = TestDatabase::empty().await;
    let mut migrator = database.console(ClusterRole::Migrator).await;
    migrator.run("SET ROLE tandem_owner").await;
    let mut before = database.dump();
    for migration in folders() {
        let (up, down) = (step(&migration, "up.sql"), step(&migration, "down.sql"));
        migrator.run(&up).await;
        let after = database.dump();
        migrator.run(&down).await;
        assert_same(&database.dump(), &before, &migration, "down.sql leaves something or takes too much");
        migrator.run(&up).await;
        assert_same(&database.dump(), &after, &migration, "up.sql gives something else the second time");
        before = after;
    }
    for migration in folders().iter().rev() {
        migrator.run(&step(migration, "down.sql")).await;
    }
}

#[test]
fn migrations_have_names_that_sort() {
    for folder in folders() {
        let name = folder.file_name().unwrap().to_str().unwrap();
        let (stamp, words) = name.split_once('_').unwrap();
        let pattern: String = stamp.chars().map(|it| if it.is_ascii_digit() { '0' } else { it }).collect();
        assert_eq!(pattern, "0000-00-00-000000", "{name}");
        assert!(
            words.chars().all(|it| it.is_ascii_lowercase() || it == '_' || it.is_ascii_digit()),
            "{name}"
        );
    }
}

/// A line of the list is a SHA-256 and a path in this folder. With a release, every file is added to it.
#[test]
fn what_has_been_released_is_not_changed() {
    let readme = fs::read_to_string(place().join("README.md")).unwrap();
    let (_, list) = readme.split_once("## Hashes").unwrap();
    let (_, list) = list.split_once("```text\n").unwrap();
    let (list, _) = list.split_once("```").unwrap();
    let mut listed = Vec::new();
    for line in list.lines() {
        let (hash, path) = line.split_once("  ").unwrap();
        let now = fs::read(place().join(path)).unwrap_or_default();
        let now: String = Sha256::digest(&now).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(
            now, hash,
            "{path} was changed after its release: put it back, and write another migration"
        );
        listed.push(path.to_owned());
    }
    let all: Vec<String> = folders()
        .iter()
        .map(|folder| folder.file_name().unwrap().to_str().unwrap().to_owned())
        .flat_map(|name| [format!("{name}/down.sql"), format!("{name}/up.sql")])
        .collect();
    assert_eq!(
        listed,
        all[..listed.len()],
        "the list in migrations/README.md has every file up to a release, in order"
    );
}

fn assert_same(now: &str, then: &str, migration: &Path, what: &str) {
    if now == then {
        return;
    }
    let gained: Vec<_> = now.lines().filter(|line| !then.contains(line)).collect();
    let lost: Vec<_> = then.lines().filter(|line| !now.contains(line)).collect();
    panic!("{}: {what}\ntoo much: {gained:#?}\ntoo little: {lost:#?}", migration.display());
}

fn step(migration: &Path, file: &str) -> String {
    let sql = fs::read_to_string(migration.join(file)).unwrap();
    format!("BEGIN; {sql}; COMMIT")
}

fn folders() -> Vec<PathBuf> {
    let entries = fs::read_dir(place()).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn place() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("migrations")
}
