//! The storyline: one invented household whose whole history, from the report until the case is nearly closed, is lived
//! through by the duo in eighteen months. What happens stands in `seeds/demo/storyline.toml`; nothing here shortens the
//! periods that the rules ask for.

mod begin;
mod contact;
mod danger;
mod paper;
mod passage;
mod plan;
mod round;
pub mod step;

use std::collections::BTreeMap;

use access::Caller;
use casework::term::TermOwner;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::id::{CaseId, HouseholdId, PersonId, PlanItemId, ReportId};
use domain::plan::{ContentDraft, Revision};
use domain::time::start_of_day;
use domain::version::Version;
use domain::workday::Calendar;

use super::days;
use super::life::{Life, Stage};
use super::terms;
use crate::failure::Failure;
use step::{Act, Script, Step, known};

/// How long ago the storyline began.
pub const DAYS: i64 = 547;

/// The cast by the names of the storyline.
const CAST: &[(&str, &str)] = &[
    ("nadia", "expert.noord"),
    ("samira", "okt.noord"),
    ("chantal", "supervisor.bv"),
    ("aylin", "vt.intake"),
];

/// The household and its case, as far as the history has come.
#[derive(Default)]
struct Told {
    first_day: NaiveDate,
    household: Option<HouseholdId>,
    people: BTreeMap<String, PersonId>,
    report: Option<ReportId>,
    case: Option<CaseId>,
    parts: BTreeMap<String, Written>,
    /// Versions of the plan that were adopted.
    adopted: i32,
}

/// A part of the plan, with every text that it had.
struct Written {
    item: PlanItemId,
    revision: Revision,
    texts: Vec<ContentDraft>,
}

/// Lives through the storyline, which ends on this day.
///
/// # Errors
/// Those of the use cases; none of them is expected.
pub async fn live(stage: &Stage, today: NaiveDate) -> Result<(), Failure> {
    let script = Script::read()?;
    let first_day = days::before(today, DAYS);
    let mut life = stage.life("storyline", 0, start_of_day(first_day));
    let mut told = Told { first_day, ..Told::default() };
    for step in &script.step {
        life.reach(told.moment(step));
        life.pass(1..=4);
        told.take(&mut life, &script, step).await.map_err(|failure| explain(step, &failure))?;
    }
    let mut beside = stage.life("terms of the storyline", 0, start_of_day(first_day));
    let (aylin, report) = (caller(&life, "aylin")?, known("the report", told.report)?);
    terms::keep(&mut beside, &aylin, TermOwner::Report(report), stage.now).await
}

/// Which step it was that the rules did not allow.
fn explain(step: &Step, failure: &Failure) -> Failure {
    Failure::Usage(format!("seeds/demo/storyline.toml: day {}, {}: {failure}", step.day, step.by))
}

impl Told {
    async fn take(&mut self, life: &mut Life<'_>, script: &Script, step: &Step) -> Result<(), Failure> {
        let caller = &caller(life, &step.by)?;
        match &step.act {
            Act::Report { violence, source, contact, told } => {
                self.register(life, caller, script).await?;
                self.report(life, caller, (violence, source, contact, told)).await
            }
            Act::Assess { finding, outcome, rationale } => {
                self.assess(life, caller, (finding, outcome, rationale)).await
            }
            Act::Open { reason, safety_team, local_team } => {
                self.open(life, caller, (reason, safety_team, local_team)).await
            }
            Act::Duo { first, second } => self.assign(life, caller, (first, second)).await,
            Act::Contact(contact) => self.contact(life, caller, contact).await,
            Act::Add { part, kind, text } => self.add(life, caller, (part, kind), text).await,
            Act::Change { part, at_once, text } => self.change(life, caller, (part, *at_once), text).await,
            Act::Mark { part, mark, note } => self.mark(life, caller, (part, mark), note.clone()).await,
            Act::Adopt { voices } => self.adopt(life, caller, voices).await,
            Act::Consent { agrees, reason } => self.consent(life, caller, (*agrees, reason.clone())).await,
            Act::Round { answers } => self.round(life, caller, answers).await,
            Act::Score(answer) => self.score(life, caller, answer).await,
            Act::Propose { to, note } => self.propose(life, caller, (to, note.clone())).await,
            Act::Agree => self.agree(life, caller).await,
            Act::Give(gift) => self.give(life, caller, gift).await,
            Act::Sign(sign) => self.sign(life, caller, sign).await,
            Act::Reach(reach) => self.reach(life, caller, reach).await,
            Act::Incident(incident) => self.incident(life, caller, incident).await,
            Act::LifeEvent(event) => self.expect(life, caller, event).await,
            Act::Done { task, outcome } => self.finish(life, caller, (task, outcome)).await,
        }
    }

    fn moment(&self, step: &Step) -> DateTime<Utc> {
        let day = self.day(step.day);
        let day = if step.any_day { day } else { Calendar::default().first_working_day_from(day) };
        start_of_day(day) + Duration::hours(step.at.0) + Duration::minutes(step.at.1)
    }

    fn day(&self, number: i64) -> NaiveDate {
        days::after(self.first_day, number)
    }

    fn case(&self) -> Result<CaseId, Failure> {
        known("the case", self.case)
    }

    fn person(&self, name: &str) -> Result<PersonId, Failure> {
        known(name, self.people.get(name).copied())
    }

    fn persons(&self, names: &[String]) -> Result<Vec<PersonId>, Failure> {
        names.iter().map(|name| self.person(name)).collect()
    }
}

/// Nobody else has changed the duo or the report of this household.
const UNTOUCHED: Version = Version(1);

/// Somebody of the cast.
fn caller(life: &Life<'_>, name: &str) -> Result<Caller, Failure> {
    let account = known(name, CAST.iter().find(|(short, _)| *short == name))?.1;
    life.stage.staff.named(account).cloned()
}
