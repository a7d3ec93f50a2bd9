//! The history of a case, lived through in the order of time: opened, given its duo, worked on, scored.

mod method;
mod work;

use access::{Caller, Role};
use casework::case::open::{OpenFromReport, OpenHere, open_from_report, open_here};
use casework::reference::team_id;
use casework::term::TermOwner;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::assessment::{Outcome, SafetyFinding};
use domain::duo::Track;
use domain::id::{CaseId, PersonId, ReportId};
use domain::report::SourceCategory;
use domain::time::amsterdam_day;
use std::collections::BTreeMap;

use super::days;
use super::dice::Dice;
use super::intake::{self, Known};
use super::life::{Life, Stage, lacking};
use super::situation::Situation;
use super::terms;
use crate::failure::Failure;
use work::Work;

/// What a history is to be like.
#[derive(Debug, Clone)]
pub struct Story {
    /// Which history it is: the same number gives the same people.
    pub number: u64,
    pub situation: Situation,
    /// Key of the municipality or district.
    pub area: &'static str,
    /// The day on which it begins.
    pub began: NaiveDate,
    /// Nothing happens after this moment.
    pub until: DateTime<Utc>,
    /// Key of the team of Blijvend Veilig.
    pub safety_team: &'static str,
    /// Key of the local team.
    pub local_team: &'static str,
    pub begun_by: BegunBy,
    /// The safety expert.
    pub first: Option<Caller>,
    /// The worker of the local team.
    pub second: Option<Caller>,
    pub mood: Mood,
    pub change: Change,
    /// The police report it again halfway.
    pub again: bool,
}

/// How a case begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BegunBy {
    /// A report at Veilig Thuis.
    Report(SourceCategory),
    /// The local team by itself.
    LocalTeam,
}

/// How the work goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// It slowly gets safer.
    Usual,
    /// Nobody had contact for some weeks.
    Quiet,
    /// A child gives a low score where adults do not.
    ChildAfraid,
    /// The duo has only just begun.
    JustOpened,
    /// Everybody finds it safe for some time, and a member of the duo proposes to go on.
    Steady,
    /// The household moved away and the case was closed.
    Closed,
}

/// What happens to the first seat of the duo.
#[derive(Debug, Clone)]
pub enum Change {
    None,
    /// Somebody else takes it over halfway.
    Replaced(Caller),
    /// Somebody stands in at the end of the history.
    Covered(Caller),
}

/// Something that happens in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Event {
    Assign,
    Contact,
    /// A plan is written and adopted.
    Plan,
    /// It is adopted anew.
    Revise,
    /// Scores of everybody; in a round once there is a plan.
    Scores,
    /// A round that stays open.
    Ask,
    /// The open tasks are ended.
    Tasks,
    Correct,
    Change,
    Report,
    Incident,
    /// The duo fears intieme terreur.
    Suspect,
    Propose,
    Close,
}

/// A case that was opened.
struct Opened {
    case: CaseId,
    known: Known,
    people: BTreeMap<usize, PersonId>,
    /// Who at Veilig Thuis took in the report, if there was one.
    veilig_thuis: Option<Caller>,
    report: Option<ReportId>,
}

/// Lives through a history.
///
/// # Errors
/// Those of the use cases; none of them is expected.
pub async fn live(stage: &Stage, story: &Story) -> Result<(), Failure> {
    let begins = domain::time::start_of_day(story.began);
    let mut life = stage.life("household", story.number, begins);
    let opened = match story.begun_by {
        BegunBy::Report(source) => open_from(&mut life, story, source).await?,
        BegunBy::LocalTeam => open_by_themselves(&mut life, story).await?,
    };
    let now = life.now();
    let schedule = schedule(&mut life.dice, story, now);
    let (case, report) = (opened.case, opened.veilig_thuis.clone().zip(opened.report));
    let mut work = Work::new(story, opened);
    for (moment, event) in schedule {
        life.reach(moment);
        work.live(&mut life, event).await?;
    }
    if let Some((worker, report)) = report {
        let mut beside = stage.life("terms of a report", story.number, begins);
        terms::keep(&mut beside, &worker, TermOwner::Report(report), stage.now).await?;
    }
    // Who replaced a member does not know of what was due before.
    match (&story.first, &story.second, &story.change, story.mood) {
        (Some(first), Some(_), Change::None, mood) if mood != Mood::JustOpened => {
            terms::keep(&mut life, first, TermOwner::Case(case), stage.now).await
        }
        _ => Ok(()),
    }
}

