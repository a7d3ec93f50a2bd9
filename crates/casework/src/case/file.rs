//! Everything on the page of one case, read in one transaction: it is one act, and it was allowed once.

use super::list::Page;
use super::timeline::{self, ReadTimeline, TimelineItem, TimelinePlace};
use super::{line::CaseLine, read};
use crate::contact::last_seen::{self, LastSeen};
use crate::participation::ParticipationLine;
use crate::phase::{self, PhaseFile};
use crate::plan::read::{self as plan, PlanSummary};
use crate::red_flag::FlagLine;
use crate::round::list::{Rounds, rounds};
use crate::safe_contact::SafeContactLine;
use crate::score::history::{self, ScoreHistory};
use crate::silence::{self, QuietCase};
use crate::suspicion::SuspicionLine;
use crate::term::TermBrief;
use crate::term::list::going_on;
use crate::{Casework, Refusal, absent, allowed, ask, ask_for_household};
use access::{Caller, CaseFacts, Permission, Permit, may};
use domain::version::Versioned;
use store::incident::{self, IncidentLine};
use store::life_event::{self, LifeEventLine};
use store::task::{self, TaskLine};
use store::{Tx, case, participation, red_flag, safe_contact, suspicion};

/// So many incidents are in the file; the rest has a page of its own.
const LATEST_INCIDENTS: i64 = 3;

/// The file of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFile {
    pub line: CaseLine,
    /// What the caller may do in this case, as a page offers it.
    pub may: Vec<Permission>,
    /// What is only for who works for the household as a whole.
    pub work: Option<Work>,
    /// The members of the household and when each was last seen.
    pub people: Vec<LastSeen>,
    pub scores: ScoreHistory,
    /// What is written on red flags and suspicions, as far as it is for the caller to know.
    pub flags: Vec<FlagLine>,
    pub suspicions: Vec<SuspicionLine>,
    /// How people are reached safely.
    pub safe_contacts: Vec<SafeContactLine>,
    pub participations: Vec<ParticipationLine>,
    /// The wanted page of the timeline.
    pub timeline: Page<TimelineItem, TimelinePlace>,
}

/// What the duo works with: it holds everybody's voice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// What has to be done, the most urgent first.
    pub tasks: Vec<TaskLine>,
    /// What has not happened for too long, if anything.
    pub quiet: Option<QuietCase>,
    /// The terms that go on, the first one first.
    pub terms: Vec<TermBrief>,
    /// The safety plan as it is being worked on.
    pub plan: PlanSummary,
    pub rounds: Rounds,
    /// Where the case stands, and what the next phase asks.
    pub phase: PhaseFile,
    /// The latest incidents.
    pub incidents: Vec<IncidentLine>,
    /// What changes the family, what comes last first.
    pub life_events: Vec<LifeEventLine>,
}

impl CaseFile {
    /// Whether the caller may do this here and the case is still open.
    #[must_use]
    pub fn offers(&self, permission: Permission) -> bool {
        self.line.open && self.may.contains(&permission)
    }
}

/// Reads the file with one page of its timeline.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not there or not for the caller.
pub async fn file(casework: &Casework, caller: &Caller, wanted: &ReadTimeline) -> Result<CaseFile, Refusal> {
    let id = wanted.case;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = case::facts(tx, id).await?.ok_or_else(|| absent::<may::ReadCase>("case", id.0))?;
            let permit: Permit<may::ReadCase> = ask(caller, &facts.value)?;

            let line = read::line(tx, &permit, id).await?;
            let (work, flags) = match ask_for_household(caller, &facts.value) {
                Ok(permit) => {
                    let (work, flags) = work(casework, tx, &permit, &facts).await?;
                    (Some(work), flags)
                }
                Err(_) => (None, red_flag::list(tx, &permit).await?),
            };
            Ok(CaseFile {
                may: allowed(caller, &facts.value),
                work,
                line,
                people: last_seen::people(tx, &permit).await?,
                scores: history::scores(tx, &permit).await?,
                flags,
                suspicions: suspicion::list(tx, &permit).await?,
                safe_contacts: safe_contact::latest(tx, &permit, None).await?,
                participations: participation::list(tx, &permit).await?,
                timeline: timeline::page(tx, &permit, wanted).await?,
            })
        })
        .await
}

/// What the duo works with, and the red flags that the gate looked at.
async fn work(
    casework: &Casework,
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    facts: &Versioned<CaseFacts>,
) -> Result<(Work, Vec<FlagLine>), Refusal> {
    let (phase, gathered) = phase::read::file(casework, tx, permit, facts.version).await?;
    let adopted = phase::version_that_holds(&gathered);
    let work = Work {
        tasks: task::open_of(tx, permit).await?,
        // Whoever is named is on the page anyway, and recorded there.
        quiet: silence::of_case(casework, tx, facts.value.case).await?,
        terms: going_on(casework, tx, permit).await?,
        plan: plan::summary(tx, permit, (gathered.plan.plan, adopted)).await?,
        rounds: rounds(casework, tx, (permit, &facts.value), phase.standing.span).await?,
        incidents: incident::latest(tx, permit, LATEST_INCIDENTS).await?,
        life_events: life_event::list(tx, permit).await?,
        phase,
    };
    Ok((work, gathered.flags))
}
