//! `tandem work`: does what follows from the steps of people, until it is told to stop. Any number of them work beside
//! each other.

pub mod postman;

use std::path::PathBuf;
use std::time::Duration;

use casework::Refusal;
use casework::account::admin;
use casework::job::{Lane, Stock, Worker, operate};
use clap::Subcommand;
use futures_util::future::{join_all, join3};
use secrecy::SecretString;
use store::job::Bell;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::time::timeout;

use crate::failure::Failure;
use crate::parts::{Parts, real_looks};
use crate::settings::{Settings, Sources};
use crate::telemetry;

/// A job that could be done and waits for longer than this is late.
const LATE_SECONDS: i64 = 300;

/// How `tandem work` may be called.
#[derive(Debug, Clone, clap::Args)]
pub struct WorkArgs {
    /// Print the jobs that failed too often and wait for an operator, and end.
    #[arg(long)]
    parked: bool,
    #[command(subcommand)]
    verb: Option<WorkVerb>,
}

/// What else to do with the queue.
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum WorkVerb {
    /// Have a parked job tried again.
    Retry {
        /// The number in the list of parked jobs.
        number: i64,
    },
}

/// Works with the settings of this installation.
///
/// # Errors
/// When the settings or the database cannot be used.
pub async fn run(args: WorkArgs, file: Option<PathBuf>) -> Result<(), Failure> {
    let settings = Settings::read(&Sources::of_this_process(file))?;
    if settings.demo.enabled {
        return Err(Failure::DemoSettings);
    }
    telemetry::start(&settings.log)?;
    let url = settings.database.url.clone().ok_or(Failure::NoDatabase)?;
    let parts = Parts::new(&settings, url.clone(), real_looks())?;
    let casework = parts.casework()?;
    if let Some(WorkVerb::Retry { number }) = args.verb {
        operate::retry(&casework, number).await?;
        return crate::say("It is tried again.");
    }
    if args.parked {
        return print_parked(&casework).await;
    }
    if admin::has_demo_accounts(&casework).await? {
        return Err(Failure::DemoAccounts);
    }
    let worker = worker(&settings, &parts)?;
    let (stop, stopping) = watch::channel(false);
    let until_told = async {
        told_to_stop().await;
        tracing::info!("finishing what was begun");
        stop.send_replace(true);
    };
    tracing::info!(hands = settings.work.hands, mail = worker.postman.is_some(), "working");
    let work = work(&worker, &url, (settings.work.hands, settings.work.poll()), stopping);
    futures_util::future::join(until_told, work).await;
    Ok(())
}

/// Who does the jobs of an installation.
///
/// # Errors
/// When the mail server cannot be described.
pub fn worker(settings: &Settings, parts: &Parts) -> Result<Worker, Failure> {
    Ok(Worker {
        casework: parts.casework()?,
        postman: postman::of(settings)?,
        patience: settings.work.patience(),
        batch: settings.work.batch.into(),
        letters: settings.mail.at_once.into(),
        keep_days: settings.work.keep_days,
        digest_hour: settings.mail.digest_hour,
    })
}

/// Works until told to stop, with so many hands at the desk and one at the post. What was begun is finished.
pub async fn work(
    worker: &Worker,
    url: &SecretString,
    (hands, poll): (usize, Duration),
    stopping: watch::Receiver<bool>,
) {
    let rings = Rings { desk: watch::Sender::new(()), post: watch::Sender::new(()) };
    let desk =
        (0..hands).map(|_| hand(worker, Lane::Desk, poll, (rings.heard(Lane::Desk), stopping.clone())));
    let post = hand(worker, Lane::Post, poll, (rings.heard(Lane::Post), stopping.clone()));
    let mut end = stopping.clone();
    let listen = async {
        tokio::select! {
            () = listen(url, &rings, poll) => {}
            _ = end.wait_for(|stop| *stop) => {}
        }
    };
    let clock = clock(worker, poll, stopping.clone());
    join3(join_all(desk), post, futures_util::future::join(listen, clock)).await;
}

