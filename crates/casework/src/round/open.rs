//! Opening a round: from here on everybody who is asked answers on their own.

use super::roles;
use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::id::{CaseId, InvitationId, RoundId};
use domain::notice::NoticeKind;
use domain::round::RoundDraft;
use store::job::{self, Job};
use store::round::{self, NewRound};
use store::{Tx, case};

/// What is filled in.
#[derive(Debug, Clone)]
pub struct OpenRound {
    pub case: CaseId,
    pub raters: RoundDraft,
}

/// Opens a round.
///
/// # Errors
/// [`Refusal::Rule`] `one_open_round` when the case has one that is open; [`Refusal::Invalid`] when somebody cannot be
/// asked or there are too few; [`Refusal::Forbidden`] for whoever does not sit in the duo.
pub async fn open(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: OpenRound,
) -> Result<RoundId, Refusal> {
    let case = command.case;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts =
                case::lock_facts(tx, case).await?.ok_or_else(|| absent::<may::HoldRound>("case", case.0))?;
            let permit: Permit<may::HoldRound> = ask(caller, &facts.value)?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(RoundId(made));
            }

            let (span, phase) = case::course(tx, &permit).await?;
            span.require_open()?;
            let candidates = round::candidates(tx, &permit, &roles()).await?;
            let possible: Vec<_> = candidates.iter().map(round::PossibleRater::candidate).collect();
            let chosen = command.raters.check(&possible)?;
            let asked = chosen.iter().filter_map(|it| candidates.iter().find(|c| c.rater == it.rater));
            let asked = asked.map(|it| (InvitationId(casework.ids.ordered(tx.now())), it.clone())).collect();

            let id = RoundId(casework.ids.ordered(tx.now()));
            let scale = casework.policy_at(tx.now()).scale;
            round::open(tx, &permit, &NewRound { id, phase, scale, asked }).await?;
            let about = NoticeKind::RoundAsks;
            job::enqueue(tx, &Job::Tell { about, case, origin: id.0 }).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(id)
        })
        .await
}
