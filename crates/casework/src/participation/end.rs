//! Ending the part of a team in a case: from now on it sees nothing of it.

use super::{Added, lock};
use crate::{Casework, Creation, Refusal, absent};
use access::{Caller, may};
use domain::case::CaseRule;
use domain::id::{CaseId, ParticipationId};
use store::Tx;
use store::participation::{self, Stored};

/// Which part ends.
#[derive(Debug, Clone, Copy)]
pub struct EndParticipation {
    pub case: CaseId,
    pub participation: ParticipationId,
}

/// Ends a participation now.
///
/// # Errors
/// [`Refusal::NotFound`] when the case has no such participation; [`Refusal::Rule`] when it ended before or is that of an own
/// team.
pub async fn end(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: EndParticipation,
) -> Result<Added, Refusal> {
    let EndParticipation { case, participation: id } = command;
    let done = Added { participation: id, case };
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let (permit, around) = lock(tx, caller, case).await?;
            if creation.made_before(tx, caller).await?.is_some() {
                return Ok(done);
            }

            around.span.require_open()?;
            let known = participation::of_case(tx, &permit).await?;
            let found = known.into_iter().find(|it| it.id == id);
            let found = found.ok_or_else(|| absent::<may::ArrangeParticipations>("participation", id.0))?;
            if caller.is_in(found.value.team) {
                return Err(CaseRule::OwnTeamStays.into());
            }
            let ended = found.value.end(tx.now())?;

            participation::end(tx, &permit, &Stored { id, value: ended }).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(done)
        })
        .await
}
