//! What the program `tandem` is put together from: settings, telemetry and one file per verb.
//!
//! The only crate that reads the environment. It wires the others up and must never hold a rule of the work.

pub mod demo;
pub mod failure;
pub mod migrate;
pub mod openapi;
pub mod parts;
pub mod seed;
pub mod serve;
pub mod settings;
pub mod telemetry;
pub mod user;
pub mod work;

use std::io::{Write, stdout};

use failure::Failure;

/// Prints a line for the operator.
///
/// # Errors
/// When standard output is closed.
pub fn say(line: &str) -> Result<(), Failure> {
    print(&format!("{line}\n"))
}

/// Prints a text as it is.
///
/// # Errors
/// When standard output is closed.
pub fn print(text: &str) -> Result<(), Failure> {
    stdout().write_all(text.as_bytes()).map_err(Failure::Io)
}
