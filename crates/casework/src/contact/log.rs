//! Writing a contact with the household in the progress log.

use super::Around;
use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::contact::ContactDraft;
use domain::id::{CaseId, ContactId};
use store::{Tx, case, contact};

/// What is filled in.
#[derive(Debug, Clone)]
pub struct LogContact {
    pub case: CaseId,
    /// The entry; what it would correct is not read.
    pub entry: ContactDraft,
}

/// The entry that was stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Logged {
    pub contact: ContactId,
    pub case: CaseId,
}

/// Logs a contact; the caller's draft for the case has then served its purpose.
///
/// # Errors
/// [`Refusal::Invalid`] with every field that is wrong; [`Refusal::NotFound`] when the case is not for the caller.
pub async fn log(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: LogContact,
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
            let entry = ContactDraft { corrects: None, ..command.entry };
            let new = around.check(entry, &permit, tx.now())?;

            let id = ContactId(casework.ids.ordered(tx.now()));
            around.save(tx, &permit, id, &new).await?;
            contact::draft::drop(tx, &permit).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(Logged { contact: id, case })
        })
        .await
}
