//! Being back sooner: the absence ends now, and with it every cover that belongs to it.

use super::Leave;
use crate::duo::roles;
use crate::{Casework, Creation, Refusal, ask};
use access::{Caller, Named, Permit, may};
use domain::id::AbsenceId;
use store::absence;
use store::{Tx, case, duo};

/// Ends an absence and its covers now. One that had yet to begin never happens.
///
/// # Errors
/// [`Refusal::NotFound`] when it is not there or not for the caller; [`Refusal::Rule`] when it is over.
pub async fn end(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    id: AbsenceId,
) -> Result<AbsenceId, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let hidden = || Refusal::hidden(may::BeAway::PERMISSION, ("absence", Some(id.0)));
            let (who, away) = absence::lock(tx, id).await?.ok_or_else(hidden)?;
            let colleagues = absence::colleagues(tx, &caller.teams, &roles()).await?;
            let found = colleagues.into_iter().find(|it| it.who.membership == who);
            let leave = Leave::ask(caller, who, &found.map(|it| it.teams).unwrap_or_default())?;
            if creation.made_before(tx, caller).await?.is_some() {
                return Ok(id);
            }

            let now = tx.now();
            let away = away.back_at(now)?;

            match &leave {
                Leave::Own(permit) => absence::end(tx, permit, id, away.until).await?,
                Leave::OfTeam(permit) => absence::end(tx, permit, id, away.until).await?,
            }
            for (of, cover) in absence::covers_of(tx, id).await? {
                // Where the caller has nothing to say any more, the cover ends on its own day.
                let Some(facts) = case::lock_facts(tx, of).await? else { continue };
                let Ok(permit) = ask::<may::ArrangeCover>(caller, &facts.value) else { continue };
                let permit: Permit<may::ArrangeCover> = permit;
                let before = duo::seats(tx, &permit).await?.seats;
                let after = before.clone().end_cover(cover, now)?;
                duo::save_covers(tx, &permit, &before, &after).await?;
            }
            creation.remember(tx, caller, id.0).await?;
            Ok(id)
        })
        .await
}
