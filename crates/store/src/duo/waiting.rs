//! Cases that wait for their duo: which, and since when.

use crate::error::StoreError;
use crate::row;
use crate::schema::{cases, duo_seats, memberships};
use crate::tx::Tx;
use access::CaseScope;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use domain::duo::Seat;
use domain::id::CaseId;
use std::collections::BTreeMap;
use uuid::Uuid;

#[diesel::declare_sql_function]
extern "SQL" {
    /// The open cases of the teams of a lead of which a seat is empty, oldest first.
    #[sql_name = "guard.short_of_duo"]
    fn short_of_duo(after: SqlUuid, most: Nullable<BigInt>) -> SqlUuid;
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

/// One page of the cases of the teams in scope without a full duo, oldest first, at most `limit`, younger than `after`.
/// Identifiers of cases sort by the moment of opening.
///
/// # Errors
/// Those of the database.
pub async fn waiting(
    tx: &mut Tx,
    scope: CaseScope,
    after: Option<CaseId>,
    limit: i64,
) -> Result<Vec<CaseId>, StoreError> {
    if !scope.team_takes_part {
        return Ok(Vec::new());
    }
    Ok(short(tx, after, Some(limit)).await?.into_iter().map(CaseId).collect())
}

/// The cases of the teams of a lead without a full duo, oldest first; all of them without a limit.
pub(crate) async fn short(
    tx: &mut Tx,
    after: Option<CaseId>,
    limit: Option<i64>,
) -> Result<Vec<Uuid>, StoreError> {
    let after = after.map_or(Uuid::nil(), |case| case.0);
    Ok(diesel::select(short_of_duo(after, limit)).load::<Uuid>(tx.conn()?).await?)
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
