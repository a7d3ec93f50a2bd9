//! Correcting an entry of the progress log: a new entry that points at it. The old one stays for everybody to see.

use super::{Logged, check};
use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::contact::{ContactDraft, ContactRule, may_correct};
use domain::fault::{FaultCode, Faults};
use domain::id::{CaseId, ContactId};
use store::contact::{Surroundings, Target};
use store::{Tx, case, contact};

/// What is filled in.
#[derive(Debug, Clone)]
pub struct CorrectContact {
    pub case: CaseId,
    /// The entry that is wrong.
    pub target: ContactId,
    /// How it should have been. Without a compartment it gets that of the entry that is wrong.
    pub entry: ContactDraft,
}

/// Corrects an entry.
///
/// # Errors
/// [`Refusal::Rule`] when the case has no such entry that the caller sees, when another organisation wrote it, or when
/// it was corrected before; [`Refusal::Invalid`] with every field that is wrong.
pub async fn correct(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: CorrectContact,
) -> Result<Logged, Refusal> {
    let case = command.case;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts =
                case::lock_facts(tx, case).await?.ok_or_else(|| absent::<may::LogContact>("case", case.0))?;
            let permit: Permit<may::LogContact> = ask(caller, &facts.value)?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(Logged { contact: ContactId(made), case });
            }

            let around = contact::surroundings(tx, &permit).await?;
            around.span.require_open()?;
            let target = contact::target(tx, &permit, command.target).await?;
            let target = target.ok_or(ContactRule::NothingToCorrect)?;
            may_correct(command.target, caller.organisation, &target.entries)?;
            let entry = ContactDraft {
                corrects: Some(command.target),
                compartment: command.entry.compartment.or(Some(target.compartment)),
                ..command.entry
            };
            let new = check_beside(entry, &target, &around, tx.now())?;

            let id = ContactId(casework.ids.ordered(tx.now()));
            contact::save(tx, &permit, id, &new).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(Logged { contact: id, case })
        })
        .await
}

/// Checks a correction like any entry; whoever sees what was wrong must see what is right.
fn check_beside(
    entry: ContactDraft,
    target: &Target,
    around: &Surroundings,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<domain::contact::NewContact, Faults> {
    let hides = entry.compartment.is_some_and(|it| !target.compartment.is_shown_in(it));
    let mut checked = check(entry, around, now);
    if hides {
        let mut faults = checked.err().unwrap_or_default();
        faults.add("compartment", FaultCode::DoesNotFit);
        checked = Err(faults);
    }
    checked
}
