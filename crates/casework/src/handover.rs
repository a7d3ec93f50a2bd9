//! Handing over the view on safety: writing it down and offering it, looking at an offer and answering it, and what follows.
//! The giver answers for the view until the acceptance has committed; nothing of the case is for the receiver before it.

pub mod accept;
pub mod finish;
pub mod lapse;
pub mod offer;
pub mod prepare;
pub mod read;
pub mod refuse;
pub mod withdraw;

pub use accept::{AcceptHandover, accept};
pub use finish::{Finish, FinishHandover, finish};
pub use offer::{OfferHandover, offer};
pub use prepare::{PrepareHandover, prepare};
pub use read::{HandoverPage, Preparing, list, offers, preparing, read, read_offer};
pub use refuse::{RefuseHandover, refuse};
pub use store::handover::{HandoverFile, HandoverLine, OfferLine};
pub use withdraw::{WithdrawHandover, withdraw};

use crate::{Refusal, absent, ask};
use access::{Caller, Named, Permit, may};
use domain::handover::{Handover, HandoverRule, Side, Surroundings};
use domain::id::{CaseId, HandoverId};
use domain::version::Version;
use store::handover::{self, Stored};
use store::{Tx, case};

/// Locks a case for somebody who may take this step with its handovers, first the case and then nothing else yet.
async fn lock_case<P>(tx: &mut Tx, caller: &Caller, id: CaseId) -> Result<Permit<P>, Refusal>
where
    P: Named<Sight = may::ReadCase>,
{
    let hidden = || absent::<P>("case", id.0);
    let facts = case::lock_facts(tx, id).await?.ok_or_else(hidden)?;
    let permit: Permit<P> = ask(caller, &facts.value)?;
    if !permit.hearing().is_for_household() {
        return Err(Refusal::Forbidden { permission: P::PERMISSION, subject: ("case", Some(id.0)) });
    }
    Ok(permit)
}

/// Locks a handover of a case that is locked already.
async fn lock<P>(tx: &mut Tx, permit: &Permit<P>, id: HandoverId) -> Result<Stored, Refusal>
where
    P: Named<Sight = may::ReadCase>,
{
    let hidden = || absent::<P>("handover", id.0);
    handover::lock(tx, permit, id).await?.ok_or_else(hidden)
}

/// Locks an offer to a team of the caller, for an answer. Whoever comes too late hears what became of it, and nothing else.
async fn lock_offer(
    tx: &mut Tx,
    caller: &Caller,
    (id, seen): (HandoverId, Version),
) -> Result<(Permit<may::AnswerHandover>, Stored), Refusal> {
    let Some((facts, stored)) = handover::lock_offer(tx, id).await? else {
        let became = handover::became_of(tx, id).await?;
        return Err(
            became.map_or_else(|| absent::<may::ReadOffer>("handover", id.0), |it| it.too_late().into())
        );
    };
    let permit: Permit<may::AnswerHandover> = ask(caller, &facts)?;
    fresh(&stored, seen)?;
    Ok((permit, stored))
}

/// As it was seen: a handover that is open no longer tells what became of it, and one that was changed meanwhile is stale.
fn fresh(stored: &Stored, seen: Version) -> Result<(), Refusal> {
    if stored.version == seen {
        return Ok(());
    }
    if stored.value.state.is_open() { Err(Refusal::Stale) } else { Err(stored.value.state.too_late().into()) }
}

/// On which side of a handover the caller stands.
fn side_of(caller: &Caller, of: &Handover) -> Result<Side, HandoverRule> {
    match (caller.is_in(of.giver), caller.is_in(of.receiver)) {
        (true, _) => Ok(Side::Giver),
        (false, true) => Ok(Side::Receiver),
        (false, false) => Err(HandoverRule::OtherSide),
    }
}

/// Nothing when the caller belongs to the team that holds the view on safety.
fn require_holder(caller: &Caller, around: Surroundings) -> Result<(), HandoverRule> {
    if caller.is_in(around.holder) { Ok(()) } else { Err(HandoverRule::NotHolder) }
}
