//! Fills a new private database with many households, set by set: a function per table says the SQL of its rows.
//!
//! The rows are those that the program writes, as far as it can tell: it reads all of them, and every constraint holds.
//! What has been written stays: a folder that holds a database is refused.

mod cases;
mod households;
mod method;
mod names;
mod numbers;
mod plan;
mod progress;
mod reports;
mod staff;
mod terms;

use std::path::PathBuf;

use casework::account::Passwords;
use casework::ports::{Clock, SystemClock};
use secrecy::SecretString;
use server::demo::cast::PASSWORD;
use server::failure::Failure;
use server::parts::{Parts, real_looks};
use store::cluster::ClusterRole;

pub use self::numbers::Size;

use crate::home::Home;

/// What is written once and belongs to everybody: all tables below read it.
struct Ground {
    size: Size,
    /// The moment at which the history ends.
    now: String,
    /// The hash of the password of everybody.
    hash: String,
}

/// One table, or a few that can only be filled together.
type Table = fn(&Ground) -> String;

/// Everything in the order in which it refers to each other.
const TABLES: &[Table] = &[
    staff::teams,
    staff::professionals,
    plan::cases,
    households::households,
    households::persons,
    households::members,
    households::relationships,
    reports::reports,
    reports::inbox,
    reports::assessments,
    reports::advice_requests,
    cases::cases,
    cases::participations,
    cases::duo_seats,
    terms::of_reports,
    terms::of_cases,
    progress::contact_entries,
    progress::contact_presences,
    progress::safety_scores,
    method::plan_parts,
    method::plan_versions,
    method::scoring_rounds,
    method::phase_changes,
    progress::tasks,
    progress::audit_log,
];

/// Makes the database and fills it. A hundred thousand households take some minutes and two gigabytes.
///
/// # Errors
/// When the folder holds a database already, or PostgreSQL refuses something.
pub async fn generate(size: Size, data: PathBuf) -> Result<(), Failure> {
    if Home::is_in(&data) {
        return Err(Failure::Usage(format!("{} holds a database already", data.display())));
    }
    let home = Home::open(data).await?;
    let migrator = home.url(ClusterRole::Migrator);
    store::migrate::up(&migrator).await?;
    casework::reference::load(&migrator).await?;

    let ground = Ground {
        size,
        now: SystemClock.now().to_rfc3339(),
        hash: passwords(&home)?.hash(SecretString::from(PASSWORD)).await?,
    };
    let sql: String = TABLES.iter().map(|table| table(&ground)).collect();
    let all = format!("{}{}{sql}", plan::means(), names::pool()?);
    home.psql(ClusterRole::Builder).run(&all).await?;
    // The owner alone may do this.
    home.psql(ClusterRole::Migrator).run_apart("SET ROLE tandem_owner; VACUUM ANALYZE;").await?;
    home.flush().await?;
    home.close().await
}

fn passwords(home: &Home) -> Result<Passwords, Failure> {
    let parts = Parts::new(&home.settings(&[])?, home.url(ClusterRole::App), real_looks())?;
    Ok(parts.casework()?.passwords)
}
