//! Cases that wait for their duo: which, and since when.

use crate::error::StoreError;
use crate::row;
use crate::schema::{cases, duo_seats, memberships, participations};
use crate::tx::Tx;
use access::{Caller, CaseScope};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::Uuid as SqlUuid;
use diesel_async::RunQueryDsl;
use domain::duo::Seat;
use domain::id::CaseId;
use std::collections::BTreeMap;
use uuid::Uuid;

#[diesel::declare_sql_function]
extern "SQL" {
    /// Whether an open case has fewer than two members in its duo who still work there.
    #[sql_name = "guard.waits_for_duo"]
    fn waits_for_duo(wanted: SqlUuid) -> Bool;
}

/// What a case lacks of its duo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vacancy {
    /// Since when: since the seat that is empty longest became so or, where nobody ever sat in it, since the case
    /// opened.
    pub since: DateTime<Utc>,
    /// The seats without a member who still works there.
    pub seats: Vec<Seat>,
}

/// One page of the cases in scope without a full duo, oldest first, at most `limit`, younger than `after`.
/// Identifiers of cases sort by the moment of opening.
///
/// # Errors
/// Those of the database.
pub async fn waiting(
    tx: &mut Tx,
    caller: &Caller,
    scope: CaseScope,
    after: Option<CaseId>,
    limit: i64,
) -> Result<Vec<CaseId>, StoreError> {
    let from = after.map_or(Uuid::nil(), |case| case.0);
    let mut found = Vec::new();
    if scope.in_duo {
        found.extend(of_seats(tx, caller, from, limit).await?);
    }
    if scope.team_takes_part {
        found.extend(of_teams(tx, caller, from, limit).await?);
    }
    if scope.opener {
        found.extend(of_opener(tx, caller, from, limit).await?);
    }
    found.sort();
    found.dedup();
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found.into_iter().map(CaseId).collect())
}

/// What each of these cases lacks of its duo; those that lack nothing are left out.
///
/// # Errors
/// Those of the database.
pub async fn vacancies(tx: &mut Tx, wanted: &[CaseId]) -> Result<BTreeMap<CaseId, Vacancy>, StoreError> {
    let ids: Vec<Uuid> = wanted.iter().map(|case| case.0).collect();
    let opened = cases::table
        .filter(cases::id.eq_any(&ids))
        .select((cases::id, cases::opened_at))
        .load::<(Uuid, DateTime<Utc>)>(tx.conn()?)
        .await?;
    let stays = duo_seats::table
        .inner_join(memberships::table.on(memberships::id.eq(duo_seats::membership_id)))
        .filter(duo_seats::case_id.eq_any(&ids))
        .filter(duo_seats::kind.eq("member"))
        .select((
            (duo_seats::case_id, duo_seats::id, duo_seats::seat),
            (duo_seats::ends_at, memberships::ends_at),
        ))
        .load::<((Uuid, Uuid, i16), (Option<DateTime<Utc>>, Option<DateTime<Utc>>))>(tx.conn()?)
        .await?;
    let mut empty_since: BTreeMap<(Uuid, Seat), DateTime<Utc>> = BTreeMap::new();
    for (case, at) in opened {
        empty_since.extend(Seat::ALL.iter().map(|seat| ((case, *seat), at)));
    }
    for ((case, id, seat), (left, stopped)) in stays {
        let seat = row::code("duo_seats", "seat", id, Seat::from_number(seat))?;
        let until = [left, stopped].into_iter().flatten().min().unwrap_or(DateTime::<Utc>::MAX_UTC);
        if let Some(since) = empty_since.get_mut(&(case, seat)) {
            *since = until.max(*since);
        }
    }
    let now = tx.now();
    let mut vacancies: BTreeMap<CaseId, Vacancy> = BTreeMap::new();
    for ((case, seat), since) in empty_since.into_iter().filter(|(_, since)| *since <= now) {
        let vacancy = vacancies.entry(CaseId(case)).or_insert_with(|| Vacancy { since, seats: Vec::new() });
        vacancy.since = since.min(vacancy.since);
        vacancy.seats.push(seat);
    }
    Ok(vacancies)
}

async fn of_seats(tx: &mut Tx, caller: &Caller, from: Uuid, limit: i64) -> Result<Vec<Uuid>, StoreError> {
    let now = tx.now();
    Ok(duo_seats::table
        .filter(duo_seats::user_id.eq(caller.user.0).and(duo_seats::membership_id.eq(caller.membership.0)))
        .filter(duo_seats::starts_at.le(now))
        .filter(duo_seats::ends_at.is_null().or(duo_seats::ends_at.gt(now)))
        .filter(duo_seats::case_id.gt(from))
        .filter(waits_for_duo(duo_seats::case_id))
        .select(duo_seats::case_id)
        .distinct()
        .order(duo_seats::case_id)
        .limit(limit)
        .load::<Uuid>(tx.conn()?)
        .await?)
}

async fn of_teams(tx: &mut Tx, caller: &Caller, from: Uuid, limit: i64) -> Result<Vec<Uuid>, StoreError> {
    let now = tx.now();
    let teams: Vec<Uuid> = caller.teams.iter().map(|team| team.0).collect();
    Ok(participations::table
        .filter(participations::team_id.eq_any(teams))
        .filter(participations::starts_at.le(now))
        .filter(participations::ends_at.is_null().or(participations::ends_at.gt(now)))
        .filter(participations::case_id.gt(from))
        .filter(waits_for_duo(participations::case_id))
        .select(participations::case_id)
        .distinct()
        .order(participations::case_id)
        .limit(limit)
        .load::<Uuid>(tx.conn()?)
        .await?)
}

async fn of_opener(tx: &mut Tx, caller: &Caller, from: Uuid, limit: i64) -> Result<Vec<Uuid>, StoreError> {
    Ok(cases::table
        .filter(cases::opened_by.eq(caller.user.0))
        .filter(cases::opened_as.eq(caller.membership.0))
        .filter(cases::state.eq("open"))
        .filter(diesel::dsl::not(diesel::dsl::exists(
            duo_seats::table.filter(duo_seats::case_id.eq(cases::id)),
        )))
        .filter(cases::id.gt(from))
        .select(cases::id)
        .order(cases::id)
        .limit(limit)
        .load::<Uuid>(tx.conn()?)
        .await?)
}
