//! How the work of a team is divided: numbers for each person, and codes of cases. Nothing here is about anybody in a
//! household.

use crate::audit;
use crate::duo::waiting;
use crate::error::StoreError;
use crate::row;
use crate::schema::{areas, cases, duo_seats, households, memberships, users};
use crate::tx::Tx;
use access::{Permit, may};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::Uuid as SqlUuid;
use diesel_async::RunQueryDsl;
use domain::duo::Seat;
use domain::id::{CaseId, MembershipId, UserId};
use std::collections::BTreeMap;
use uuid::Uuid;

#[diesel::declare_sql_function]
extern "SQL" {
    /// Membership, open cases, open tasks, overdue tasks.
    #[sql_name = "guard.board"]
    fn counts() -> Record<(SqlUuid, BigInt, BigInt, BigInt)>;
}

/// How much work somebody of the team has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberLoad {
    pub user: UserId,
    pub membership: MembershipId,
    pub name: String,
    /// Households that this person can have at once.
    pub capacity: i32,
    /// Open cases in which this person has a seat now.
    pub cases: i64,
    /// Tasks that wait for this person, those of the duo included.
    pub tasks: i64,
    /// Those of them whose last day has passed.
    pub overdue: i64,
}

/// A case without a full duo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShortCase {
    pub case: CaseId,
    /// What people call it without naming anybody.
    pub code: String,
    pub area: String,
    pub opened_at: DateTime<Utc>,
}

/// Where somebody of the team sits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberCase {
    pub code: String,
    pub seat: Seat,
}

/// So many cases without a full duo are shown; those that wait longest.
const MOST: i64 = 50;

/// How much work everybody of the teams of the caller has, by name.
///
/// # Errors
/// Those of the database.
pub async fn loads(tx: &mut Tx, permit: &Permit<may::ReadBoard>) -> Result<Vec<MemberLoad>, StoreError> {
    let counted: Vec<(Uuid, i64, i64, i64)> = diesel::select(counts()).load(tx.conn()?).await?;
    let by_id: BTreeMap<Uuid, (i64, i64, i64)> =
        counted.into_iter().map(|(id, cases, tasks, overdue)| (id, (cases, tasks, overdue))).collect();
    let rows = memberships::table
        .inner_join(users::table)
        .filter(memberships::id.eq_any(by_id.keys().copied().collect::<Vec<_>>()))
        .order((users::display_name, memberships::id))
        .select((memberships::id, users::id, users::display_name, users::capacity))
        .load::<(Uuid, Uuid, String, i32)>(tx.conn()?)
        .await?;
    audit::record(tx, permit, &[]).await?;
    Ok(rows
        .into_iter()
        .filter_map(|(membership, user, name, capacity)| {
            let (cases, tasks, overdue) = *by_id.get(&membership)?;
            let (user, membership) = (UserId(user), MembershipId(membership));
            Some(MemberLoad { user, membership, name, capacity, cases, tasks, overdue })
        })
        .collect())
}

/// The cases of the teams of the caller without a full duo, those that wait longest first; and how many there are.
///
/// # Errors
/// Those of the database.
pub async fn short_cases(
    tx: &mut Tx,
    permit: &Permit<may::ReadBoard>,
) -> Result<(Vec<ShortCase>, usize), StoreError> {
    let ids: Vec<Uuid> = waiting::short(tx, None, None).await?;
    let all = ids.len();
    let rows = cases::table
        .inner_join(households::table.inner_join(areas::table))
        .filter(cases::id.eq_any(ids))
        .order((cases::opened_at, cases::id))
        .limit(MOST)
        .select((cases::id, cases::code, areas::name, cases::opened_at))
        .load::<(Uuid, String, String, DateTime<Utc>)>(tx.conn()?)
        .await?;
    audit::record(tx, permit, &[]).await?;
    let case = |(id, code, area, opened_at)| ShortCase { case: CaseId(id), code, area, opened_at };
    Ok((rows.into_iter().map(case).collect(), all))
}

/// The cases in which somebody has a seat now, as far as the caller sees them: code and seat, nothing more.
///
/// # Errors
/// Those of the database.
pub async fn cases_of(
    tx: &mut Tx,
    permit: &Permit<may::ReadBoard>,
    who: MembershipId,
) -> Result<BTreeMap<CaseId, MemberCase>, StoreError> {
    let now = tx.now();
    let rows = duo_seats::table
        .inner_join(cases::table)
        .filter(duo_seats::membership_id.eq(who.0))
        .filter(duo_seats::starts_at.le(now))
        .filter(duo_seats::ends_at.is_null().or(duo_seats::ends_at.gt(now)))
        .order((duo_seats::case_id, duo_seats::kind, duo_seats::id))
        .select((duo_seats::id, cases::id, cases::code, duo_seats::seat))
        .load::<(Uuid, Uuid, String, i16)>(tx.conn()?)
        .await?;
    audit::record(tx, permit, &[]).await?;
    let mut found = BTreeMap::new();
    for (id, case, code, seat) in rows {
        let seat = row::code("duo_seats", "seat", id, Seat::from_number(seat))?;
        found.entry(CaseId(case)).or_insert(MemberCase { code, seat });
    }
    Ok(found)
}
