//! Fetches the two typefaces of the paper with npm and leaves them where the crate embeds them. Writes only into the
//! folder that cargo gives it; nothing fetched is ever committed.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What npm needs to know; when one of these changes, it runs again.
const NPM_FILES: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];

/// What the crate embeds, by the path inside the package.
const FILES: [(&str, &str); 3] = [
    ("400Regular/SourceSans3_400Regular.ttf", "regular.ttf"),
    ("700Bold/SourceSans3_700Bold.ttf", "bold.ttf"),
    ("LICENSE_FONT", "licence.txt"),
];

fn main() -> Result<(), Box<dyn Error>> {
    for file in NPM_FILES.iter().chain(&["build.rs"]) {
        println!("cargo:rerun-if-changed={file}");
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo gives OUT_DIR")?);
    let folder = out.join("npm");
    let package = folder.join("node_modules/@expo-google-fonts/source-sans-3");
    let is_there = NPM_FILES.iter().all(|file| fs::read(file).ok() == fs::read(folder.join(file)).ok())
        && FILES.iter().all(|(from, _)| package.join(from).exists());
    if !is_there {
        fetch(&folder)?;
    }
    for (from, to) in FILES {
        fs::copy(package.join(from), out.join(to))?;
    }
    Ok(())
}

fn fetch(folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    for file in NPM_FILES {
        fs::copy(file, folder.join(file))?;
    }
    let ran = Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(folder)
        .output()
        .map_err(|_missing| "npm is needed once, to fetch the typefaces: install the package `npm`")?;
    if !ran.status.success() {
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        Err(format!("`npm ci` could not fetch the typefaces of crates/paper/package-lock.json:\n{said}"))?;
    }
    Ok(())
}
