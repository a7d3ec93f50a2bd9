//! Proposing that a case passes into the next phase, or closes: the first half of a passage.

use super::gate;
use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::fault::{FaultCode, Faults};
use domain::id::{CaseId, PhaseProposalId};
use domain::notice::NoticeKind;
use domain::phase::{Phase, PhaseRule};
use domain::text::LongText;
use store::job::{self, Job};
use store::{Tx, case, phase};

/// What is filled in. Field in faults: `note`.
#[derive(Debug, Clone)]
pub struct ProposePassage {
    pub case: CaseId,
    pub to: Phase,
    /// What the other member should know; needed for closing.
    pub note: Option<String>,
}

/// Proposes a passage.
///
/// # Errors
/// [`Refusal::Rule`] when the gate is not met, that phase does not follow, or a proposal waits already.
pub async fn propose(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: ProposePassage,
) -> Result<PhaseProposalId, Refusal> {
    let case = command.case;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts =
                case::lock_facts(tx, case).await?.ok_or_else(|| absent::<may::MovePhase>("case", case.0))?;
            let permit: Permit<may::MovePhase> = ask(caller, &facts.value)?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(PhaseProposalId(made));
            }

            let standing = phase::standing(tx, &permit).await?;
            standing.span.require_open()?;
            let note = note(&command)?;
            if standing.pending.is_some() {
                return Err(PhaseRule::ProposalPending.into());
            }
            let (criteria, _) = gate(casework, tx, &permit, &standing).await?;
            standing.phase.require_passable(command.to, &criteria)?;
            let seats = phase::seats_of(tx, &permit, caller.user).await?;
            let seat = *seats.first().ok_or(PhaseRule::SameSeat)?;

            let id = PhaseProposalId(casework.ids.ordered(tx.now()));
            let new = (standing.phase, command.to, seat, note.as_ref());
            phase::propose(tx, &permit, id, standing.step, new).await?;
            let about = NoticeKind::PhaseProposed;
            job::enqueue(tx, &Job::Tell { about, case, origin: id.0 }).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(id)
        })
        .await
}

/// Whoever closes a case says how the household goes on.
fn note(command: &ProposePassage) -> Result<Option<LongText>, Faults> {
    let mut faults = Faults::none();
    let note = match command.note.as_deref().map(LongText::parse) {
        None | Some(Err((FaultCode::Empty, _))) => None,
        Some(parsed) => faults.keep("note", parsed),
    };
    if note.is_none() && command.to == Phase::Closed {
        faults.add("note", FaultCode::ReasonRequired);
    }
    faults.into_result(note)
}
