//! Reading handovers: those of a case with what goes along, and the offers to one's own teams, of which the receiver sees
//! numbers and the words of the giver.

use super::{HandoverFile, HandoverLine, OfferLine};
use crate::{Casework, Refusal, absent, ask, ask_for_household};
use access::{Caller, Permission, Permit, decide, may, offered_teams};
use domain::id::{CaseId, HandoverId, TeamId};
use store::{Tx, case, handover};

/// The handovers of a case, and what the caller may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoverPage {
    /// The latest first.
    pub items: Vec<HandoverLine>,
    /// Whether a new one may be written: the caller's team holds the view and none is open.
    pub may_prepare: bool,
    pub may_finish: bool,
}

/// What a new handover begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preparing {
    /// Whether the caller belongs to the holder.
    pub holds: bool,
    /// The teams that can receive the view on safety now.
    pub receivers: Vec<TeamId>,
}

/// Lists the handovers of a case.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not there or not for the caller.
pub async fn list(casework: &Casework, caller: &Caller, id: CaseId) -> Result<HandoverPage, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = case::facts(tx, id).await?.ok_or_else(|| absent::<may::ReadCase>("case", id.0))?;
            let permit = ask_for_household(caller, &facts.value)?;

            let items = handover::list(tx, &permit).await?;
            let open = items.iter().any(|it| it.state.is_open());
            let around = handover::around(tx, &permit, TeamId(uuid::Uuid::nil())).await?;
            let holds = around.case_open && caller.is_in(around.holder);
            let may_prepare = holds && !open && decide::<may::OfferHandover>(caller, &facts.value).is_ok();
            let may_finish = decide::<may::FinishHandover>(caller, &facts.value).is_ok();
            Ok(HandoverPage { items, may_prepare, may_finish })
        })
        .await
}

/// Tells whether the caller holds the view on safety and who can receive it, for who is about to write a handover down.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not there, [`Refusal::Forbidden`] for who may not hand over.
pub async fn preparing(casework: &Casework, caller: &Caller, id: CaseId) -> Result<Preparing, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts =
                case::facts(tx, id).await?.ok_or_else(|| absent::<may::OfferHandover>("case", id.0))?;
            let permit: Permit<may::OfferHandover> = ask(caller, &facts.value)?;

            let around = handover::around(tx, &permit, TeamId(uuid::Uuid::nil())).await?;
            let mut receivers = handover::receivers(tx, &permit).await?;
            receivers.retain(|it| *it != around.holder);
            Ok(Preparing { holds: caller.is_in(around.holder), receivers })
        })
        .await
}

/// Reads a handover with what goes along. Everybody in it is recorded.
///
/// # Errors
/// [`Refusal::NotFound`] when it is not there or not for the caller.
pub async fn read(
    casework: &Casework,
    caller: &Caller,
    case: CaseId,
    id: HandoverId,
) -> Result<HandoverFile, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let hidden = || absent::<may::ReadCase>("handover", id.0);
            let facts = store::case::facts(tx, case).await?.ok_or_else(hidden)?;
            let permit = ask_for_household(caller, &facts.value)?;

            handover::find(tx, &permit, id).await?.ok_or_else(hidden)
        })
        .await
}

/// Lists the offers to the caller's teams that wait for an answer, at most a hundred; what has to be answered first comes
/// first.
///
/// # Errors
/// Those of the database.
pub async fn offers(casework: &Casework, caller: &Caller) -> Result<Vec<OfferLine>, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let teams = offered_teams(caller, Permission::ReadOffer);
            Ok(handover::offers(tx, teams, MOST).await?)
        })
        .await
}

/// The most offers in the list; the rest comes when these are answered.
const MOST: i64 = 100;

/// Reads an offer to a team of the caller, before deciding.
///
/// # Errors
/// [`Refusal::NotFound`] when it waits no longer, or was never for the caller.
pub async fn read_offer(casework: &Casework, caller: &Caller, id: HandoverId) -> Result<OfferLine, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let hidden = || absent::<may::ReadOffer>("handover", id.0);
            let facts = handover::offer_facts(tx, id).await?.ok_or_else(hidden)?;
            let permit: Permit<may::ReadOffer> = ask(caller, &facts)?;

            handover::offer(tx, &permit, id).await?.ok_or_else(hidden)
        })
        .await
}
