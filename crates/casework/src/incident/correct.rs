//! Correcting an incident: a new entry that points at it. What the case did because of the old one stays done; a
//! correction that tells of danger which the old one did not sends the case back after all.

use super::{check, follow_up};
use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::id::{CaseId, IncidentId};
use domain::incident::{IncidentDraft, IncidentRule};
use store::{Tx, case, contact, incident};

/// What is filled in.
#[derive(Debug, Clone)]
pub struct CorrectIncident {
    pub case: CaseId,
    /// The incident that is wrong.
    pub target: IncidentId,
    /// How it should have been.
    pub incident: IncidentDraft,
}

/// Corrects an incident.
///
/// # Errors
/// [`Refusal::Rule`] when the case has no such incident, another organisation recorded it, or it was corrected before;
/// [`Refusal::Invalid`] with every field that is wrong.
pub async fn correct(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: CorrectIncident,
) -> Result<IncidentId, Refusal> {
    let (case, target) = (command.case, command.target);
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = case::lock_facts(tx, case)
                .await?
                .ok_or_else(|| absent::<may::RecordIncident>("case", case.0))?;
            let permit: Permit<may::RecordIncident> = ask(caller, &facts.value)?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(IncidentId(made));
            }

            let around = contact::surroundings(tx, &permit).await?;
            around.span.require_open()?;
            let before = incident::recorded(tx, &permit, target).await?;
            let before = before.ok_or(IncidentRule::NothingToCorrect)?;
            before.require_correctable(caller.organisation)?;
            let draft = IncidentDraft { corrects: Some(target), ..command.incident };
            let new = check(draft, &around, tx.now())?;

            let id = IncidentId(casework.ids.ordered(tx.now()));
            incident::save(tx, &permit, id, &new).await?;
            if !before.fell_back {
                follow_up(casework, tx, &permit, id, &new).await?;
            }
            creation.remember(tx, caller, id.0).await?;
            Ok(id)
        })
        .await
}
