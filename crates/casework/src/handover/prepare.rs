//! Writing a handover down: to whom, why, and what the household was told. Nobody else knows of it yet.

use super::{lock_case, require_holder};
use crate::{Casework, Creation, Refusal};
use access::{Caller, Permit, may};
use domain::handover::{Handover, HandoverDraft};
use domain::id::{CaseId, HandoverId};
use domain::time::amsterdam_day;
use std::collections::BTreeSet;
use store::plan::names::{Asked, names};
use store::plan::save::show_persons;
use store::plan::surroundings;
use store::{Tx, handover};

/// Names of one or two letters are words as well.
const SHORTEST_NAME: usize = 3;

/// What is filled in.
#[derive(Debug, Clone)]
pub struct PrepareHandover {
    pub case: CaseId,
    pub handover: HandoverDraft,
}

/// Writes a handover down as a draft.
///
/// # Errors
/// [`Refusal::Invalid`] with every field that is wrong; [`Refusal::Rule`] when the caller's team does not hold the view on
/// safety, the receiver cannot accept, or another handover is open.
pub async fn prepare(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: PrepareHandover,
) -> Result<HandoverId, Refusal> {
    let PrepareHandover { case, handover: draft } = command;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit: Permit<may::OfferHandover> = lock_case(tx, caller, case).await?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(HandoverId(made));
            }

            let of_household = names_in(tx, &permit).await?;
            let new = draft.check(amsterdam_day(tx.now()), &of_household)?;
            let around = handover::around(tx, &permit, new.receiver).await?;
            require_holder(caller, around)?;
            Handover::prepare(around.holder, new.receiver, around)?;

            let id = HandoverId(casework.ids.random());
            handover::prepare(tx, &permit, (id, around.holder), &new).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(id)
        })
        .await
}

/// Every name of everybody in the household: none of them may stand in what the receiver reads before deciding. The small
/// words in a name ("van", "el") have no capital, and stand in any text.
async fn names_in(tx: &mut Tx, permit: &Permit<may::OfferHandover>) -> Result<Vec<String>, Refusal> {
    let voters = surroundings(tx, permit).await?.voters(amsterdam_day(tx.now()));
    let persons: BTreeSet<_> = voters.iter().map(|it| it.person).collect();
    show_persons(tx, permit, &persons).await?;
    let known = names(tx, &Asked { persons, ..Asked::default() }).await?;
    let words = known.persons.values().flat_map(|it| it.split_whitespace());
    let telling = words.filter(|it| {
        it.chars().count() >= SHORTEST_NAME && it.chars().next().is_some_and(char::is_uppercase)
    });
    Ok(telling.map(str::to_owned).collect())
}
