//! The phases of a case: where it stands and what the next one asks, passing a gate, going back, closing, and asking
//! after a case that was closed.
//!
//! Whoever changes the phase holds the lock of the case, so that of a passage and a fallback at the same moment one
//! comes after the other: a passage that comes second is refused, a fallback that comes second goes through.

pub mod agree;
pub mod check_in;
pub mod fall_back;
pub mod let_pass;
pub mod propose;
pub mod read;
pub mod reopen;

pub use agree::{AgreeWithPassage, agree};
pub use check_in::{AnswerCheckIn, answer, check_ins};
pub use fall_back::{FallBack, fall_back};
pub use let_pass::{LetPass, let_pass};
pub use propose::{ProposePassage, propose};
pub use read::{Gate, PhaseFile, read};
pub use reopen::{ReopenCase, reopen};
pub use store::phase::check_in::{Answered, CheckInLine};
pub use store::phase::earlier::EarlierCase;
pub use store::phase::{ChangeLine, ProposalLine, Standing};

use crate::term::{Event, starting};
use crate::{Casework, Refusal};
use access::{Named, Permit, may};
use domain::fault::{FaultCode, Faults};
use domain::id::{CheckInId, IncidentId, PhaseChangeId, PhaseProposalId, TaskId};
use domain::phase::check_in::CHECK_INS;
use domain::phase::{Change, Criterion, Phase, PhaseRule, criteria};
use domain::task::{NewTask, TaskCause, TaskKind};
use domain::text::LongText;
use domain::time::amsterdam_day;
use domain::version::Version;
use store::phase::{Gathered, Step};
use store::term::NewTerm;
use store::{Tx, calendar, handover, phase, round, task};

/// What a step points at.
#[derive(Debug, Clone, Copy, Default)]
struct Behind {
    proposal: Option<PhaseProposalId>,
    incident: Option<IncidentId>,
}

/// The gate out of the phase in which a case stands, and the version of the plan that it looked at.
async fn gate<P>(
    casework: &Casework,
    tx: &mut Tx,
    permit: &Permit<P>,
    standing: &Standing,
) -> Result<(Vec<Criterion>, Option<i32>), Refusal>
where
    P: Named<Sight = may::ReadCase>,
{
    let (criteria, gathered) = look(casework, tx, permit, standing).await?;
    Ok((criteria, version_that_holds(&gathered)))
}

/// The same with everything that it looked at.
async fn look<P>(
    casework: &Casework,
    tx: &mut Tx,
    permit: &Permit<P>,
    standing: &Standing,
) -> Result<(Vec<Criterion>, Gathered), Refusal>
where
    P: Named<Sight = may::ReadCase>,
{
    let gathered = phase::gather(tx, permit, standing.since).await?;
    let policy = casework.policy_at(tx.now()).phase;
    Ok((criteria(standing.phase, &gathered.evidence, &policy), gathered))
}

/// The version of the plan that holds; nothing when none was adopted.
pub(crate) fn version_that_holds(gathered: &Gathered) -> Option<i32> {
    gathered.evidence.plan.as_ref().and_then(|it| it.adopted).map(|it| it.version)
}

/// Takes a step. Closing waits for the round that runs and plans the check-ins; going back asks for a task.
async fn take<P>(
    casework: &Casework,
    tx: &mut Tx,
    permit: &Permit<P>,
    (standing, change): (&Standing, Change),
    (behind, plan_version): (Behind, Option<i32>),
) -> Result<(PhaseChangeId, Version), Refusal>
where
    P: Named<Sight = may::ReadCase>,
{
    if change.to == Phase::Closed && round::runs(tx, permit).await? {
        return Err(PhaseRule::RoundRuns.into());
    }
    if change.to == Phase::Closed {
        handover::still_offered(tx, permit).await?.lets_case_close()?;
    }
    let now = tx.now();
    let id = PhaseChangeId(casework.ids.ordered(now));
    let terms = if change.to == Phase::Closed { check_in_terms(casework, tx).await? } else { Vec::new() };
    let goes_back = change.cause.is_some();
    let step = Step {
        id,
        number: standing.step + 1,
        change,
        plan_version,
        proposal: behind.proposal,
        incident: behind.incident,
        check_ins: terms.iter().map(|it| (CheckInId(it.origin), it.due.day)).collect(),
        terms,
    };
    let version = phase::take(tx, permit, &step).await?;
    if goes_back {
        let (cause, origin) = match behind.incident {
            Some(incident) => (TaskCause::Incident, incident.0),
            None => (TaskCause::PhaseChange, id.0),
        };
        let due = amsterdam_day(now);
        let task = TaskId(casework.ids.ordered(now));
        let kind = TaskKind::FellBack;
        let new = NewTask { id: task, kind, cause, origin, person: None, told: None, due };
        task::open_once(tx, permit, new).await?;
    }
    Ok((id, version))
}

/// The terms by which somebody asks after a case that closes now; each starts with a check-in of its own.
async fn check_in_terms(casework: &Casework, tx: &mut Tx) -> Result<Vec<NewTerm>, Refusal> {
    let now = tx.now();
    let calendar = calendar::calendar(tx).await?;
    let closed = || Event { origin: casework.ids.ordered(now), at: now };
    Ok(CHECK_INS.iter().filter_map(|kind| starting(casework, &calendar, *kind, closed())).collect())
}

/// The reason for a step, which is never left out.
fn reason(written: Option<&str>) -> Result<LongText, Faults> {
    let mut faults = Faults::none();
    let reason = match written.map(LongText::parse) {
        None | Some(Err((FaultCode::Empty, _))) => {
            faults.add("reason", FaultCode::ReasonRequired);
            None
        }
        Some(parsed) => faults.keep("reason", parsed),
    };
    faults.into_complete(reason)
}
