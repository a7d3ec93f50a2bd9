//! Offering a handover: what goes along is frozen, the term for an answer starts, and the receiver is told that it is there.

use super::{fresh, lock, lock_case, side_of};
use crate::term::{Event, starting};
use crate::{Casework, Refusal};
use access::{Caller, Permit, may};
use domain::handover::{Act, Contents, HandoverRule, Preview, StepKind};
use domain::id::{CaseId, HandoverId};
use domain::plan::ItemKind;
use domain::term::TermKind;
use domain::time::amsterdam_day;
use domain::version::Version;
use store::handover::{self, Offering};
use store::plan::{surroundings, version};
use store::{Tx, calendar, phase};

/// What is offered.
#[derive(Debug, Clone, Copy)]
pub struct OfferHandover {
    pub case: CaseId,
    pub handover: HandoverId,
    /// The version that the caller saw.
    pub seen: Version,
}

/// Offers a handover that was written down, and tells its new version.
///
/// # Errors
/// [`Refusal::Stale`] when it was changed meanwhile; [`Refusal::Rule`] when it was offered before, the caller's team no longer
/// holds the view on safety, the receiver cannot accept, or the case is closed.
pub async fn offer(casework: &Casework, caller: &Caller, command: OfferHandover) -> Result<Version, Refusal> {
    let OfferHandover { case, handover: id, seen } = command;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit: Permit<may::OfferHandover> = lock_case(tx, caller, case).await?;
            let stored = lock(tx, &permit, id).await?;
            fresh(&stored, seen)?;

            let around = handover::around(tx, &permit, stored.value.receiver).await?;
            let at = tx.now();
            let calendar = calendar::calendar(tx).await?;
            let event = Event { origin: id.0, at };
            let term = starting(casework, &calendar, TermKind::HandoverAnswer, event);
            let answer_by = term.map(|it| it.due.at);
            let by = side_of(caller, &stored.value)?;
            stored.value.take(Act { step: StepKind::Offer, by, at, answer_by }, around)?;
            let contents = handover::freeze(tx, &permit).await?;
            let preview = preview(tx, &permit, &contents).await?;

            let answer_by = answer_by.ok_or(HandoverRule::TermOver)?;
            let offering = Offering { answer_by, preview, contents, term };
            handover::save_offer(tx, &permit, &stored, &offering).await?;
            Ok(Version(stored.version.0 + 1))
        })
        .await
}

/// What the receiver sees before deciding.
async fn preview(
    tx: &mut Tx,
    permit: &Permit<may::OfferHandover>,
    contents: &Contents,
) -> Result<Preview, Refusal> {
    let standing = phase::standing(tx, permit).await?;
    let voters = surroundings(tx, permit).await?.voters(amsterdam_day(tx.now()));
    let adults = voters.iter().filter(|it| it.age.is_some_and(|age| age >= 18)).count();
    let plan = version::holding(tx, permit).await?;
    let items = plan.iter().flat_map(|it| &it.items);
    let conditions = items.filter(|it| it.content.kind() == ItemKind::Condition).count();
    let count = |it: usize| u16::try_from(it).unwrap_or(u16::MAX);
    Ok(Preview {
        phase: standing.phase,
        adults: count(adults),
        children: count(voters.len() - adults),
        conditions: count(conditions),
        lowest_score: contents.lowest_score(),
    })
}
