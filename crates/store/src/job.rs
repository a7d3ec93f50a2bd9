//! The queue: what follows from a step is added in the transaction of the step and done by a worker afterwards.
//!
//! A worker takes jobs and counts that as a try. Then it locks their rows, works and marks them in one transaction, so that
//! a worker that dies gives them back by dying. A payload holds identifiers and codes, never anything of a person.

mod bell;
mod payload;

use crate::error::StoreError;
use crate::schema::jobs;
use crate::tx::Tx;
use chrono::{DateTime, Duration, Utc};
use diesel::dsl::{count_star, exists, min, not};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{CaseId, ConsultationEntryId, ConsultationId, HandoverId, MailId, TaskId};
use domain::job::Next;
use domain::notice::NoticeKind;
use serde_json::Value;
use uuid::Uuid;

pub use bell::Bell;

use payload::KINDS;

/// Everything that a worker does. Closed: the worker does not compile until a new one is handled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// Tells whom something in a case is for that it waits.
    Tell { about: NoticeKind, case: CaseId, origin: Uuid },
    /// Tells whose turn a task has become.
    PassedOn { case: CaseId, task: TaskId, turn: i32 },
    /// Tells whom a step in a consultation is for.
    Consulted { about: NoticeKind, consultation: ConsultationId, entry: ConsultationEntryId },
    /// Sends a mail of the outbox.
    SendMail { mail: MailId },
    /// Tells of terms that end soon or are over.
    Remind { at: DateTime<Utc> },
    /// Lets urgent notices that nobody reads climb.
    Climb { at: DateTime<Utc> },
    /// Writes a mail to everybody who wants one a day and has something unread.
    Digest { at: DateTime<Utc> },
    /// Lets an offered handover lapse that nobody answered in time.
    Lapse { handover: HandoverId },
    /// Removes what was done long ago.
    Sweep { at: DateTime<Utc> },
}

/// Jobs that are done together: those that only write in the database, and those that speak with the post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    Desk,
    Post,
}

/// A job that a worker has taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    pub number: i64,
    /// Nothing when the payload cannot be read.
    pub job: Option<Job>,
    /// How often it was tried before.
    pub tries: u32,
}

/// A job that waits for an operator.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct ParkedLine {
    pub number: i64,
    pub kind: String,
    pub added_at: DateTime<Utc>,
    pub parked_at: Option<DateTime<Utc>>,
    pub failures: i32,
    /// The code of why it failed the last time.
    pub fault: Option<String>,
}

/// How the queue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stock {
    /// Jobs that could be done now.
    pub waiting: i64,
    /// Since when the oldest of them could have been done.
    pub oldest: Option<DateTime<Utc>>,
    pub parked: i64,
}

/// Adds a job, unless the same was added before. Whoever adds one never sees it again.
///
/// # Errors
/// Those of the database.
pub async fn enqueue(tx: &mut Tx, job: &Job) -> Result<(), StoreError> {
    enqueue_all(tx, std::slice::from_ref(job)).await
}

/// Adds a job that may be done from a later moment on, unless the same was added before.
///
/// # Errors
/// Those of the database.
pub async fn enqueue_for(tx: &mut Tx, job: &Job, from: DateTime<Utc>) -> Result<(), StoreError> {
    add(tx, std::slice::from_ref(job), from).await
}

/// Adds several jobs, in this order.
///
/// # Errors
/// Those of the database.
pub async fn enqueue_all(tx: &mut Tx, new: &[Job]) -> Result<(), StoreError> {
    let now = tx.now();
    add(tx, new, now).await
}

async fn add(tx: &mut Tx, new: &[Job], from: DateTime<Utc>) -> Result<(), StoreError> {
    if new.is_empty() {
        return Ok(());
    }
    let now = tx.now();
    let rows: Vec<_> = new
        .iter()
        .map(|job| {
            (
                jobs::key.eq(job.key()),
                (jobs::lane.eq(job.lane().code()), jobs::kind.eq(job.kind())),
                jobs::payload.eq(job.payload()),
                jobs::case_id.eq(job.in_order_of().map(|it| it.0)),
                (jobs::added_at.eq(now), jobs::run_after.eq(from)),
            )
        })
        .collect();
    diesel::insert_into(jobs::table).values(rows).on_conflict_do_nothing().execute(tx.conn()?).await?;
    Ok(())
}

/// Takes jobs that can be done now, the oldest first, of each case only the one that comes first. What somebody else
/// has taken is passed over.
///
/// # Errors
/// Those of the database.
pub async fn take(tx: &mut Tx, lane: Lane, most: i64) -> Result<Vec<Taken>, StoreError> {
    let now = tx.now();
    let earlier = diesel::alias!(jobs as earlier);
    let comes_first = earlier
        .filter(earlier.field(jobs::case_id).eq(jobs::case_id))
        .filter(earlier.field(jobs::number).lt(jobs::number))
        .filter(earlier.field(jobs::done_at).is_null())
        .filter(earlier.field(jobs::parked_at).is_null());
    let rows = jobs::table
        .filter(jobs::done_at.is_null())
        .filter(jobs::parked_at.is_null())
        .filter(jobs::lane.eq(lane.code()))
        .filter(jobs::kind.eq_any(KINDS))
        .filter(jobs::run_after.le(now))
        .filter(jobs::case_id.is_null().or(not(exists(comes_first))))
        .order(jobs::number)
        .limit(most)
        .select((jobs::number, jobs::kind, jobs::payload, jobs::attempts))
        .for_update()
        .skip_locked()
        .load::<(i64, String, Value, i32)>(tx.conn()?)
        .await?;
    let taken = |(number, kind, payload, tries): (i64, String, Value, i32)| Taken {
        number,
        job: Job::read(&kind, &payload),
        tries: tries.unsigned_abs(),
    };
    Ok(rows.into_iter().map(taken).collect())
}

