//! Tasks: what has to be done in a case because something happened. They are opened by the step that asks for them,
//! in its own transaction, and end with what was done. Who works for one person only sees none: what has to be done
//! follows from everything that is known.

use crate::audit;
use crate::error::StoreError;
use crate::job::{self, Job};
use crate::names::{self, PersonName, UserName};
use crate::row;
use crate::schema::{task_completions, tasks};
use crate::tx::Tx;
use access::{Named, Permit, may};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{PersonId, TaskId, UserId};
use domain::notice::NoticeKind;
use domain::task::{NewTask, TaskKind};
use domain::text::LongText;
use uuid::Uuid;

/// A task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskLine {
    pub id: TaskId,
    pub kind: TaskKind,
    /// What asked for it.
    pub origin: Uuid,
    /// Whom it is about; nothing for the whole household.
    pub person: Option<PersonName>,
    pub opened_at: DateTime<Utc>,
    pub due: NaiveDate,
    /// Nothing as long as it has yet to be done.
    pub done: Option<TaskDone>,
}

/// How a task ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskDone {
    pub at: DateTime<Utc>,
    pub by: UserName,
    /// What was done or decided.
    pub outcome: String,
}

/// How a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub person: Option<PersonId>,
    pub done: bool,
}

/// The most tasks that are read of one case; the ones that are due first.
const MOST: i64 = 100;

/// Opens a task, unless the same thing asked for the same before. Whoever it is about belongs to the act of the
/// permit.
///
/// # Errors
/// Those of the database.
pub async fn open_once<P: Named>(tx: &mut Tx, permit: &Permit<P>, new: NewTask) -> Result<(), StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let caller = permit.caller();
    let now = tx.now();
    let opened = diesel::insert_into(tasks::table)
        .values((
            (tasks::id.eq(new.id.0), tasks::case_id.eq(case.0)),
            (tasks::kind.eq(new.kind.code()), tasks::origin_id.eq(new.origin)),
            tasks::person_id.eq(new.person.map(|it| it.0)),
            (tasks::opened_by.eq(caller.user.0), tasks::membership_id.eq(caller.membership.0)),
            (tasks::opened_at.eq(now), tasks::due_on.eq(new.due)),
        ))
        .on_conflict_do_nothing()
        .execute(tx.conn()?)
        .await?;
    if opened > 0 {
        let about = NoticeKind::of_task(new.kind);
        job::enqueue(tx, &Job::Tell { about, case, origin: new.id.0 }).await?;
    }
    audit::record(tx, permit, &Vec::from_iter(new.person)).await
}

/// The tasks of a case that have yet to be done, the most urgent first. Everybody in them is recorded.
///
/// # Errors
/// Those of the database.
pub async fn open_of(tx: &mut Tx, permit: &Permit<may::ReadCase>) -> Result<Vec<TaskLine>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    if !permit.hearing().is_for_household() {
        return Ok(Vec::new());
    }
    let rows = tasks::table
        .left_join(task_completions::table)
        .filter(tasks::case_id.eq(case.0))
        .filter(task_completions::task_id.is_null())
        .order((tasks::due_on, tasks::opened_at, tasks::id))
        .limit(MOST)
        .select((TaskRow::as_select(), Option::<DoneRow>::as_select()))
        .load::<(TaskRow, Option<DoneRow>)>(tx.conn()?)
        .await?;
    lines(tx, permit, rows).await
}

/// One task of the case, done or not. Whoever it is about is recorded.
///
/// # Errors
/// Those of the database.
pub async fn find(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    task: TaskId,
) -> Result<Option<TaskLine>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    if !permit.hearing().is_for_household() {
        return Ok(None);
    }
    let row = tasks::table
        .left_join(task_completions::table)
        .filter(tasks::id.eq(task.0).and(tasks::case_id.eq(case.0)))
        .select((TaskRow::as_select(), Option::<DoneRow>::as_select()))
        .first::<(TaskRow, Option<DoneRow>)>(tx.conn()?)
        .await
        .optional()?;
    Ok(lines(tx, permit, Vec::from_iter(row)).await?.pop())
}

/// How a task of the case stands; nothing when the case has no such task.
///
/// # Errors
/// Those of the database.
pub async fn standing(
    tx: &mut Tx,
    permit: &Permit<may::CompleteTask>,
    task: TaskId,
) -> Result<Option<Standing>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let found = tasks::table
        .left_join(task_completions::table)
        .filter(tasks::id.eq(task.0).and(tasks::case_id.eq(case.0)))
        .select((tasks::person_id, task_completions::done_at.nullable()))
        .first::<(Option<Uuid>, Option<DateTime<Utc>>)>(tx.conn()?)
        .await
        .optional()?;
    Ok(found.map(|(person, done)| Standing { person: person.map(PersonId), done: done.is_some() }))
}

/// Ends a task with what was done, and records whom it was about.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else was faster; those of the database.
pub async fn complete(
    tx: &mut Tx,
    permit: &Permit<may::CompleteTask>,
    task: TaskId,
    person: Option<PersonId>,
    outcome: &LongText,
) -> Result<(), StoreError> {
    let now = tx.now();
    let caller = permit.caller();
    diesel::insert_into(task_completions::table)
        .values((
            task_completions::task_id.eq(task.0),
            task_completions::outcome.eq(outcome.as_str()),
            task_completions::done_by.eq(caller.user.0),
            task_completions::membership_id.eq(caller.membership.0),
            task_completions::done_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    audit::record(tx, permit, &Vec::from_iter(person)).await
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = tasks, check_for_backend(diesel::pg::Pg))]
struct TaskRow {
    id: Uuid,
    kind: String,
    origin_id: Uuid,
    person_id: Option<Uuid>,
    opened_at: DateTime<Utc>,
    due_on: NaiveDate,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = task_completions, check_for_backend(diesel::pg::Pg))]
struct DoneRow {
    outcome: String,
    done_by: Uuid,
    done_at: DateTime<Utc>,
}

/// The tasks with names. Everybody whom they are about is recorded.
async fn lines(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    rows: Vec<(TaskRow, Option<DoneRow>)>,
) -> Result<Vec<TaskLine>, StoreError> {
    let persons: Vec<PersonId> = rows.iter().filter_map(|(task, _)| task.person_id).map(PersonId).collect();
    let users: Vec<UserId> =
        rows.iter().filter_map(|(_, done)| done.as_ref()).map(|it| UserId(it.done_by)).collect();
    let person_names = names::of_persons(tx, &persons).await?;
    let user_names = names::of_users(tx, &users).await?;
    audit::record(tx, permit, &persons).await?;
    rows.into_iter()
        .map(|(task, done)| {
            let by = |it: DoneRow| {
                let by = user_names.find(UserId(it.done_by))?;
                Ok::<_, StoreError>(TaskDone { at: it.done_at, by, outcome: it.outcome })
            };
            Ok(TaskLine {
                id: TaskId(task.id),
                kind: row::code("tasks", "kind", task.id, TaskKind::from_code(&task.kind))?,
                origin: task.origin_id,
                person: task.person_id.map(|it| person_names.find(PersonId(it))).transpose()?,
                opened_at: task.opened_at,
                due: task.due_on,
                done: done.map(by).transpose()?,
            })
        })
        .collect()
}
