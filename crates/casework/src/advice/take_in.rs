//! Taking in a request for advice. It needs no household and names nobody, unless who asks wants it otherwise.

use crate::{Casework, Creation, Refusal, ask};
use access::{Caller, DeskFacts, Permit, may};
use chrono::{DateTime, Utc};
use domain::advice::AdviceRequestDraft;
use domain::id::{AdviceRequestId, TeamId};
use domain::report::{SourceCategory, SourceProfession};
use store::{Tx, advice};

/// What is filled in.
#[derive(Debug, Clone)]
pub struct TakeInAdvice {
    /// The team of Veilig Thuis at whose desk it comes in.
    pub team: TeamId,
    pub asker_category: Option<SourceCategory>,
    pub asker_profession: Option<SourceProfession>,
    /// When it was asked; nothing for now.
    pub asked_at: Option<DateTime<Utc>>,
    pub question: Option<String>,
    /// Whether the people it is about stay unnamed; nothing means yes.
    pub anonymous: Option<bool>,
}

/// The request that was stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    pub advice: AdviceRequestId,
}

/// Takes in a request for advice.
///
/// # Errors
/// [`Refusal::Invalid`] with every field that is wrong; [`Refusal::NotFound`] when the desk is not for the caller.
pub async fn take_in(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: TakeInAdvice,
) -> Result<Asked, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit: Permit<may::TakeIn> = ask(caller, &DeskFacts { team: command.team })?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(Asked { advice: AdviceRequestId(made) });
            }

            let draft = AdviceRequestDraft {
                asker_category: command.asker_category,
                asker_profession: command.asker_profession,
                asked_at: Some(command.asked_at.unwrap_or_else(|| tx.now())),
                question: command.question.clone(),
                anonymous: command.anonymous,
            };
            let new = draft.check(tx.now())?;

            let id = AdviceRequestId(casework.ids.random());
            advice::save(tx, &permit, id, &new).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(Asked { advice: id })
        })
        .await
}
