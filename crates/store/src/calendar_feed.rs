//! Calendar feeds: the secret address of each professional, of which only a hash is kept, and what is due in the cases of
//! the duo: tasks and terms.

use crate::case::facts::enter_own;
use crate::error::StoreError;
use crate::row;
use crate::schema::{calendar_feeds, cases, duo_seats, task_completions, tasks, terms};
use crate::tx::Tx;
use access::Caller;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{CalendarFeedId, CaseId, MembershipId};
use domain::task::TaskKind;
use domain::term::{TermKind, TermState};
use uuid::Uuid;

/// What is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueKind {
    Task(TaskKind),
    Term(TermKind),
}

/// Something that is due on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueLine {
    /// What it is, for a calendar that reads it again.
    pub id: Uuid,
    pub on: NaiveDate,
    pub kind: DueKind,
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

/// The open tasks and the terms that run in the cases in whose duo the caller sits, the first day first. Nobody of any
/// household is in it.
///
/// # Errors
/// Those of the database.
pub async fn due(tx: &mut Tx, caller: &Caller, most: i64) -> Result<Vec<DueLine>, StoreError> {
    enter_own(tx).await?;
    let mut lines = tasks_due(tx, caller, most).await?;
    lines.extend(terms_due(tx, caller, most).await?);
    lines.sort_by_key(|it| (it.on, it.id));
    lines.truncate(usize::try_from(most).unwrap_or_default());
    Ok(lines)
}

/// A row of what is due: identifier, day, kind, case, its code, since when.
type DueRow = (Uuid, NaiveDate, String, Uuid, String, DateTime<Utc>);

async fn tasks_due(tx: &mut Tx, caller: &Caller, most: i64) -> Result<Vec<DueLine>, StoreError> {
    let now = tx.now();
    let rows = tasks::table
        .inner_join(cases::table)
        .left_join(task_completions::table)
        .filter(tasks::case_id.eq_any(seats_of(caller, now).select(duo_seats::case_id)))
        .filter(task_completions::task_id.is_null())
        .order((tasks::due_on, tasks::id))
        .limit(most)
        .select((tasks::id, tasks::due_on, tasks::kind, tasks::case_id, cases::code, tasks::opened_at))
        .load::<DueRow>(tx.conn()?)
        .await?;
    rows.into_iter()
        .map(|(id, on, kind, case, code, since)| {
            let kind = DueKind::Task(row::code("tasks", "kind", id, TaskKind::from_code(&kind))?);
            Ok(DueLine { id, on, kind, case: CaseId(case), code, since })
        })
        .collect()
}

async fn terms_due(tx: &mut Tx, caller: &Caller, most: i64) -> Result<Vec<DueLine>, StoreError> {
    let now = tx.now();
    let rows = terms::table
        .inner_join(cases::table)
        .filter(terms::case_id.eq_any(seats_of(caller, now).select(duo_seats::case_id.nullable())))
        .filter(terms::state.eq(TermState::Running.code()))
        .order((terms::due_on, terms::id))
        .limit(most)
        .select((terms::id, terms::due_on, terms::kind, cases::id, cases::code, terms::recorded_at))
        .load::<DueRow>(tx.conn()?)
        .await?;
    rows.into_iter()
        .map(|(id, on, kind, case, code, since)| {
            let kind = DueKind::Term(row::code("terms", "kind", id, TermKind::from_code(&kind))?);
            Ok(DueLine { id, on, kind, case: CaseId(case), code, since })
        })
        .collect()
}

/// The seats in which the caller sits now.
#[diesel::dsl::auto_type(no_type_alias)]
fn seats_of<'a>(caller: &'a Caller, now: DateTime<Utc>) -> _ {
    let (user, membership): (Uuid, Uuid) = (caller.user.0, caller.membership.0);
    duo_seats::table
        .filter(duo_seats::user_id.eq(user))
        .filter(duo_seats::membership_id.eq(membership))
        .filter(duo_seats::starts_at.le(now))
        .filter(duo_seats::ends_at.is_null().or(duo_seats::ends_at.gt(now)))
}
