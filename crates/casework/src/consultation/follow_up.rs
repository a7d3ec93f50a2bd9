//! Asking further, with the facts as they were or with a new choice of them.

use super::{Step, ask_about, due, frozen, lock, names, save};
use crate::{Casework, Creation, Refusal};
use access::{Caller, may};
use domain::case::LegalGround;
use domain::consultation::{EntryKind, FactKind, check_words, choose_anew};
use domain::fault::Faults;
use domain::id::ConsultationId;
use domain::notice::NoticeKind;
use domain::version::Versioned;
use store::Tx;
use store::consultation::Standing;

/// What is filled in.
#[derive(Debug, Clone)]
pub struct AskFurther {
    pub consultation: ConsultationId,
    pub text: Option<String>,
    /// Facts that are frozen anew; none keeps those that were shown.
    pub facts: Vec<FactKind>,
    /// The law that allows showing them.
    pub ground: Option<LegalGround>,
}

/// Asks further; the answer is due anew.
///
/// # Errors
/// [`Refusal::Invalid`] when the text cannot be stored or tells of whom it is; [`Refusal::Rule`] when nothing was
/// answered yet.
pub async fn ask_further(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: AskFurther,
) -> Result<ConsultationId, Refusal> {
    let id = command.consultation;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let locked = lock::<may::AskFurther>(tx, caller, id).await?;
            if creation.made_before(tx, caller).await?.is_some() {
                return Ok(id);
            }

            let about = locked.facts.about.as_ref().map(|(case, _)| *case);
            let known = names(tx, caller, about).await?;
            let mut faults = Faults::none();
            let chosen = choose_anew(about.is_some(), &command.facts, command.ground);
            let chosen = chosen.map_err(|it| faults.merge(it)).unwrap_or_default();
            let told =
                check_words(command.text.as_deref(), known.as_ref()).map_err(|it| faults.merge(it)).ok();
            let told = faults.into_complete(told)?;
            let Versioned { version, value } = locked.standing;
            let state = value.state.ask_further()?;
            let shown = ask_about(tx, caller, about).await?;
            let facts = frozen(tx, shown.as_ref(), chosen.as_ref()).await?;
            let now = tx.now();
            let (defined_from, due) = due(casework, tx, (id.0, value.urgency), now).await?;
            let value = Standing { state, waits_since: now, defined_from, due, ..value };

            let step = Step {
                kind: EntryKind::FollowUp,
                told: Some(&told),
                facts: facts.as_ref(),
                tells: Some(NoticeKind::ConsultationTurn),
            };
            save(casework, tx, &locked.permit, Versioned { version, value }, step).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(id)
        })
        .await
}
