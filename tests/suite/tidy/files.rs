//! What every Rust file looks like.

use super::{assert_none, rust_files};

/// A file longer than this should be two.
const LONGEST: usize = 400;

/// Longer files, each with its reason. This list may only shrink.
const LONG: &[&str] = &[
    // Printed from the database.
    "crates/store/src/schema.rs",
];

/// Files of `store` that say SQL as text, each with its reason. Everywhere else queries are typed.
const SQL_AS_TEXT: &[&str] = &[
    // Begins and ends transactions.
    "crates/store/src/tx.rs",
    // Says which bell a connection listens to.
    "crates/store/src/job/bell.rs",
    // Says how a connection plans, before anything is asked on it.
    "crates/store/src/connect.rs",
    // Becomes the owner of the tables.
    "crates/store/src/migrate.rs",
    "crates/store/src/reference.rs",
    // Say what a test wants to know.
    "crates/store/src/testing.rs",
    "crates/store/tests/cluster.rs",
];

/// Where routes are made, so that every route is in the one list with what protects it.
const ROUTES: &[&str] = &["crates/web/src/shared/router.rs"];

#[test]
fn every_file_opens_with_what_it_is_for() {
    let mut wrong = Vec::new();
    for file in rust_files() {
        let opening = file.text.lines().next().unwrap_or_default();
        if !opening.starts_with("//! ") || opening.len() < 20 {
            wrong.push(format!("{}: {opening}", file.path));
        }
    }
    assert_none("a file opens with `//!`, what it is for and what it must never do", &wrong);
}

#[test]
fn files_stay_short() {
    let mut wrong = Vec::new();
    for file in rust_files() {
        let lines = file.text.lines().count();
        let listed = LONG.contains(&file.path.as_str());
        if lines > LONGEST && !listed {
            wrong.push(format!("{} has {lines} lines", file.path));
        }
        if lines <= LONGEST && listed {
            wrong.push(format!("{} is short enough now: take it off the list", file.path));
        }
    }
    assert_none("a file is too long", &wrong);
}

#[test]
fn no_file_is_called_after_nothing() {
    let nothing = ["utils", "util", "helpers", "helper", "common", "types", "models", "misc"];
    let mut wrong = Vec::new();
    for file in rust_files() {
        let path = file.path.trim_end_matches(".rs");
        if path.split('/').any(|part| nothing.contains(&part)) {
            wrong.push(file.path);
        }
    }
    assert_none("a file is named after what is in it", &wrong);
}

#[test]
fn queries_are_typed() {
    only_in(SQL_AS_TEXT, &["sql_query", "batch_execute"], "SQL as text; say it with diesel");
}

#[test]
fn transactions_begin_in_one_file() {
    let only = &["crates/store/src/tx.rs"];
    only_in(
        only,
        &["\"BEGIN", "START TRANSACTION", ".transaction("],
        "a transaction that store::Tx does not know",
    );
}

#[test]
fn routes_are_made_in_one_list() {
    let words =
        &[".route(", "web::resource", "web::scope", "#[get(", "#[post(", "#[put(", "#[patch(", "#[delete("];
    only_in(ROUTES, words, "a route beside the list of routes");
}

#[test]
fn nothing_is_left_for_later() {
    // Taken apart, because this file would find itself.
    let words: Vec<String> = [
        ["TO", "DO"],
        ["FIX", "ME"],
        ["XX", "X"],
        ["to", "do!("],
        ["unimple", "mented!("],
        ["#[ig", "nore"],
        ["#[al", "low("],
        ["#![al", "low("],
        ["thread::sl", "eep("],
        ["time::sl", "eep("],
    ]
    .map(|halves| halves.concat())
    .to_vec();
    // Waits for other processes, which nobody can be told about.
    let waits = ["crates/store/src/cluster/launch.rs"];
    let mut wrong = Vec::new();
    for file in rust_files().into_iter().filter(|file| !waits.contains(&file.path.as_str())) {
        for (number, line) in file.text.lines().enumerate() {
            if let Some(word) = words.iter().find(|word| line.contains(word.as_str())) {
                wrong.push(format!("{}:{}: {word}", file.path, number + 1));
            }
        }
    }
    assert_none("something is put off, silenced or waited for", &wrong);
}

/// Our own code says these words in these files only; every file on the list still needs to be there.
fn only_in(files: &[&str], words: &[&str], what: &str) {
    let mut wrong = Vec::new();
    let mut used = Vec::new();
    for file in rust_files().into_iter().filter(|file| file.path.starts_with("crates/")) {
        let Some(word) = words.iter().find(|word| file.text.contains(*word)) else { continue };
        if files.contains(&file.path.as_str()) {
            used.push(file.path);
        } else {
            wrong.push(format!("{}: {word}", file.path));
        }
    }
    for file in files.iter().filter(|file| !used.iter().any(|it| it == *file)) {
        wrong.push(format!("{file} needs no exception any more: take it off the list"));
    }
    assert_none(what, &wrong);
}
