//! The program `tandem`: reads the command line and hands each verb to its file.
//!
//! A verb that is not listed here does not exist; none is listed before it works.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use server::settings::verb::SettingsVerb;

/// Case coordination for professionals who work on domestic violence, together.
#[derive(Debug, Parser)]
#[command(version)]
struct Cli {
    /// The file with settings (config/local.toml when it exists).
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Show the settings, or check them.
    #[command(subcommand)]
    Settings(SettingsVerb),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match cli.verb {
        Verb::Settings(verb) => verb.run(cli.config),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("tandem: {error}");
            ExitCode::FAILURE
        }
    }
}