/// Counts a try of jobs that are about to be done. They come back after `wait`, unless they are finished or noted as failed.
///
/// # Errors
/// Those of the database.
pub async fn begin(tx: &mut Tx, numbers: &[i64], wait: Duration) -> Result<(), StoreError> {
    if numbers.is_empty() {
        return Ok(());
    }
    let now = tx.now();
    diesel::update(jobs::table.filter(jobs::number.eq_any(numbers)))
        .set((jobs::attempts.eq(jobs::attempts + 1), jobs::run_after.eq(now + wait)))
        .execute(tx.conn()?)
        .await?;
    Ok(())
}

/// Locks jobs until the transaction ends, and tells which of them still wait and are in nobody else's hands.
///
/// # Errors
/// Those of the database.
pub async fn hold(tx: &mut Tx, numbers: &[i64]) -> Result<Vec<i64>, StoreError> {
    let held = jobs::table
        .filter(jobs::number.eq_any(numbers))
        .filter(jobs::done_at.is_null().and(jobs::parked_at.is_null()))
        .order(jobs::number)
        .select(jobs::number)
        .for_update()
        .skip_locked()
        .load(tx.conn()?)
        .await?;
    Ok(held)
}

/// Marks jobs as done.
///
/// # Errors
/// Those of the database.
pub async fn finish(tx: &mut Tx, numbers: &[i64]) -> Result<(), StoreError> {
    let now = tx.now();
    diesel::update(jobs::table.filter(jobs::number.eq_any(numbers)))
        .set((jobs::done_at.eq(now), jobs::fault.eq(None::<String>)))
        .execute(tx.conn()?)
        .await?;
    Ok(())
}

/// Notes why the try of a job failed, unless somebody else has finished it meanwhile.
///
/// # Errors
/// Those of the database.
pub async fn fail(tx: &mut Tx, number: i64, next: Next, fault: &str) -> Result<(), StoreError> {
    let now = tx.now();
    let (run_after, parked_at) = match next {
        Next::After(wait) => (now + wait, None),
        Next::Park => (now, Some(now)),
    };
    diesel::update(jobs::table.find(number).filter(jobs::done_at.is_null()))
        .set((jobs::run_after.eq(run_after), jobs::parked_at.eq(parked_at), jobs::fault.eq(fault)))
        .execute(tx.conn()?)
        .await?;
    Ok(())
}

/// The jobs that wait for an operator, the oldest first.
///
/// # Errors
/// Those of the database.
pub async fn parked(tx: &mut Tx, most: i64) -> Result<Vec<ParkedLine>, StoreError> {
    let lines = jobs::table
        .filter(jobs::parked_at.is_not_null())
        .order(jobs::number)
        .limit(most)
        .select((jobs::number, jobs::kind, jobs::added_at, jobs::parked_at, jobs::attempts, jobs::fault))
        .load(tx.conn()?)
        .await?;
    Ok(lines)
}

/// Gives a parked job all its tries again; tells whether there was one of this number.
///
/// # Errors
/// Those of the database.
pub async fn retry(tx: &mut Tx, number: i64) -> Result<bool, StoreError> {
    let now = tx.now();
    let retried = diesel::update(jobs::table.find(number).filter(jobs::parked_at.is_not_null()))
        .set((jobs::parked_at.eq(None::<DateTime<Utc>>), jobs::attempts.eq(0), jobs::run_after.eq(now)))
        .execute(tx.conn()?)
        .await?;
    Ok(retried > 0)
}

/// Removes the jobs that were done before a moment, and tells how many those were.
///
/// # Errors
/// Those of the database.
pub async fn sweep(tx: &mut Tx, before: DateTime<Utc>) -> Result<usize, StoreError> {
    Ok(diesel::delete(jobs::table.filter(jobs::done_at.lt(before))).execute(tx.conn()?).await?)
}

/// How the queue stands.
///
/// # Errors
/// Those of the database.
pub async fn stock(tx: &mut Tx) -> Result<Stock, StoreError> {
    let now = tx.now();
    let (waiting, oldest) = jobs::table
        .filter(jobs::done_at.is_null().and(jobs::parked_at.is_null()))
        .filter(jobs::run_after.le(now))
        .select((count_star(), min(jobs::run_after)))
        .first(tx.conn()?)
        .await?;
    let parked = jobs::table.filter(jobs::parked_at.is_not_null()).count().get_result(tx.conn()?).await?;
    Ok(Stock { waiting, oldest, parked })
}
