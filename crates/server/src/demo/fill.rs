//! Filling a fresh database with histories: several are lived beside each other, each with a clock of its own.

use std::sync::Arc;

use access::Role;
use casework::Casework;
use casework::ports::{HandClock, SeededIds};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::assessment::{Outcome, SafetyFinding};
use domain::time::{amsterdam_day, start_of_day};
use futures_util::stream::{self, StreamExt, TryStreamExt};

use super::dice::Dice;
use super::duo::{self, Then, Waiting};
use super::history;
use super::life::Stage;
use super::names::Names;
use super::staff::Staff;
use super::texts::Texts;
use super::{days, intake, question};
use crate::failure::Failure;
use crate::settings::demo::Scale;

/// Histories that are lived at the same time; each needs a connection.
pub const BESIDE_EACH_OTHER: usize = 6;

/// What is to be made.
#[derive(Debug, Clone, Copy)]
pub struct Filling {
    pub scale: Scale,
    pub seed: u64,
    /// The moment of the visit: what scale `duo` makes lies before the day of it.
    pub now: DateTime<Utc>,
    /// Households with a case.
    pub households: usize,
}

/// Fills a database that holds reference data and nobody yet.
///
/// # Errors
/// When the database does not allow it, or the files of the demonstration do not fit together.
pub async fn fill(casework: &Casework, wanted: Filling) -> Result<(), Failure> {
    let today = amsterdam_day(wanted.now);
    let first_day = days::before(today, 400);
    let stage = stage(casework, wanted, first_day).await?;
    let stories = duo::stories(&stage.staff, wanted.seed, today, wanted.households)?;
    let inbox = duo::inbox(today);
    let questions = duo::questions(today);
    let stage = &stage;
    stream::iter(&stories)
        .map(|story| history::live(stage, story))
        .buffer_unordered(BESIDE_EACH_OTHER)
        .try_collect::<()>()
        .await?;
    stream::iter(inbox.iter().enumerate())
        .map(|(number, waiting)| wait_in_inbox(stage, number as u64, waiting))
        .buffer_unordered(BESIDE_EACH_OTHER)
        .try_collect::<()>()
        .await?;
    stream::iter(questions.iter().enumerate())
        .map(|(number, question)| ask(stage, number as u64, *question))
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
    Ok(Stage { casework, staff, names, texts: Texts::read()?, seed: wanted.seed })
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
        Then::Waits => return Ok(()),
        Then::MayOpenCase => (2, (SafetyFinding::Structural, Outcome::TransferLocalTeam)),
        Then::Assessed(days) => (days, (SafetyFinding::NoUnsafety, Outcome::EndOfInvolvement)),
    };
    let assessed = days::working_days_later(waiting.received, days, &mut life.dice);
    life.reach(assessed.max(received + Duration::hours(1)));
    intake::assess(&mut life, worker, (&known, report), found).await?;
    Ok(())
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
