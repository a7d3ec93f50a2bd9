//! Filling a fresh database with histories: several are lived beside each other, each with a clock of its own.

use std::sync::Arc;

use access::Role;
use casework::Casework;
use casework::ports::{HandClock, SeededIds};
use casework::term::TermOwner;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::assessment::{Outcome, SafetyFinding};
use domain::time::{amsterdam_day, start_of_day};
use futures_util::stream::{self, StreamExt, TryStreamExt};

pub use indicatif::ProgressBar;

use super::dice::Dice;
use super::duo::{self, Then, Waiting};
use super::history;
use super::life::Stage;
use super::names::Names;
use super::plans::Plans;
use super::practice::practise;
use super::region::{self, Volume};
use super::staff::Staff;
use super::texts::Texts;
use super::{consultation, days, errands, handovers, intake, question, storyline, terms};
use crate::failure::Failure;
use crate::settings::demo::Scale;

/// Histories that are lived at the same time. Each has a connection of its own, on which PostgreSQL plans every statement
/// once more.
pub const BESIDE_EACH_OTHER: usize = 3;

/// What is to be made.
#[derive(Debug, Clone, Copy)]
pub struct Filling {
    pub scale: Scale,
    pub seed: u64,
    /// The moment of the visit: what scale `duo` makes lies before the day of it.
    pub now: DateTime<Utc>,
    /// Households with a case.
    pub households: usize,
    /// What comes in at Veilig Thuis at scale `region`.
    pub volume: Volume,
}

impl Filling {
    /// A whole demonstration.
    #[must_use]
    pub const fn whole(scale: Scale, seed: u64, now: DateTime<Utc>) -> Self {
        Self { scale, seed, now, households: duo::HOUSEHOLDS, volume: Volume::PUBLISHED }
    }
}

/// Fills a database that holds reference data and nobody yet.
///
/// # Errors
/// When the database does not allow it, or the files of the demonstration do not fit together.
pub async fn fill(casework: &Casework, wanted: Filling, progress: &ProgressBar) -> Result<(), Failure> {
    let today = amsterdam_day(wanted.now);
    let first_day = match wanted.scale {
        Scale::Duo => today,
        Scale::Region => region::end_of_year(),
    };
    let first_day = first_day.min(days::before(today, storyline::DAYS - 400));
    let stage = stage(casework, wanted, days::before(first_day, 400)).await?;
    fill_duo(&stage, today, wanted.households, progress).await?;
    match wanted.scale {
        Scale::Duo => Ok(()),
        Scale::Region => fill_region(&stage, wanted.households, &wanted.volume, progress).await,
    }
}

/// What the cast works with today.
async fn fill_duo(
    stage: &Stage,
    today: NaiveDate,
    households: usize,
    progress: &ProgressBar,
) -> Result<(), Failure> {
    let stories = duo::stories(&stage.staff, stage.seed, today, households)?;
    let inbox: Vec<_> = (0..).zip(duo::inbox(today)).collect();
    let questions: Vec<_> = (0..).zip(duo::questions(today)).collect();
    progress.inc_length((stories.len() + inbox.len() + questions.len()) as u64);
    // The longest history goes beside all others.
    let others = all(&stories, progress, async |story| history::live(stage, story).await);
    tokio::try_join!(storyline::live(stage, today), practise(stage, today), others)?;
    all(&inbox, progress, async |(number, waiting)| wait_in_inbox(stage, *number, waiting).await).await?;
    all(&questions, progress, async |(number, question)| ask(stage, *number, *question).await).await?;
    errands::live(stage, today).await?;
    handovers::live(stage, today).await?;
    consultation::live(stage, today).await
}

/// The year 2022, and the households that were guided in it.
async fn fill_region(
    stage: &Stage,
    households: usize,
    volume: &Volume,
    progress: &ProgressBar,
) -> Result<(), Failure> {
    let stories = region::stories(&stage.staff, stage.seed, households)?;
    let courses = region::courses(volume, &stories, stage.seed);
    let questions = region::questions(volume, stage.seed);
    progress.inc_length((stories.len() + courses.len() + questions.len()) as u64);
    all(&stories, progress, async |story| history::live(stage, story).await).await?;
    all(&courses, progress, async |course| region::live(stage, course).await).await?;
    all(&questions, progress, async |question| region::ask(stage, *question).await).await
}

