//! The program `bench`: fills a database with many households, and measures Tandem on it.
//!
//! It is a tool of the workshop and must never be shipped or pointed at people who exist.

use std::path::PathBuf;
use std::process::ExitCode;

use bench::generate::{self, Size};
use bench::measure::{self, Plan};
use clap::{Parser, Subcommand};
use server::failure::Failure;

/// Measures Tandem on a database with many fictional households.
#[derive(Debug, Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Make a private database and fill it.
    Generate {
        /// How many households.
        #[arg(long, default_value_t = 100_000, value_name = "N")]
        households: u32,
        /// The folder of the database; it must hold none yet.
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
    },
    /// Measure every scenario on it, and the same SQL with pgbench.
    Run {
        /// The folder of the database.
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        /// How long one measurement counts, after it has warmed up.
        #[arg(long, default_value_t = 5.0, value_name = "S")]
        seconds: f64,
        /// How long one warms up.
        #[arg(long, default_value_t = 6.0, value_name = "S")]
        warm_up: f64,
        /// How many times everything is measured, in turn; the median counts.
        #[arg(long, default_value_t = 3, value_name = "N")]
        rounds: usize,
        /// How many times one measurement is made at most, when others use the machine meanwhile.
        #[arg(long, default_value_t = 3, value_name = "N")]
        tries: usize,
        /// How many clients ask at the same time.
        #[arg(long, default_value = "1,8", value_delimiter = ',', value_name = "N,…")]
        clients: Vec<usize>,
        /// Only the scenarios whose name holds this word.
        #[arg(long, value_name = "WORD")]
        only: Option<String>,
    },
}

// Migrations need a runtime with more than one thread.
#[tokio::main]
async fn main() -> ExitCode {
    match run(Cli::parse().verb).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {}", error.whole());
            ExitCode::FAILURE
        }
    }
}

async fn run(verb: Verb) -> Result<(), Failure> {
    match verb {
        Verb::Generate { households, data } => generate::generate(Size::of(households), data).await,
        Verb::Run { data, seconds, warm_up, rounds, tries, clients, only } => {
            let plan = Plan { seconds, warm_up, rounds, tries, clients, only };
            server::print(&measure::measure(data, &plan).await?)
        }
    }
}
