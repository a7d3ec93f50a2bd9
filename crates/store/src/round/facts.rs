//! What the policy needs to know of a round. Read inside the transaction that asks, never kept.

use crate::case;
use crate::error::StoreError;
use crate::schema::{participations, scoring_round_raters, scoring_rounds};
use crate::tx::Tx;
use access::RoundFacts;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{CaseId, MembershipId, RoundId, TeamId, UserId};
use domain::version::{Version, Versioned};
use uuid::Uuid;

/// The facts of a round, unless it does not exist or row level security hides it.
///
/// # Errors
/// Those of the database.
pub async fn facts(tx: &mut Tx, round: RoundId) -> Result<Option<Versioned<RoundFacts>>, StoreError> {
    let found = scoring_rounds::table
        .find(round.0)
        .select((scoring_rounds::case_id, scoring_rounds::version))
        .first::<(Uuid, i64)>(tx.conn()?)
        .await
        .optional()?;
    complete(tx, round, found).await
}

/// The same, with the round locked until the end of the transaction: of two who answer, one waits here.
///
/// # Errors
/// Those of the database.
pub async fn lock_facts(tx: &mut Tx, round: RoundId) -> Result<Option<Versioned<RoundFacts>>, StoreError> {
    let found = scoring_rounds::table
        .find(round.0)
        .select((scoring_rounds::case_id, scoring_rounds::version))
        .for_no_key_update()
        .first::<(Uuid, i64)>(tx.conn()?)
        .await
        .optional()?;
    complete(tx, round, found).await
}

async fn complete(
    tx: &mut Tx,
    round: RoundId,
    found: Option<(Uuid, i64)>,
) -> Result<Option<Versioned<RoundFacts>>, StoreError> {
    let Some((case, version)) = found else {
        return Ok(None);
    };
    let of_case = case::facts(tx, CaseId(case)).await?.map(|it| it.value);
    let asked = scoring_round_raters::table
        .filter(scoring_round_raters::round_id.eq(round.0))
        .filter(scoring_round_raters::user_id.is_not_null())
        .order(scoring_round_raters::id)
        .select((scoring_round_raters::user_id, scoring_round_raters::membership_id))
        .load::<(Option<Uuid>, Option<Uuid>)>(tx.conn()?)
        .await?;
    let teams = match &of_case {
        Some(facts) => facts.teams.iter().map(|(team, _)| *team).collect(),
        None => teams(tx, case).await?,
    };
    let asked =
        asked.into_iter().filter_map(|(user, membership)| user.map(UserId).zip(membership.map(MembershipId)));
    let value = RoundFacts { round, case: CaseId(case), of_case, asked: asked.collect(), teams };
    Ok(Some(Versioned { version: Version(version), value }))
}

/// Own teams that take part, for whoever sees nothing else of the case.
async fn teams(tx: &mut Tx, case: Uuid) -> Result<Vec<TeamId>, StoreError> {
    let now = tx.now();
    let found = participations::table
        .filter(participations::case_id.eq(case))
        .filter(participations::starts_at.le(now))
        .filter(participations::ends_at.is_null().or(participations::ends_at.gt(now)))
        .select(participations::team_id)
        .load::<Uuid>(tx.conn()?)
        .await?;
    Ok(found.into_iter().map(TeamId).collect())
}
