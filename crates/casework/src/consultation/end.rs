//! Ending a consultation with what came of it. From then on its adviser sees nothing of it.

use super::{Step, lock, names, save, side};
use crate::{Casework, Creation, Refusal};
use access::{Caller, may};
use domain::consultation::{EntryKind, Outcome, check_words};
use domain::fault::Faults;
use domain::id::ConsultationId;
use domain::notice::NoticeKind;
use domain::version::Versioned;
use store::Tx;
use store::consultation::Standing;

/// What is filled in.
#[derive(Debug, Clone)]
pub struct EndConsultation {
    pub consultation: ConsultationId,
    pub outcome: Option<Outcome>,
    /// What was agreed.
    pub text: Option<String>,
}

/// Ends a consultation.
///
/// # Errors
/// [`Refusal::Invalid`] when a field is wrong; [`Refusal::Rule`] when it cannot end like this now.
pub async fn end(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: EndConsultation,
) -> Result<ConsultationId, Refusal> {
    let id = command.consultation;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let locked = lock::<may::EndConsultation>(tx, caller, id).await?;
            if creation.made_before(tx, caller).await?.is_some() {
                return Ok(id);
            }

            let known = names(tx, caller, locked.facts.about.as_ref().map(|(case, _)| *case)).await?;
            let mut faults = Faults::none();
            let outcome = faults.need("outcome", command.outcome);
            let told =
                check_words(command.text.as_deref(), known.as_ref()).map_err(|it| faults.merge(it)).ok();
            let (outcome, told) = faults.into_complete(outcome.zip(told))?;
            let Versioned { version, value } = locked.standing;
            let state = value.state.end(side(caller, &locked.facts), outcome)?;
            let (outcome, ended_at) = (Some(outcome), Some(tx.now()));
            let next = Versioned { version, value: Standing { state, outcome, ended_at, ..value } };

            let step = Step {
                kind: EntryKind::Ended,
                told: Some(&told),
                facts: None,
                tells: Some(NoticeKind::ConsultationEnded),
            };
            save(casework, tx, &locked.permit, next, step).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(id)
        })
        .await
}
