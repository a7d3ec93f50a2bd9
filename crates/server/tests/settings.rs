//! `tandem settings`, as an operator sees it.
#![expect(clippy::unwrap_used, reason = "the helpers of a test may end it")]

use std::process::{Command, Output};

#[test]
fn the_printed_defaults_are_the_committed_file() {
    let output = tandem(&["settings", "defaults"]);
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stdout).unwrap(), include_str!("../../../config/default.toml"));
}

#[test]
fn a_check_says_what_is_missing() {
    let output = tandem(&["settings", "check"]);
    assert!(!output.status.success());
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("http.public_url") && message.contains("secrets.field_key_file"), "{message}");
}

fn tandem(arguments: &[&str]) -> Output {
    let tandem = env!("CARGO_BIN_EXE_tandem");
    Command::new(tandem).args(arguments).env_clear().env("HOME", "/home/anna").output().unwrap()
}
