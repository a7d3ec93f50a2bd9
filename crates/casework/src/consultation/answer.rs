//! Giving advice, on the facts as they stand.

use super::{Step, lock, names, save};
use crate::{Casework, Creation, Refusal};
use access::{Caller, may};
use domain::consultation::{EntryKind, check_words};
use domain::id::ConsultationId;
use domain::notice::NoticeKind;
use domain::version::Versioned;
use store::Tx;
use store::consultation::Standing;

/// What is filled in.
#[derive(Debug, Clone)]
pub struct AnswerConsultation {
    pub consultation: ConsultationId,
    /// The version of the facts that the adviser looked at; 0 for none.
    pub facts_version: i32,
    pub text: Option<String>,
}

/// Gives advice.
///
/// # Errors
/// [`Refusal::Invalid`] when the text cannot be stored; [`Refusal::Rule`] when the facts are others by now, or nothing
/// waits for an answer.
pub async fn answer(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: AnswerConsultation,
) -> Result<ConsultationId, Refusal> {
    let id = command.consultation;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let locked = lock::<may::AnswerConsultation>(tx, caller, id).await?;
            if creation.made_before(tx, caller).await?.is_some() {
                return Ok(id);
            }

            let known = names(tx, caller, locked.facts.about.as_ref().map(|(case, _)| *case)).await?;
            let told = check_words(command.text.as_deref(), known.as_ref())?;
            let Versioned { version, value } = locked.standing;
            let state = value.state.answer(command.facts_version, value.facts_version)?;
            let next = Versioned { version, value: Standing { state, ..value } };

            let step = Step {
                kind: EntryKind::Advice,
                told: Some(&told),
                facts: None,
                tells: Some(NoticeKind::ConsultationAnswered),
            };
            save(casework, tx, &locked.permit, next, step).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(id)
        })
        .await
}
