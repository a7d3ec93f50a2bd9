//! Calendar feeds: the secret address of each professional, of which only a hash is kept, and what is due in the cases of
//! the duo.

use crate::error::StoreError;
use crate::row;
use crate::schema::{calendar_feeds, cases, duo_seats, task_completions, tasks};
use crate::tx::Tx;
use access::Caller;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{CalendarFeedId, CaseId, MembershipId};
use domain::task::TaskKind;
use uuid::Uuid;

/// Something that is due on a day. Another kind of thing that is due gets another query beside that of the tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueLine {
    /// What it is, for a calendar that reads it again.
    pub id: Uuid,
    pub on: NaiveDate,
    pub kind: TaskKind,
    pub case: CaseId,
    /// What people call the case without naming anybody.
    pub code: String,
    /// When it was written down.
    pub since: DateTime<Utc>,
}

/// Since when the caller has an address that works.
///
/// # Errors
/// Those of the database.
pub async fn running(tx: &mut Tx, caller: &Caller) -> Result<Option<DateTime<Utc>>, StoreError> {
    let found = calendar_feeds::table
        .filter(calendar_feeds::membership_id.eq(caller.membership.0))
        .filter(calendar_feeds::user_id.eq(caller.user.0))
        .filter(calendar_feeds::revoked_at.is_null())
        .select(calendar_feeds::made_at)
        .first(tx.conn()?)
        .await;
    Ok(found.optional()?)
}

/// Makes an address.
///
/// # Errors
/// [`StoreError::Conflict`] when another one was made at the same time; those of the database.
pub async fn make(
    tx: &mut Tx,
    caller: &Caller,
    id: CalendarFeedId,
    secret_hash: [u8; 32],
) -> Result<(), StoreError> {
    let now = tx.now();
    diesel::insert_into(calendar_feeds::table)
        .values((
            calendar_feeds::id.eq(id.0),
            calendar_feeds::secret_hash.eq(secret_hash.to_vec()),
            calendar_feeds::user_id.eq(caller.user.0),
            calendar_feeds::membership_id.eq(caller.membership.0),
            calendar_feeds::made_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    Ok(())
}

/// Ends the caller's address; tells whether there was one.
///
/// # Errors
/// Those of the database.
pub async fn revoke(tx: &mut Tx, caller: &Caller) -> Result<bool, StoreError> {
    let now = tx.now();
    let running = calendar_feeds::table
        .filter(calendar_feeds::membership_id.eq(caller.membership.0))
        .filter(calendar_feeds::user_id.eq(caller.user.0))
        .filter(calendar_feeds::revoked_at.is_null());
    let ended = diesel::update(running).set(calendar_feeds::revoked_at.eq(now)).execute(tx.conn()?).await?;
    Ok(ended > 0)
}

/// Whose address has a secret with this hash. Runs on the errand of signing in.
///
/// # Errors
/// Those of the database.
pub async fn membership_of(tx: &mut Tx, secret_hash: [u8; 32]) -> Result<Option<MembershipId>, StoreError> {
    let found = calendar_feeds::table
        .filter(calendar_feeds::secret_hash.eq(secret_hash.to_vec()))
        .filter(calendar_feeds::revoked_at.is_null())
        .select(calendar_feeds::membership_id)
        .first::<Uuid>(tx.conn()?)
        .await;
    Ok(found.optional()?.map(MembershipId))
}

/// The open tasks of the cases in whose duo the caller sits, the first day first. Nobody of any household is in it.
///
/// # Errors
/// Those of the database.
pub async fn due(tx: &mut Tx, caller: &Caller, most: i64) -> Result<Vec<DueLine>, StoreError> {
    let now = tx.now();
    let seated = duo_seats::table
        .filter(duo_seats::user_id.eq(caller.user.0).and(duo_seats::membership_id.eq(caller.membership.0)))
        .filter(duo_seats::starts_at.le(now))
        .filter(duo_seats::ends_at.is_null().or(duo_seats::ends_at.gt(now)))
        .select(duo_seats::case_id);
    let rows = tasks::table
        .inner_join(cases::table)
        .left_join(task_completions::table)
        .filter(tasks::case_id.eq_any(seated))
        .filter(task_completions::task_id.is_null())
        .order((tasks::due_on, tasks::id))
        .limit(most)
        .select((tasks::id, tasks::due_on, tasks::kind, tasks::case_id, cases::code, tasks::opened_at))
        .load::<(Uuid, NaiveDate, String, Uuid, String, DateTime<Utc>)>(tx.conn()?)
        .await?;
    rows.into_iter()
        .map(|(id, on, kind, case, code, since)| {
            let kind = row::code("tasks", "kind", id, TaskKind::from_code(&kind))?;
            Ok(DueLine { id, on, kind, case: CaseId(case), code, since })
        })
        .collect()
}
