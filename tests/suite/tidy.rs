//! Tests of the code itself: who may use whom, how long a file may be, what is printed and committed.
//!
//! A list of exceptions here may only shrink.

mod arrows;
mod files;
mod generated;
mod papers;

use std::path::{Path, PathBuf};

/// The top folder of the workspace.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// A file of the workspace with its path from the top.
struct Source {
    path: String,
    text: String,
}

/// Our Rust files.
fn rust_files() -> Vec<Source> {
    let mut found = Vec::new();
    for folder in ["crates", "tests"] {
        collect(&root().join(folder), &mut found);
    }
    assert!(found.len() > 100, "the files of the workspace are where they were");
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn collect(folder: &Path, found: &mut Vec<Source>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(Source { path: relative(&path), text: std::fs::read_to_string(&path).unwrap() });
        }
    }
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned()
}

/// Fails with everything that is wrong at once.
fn assert_none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}

/// Compares a committed file with what it is made from, and leaves the new text where it can be copied from.
fn assert_in_sync(committed: &str, made: &str) {
    let path = root().join(committed);
    if std::fs::read_to_string(&path).unwrap_or_default() == made {
        return;
    }
    let new = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(path.file_name().unwrap());
    std::fs::write(&new, made).unwrap();
    panic!("{committed} is out of date; when the change is meant: cp {} {committed}", new.display());
}
