//! Tasks: what has to be done in a case because something happened or because somebody asked. They are opened by the
//! step that asks for them, in its own transaction, are passed on in turns, and end with what was done. Who works for
//! one person only sees none: what has to be done follows from everything that is known.

pub mod change;
pub mod turn;

pub use change::{Standing, cases_of, complete, end_asked, holder, open_once, pass_on, sitting, standing};
pub use turn::{OwnerLine, TurnLine};

use crate::audit;
use crate::error::StoreError;
use crate::names::{self, PersonName, UserName};
use crate::row;
use crate::schema::{task_completions, tasks};
use crate::tx::Tx;
use access::{Permit, may};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{PersonId, TaskId, UserId};
use domain::task::{TaskCause, TaskEnding, TaskKind};
use uuid::Uuid;

/// A task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskLine {
    pub id: TaskId,
    pub kind: TaskKind,
    /// What has to be done in the words of who asked; nothing when a rule asked.
    pub told: Option<String>,
    /// What kind of thing asked for it.
    pub cause: TaskCause,
    /// What asked for it, of the kind of the cause.
    pub origin: Uuid,
    /// Whom it is about; nothing for the whole household.
    pub person: Option<PersonName>,
    pub opened_at: DateTime<Utc>,
    pub due: NaiveDate,
    /// Who asked for it, by a step or by hand.
    pub opened_by: UserName,
    /// Whose turn it was, the first one first; nobody in particular means that of the duo.
    pub turns: Vec<TurnLine>,
    /// Nothing as long as it has yet to be done.
    pub done: Option<TaskDone>,
}

/// How a task ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskDone {
    pub at: DateTime<Utc>,
    pub by: UserName,
    pub ending: TaskEnding,
    /// What was done or decided, or why it is not needed.
    pub outcome: String,
}

/// The most tasks that are read of one case; the ones that are due first.
const MOST: i64 = 100;

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

#[derive(Queryable, Selectable)]
#[diesel(table_name = tasks, check_for_backend(diesel::pg::Pg))]
struct TaskRow {
    id: Uuid,
    kind: String,
    told: Option<String>,
    cause: String,
    origin_id: Uuid,
    person_id: Option<Uuid>,
    opened_by: Uuid,
    opened_at: DateTime<Utc>,
    due_on: NaiveDate,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = task_completions, check_for_backend(diesel::pg::Pg))]
struct DoneRow {
    ending: String,
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
    let ids: Vec<Uuid> = rows.iter().map(|(task, _)| task.id).collect();
    let turn_rows = turn::rows(tx, &ids).await?;
    let mut users: Vec<UserId> =
        rows.iter().filter_map(|(_, done)| done.as_ref()).map(|it| UserId(it.done_by)).collect();
    users.extend(rows.iter().map(|(task, _)| UserId(task.opened_by)));
    users.extend(turn_rows.iter().flat_map(turn::TurnRow::users));
    let person_names = names::of_persons(tx, &persons).await?;
    let user_names = names::of_users(tx, &users).await?;
    audit::record(tx, permit, &persons).await?;
    let mut turns = turn::by_task(turn_rows, &user_names)?;
    rows.into_iter()
        .map(|(task, done)| {
            let ended = |it: DoneRow| {
                let by = user_names.find(UserId(it.done_by))?;
                let ending = TaskEnding::from_code(&it.ending);
                let ending = row::code("task_completions", "ending", task.id, ending)?;
                Ok::<_, StoreError>(TaskDone { at: it.done_at, by, ending, outcome: it.outcome })
            };
            Ok(TaskLine {
                id: TaskId(task.id),
                kind: row::code("tasks", "kind", task.id, TaskKind::from_code(&task.kind))?,
                told: task.told,
                cause: row::code("tasks", "cause", task.id, TaskCause::from_code(&task.cause))?,
                origin: task.origin_id,
                person: task.person_id.map(|it| person_names.find(PersonId(it))).transpose()?,
                opened_at: task.opened_at,
                opened_by: user_names.find(UserId(task.opened_by))?,
                due: task.due_on,
                turns: turns.remove(&task.id).unwrap_or_default(),
                done: done.map(ended).transpose()?,
            })
        })
        .collect()
}