/// Wakes the hands of a lane.
struct Rings {
    desk: watch::Sender<()>,
    post: watch::Sender<()>,
}

impl Rings {
    const fn of(&self, lane: Lane) -> &watch::Sender<()> {
        match lane {
            Lane::Desk => &self.desk,
            Lane::Post => &self.post,
        }
    }

    fn heard(&self, lane: Lane) -> watch::Receiver<()> {
        self.of(lane).subscribe()
    }
}

/// Takes jobs of a lane for as long as there are any, and then waits until somebody rings, or for a while.
async fn hand(
    worker: &Worker,
    lane: Lane,
    poll: Duration,
    (mut rung, mut stopping): (watch::Receiver<()>, watch::Receiver<bool>),
) {
    while !*stopping.borrow() {
        // What is added while we look rings again.
        rung.mark_unchanged();
        match worker.turn(lane).await {
            Ok(0) => {}
            Ok(_) => continue,
            Err(refusal) => complain("working", &refusal),
        }
        tokio::select! {
            _ = timeout(poll, rung.changed()) => {}
            _ = stopping.wait_for(|stop| *stop) => {}
        }
    }
}

/// Looks at the clock from time to time, and at how the queue stands.
async fn clock(worker: &Worker, poll: Duration, mut stopping: watch::Receiver<bool>) {
    let mut parked_before = 0;
    while !*stopping.borrow() {
        if let Err(refusal) = worker.look_at_the_clock().await {
            complain("looking at the clock", &refusal);
        }
        match operate::stock(&worker.casework).await {
            Ok(stock) => {
                parked_before = report(worker, &stock, parked_before);
            }
            Err(refusal) => complain("looking at the queue", &refusal),
        }
        let look_again = poll.max(Duration::from_secs(30));
        drop(timeout(look_again, stopping.wait_for(|stop| *stop)).await);
    }
}

/// Tells operators how the queue stands; loudly when more jobs are parked than before, or when jobs wait for long.
fn report(worker: &Worker, stock: &Stock, parked_before: i64) -> i64 {
    let waits = stock.oldest.map_or(0, |since| (worker.casework.clock.now() - since).num_seconds());
    let Stock { waiting, parked, .. } = *stock;
    if parked > parked_before {
        tracing::warn!(parked, "jobs failed too often and wait for an operator: tandem work --parked");
    }
    if waits > LATE_SECONDS {
        tracing::warn!(waiting, oldest_seconds = waits, "the queue is late");
    } else {
        tracing::debug!(waiting, oldest_seconds = waits, parked, "the queue");
    }
    parked
}

/// Hands on every ring of the database; a bell that is lost is hung again after a while.
async fn listen(url: &SecretString, rings: &Rings, poll: Duration) {
    loop {
        match Bell::hang(url).await {
            Ok(mut bell) => {
                while let Ok(lane) = bell.rings().await {
                    if let Some(lane) = lane {
                        rings.of(lane).send_replace(());
                    }
                }
            }
            Err(error) => tracing::debug!(%error, "no bell"),
        }
        drop(timeout(poll, std::future::pending::<()>()).await);
    }
}

fn complain(doing: &'static str, refusal: &Refusal) {
    tracing::warn!(doing, %refusal, "the worker comes back later");
}

/// Waits for the signal with which programs are asked to end, or for Ctrl-C.
async fn told_to_stop() {
    let Ok(mut asked) = signal(SignalKind::terminate()) else { return };
    tokio::select! {
        _ = asked.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

async fn print_parked(casework: &casework::Casework) -> Result<(), Failure> {
    let stock = operate::stock(casework).await?;
    for line in operate::parked(casework).await? {
        let since = line.parked_at.unwrap_or(line.added_at);
        let fault = line.fault.unwrap_or_default();
        crate::say(&format!(
            "{}  {}  parked {since}  failed {} times  {fault}",
            line.number, line.kind, line.failures
        ))?;
    }
    crate::say(&format!("{} parked, {} waiting.", stock.parked, stock.waiting))
}
