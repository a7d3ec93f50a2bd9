//! The desk: where something new begins, before there is a household or a case to have a relation with.

use crate::{Refusal, ask};
use access::{Caller, DeskFacts, Named, Permit};
use domain::id::TeamId;

/// Asks for a permit at the desk of the team, or of the caller's first team when none is named.
///
/// # Errors
/// [`Refusal::NotFound`] when the team is not the caller's, or the caller has none.
pub(crate) fn ask_at_desk<P: Named>(caller: &Caller, team: Option<TeamId>) -> Result<Permit<P>, Refusal> {
    match team.or_else(|| caller.teams.first().copied()) {
        Some(team) => ask(caller, &DeskFacts { team }),
        None => Err(Refusal::hidden(P::PERMISSION, ("desk", None))),
    }
}