async fn open_from(life: &mut Life<'_>, story: &Story, source: SourceCategory) -> Result<Opened, Failure> {
    let stage = life.stage;
    let worker = match story.number % 3 {
        0 => stage.staff.named("vt.intake")?,
        number => stage.staff.one_of(intake::DESK, Role::VtWorker, number as usize)?,
    };
    let received = days::at_any_hour(story.began, &mut life.dice);
    life.reach(received);
    let known = intake::register(life, worker, story.situation, story.area).await?;
    life.pass(2..=9);
    let report = intake::take_in(life, worker, &known, source).await?;
    life.pass(1..=4);
    let people = intake::look_and_relate(life, worker, &known).await?;
    let acute = matches!(story.situation, Situation::IntimateTerror | Situation::HarmfulPractices);
    let now = life.now();
    let assessed = intake::assessed_at(&mut life.dice, now, acute);
    // A case of these days has no time to be late.
    life.reach(assessed.min(story.until - Duration::hours(9)));
    let finding = [
        (SafetyFinding::Structural, 40),
        (SafetyFinding::AcuteAndStructural, 40),
        (SafetyFinding::Acute, 20),
    ];
    let finding = life.dice.weigh(&finding).unwrap_or(SafetyFinding::Structural);
    let outcome = [(Outcome::TransferLocalTeam, 60), (Outcome::ConditionsAndFollowUp, 40)];
    let outcome = life.dice.weigh(&outcome).unwrap_or(Outcome::TransferLocalTeam);
    intake::assess(life, worker, (&known, report), (finding, outcome)).await?;
    life.pass(10..=90);
    let command = OpenFromReport {
        report,
        reason: Some(reason(life, story)?),
        track: Track::Regular,
        duo_team: Some(team_id(story.safety_team)),
        local_team: Some(team_id(story.local_team)),
    };
    let case = open_from_report(&life.casework, worker, &life.creation(), command).await?.case;
    Ok(Opened { case, known, people, veilig_thuis: Some(worker.clone()), report: Some(report) })
}

async fn open_by_themselves(life: &mut Life<'_>, story: &Story) -> Result<Opened, Failure> {
    let stage = life.stage;
    let worker = match &story.second {
        Some(worker) => worker,
        None => stage.staff.one_of(story.local_team, Role::CaseWorker, 0)?,
    };
    let began = days::at_work(story.began, &mut life.dice);
    life.reach(began.min(story.until - Duration::hours(9)));
    let known = intake::register(life, worker, story.situation, story.area).await?;
    life.pass(1..=5);
    let people = intake::look_and_relate(life, worker, &known).await?;
    life.pass(15..=60);
    let command = OpenHere {
        household: known.id,
        team: team_id(story.local_team),
        reason: Some(reason(life, story)?),
        track: Track::Regular,
        duo_team: Some(team_id(story.safety_team)),
    };
    let case = open_here(&life.casework, worker, &life.creation(), command).await?.case;
    Ok(Opened { case, known, people, veilig_thuis: None, report: None })
}

fn reason(life: &mut Life<'_>, story: &Story) -> Result<String, Failure> {
    let reason = life.stage.texts.case_reason(&mut life.dice, story.situation);
    reason.ok_or_else(|| lacking(&format!("reason for a case of {}", story.situation)))
}

/// When what happens, in the order of time.
fn schedule(dice: &mut Dice, story: &Story, opened: DateTime<Utc>) -> Vec<(DateTime<Utc>, Event)> {
    if story.first.is_none() {
        return Vec::new();
    }
    let delay = u32::try_from(dice.within(1..=5)).unwrap_or(1);
    let assigned = days::working_days_later(amsterdam_day(opened), delay, dice);
    let assigned = assigned.min(story.until - Duration::hours(5)).max(opened + Duration::minutes(5));
    let mut events = vec![(assigned, Event::Assign)];
    if story.second.is_none() || story.mood == Mood::JustOpened {
        return events;
    }
    let last = last(dice, story);
    let mut day = days::after(amsterdam_day(assigned), dice.within(1..=3));
    for number in 0.. {
        let at = days::at_work(day, dice).max(assigned + Duration::minutes(30));
        if at > last - Duration::hours(2) {
            break;
        }
        events.push((at, Event::Contact));
        if number % 3 == 1 {
            events.push((at + Duration::minutes(dice.within(20..=90)), Event::Scores));
        }
        if dice.chance(5) {
            events.push((at + Duration::minutes(dice.within(91..=110)), Event::Correct));
        }
        day = days::after(amsterdam_day(at), dice.within(6..=21));
    }
    let halfway = assigned + (last - assigned) / 2;
    match story.change {
        Change::None => {}
        Change::Replaced(_) => events.push((halfway, Event::Change)),
        Change::Covered(_) => {
            let lately = story.until - Duration::hours(dice.within(60..=110));
            // Nobody stands in for a duo that is not there yet.
            events.push((lately.max(assigned + Duration::hours(1)), Event::Change));
        }
    }
    if story.again {
        events.push(((halfway + Duration::hours(7)).min(story.until - Duration::hours(5)), Event::Report));
    }
    method::add(dice, story, (assigned, last), &mut events);
    events.retain(|(at, _)| *at <= story.until);
    events.sort_by_key(|(at, _)| *at);
    events
}

/// When the duo does its last work.
fn last(dice: &mut Dice, story: &Story) -> DateTime<Utc> {
    let days = match story.mood {
        Mood::Quiet => dice.within(24..=38),
        Mood::Closed => 100,
        Mood::Usual | Mood::ChildAfraid | Mood::JustOpened | Mood::Steady => 0,
    };
    story.until - Duration::days(days)
}
