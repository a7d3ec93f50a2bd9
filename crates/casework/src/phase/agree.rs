//! Agreeing with a proposed passage: the second half, by the other seat of the duo. The gate is asked again.

use super::{Behind, gate, take};
use crate::{Casework, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::id::{CaseId, PhaseProposalId};
use domain::phase::PhaseRule;
use domain::version::Version;
use store::{Tx, case, phase};

/// What is agreed with.
#[derive(Debug, Clone, Copy)]
pub struct AgreeWithPassage {
    pub case: CaseId,
    pub proposal: PhaseProposalId,
    /// The version of the case on which the agreement is based.
    pub seen: Version,
}

/// Agrees, lets the case pass, and tells its new version.
///
/// # Errors
/// [`Refusal::Stale`] when the case was changed in the meantime; [`Refusal::Rule`] when the proposal no longer waits, is
/// one's own, comes from the same seat, or the gate is no longer met.
pub async fn agree(
    casework: &Casework,
    caller: &Caller,
    command: AgreeWithPassage,
) -> Result<Version, Refusal> {
    let case = command.case;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts =
                case::lock_facts(tx, case).await?.ok_or_else(|| absent::<may::MovePhase>("case", case.0))?;
            let permit: Permit<may::MovePhase> = ask(caller, &facts.value)?;
            if facts.version != command.seen {
                return Err(Refusal::Stale);
            }

            let standing = phase::standing(tx, &permit).await?;
            standing.span.require_open()?;
            let pending = standing.pending.filter(|(id, _)| *id == command.proposal);
            let (id, proposal) = pending.ok_or(PhaseRule::ProposalLapsed)?;
            let seats = phase::seats_of(tx, &permit, caller.user).await?;
            proposal.require_agreeable(standing.phase, caller.user, &seats)?;
            let (criteria, plan) = gate(casework, tx, &permit, &standing).await?;
            let change = standing.phase.pass(proposal.to, criteria)?;

            let behind = Behind { proposal: Some(id), incident: None };
            let (_, version) = take(casework, tx, &permit, (&standing, change), (behind, plan)).await?;
            Ok(version)
        })
        .await
}
