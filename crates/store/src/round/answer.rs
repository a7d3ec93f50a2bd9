//! Writing an answer down, blind: nothing is read back, because as long as the round is open nobody may.

use super::Answers;
use crate::audit;
use crate::error::StoreError;
use crate::kept::Keep;
use crate::schema::{scoring_round_declines, scoring_round_raters, scoring_rounds};
use crate::score;
use crate::tx::Tx;
use access::{Named, Permit, may};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{InvitationId, PersonId, RoundId, ScoreId};
use domain::round::{After, ClosedHow, DeclineKind};
use domain::score::{NewScore, Rater, Subject};
use domain::text::LongText;
use domain::version::Version;

/// Why somebody gives no score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decline {
    pub kind: DeclineKind,
    pub reason: LongText,
    /// The member of the household who gives none; nothing for the caller.
    pub person: Option<PersonId>,
}

/// Saves the scores of an answer and what they do to the round, and records whose they are and whom they are about.
///
/// # Errors
/// Those of the database.
pub async fn save_answer<P: Answers>(
    tx: &mut Tx,
    permit: &Permit<P>,
    invitation: InvitationId,
    (scores, phase): (&[(ScoreId, NewScore)], &str),
    after: After,
) -> Result<(), StoreError> {
    let round = permit.round().ok_or(StoreError::Stale)?;
    let mut persons: Vec<PersonId> = Vec::new();
    for (id, new) in scores {
        score::insert(tx, permit, *id, (new, phase), Some(round)).await?;
        if let Rater::Member { person, .. } = new.rater {
            persons.push(person);
        }
        if let Subject::Person(person) = new.subject {
            persons.push(person);
        }
    }
    settle(tx, permit, (round, invitation), after).await?;
    audit::record(tx, permit, &persons).await
}

/// Saves that somebody gives no score and what that does to the round, and records who it is.
///
/// # Errors
/// Those of the database.
pub async fn save_decline<P: Answers>(
    tx: &mut Tx,
    permit: &Permit<P>,
    invitation: InvitationId,
    decline: &Decline,
    after: After,
) -> Result<(), StoreError> {
    let round = permit.round().ok_or(StoreError::Stale)?;
    diesel::insert_into(scoring_round_declines::table)
        .values((
            scoring_round_declines::rater_id.eq(invitation.0),
            scoring_round_declines::kind.eq(decline.kind.code()),
            scoring_round_declines::reason.eq(decline.reason.as_str()),
        ))
        .execute(tx.conn()?)
        .await?;
    settle(tx, permit, (round, invitation), after).await?;
    audit::record(tx, permit, &Vec::from_iter(decline.person)).await
}

/// Closes a round without the rest, raises its version and records the act.
///
/// # Errors
/// [`StoreError::Stale`] when the round is no longer in the version that was seen; those of the database.
pub async fn close(
    tx: &mut Tx,
    permit: &Permit<may::HoldRound>,
    seen: Version,
    reason: &LongText,
) -> Result<Version, StoreError> {
    let round = permit.round().ok_or(StoreError::Stale)?;
    let (caller, now) = (permit.caller(), tx.now());
    let closed =
        diesel::update(scoring_rounds::table.find(round.0).filter(scoring_rounds::version.eq(seen.0)))
            .set((
                scoring_rounds::version.eq(scoring_rounds::version + 1),
                scoring_rounds::closed_at.eq(Some(now)),
                scoring_rounds::closed_by.eq(Some(caller.user.0)),
                scoring_rounds::closed_as.eq(Some(caller.membership.0)),
                scoring_rounds::closed_how.eq(Some(ClosedHow::ClosedEarly.code())),
                scoring_rounds::closing_reason.eq(Some(reason.as_str())),
            ))
            .returning(scoring_rounds::version)
            .kept()
            .get_result::<i64>(tx.conn()?)
            .await
            .optional()?;
    audit::record(tx, permit, &[]).await?;
    closed.map(Version).ok_or(StoreError::Stale)
}

/// That the rater has answered, and that there is one less to wait for; with the last one the round closes.
async fn settle<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    (round, invitation): (RoundId, InvitationId),
    after: After,
) -> Result<(), StoreError> {
    let (caller, now) = (permit.caller(), tx.now());
    let marked = diesel::update(scoring_round_raters::table.find(invitation.0))
        .filter(scoring_round_raters::answered_at.is_null())
        .set((
            scoring_round_raters::answered_at.eq(Some(now)),
            scoring_round_raters::answered_by.eq(Some(caller.user.0)),
            scoring_round_raters::answered_as.eq(Some(caller.membership.0)),
        ))
        .kept()
        .execute(tx.conn()?)
        .await?;
    if marked != 1 {
        return Err(StoreError::Stale);
    }
    let (waiting, closed) = match after {
        After::Waits(waiting) => (waiting, None),
        After::Closes => (0, Some(())),
    };
    diesel::update(scoring_rounds::table.find(round.0))
        .set((
            scoring_rounds::version.eq(scoring_rounds::version + 1),
            scoring_rounds::waiting.eq(i16::try_from(waiting).unwrap_or(i16::MAX)),
            scoring_rounds::closed_at.eq(closed.map(|()| now)),
            scoring_rounds::closed_by.eq(closed.map(|()| caller.user.0)),
            scoring_rounds::closed_as.eq(closed.map(|()| caller.membership.0)),
            scoring_rounds::closed_how.eq(closed.map(|()| ClosedHow::AllAnswered.code())),
        ))
        .kept()
        .execute(tx.conn()?)
        .await?;
    Ok(())
}
