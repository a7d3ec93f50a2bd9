//! Back to direct safety: at once, by anybody in the duo, from any phase of an open case. Nothing may refuse it but a
//! missing reason; who was faster with something else does not matter.

use super::{Behind, reason, take};
use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, Named, Permit, may};
use domain::id::{CaseId, IncidentId, PhaseChangeId};
use domain::phase::Cause;
use domain::text::LongText;
use store::{Tx, case, phase};

/// What is filled in. Field in faults: `reason`.
#[derive(Debug, Clone)]
pub struct FallBack {
    pub case: CaseId,
    pub reason: Option<String>,
}

/// What made a case go back by itself.
#[derive(Debug, Clone)]
pub(crate) struct Because {
    pub(crate) cause: Cause,
    pub(crate) reason: LongText,
    /// The incident, where it was one.
    pub(crate) incident: Option<IncidentId>,
}

/// Sends a case back to direct safety. One that is there already is renewed.
///
/// # Errors
/// [`Refusal::Invalid`] without a reason; [`Refusal::Rule`] for a closed case.
pub async fn fall_back(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: FallBack,
) -> Result<PhaseChangeId, Refusal> {
    let case = command.case;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts =
                case::lock_facts(tx, case).await?.ok_or_else(|| absent::<may::FallBack>("case", case.0))?;
            let permit: Permit<may::FallBack> = ask(caller, &facts.value)?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(PhaseChangeId(made));
            }

            let reason = reason(command.reason.as_deref())?;

            let because = Because { cause: Cause::Judgement, reason, incident: None };
            let id = because_of(casework, tx, &permit, because).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(id)
        })
        .await
}

/// Sends a case back to direct safety in the transaction of what made it necessary: an incident, a broken condition,
/// acute danger. The case is locked already; a task is opened, so it never happens silently.
///
/// # Errors
/// [`Refusal::Rule`] for a closed case.
pub(crate) async fn because_of<P>(
    casework: &Casework,
    tx: &mut Tx,
    permit: &Permit<P>,
    because: Because,
) -> Result<PhaseChangeId, Refusal>
where
    P: Named<Sight = may::ReadCase>,
{
    let standing = phase::standing(tx, permit).await?;
    let change = standing.phase.fall_back(because.cause, because.reason)?;
    let behind = Behind { proposal: None, incident: because.incident };
    let (id, _) = take(casework, tx, permit, (&standing, change), (behind, None)).await?;
    Ok(id)
}
