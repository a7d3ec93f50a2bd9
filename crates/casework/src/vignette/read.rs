//! A situation, with how the numbers of all lie once one has scored it.

use super::{Told, VignetteFile};
use crate::desk::ask_at_desk;
use crate::{Casework, Refusal, absent};
use access::{Caller, Permit, may};
use domain::id::VignetteId;
use domain::score::ScaleVersion;
use store::{Tx, vignette};

/// A situation with its result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VignetteResult {
    pub file: VignetteFile,
    /// The scale that holds now, for which the scores are.
    pub scale: ScaleVersion,
    pub told: Told,
    /// So many must have scored before anything is told.
    pub least: u8,
}

/// Reads a situation.
///
/// # Errors
/// [`Refusal::NotFound`] when it is not there or practice is not for the caller.
pub async fn read(
    casework: &Casework,
    caller: &Caller,
    vignette: VignetteId,
) -> Result<VignetteResult, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit: Permit<may::Calibrate> = ask_at_desk(caller, None)?;
            let policy = casework.policy_at(tx.now());
            let (scale, least) = (policy.scale, policy.agreement.least_raters);
            let file = vignette::find(tx, &permit, vignette, scale).await?;
            let file = file.ok_or_else(|| absent::<may::Calibrate>("vignette", vignette.0))?;

            let told = match file.line.own {
                Some(_) => vignette::spread(tx, &permit, vignette, (scale, least)).await?,
                None => Told::ScoreFirst,
            };
            Ok(VignetteResult { file, scale, told, least })
        })
        .await
}
