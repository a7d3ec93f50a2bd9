//! The program `tandem`: reads the command line and hands each verb to its file.
//!
//! A verb that is not listed here does not exist; none is listed before it works.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use server::demo::DemoArgs;
use server::failure::Failure;
use server::settings::verb::SettingsVerb;
use server::user::UserVerb;
use server::work::WorkArgs;
use server::{demo, migrate, openapi, seed, serve, work};

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
    /// Show Tandem with fictional people, in a private database.
    Demo(DemoArgs),
    /// Answer requests.
    Serve,
    /// Do what follows from the work of people: notices, reminders and mail.
    Work(WorkArgs),
    /// Bring the schema of the database up to date.
    Migrate,
    /// Bring the reference data up to date.
    Seed,
    /// Print the description of the API.
    Openapi,
    /// Administer accounts.
    #[command(subcommand)]
    User(UserVerb),
    /// Show the settings, or check them.
    #[command(subcommand)]
    Settings(SettingsVerb),
}

// Migrations need a runtime with more than one thread; the workers of the server have one each of their own.
#[tokio::main]
async fn main() -> ExitCode {
    web::shared::panics::report_panics_without_their_text();
    let cli = Cli::parse();
    match run(cli.verb, cli.config).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("tandem: {}", error.whole());
            ExitCode::FAILURE
        }
    }
}

async fn run(verb: Verb, config: Option<PathBuf>) -> Result<(), Failure> {
    match verb {
        Verb::Demo(args) => demo::run(args, config).await,
        Verb::Serve => serve::run(config).await,
        Verb::Work(args) => work::run(args, config).await,
        Verb::Migrate => migrate::run(config).await,
        Verb::Seed => seed::run(config).await,
        Verb::Openapi => openapi::run(),
        Verb::User(verb) => verb.run(config).await,
        Verb::Settings(verb) => Ok(verb.run(config)?),
    }
}
