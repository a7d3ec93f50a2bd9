//! `tandem demo`: a private database, fictional people and the whole program in one process.

pub mod cast;
pub mod consultation;
pub mod days;
pub mod dice;
pub mod duo;
pub mod errands;
pub mod fill;
pub mod handovers;
pub mod history;
pub mod household;
pub mod intake;
pub mod life;
pub mod names;
pub mod plans;
pub mod practice;
pub mod question;
pub mod region;
pub mod situation;
pub mod staff;
pub mod storyline;
pub mod terms;
pub mod texts;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::PathBuf;

use casework::account::admin;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use nix::unistd::geteuid;
use secrecy::SecretString;
use store::cluster::{self, Cluster, ClusterOptions, ClusterRole, Durability};
use tokio::sync::watch;
use web::site::{DemoAccounts, Looks};
use web::ui::layout;

use self::fill::Filling;
use crate::failure::Failure;
use crate::parts::Parts;
use crate::serve;
use crate::settings::demo::Scale;
use crate::settings::{Settings, Sources};
use crate::telemetry;
use crate::work;

/// The database of a private cluster.
const DATABASE: &str = "tandem";

/// What a demonstration may be told.
#[derive(Debug, Clone, Args)]
pub struct DemoArgs {
    /// Where pages and API are served.
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// The folder of the private database.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// How much there is to see: duo (a hundred households) or region (the year of a region).
    #[arg(long)]
    scale: Option<String>,
    /// Begin anew: throw away what this demonstration holds.
    #[arg(long)]
    reset: bool,
}

/// Shows Tandem until it is told to stop.
///
/// # Errors
/// When PostgreSQL, the settings or the address cannot be used.
pub async fn run(args: DemoArgs, file: Option<PathBuf>) -> Result<(), Failure> {
    let settings = settings_of(&args, file)?;
    telemetry::start(&settings.log)?;
    if args.reset || Unfinished::is_in(&settings) {
        throw_away(&settings)?;
    }
    if settings.database.url.is_none() && !cluster::is_there(&settings.database.data) {
        cluster::prepare_folder(&settings.database.data)?;
        Unfinished::in_folder(&settings).mark()?;
    }
    let home = Home::open(&settings).await?;
    home.migrate(&settings).await?;
    casework::reference::load(&home.migrator).await?;

    let parts = Parts::new(&settings, home.app.clone(), looks()?)?;
    let casework = parts.casework()?;
    if admin::has_real_accounts(&casework).await? {
        return Err(Failure::RealAccounts);
    }
    if !admin::has_demo_accounts(&casework).await? {
        people(&settings, &parts, &home).await?;
    }

    let worker = work::worker(&settings, &parts)?;
    let (_stays_open, stopping) = watch::channel(false);
    let pace = (settings.work.hands, settings.work.poll());
    tracing::info!("notices are in the product only: a demonstration sends no mail");
    tokio::select! {
        answered = serve::answer(&settings, parts, |_| greet(&settings)) => answered?,
        // Works for as long as there is something to serve, and gives back what it was at when that ends.
        () = work::work(&worker, &home.app, pace, stopping) => {}
    }
    home.close().await;
    Ok(())
}

/// Where the data of the demonstration live.
struct Home {
    cluster: Option<Cluster>,
    app: SecretString,
    migrator: SecretString,
}

impl Home {
    async fn open(settings: &Settings) -> Result<Self, Failure> {
        if let Some(app) = settings.database.url.clone() {
            let migrator = settings.database.migrator_url.clone().ok_or(Failure::NoMigrator)?;
            return Ok(Self { cluster: None, app, migrator });
        }
        let options = ClusterOptions {
            data: settings.database.data.clone(),
            binaries: settings.database.binaries.clone(),
            durability: Durability::Durable,
        };
        let cluster =
            tokio::task::spawn_blocking(move || Cluster::start(options)).await.map_err(broken)??;
        let app = cluster.url(ClusterRole::App, DATABASE);
        let migrator = cluster.url(ClusterRole::Migrator, DATABASE);
        Ok(Self { cluster: Some(cluster), app, migrator })
    }

    /// Brings the database to the form of this program.
    async fn migrate(&self, settings: &Settings) -> Result<(), Failure> {
        let failed = match store::migrate::up(&self.migrator).await {
            Ok(_ran) => return Ok(()),
            Err(error) => error,
        };
        if self.cluster.is_none() {
            return Err(failed.into());
        }
        Err(Failure::OtherDemo { folder: settings.database.data.clone(), source: failed })
    }