/// Lives through all of them, some beside each other.
async fn all<T>(
    lives: &[T],
    progress: &ProgressBar,
    live: impl AsyncFn(&T) -> Result<(), Failure>,
) -> Result<(), Failure> {
    stream::iter(lives)
        .map(async |it| {
            live(it).await?;
            progress.inc(1);
            Ok(())
        })
        .buffer_unordered(BESIDE_EACH_OTHER)
        .try_collect::<()>()
        .await
}

/// Everybody who works there, entered on the first day.
async fn stage(casework: &Casework, wanted: Filling, first_day: NaiveDate) -> Result<Stage, Failure> {
    let mut dice = Dice::new(wanted.seed, "staff", 0);
    let casework = Casework {
        clock: Arc::new(HandClock::at(start_of_day(first_day))),
        ids: Arc::new(SeededIds::new(dice.throw())),
        ..casework.clone()
    };
    let names = Names::read()?;
    let staff = Staff::enter(&casework, &names, wanted.scale, dice).await?;
    let (texts, plans) = (Texts::read()?, Plans::read()?);
    Ok(Stage { casework, staff, names, texts, plans, seed: wanted.seed, now: wanted.now })
}

async fn wait_in_inbox(stage: &Stage, number: u64, waiting: &Waiting) -> Result<(), Failure> {
    let mut life = stage.life("inbox", number, start_of_day(waiting.received));
    let worker = stage.staff.one_of(intake::DESK, Role::VtWorker, number as usize)?;
    let received = days::at_any_hour(waiting.received, &mut life.dice);
    life.reach(received);
    let known = intake::register(&mut life, worker, waiting.situation, area(number)).await?;
    life.pass(2..=9);
    let report = intake::take_in(&mut life, worker, &known, waiting.source).await?;
    life.pass(1..=4);
    intake::look_and_relate(&mut life, worker, &known).await?;
    let (days, found) = match waiting.then {
        Then::Waits => {
            return terms::keep(&mut life, worker, TermOwner::Report(report), stage.now).await;
        }
        Then::MayOpenCase => (2, (SafetyFinding::Structural, Outcome::TransferLocalTeam)),
        Then::Assessed(days) => (days, (SafetyFinding::NoUnsafety, Outcome::EndOfInvolvement)),
    };
    let assessed = days::working_days_later(waiting.received, days, &mut life.dice);
    life.reach(assessed.max(received + Duration::hours(1)));
    intake::assess(&mut life, worker, (&known, report), found).await?;
    terms::keep(&mut life, worker, TermOwner::Report(report), stage.now).await
}

async fn ask(
    stage: &Stage,
    number: u64,
    (day, source, answered): (NaiveDate, domain::report::SourceCategory, bool),
) -> Result<(), Failure> {
    let mut life = stage.life("advice", number, start_of_day(day));
    let worker = stage.staff.one_of(intake::DESK, Role::VtWorker, number as usize)?;
    let asked = days::at_work(day, &mut life.dice);
    // A question of the weekend is asked then, or it would be asked tomorrow.
    life.reach(asked.min(start_of_day(day) + Duration::hours(20)));
    let answered_after = answered.then(|| life.dice.within(5..=70));
    question::ask(&mut life, worker, source, answered_after).await
}

/// Reports come from all over the region.
fn area(number: u64) -> &'static str {
    const AREAS: &[&str] = &[
        "amsterdam-noord",
        "amsterdam-zuidoost",
        "amstelveen",
        "amsterdam-nieuw-west",
        "amsterdam-oost",
        "diemen",
        "amsterdam-west",
        "uithoorn",
    ];
    AREAS.get(number as usize % AREAS.len()).copied().unwrap_or("amsterdam")
}
