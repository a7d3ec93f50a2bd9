//! Noting how somebody is reached safely. What was noted before stays, and no longer holds.

use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::fault::{FaultCode, Faults};
use domain::id::{CaseId, PersonId, SafeContactId};
use domain::reach::SafeContactDraft;
use domain::voice::Voice;
use store::{Tx, case, contact, safe_contact};

/// What is filled in. Fields in faults: those of the safe way.
#[derive(Debug, Clone)]
pub struct NoteSafeContact {
    pub case: CaseId,
    pub way: SafeContactDraft,
}

/// What was stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noted {
    pub safe_contact: SafeContactId,
    pub case: CaseId,
}

/// Notes how somebody is reached safely.
///
/// # Errors
/// [`Refusal::Invalid`] with every field that is wrong; [`Refusal::NotFound`] when the case is not for the caller.
pub async fn note(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: NoteSafeContact,
) -> Result<Noted, Refusal> {
    let case = command.case;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let hidden = || absent::<may::NoteSafeContact>("case", case.0);
            let facts = case::lock_facts(tx, case).await?.ok_or_else(hidden)?;
            let permit: Permit<may::NoteSafeContact> = ask(caller, &facts.value)?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(Noted { safe_contact: SafeContactId(made), case });
            }

            let around = contact::surroundings(tx, &permit).await?;
            around.span.require_open()?;
            let known = |it: PersonId| {
                around.members.contains(&it) && permit.hearing().hears(Some(Voice::confided(it)))
            };
            let mut misplaced = Faults::none();
            if command.way.person.is_some_and(|it| !known(it)) {
                misplaced.add("person", FaultCode::UnknownChoice);
            }
            let new = command.way.clone().check().map_err(|it| misplaced.merge(it)).ok();
            let new = misplaced.into_complete(new)?;

            let id = SafeContactId(casework.ids.ordered(tx.now()));
            safe_contact::save(tx, &permit, id, &new).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(Noted { safe_contact: id, case })
        })
        .await
}
