//! Recording an incident. Unless it says why there is no new danger, the case goes back to direct safety with it.

use super::{check, follow_up};
use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::id::{CaseId, IncidentId};
use domain::incident::IncidentDraft;
use store::{Tx, case, contact, incident};

/// What is filled in.
#[derive(Debug, Clone)]
pub struct RecordIncident {
    pub case: CaseId,
    /// The incident; what it would correct is not read.
    pub incident: IncidentDraft,
}

/// Records an incident.
///
/// # Errors
/// [`Refusal::Invalid`] with every field that is wrong; [`Refusal::Rule`] for a closed case.
pub async fn record(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: RecordIncident,
) -> Result<IncidentId, Refusal> {
    let case = command.case;
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
            let draft = IncidentDraft { corrects: None, ..command.incident };
            let new = check(draft, &around, tx.now())?;

            let id = IncidentId(casework.ids.ordered(tx.now()));
            incident::save(tx, &permit, id, &new).await?;
            follow_up(casework, tx, &permit, id, &new).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(id)
        })
        .await
}
