//! Raising a suspicion of intieme terreur.

use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::danger::{DangerRule, SuspicionDraft};
use domain::fault::{FaultCode, Faults};
use domain::id::{CaseId, PersonId, TerrorSuspicionId};
use store::{Tx, case, contact, suspicion};

/// What is filled in. Fields in faults: those of the suspicion.
#[derive(Debug, Clone)]
pub struct RaiseSuspicion {
    pub case: CaseId,
    pub suspicion: SuspicionDraft,
}

/// The suspicion that was stored or withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raised {
    pub suspicion: TerrorSuspicionId,
    pub case: CaseId,
}

/// Raises a suspicion; from now on its cautions hold.
///
/// # Errors
/// [`Refusal::Rule`] when the same suspicion runs already; [`Refusal::Invalid`] with every field that is wrong.
pub async fn raise(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: RaiseSuspicion,
) -> Result<Raised, Refusal> {
    let case = command.case;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let hidden = || absent::<may::SuspectTerror>("case", case.0);
            let facts = case::lock_facts(tx, case).await?.ok_or_else(hidden)?;
            let permit: Permit<may::SuspectTerror> = ask(caller, &facts.value)?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(Raised { suspicion: TerrorSuspicionId(made), case });
            }

            let around = contact::surroundings(tx, &permit).await?;
            around.span.require_open()?;
            let mut misplaced = Faults::none();
            let people = [("victim", command.suspicion.victim), ("accused", command.suspicion.accused)];
            for (field, person) in people {
                if person.is_some_and(|it: PersonId| !around.members.contains(&it)) {
                    misplaced.add(field, FaultCode::UnknownChoice);
                }
            }
            let new = command.suspicion.clone().check().map_err(|it| misplaced.merge(it)).ok();
            let new = misplaced.into_complete(new)?;
            let running = suspicion::running(tx, &permit).await?;
            if running.iter().any(|it| (it.victim, it.accused) == (new.victim, new.accused)) {
                return Err(DangerRule::AlreadySuspected.into());
            }

            let id = TerrorSuspicionId(casework.ids.ordered(tx.now()));
            suspicion::raise(tx, &permit, id, &new).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(Raised { suspicion: id, case })
        })
        .await
}
