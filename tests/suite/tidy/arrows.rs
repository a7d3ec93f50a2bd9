//! Which crate may use which, read from cargo and not guessed.

use super::{assert_none, root, rust_files};
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand};

/// Who may use whom among our crates, in the order in which they build on each other.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("access", &["domain"]),
    ("store", &["domain", "access"]),
    ("casework", &["domain", "access", "store"]),
    ("paper", &[]),
    ("web", &["domain", "access", "casework", "paper"]),
    ("server", &["domain", "access", "store", "casework", "web"]),
    ("bench", &["domain", "access", "store", "casework", "server"]),
    ("acceptance", &["domain", "access", "store", "casework", "web", "server"]),
];

/// Libraries that belong to some crates only.
const TIED: &[(&str, &[&str])] = &[
    ("diesel", &["store"]),
    ("diesel-async", &["store"]),
    ("diesel_migrations", &["store"]),
    ("deadpool", &["store"]),
    ("aes-gcm", &["store"]),
    ("argon2", &["casework"]),
    ("actix-web", &["web", "server"]),
    ("maud", &["paper", "web"]),
    ("krilla", &["paper"]),
    ("utoipa", &["web"]),
    ("jsonwebtoken", &["web"]),
    ("clap", &["server", "bench"]),
    ("lettre", &["server"]),
    ("icalendar", &["web"]),
];

#[test]
fn arrows_between_crates_go_one_way() {
    let metadata = metadata();
    let mut wrong = Vec::new();
    for package in metadata.workspace_packages() {
        let name = package.name.as_str();
        let Some((_, allowed)) = ARROWS.iter().find(|(of, _)| *of == name) else {
            wrong.push(format!("the crate {name} is not in the list"));
            continue;
        };
        for dependency in &package.dependencies {
            let used = dependency.name.as_str();
            let ours = ARROWS.iter().any(|(of, _)| *of == used);
            let for_tests = dependency.kind == DependencyKind::Development && name != "web";
            if ours && !for_tests && !allowed.contains(&used) {
                wrong.push(format!("{name} may not use {used}"));
            }
        }
    }
    assert_none("an arrow between crates is missing from the list or goes the wrong way", &wrong);
}

#[test]
fn some_libraries_stay_in_their_crate() {
    let metadata = metadata();
    let mut wrong = Vec::new();
    for package in metadata.workspace_packages() {
        for dependency in package.dependencies.iter().filter(|it| it.kind == DependencyKind::Normal) {
            let tied = TIED.iter().find(|(library, _)| *library == dependency.name);
            if tied.is_some_and(|(_, crates)| !crates.contains(&package.name.as_str())) {
                wrong.push(format!("{} uses {}", package.name, dependency.name));
            }
        }
    }
    assert_none("a library is used by a crate that should know nothing of it", &wrong);
}

/// What the rules may lean on: nothing that reads, writes, waits or throws dice.
const OF_THE_RULES: &[&str] = &["chrono", "chrono-tz", "thiserror", "unicode-normalization", "uuid"];

#[test]
fn the_rules_lean_on_little() {
    let metadata = metadata();
    let domain = metadata.workspace_packages().into_iter().find(|it| it.name.as_str() == "domain").unwrap();
    let used = domain.dependencies.iter().filter(|it| it.kind == DependencyKind::Normal);
    let wrong: Vec<String> =
        used.map(|it| it.name.clone()).filter(|it| !OF_THE_RULES.contains(&it.as_str())).collect();
    assert_none("`domain` uses a library that a rule should not need", &wrong);
}

#[test]
fn the_two_doors_are_strangers() {
    let mut wrong = Vec::new();
    for file in rust_files() {
        let other = match file.path.strip_prefix("crates/web/src/") {
            Some(path) if path.starts_with("api") => "ui",
            Some(path) if path.starts_with("ui") => "api",
            _ => continue,
        };
        let uses = [format!("crate::{other}"), format!("super::{other}::"), format!("web::{other}::")];
        if uses.iter().any(|it| file.text.contains(it.as_str())) {
            wrong.push(format!("{} uses {other}", file.path));
        }
    }
    assert_none("what both doors need belongs in web/src/shared", &wrong);
}

#[test]
fn only_the_server_reads_the_environment() {
    let reads = ["env::var", "env::args", "env::vars", "env::current_dir"];
    let mut wrong = Vec::new();
    for file in rust_files() {
        let allowed = file.path.starts_with("crates/server/")
            || file.path.ends_with("/build.rs")
            || file.path.contains("/tests/");
        let is_ours = file.path.starts_with("crates/");
        if is_ours && !allowed && reads.iter().any(|it| file.text.contains(it)) {
            wrong.push(file.path);
        }
    }
    assert_none("a value of the environment comes in through the settings", &wrong);
}

#[test]
fn every_crate_takes_the_lints_of_the_workspace() {
    let mut wrong = Vec::new();
    for package in metadata().workspace_packages() {
        let manifest = std::fs::read_to_string(&package.manifest_path).unwrap();
        if !manifest.contains("\n[lints]\nworkspace = true\n") {
            wrong.push(package.name.to_string());
        }
    }
    assert_none("a crate without `[lints] workspace = true`", &wrong);
}

#[test]
fn every_dependency_says_why_it_is_here() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let (_, table) = manifest.split_once("[workspace.dependencies]\n").unwrap();
    let lines = table.lines().take_while(|line| !line.starts_with('['));
    let wrong: Vec<_> = lines
        .filter(|line| line.contains(" = ") && !line.starts_with('#') && !line.contains("path = "))
        .filter(|line| line.split_once(" # ").is_none_or(|(_, reason)| reason.trim().len() < 4))
        .map(str::to_owned)
        .collect();
    assert_none("a dependency without a reason behind `#`", &wrong);
}

#[test]
fn versions_are_decided_in_one_place() {
    let mut wrong = Vec::new();
    for package in metadata().workspace_packages() {
        let manifest = std::fs::read_to_string(&package.manifest_path).unwrap();
        let tables = manifest.split("\n[").filter(|it| it.contains("dependencies]\n"));
        for line in tables.flat_map(str::lines).filter(|line| line.contains(" = ")) {
            if !line.contains("workspace = true") {
                wrong.push(format!("{}: {line}", package.name));
            }
        }
    }
    assert_none("a dependency with a version of its own", &wrong);
}

fn metadata() -> Metadata {
    MetadataCommand::new().manifest_path(root().join("Cargo.toml")).no_deps().exec().unwrap()
}
