//! Runs Spectral, which npm installs below the target folder from the lock file in `tests/openapi`, with our ruleset.
//! Never fetches a ruleset, and judges nothing itself.

use super::Finding;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// What npm needs to know; when one of these changes, it runs again.
const NPM_FILES: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];
const SOURCES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi");

/// What Spectral finds, by the name of the document; a document without findings is not in it. One run for all of
/// them, since most of its time is its start. `run` names the folder where the documents stay to be looked at.
pub(super) fn lint<'a>(run: &str, documents: &BTreeMap<&'a str, Value>) -> BTreeMap<&'a str, Vec<Finding>> {
    let folder = work().join(run);
    let _not_there_yet = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let names: BTreeMap<PathBuf, &str> = documents
        .iter()
        .enumerate()
        .map(|(place, (name, document))| {
            let file = folder.join(format!("{place}.json"));
            fs::write(&file, format!("{document:#}")).unwrap();
            (file, *name)
        })
        .collect();
    let mut found: BTreeMap<&str, Vec<Finding>> = BTreeMap::new();
    for it in results(names.keys()) {
        let text = |name: &str| it[name].as_str().unwrap().to_owned();
        let place = format!("{} {}", it["path"], text("message"));
        let name = names[Path::new(it["source"].as_str().unwrap())];
        found.entry(name).or_default().push(Finding { rule: text("code"), place });
    }
    found
}

/// The names of the rules in our ruleset that are ours, so not those that come with Spectral.
pub(super) fn own_rules() -> BTreeSet<String> {
    let text = fs::read_to_string(ruleset()).unwrap();
    let names = text.lines().filter_map(|line| line.strip_prefix("  ")?.strip_suffix(':'));
    names.filter(|name| name.starts_with("core-")).map(str::to_owned).collect()
}

fn ruleset() -> PathBuf {
    Path::new(SOURCES).join("ruleset.yaml")
}

/// Where packages and documents are.
fn work() -> &'static Path {
    static WORK: OnceLock<PathBuf> = OnceLock::new();
    WORK.get_or_init(|| Path::new(env!("CARGO_TARGET_TMPDIR")).join("openapi"))
}

fn results<'a>(files: impl Iterator<Item = &'a PathBuf>) -> Vec<Value> {
    let ran = Command::new(installed())
        .args(["lint", "--quiet", "--format", "json", "--fail-severity", "hint", "--ruleset"])
        .arg(ruleset())
        .args(files)
        .output()
        .unwrap();
    // Zero: nothing was found; one: something was. Anything else means that Spectral itself failed.
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(matches!(ran.status.code(), Some(0 | 1)), "Spectral failed:\n{said}");
    serde_json::from_slice(&ran.stdout)
        .unwrap_or_else(|error| panic!("Spectral said no JSON ({error}):\n{said}"))
}

/// The program, installed once and again only when the lock file has changed.
fn installed() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let folder = work().join("npm");
        let done = folder.join("done");
        let same =
            |file: &&str| fs::read(folder.join(file)).ok() == fs::read(Path::new(SOURCES).join(file)).ok();
        if !done.exists() || !NPM_FILES.iter().all(same) {
            install(&folder);
            fs::write(&done, "").unwrap();
        }
        folder.join("node_modules/.bin/spectral")
    })
}

fn install(folder: &Path) {
    let _not_there_yet = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).unwrap();
    for file in NPM_FILES {
        fs::copy(Path::new(SOURCES).join(file), folder.join(file)).unwrap();
    }
    let ran = Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(folder)
        .output()
        .expect("npm is needed once, to fetch the checker of the API description: install the package `npm`");
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(
        ran.status.success(),
        "`npm ci` could not fetch the checker of tests/openapi/package-lock.json:\n{said}"
    );
}