    /// Writes what is new of the private cluster to disk.
    async fn flush(&self) -> Result<(), Failure> {
        let Some(flush) = self.cluster.as_ref().map(Cluster::flush) else { return Ok(()) };
        Ok(tokio::task::spawn_blocking(move || flush.run()).await.map_err(broken)??)
    }

    async fn close(self) {
        if let Some(cluster) = self.cluster {
            // Nothing is left to do for us when stopping fails: PostgreSQL ends with this process anyway.
            drop(tokio::task::spawn_blocking(move || cluster.stop()).await);
        }
    }
}

fn broken(error: tokio::task::JoinError) -> Failure {
    Failure::Io(io::Error::other(error))
}

fn settings_of(args: &DemoArgs, file: Option<PathBuf>) -> Result<Settings, Failure> {
    let mut sources = Sources::of_this_process(file).with("demo.enabled", "true", "demo");
    if let Some(listen) = &args.listen {
        sources = sources.with("http.listen", listen.as_str(), "--listen");
    }
    if let Some(data) = &args.data {
        sources = sources.with("database.data", data.to_string_lossy(), "--data");
    }
    if let Some(scale) = &args.scale {
        sources = sources.with("demo.scale", scale.as_str(), "--scale");
    }
    Ok(Settings::read(&sources)?)
}

/// Only what the private database made is thrown away, and only from a folder that looks like one.
fn throw_away(settings: &Settings) -> Result<(), Failure> {
    if settings.database.url.is_some() {
        return Err(Failure::Usage(
            "--reset works with the private database only, not with database.url".to_owned(),
        ));
    }
    for part in ["postgresql", "postgresql.new"] {
        match fs::remove_dir_all(settings.database.data.join(part)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(Failure::Io(error)),
            _ => {}
        }
    }
    Unfinished::in_folder(settings).remove()
}

async fn people(settings: &Settings, parts: &Parts, home: &Home) -> Result<(), Failure> {
    let casework = parts.casework_for_filling(fill::BESIDE_EACH_OTHER)?;
    let wanted = Filling::whole(settings.demo.scale, settings.demo.seed, casework.clock.now());
    let progress = progress(settings.demo.scale);
    let unfinished = Unfinished::in_folder(settings);
    unfinished.mark()?;
    let (filled, flushed) = tokio::join!(fill::fill(&casework, wanted, &progress), home.flush());
    filled?;
    flushed?;
    progress.finish_and_clear();
    unfinished.remove()
}

/// A file that lies beside the private database while it is being made and filled. Found at the start, it tells that
/// somebody stopped halfway, and that half a demonstration is better made anew.
struct Unfinished(PathBuf);

impl Unfinished {
    fn in_folder(settings: &Settings) -> Self {
        Self(settings.database.data.join("unfinished"))
    }

    fn is_in(settings: &Settings) -> bool {
        settings.database.url.is_none() && Self::in_folder(settings).0.exists()
    }

    /// Marks it for certain: it is what a power failure leaves behind.
    fn mark(&self) -> Result<(), Failure> {
        let mut file = File::create(&self.0).map_err(Failure::Io)?;
        file.write_all(b"this demonstration is being filled\n").map_err(Failure::Io)?;
        file.sync_all().map_err(Failure::Io)
    }

    fn remove(&self) -> Result<(), Failure> {
        match fs::remove_file(&self.0) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Failure::Io(error)),
            _ => Ok(()),
        }
    }
}

/// On standard error, where it disturbs nobody who reads the output. A hundred households need none.
fn progress(scale: Scale) -> ProgressBar {
    if scale == Scale::Duo {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("Living through 2022 {bar:40} {pos}/{len} ({eta} left)");
    let bar = ProgressBar::new(0);
    if let Ok(style) = style { bar.with_style(style) } else { bar }
}

fn looks() -> Result<Looks, Failure> {
    let cast = cast::Cast::read()?;
    let accounts = cast.accounts.iter().map(cast::Account::introduction).collect();
    let demo = DemoAccounts { password: cast::PASSWORD.to_owned(), accounts };
    Ok(Looks { data: layout::Data::Fictional, neutral: layout::NEUTRAL.to_owned(), demo: Some(demo) })
}

fn greet(settings: &Settings) {
    let address = settings.http.public_url();
    let by = if geteuid().is_root() { " (the database runs as another user)" } else { "" };
    // Whoever closed standard output does not want to be greeted.
    drop(crate::say(&format!(
        "Tandem is ready at {address}{by}\nSign in as expert.noord, supervisor.bv, vt.intake or expert.weesp; \
         the password is {}\nAll people are invented. Stop with Ctrl-C.",
        cast::PASSWORD,
    )));
}
