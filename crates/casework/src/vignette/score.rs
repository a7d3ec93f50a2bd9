//! Scoring a situation, once on each version of the scale.

use crate::desk::ask_at_desk;
use crate::{Casework, Creation, Refusal, absent};
use access::{Caller, Permit, may};
use domain::id::{VignetteId, VignetteScoreId};
use domain::vignette::{NewVignetteScore, VignetteDraft};
use store::{Tx, vignette};

/// What is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoreVignette {
    pub vignette: VignetteId,
    pub value: Option<i64>,
}

/// Scores a situation.
///
/// # Errors
/// [`Refusal::Invalid`] for a number outside the scale, `vignette_already_scored` for a second one,
/// [`Refusal::NotFound`] when it is not there or practice is not for the caller.
pub async fn score(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: ScoreVignette,
) -> Result<VignetteScoreId, Refusal> {
    let ScoreVignette { vignette, value } = command;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit: Permit<may::Calibrate> = ask_at_desk(caller, None)?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(VignetteScoreId(made));
            }
            let scale = casework.policy_at(tx.now()).scale;
            let file = vignette::find(tx, &permit, vignette, scale).await?;
            let file = file.ok_or_else(|| absent::<may::Calibrate>("vignette", vignette.0))?;

            let new = VignetteDraft { value, scale }.check()?;
            NewVignetteScore::require_first(file.line.own.map(|it| it.value))?;

            let id = VignetteScoreId(casework.ids.random());
            vignette::save(tx, &permit, id, vignette, new).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(id)
        })
        .await
}
