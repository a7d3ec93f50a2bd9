//! Correcting an entry of the progress log: a new entry that points at it. The old one stays for everybody to see.

use super::{Around, Logged};
use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::contact::{Compartment, ContactDraft, ContactRule, may_correct};
use domain::fault::{FaultCode, Faults};
use domain::id::{CaseId, ContactId};
use store::contact::Target;
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

            let around = Around::read(tx, &permit).await?;
            around.case.span.require_open()?;
            let target = contact::target(tx, &permit, command.target).await?;
            let target = target.ok_or(ContactRule::NothingToCorrect)?;
            may_correct(command.target, caller.organisation, &target.entries)?;
            let compartment = command.entry.compartment.unwrap_or(target.compartment);
            let same = target.person.filter(|_| compartment == Compartment::PerPerson);
            let entry = ContactDraft {
                corrects: Some(command.target),
                compartment: Some(compartment),
                person: command.entry.person.or(same),
                ..command.entry
            };
            let beside = beside(&entry, &target);
            let new = match around.check(entry, &permit, tx.now()) {
                Ok(new) => beside.into_result(new)?,
                Err(mut faults) => {
                    faults.merge(beside);
                    return Err(faults.into());
                }
            };

            let id = ContactId(casework.ids.ordered(tx.now()));
            around.save(tx, &permit, id, &new).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(Logged { contact: id, case })
        })
        .await
}

/// Whoever sees what was wrong must see what is right, and a confidence stays that of the same person.
fn beside(entry: &ContactDraft, target: &Target) -> Faults {
    let mut faults = Faults::none();
    if entry.compartment.is_some_and(|it| !target.compartment.is_shown_in(it)) {
        faults.add("compartment", FaultCode::DoesNotFit);
    }
    let confidence = entry.compartment == Some(Compartment::PerPerson) && target.person.is_some();
    if confidence && entry.person != target.person {
        faults.add("person", FaultCode::DoesNotFit);
    }
    faults
}
