//! Closing a round without waiting for the rest. Who has not answered yet can no longer do so.

use super::follow_up;
use crate::{Casework, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::id::RoundId;
use domain::round::reason;
use domain::score::RaterKey;
use domain::version::Version;
use store::Tx;
use store::round;

/// What is filled in. Field in faults: `reason`.
#[derive(Debug, Clone)]
pub struct CloseRound {
    pub round: RoundId,
    /// The version of the round in which it was seen who had answered.
    pub seen: Version,
    pub reason: Option<String>,
}

/// Closes a round and tells its new version.
///
/// # Errors
/// [`Refusal::Stale`] when somebody answered in the meantime; [`Refusal::Rule`] when it is closed already;
/// [`Refusal::Invalid`] without a reason; [`Refusal::Forbidden`] for whoever does not sit in the duo.
pub async fn close(casework: &Casework, caller: &Caller, command: CloseRound) -> Result<Version, Refusal> {
    let id = command.round;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let missing = || absent::<may::HoldRound>("scoring_round", id.0);
            let facts = round::lock_facts(tx, id).await?.ok_or_else(missing)?;
            let permit: Permit<may::HoldRound> = ask(caller, &facts.value)?;
            if facts.version != command.seen {
                return Err(Refusal::Stale);
            }

            let household = facts.value.of_case.as_ref().map(|it| it.household);
            let own = RaterKey::Professional(caller.user);
            let around = round::around(tx, &permit, own, household).await?;
            around.standing.close_early()?;
            let reason = reason(command.reason.as_deref())?;

            let version = round::close(tx, &permit, command.seen, &reason).await?;
            follow_up::of_round(casework, tx, &permit, id).await?;
            Ok(version)
        })
        .await
}
