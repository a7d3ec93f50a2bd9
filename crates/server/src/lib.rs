//! What the program `tandem` is put together from: settings, telemetry and one file per verb.
//!
//! The only crate that reads the environment. It wires the others up and must never hold a rule of the work.

pub mod settings;
pub mod telemetry;
