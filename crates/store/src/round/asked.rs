//! Rounds across cases: where the caller is asked for a score, and how long ago each case had a round.

use crate::error::StoreError;
use crate::schema::{duo_seats, participations, scoring_round_raters, scoring_rounds};
use crate::tx::Tx;
use access::Caller;
use chrono::{DateTime, Utc};
use diesel::dsl::{exists, max};
use diesel::prelude::*;
use diesel::sql_types::Uuid as SqlUuid;
use diesel_async::RunQueryDsl;
use domain::id::{CaseId, RoundId};
use std::collections::BTreeMap;
use uuid::Uuid;

#[diesel::declare_sql_function]
extern "SQL" {
    /// What people call the case, for who sees it or is asked for a score in it.
    #[sql_name = "guard.code_of_case"]
    fn code_of_case(wanted: SqlUuid) -> Nullable<Text>;
}

/// A round in which the caller is asked for a score and has not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedLine {
    pub round: RoundId,
    /// What people call the case without naming anybody.
    pub code: String,
    pub opened_at: DateTime<Utc>,
}

/// The most that are asked of one person at once.
const MOST: i64 = 100;

/// Where the caller is asked for a score, the longest first. Nobody of any household is in it.
///
/// # Errors
/// Those of the database.
pub async fn asked_of(tx: &mut Tx, caller: &Caller) -> Result<Vec<AskedLine>, StoreError> {
    let now = tx.now();
    let teams: Vec<Uuid> = caller.teams.iter().map(|team| team.0).collect();
    let takes_part = participations::table
        .filter(participations::case_id.eq(scoring_round_raters::case_id))
        .filter(participations::team_id.eq_any(teams))
        .filter(participations::starts_at.le(now))
        .filter(participations::ends_at.is_null().or(participations::ends_at.gt(now)));
    let seated = duo_seats::table
        .filter(duo_seats::case_id.eq(scoring_round_raters::case_id))
        .filter(duo_seats::user_id.eq(caller.user.0).and(duo_seats::membership_id.eq(caller.membership.0)))
        .filter(duo_seats::starts_at.le(now))
        .filter(duo_seats::ends_at.is_null().or(duo_seats::ends_at.gt(now)));
    let rows = scoring_round_raters::table
        .inner_join(scoring_rounds::table.on(scoring_rounds::id.eq(scoring_round_raters::round_id)))
        .filter(scoring_round_raters::user_id.eq(caller.user.0))
        .filter(scoring_round_raters::membership_id.eq(caller.membership.0))
        .filter(scoring_round_raters::answered_at.is_null())
        .filter(scoring_rounds::closed_at.is_null())
        .filter(exists(takes_part).or(exists(seated)))
        .order((scoring_rounds::opened_at, scoring_rounds::id))
        .limit(MOST)
        .select((scoring_rounds::id, code_of_case(scoring_round_raters::case_id), scoring_rounds::opened_at))
        .load::<(Uuid, Option<String>, DateTime<Utc>)>(tx.conn()?)
        .await?;
    let line = |(round, code, opened_at): (_, Option<_>, _)| {
        Some(AskedLine { round: RoundId(round), code: code?, opened_at })
    };
    Ok(rows.into_iter().filter_map(line).collect())
}

/// When the last round of each of these cases was opened.
///
/// # Errors
/// Those of the database.
pub async fn last_opened(
    tx: &mut Tx,
    cases: &[CaseId],
) -> Result<BTreeMap<CaseId, DateTime<Utc>>, StoreError> {
    let ids: Vec<Uuid> = cases.iter().map(|case| case.0).collect();
    let rows = scoring_rounds::table
        .filter(scoring_rounds::case_id.eq_any(ids))
        .group_by(scoring_rounds::case_id)
        .select((scoring_rounds::case_id, max(scoring_rounds::opened_at)))
        .load::<(Uuid, Option<DateTime<Utc>>)>(tx.conn()?)
        .await?;
    Ok(rows.into_iter().filter_map(|(case, at)| Some((CaseId(case), at?))).collect())
}
