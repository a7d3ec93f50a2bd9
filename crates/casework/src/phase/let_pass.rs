//! Letting a case pass a gate that is not met: by a supervisor, with a reason that stays with the step.

use super::{Behind, gate, reason, take};
use crate::{Casework, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::id::CaseId;
use domain::phase::Phase;
use domain::version::Version;
use store::{Tx, case, phase};

/// What is filled in. Field in faults: `reason`.
#[derive(Debug, Clone)]
pub struct LetPass {
    pub case: CaseId,
    pub to: Phase,
    pub reason: Option<String>,
    /// The version of the case on which the decision is based.
    pub seen: Version,
}

/// Lets the case pass and tells its new version.
///
/// # Errors
/// [`Refusal::Stale`] when the case was changed in the meantime; [`Refusal::Rule`] when that phase does not follow;
/// [`Refusal::Invalid`] without a reason.
pub async fn let_pass(casework: &Casework, caller: &Caller, command: LetPass) -> Result<Version, Refusal> {
    let case = command.case;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = case::lock_facts(tx, case)
                .await?
                .ok_or_else(|| absent::<may::OverrideGate>("case", case.0))?;
            let permit: Permit<may::OverrideGate> = ask(caller, &facts.value)?;
            if facts.version != command.seen {
                return Err(Refusal::Stale);
            }

            let standing = phase::standing(tx, &permit).await?;
            standing.span.require_open()?;
            let reason = reason(command.reason.as_deref())?;
            let (criteria, plan) = gate(casework, tx, &permit, &standing).await?;
            let change = standing.phase.let_pass(command.to, criteria, reason)?;

            let step = (&standing, change);
            let (_, version) = take(casework, tx, &permit, step, (Behind::default(), plan)).await?;
            Ok(version)
        })
        .await
}
