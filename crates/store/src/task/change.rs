//! Opening a task, passing it on, ending it: each writes a row and changes none.

use crate::audit;
use crate::error::StoreError;
use crate::job::{self, Job};
use crate::row;
use crate::schema::{duo_seats, task_completions, task_turns, tasks, teams, view_holders};
use crate::tx::Tx;
use access::{Caller, Named, Permit, may};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::duo::Seat;
use domain::id::{CaseId, MembershipId, PersonId, TaskId, TeamId, UserId};
use domain::notice::NoticeKind;
use domain::task::{NewTask, Owner, Sitting, TaskEnding, TaskKind};
use domain::text::LongText;
use std::collections::BTreeMap;
use uuid::Uuid;

use super::turn;

/// How a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub person: Option<PersonId>,
    pub done: bool,
    /// Whose turn it is, and how many turns there were.
    pub owner: Owner,
    pub turns: i32,
}

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
            (
                tasks::kind.eq(new.kind.code()),
                tasks::told.eq(new.told.as_ref().map(|it| it.as_str().to_owned())),
            ),
            (tasks::cause.eq(new.cause.code()), tasks::origin_id.eq(new.origin)),
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

/// How a task of the case stands; nothing when the case has no such task, or it is not for who works for one person.
///
/// # Errors
/// Those of the database.
pub async fn standing<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    task: TaskId,
) -> Result<Option<Standing>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    if !permit.hearing().is_for_household() {
        return Ok(None);
    }
    let found = tasks::table
        .left_join(task_completions::table)
        .filter(tasks::id.eq(task.0).and(tasks::case_id.eq(case.0)))
        .select((tasks::person_id, task_completions::done_at.nullable()))
        .first::<(Option<Uuid>, Option<DateTime<Utc>>)>(tx.conn()?)
        .await
        .optional()?;
    let Some((person, done)) = found else { return Ok(None) };
    let rows = turn::rows(tx, &[task.0]).await?;
    let owner = rows.last().map(turn::TurnRow::owner).transpose()?.unwrap_or(Owner::Duo);
    let turns = rows.last().map_or(0, |it| it.turn);
    Ok(Some(Standing { person: person.map(PersonId), done: done.is_some(), owner, turns }))
}

/// The case of each of these tasks that the caller sees.
///
/// # Errors
/// Those of the database.
pub async fn cases_of(tx: &mut Tx, wanted: &[TaskId]) -> Result<BTreeMap<TaskId, CaseId>, StoreError> {
    let rows = tasks::table
        .filter(tasks::id.eq_any(wanted.iter().map(|it| it.0)))
        .select((tasks::id, tasks::case_id))
        .load::<(Uuid, Uuid)>(tx.conn()?)
        .await?;
    Ok(rows.into_iter().map(|(task, case)| (TaskId(task), CaseId(case))).collect())
}

/// Who has a seat in the duo of the case now, as a member or otherwise.
///
/// # Errors
/// Those of the database.
pub async fn sitting<P: Named>(tx: &mut Tx, permit: &Permit<P>) -> Result<Vec<Sitting>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let now = tx.now();
    let rows = duo_seats::table
        .filter(duo_seats::case_id.eq(case.0))
        .filter(duo_seats::starts_at.le(now))
        .filter(duo_seats::ends_at.is_null().or(duo_seats::ends_at.gt(now)))
        .order((duo_seats::seat, duo_seats::kind, duo_seats::id))
        .select((duo_seats::id, duo_seats::seat, duo_seats::user_id, duo_seats::membership_id))
        .load::<(Uuid, i16, Uuid, Uuid)>(tx.conn()?)
        .await?;
    rows.into_iter()
        .map(|(id, seat, user, membership)| {
            let seat = row::code("duo_seats", "seat", id, Seat::from_number(seat))?;
            Ok(Sitting { user: UserId(user), membership: MembershipId(membership), seat })
        })
        .collect()
}

/// The team that holds the view on safety of the case now, with its name.
///
/// # Errors
/// Those of the database.
pub async fn holder<P: Named>(tx: &mut Tx, permit: &Permit<P>) -> Result<(TeamId, String), StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let (team, name) = view_holders::table
        .inner_join(teams::table)
        .filter(view_holders::case_id.eq(case.0))
        .order(view_holders::since.desc())
        .select((teams::id, teams::name))
        .first::<(Uuid, String)>(tx.conn()?)
        .await?;
    Ok((TeamId(team), name))
}

/// Makes it the turn of somebody else; `turns` is how many there were. Without a reason only the first, and that of who
/// takes it.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else was faster; those of the database.
pub async fn pass_on<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    (task, turns): (TaskId, i32),
    owner: Owner,
    reason: Option<&LongText>,
) -> Result<(), StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let caller = permit.caller();
    let now = tx.now();
    let (seat, person, team) = match owner {
        Owner::Duo => (None, None, None),
        Owner::Seat(seat) => (Some(seat.number()), None, None),
        Owner::Person(user, membership) => (None, Some((user.0, membership.0)), None),
        Owner::Team(team) => (None, None, Some(team.0)),
        Owner::Member(user, membership, team) => (None, Some((user.0, membership.0)), Some(team.0)),
    };
    diesel::insert_into(task_turns::table)
        .values((
            (task_turns::task_id.eq(task.0), task_turns::turn.eq(turns + 1), task_turns::case_id.eq(case.0)),
            (task_turns::owner.eq(owner.kind().code()), task_turns::seat.eq(seat)),
            task_turns::owner_user_id.eq(person.map(|it| it.0)),
            task_turns::owner_membership_id.eq(person.map(|it| it.1)),
            (task_turns::team_id.eq(team), task_turns::reason.eq(reason.map(|it| it.as_str().to_owned()))),
            (task_turns::made_by.eq(caller.user.0), task_turns::membership_id.eq(caller.membership.0)),
            task_turns::made_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    // Opening a task tells of it already, and whoever was told first is not told of the first turn again. Who takes a task
    // knows.
    let took = matches!(owner, Owner::Member(_, it, _) | Owner::Person(_, it) if it == caller.membership);
    if reason.is_some() || turns > 0 && !took {
        job::enqueue(tx, &Job::PassedOn { case, task, turn: turns + 1 }).await?;
    }
    audit::record(tx, permit, &[]).await
}

/// Ends a task with what was done or why it is not needed, and records whom it was about.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else was faster; those of the database.
pub async fn complete<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    (task, person): (TaskId, Option<PersonId>),
    ending: TaskEnding,
    outcome: &LongText,
) -> Result<(), StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    end(tx, permit.caller(), (case, task), ending, outcome.as_str()).await?;
    audit::record(tx, permit, &Vec::from_iter(person)).await
}

/// Ends what is open of the tasks that this asked for, because the act of the permit does what they ask.
///
/// # Errors
/// Those of the database.
pub async fn end_asked(
    tx: &mut Tx,
    permit: &Permit<may::FinishHandover>,
    (kind, origin): (TaskKind, Uuid),
    ending: TaskEnding,
    outcome: &str,
) -> Result<(), StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let asked = tasks::table
        .left_join(task_completions::table)
        .filter(tasks::case_id.eq(case.0).and(tasks::kind.eq(kind.code())).and(tasks::origin_id.eq(origin)))
        .filter(task_completions::task_id.is_null())
        .select(tasks::id)
        .load::<Uuid>(tx.conn()?)
        .await?;
    for task in asked {
        end(tx, permit.caller(), (case, TaskId(task)), ending, outcome).await?;
    }
    Ok(())
}

async fn end(
    tx: &mut Tx,
    caller: &Caller,
    (case, task): (CaseId, TaskId),
    ending: TaskEnding,
    outcome: &str,
) -> Result<(), StoreError> {
    let now = tx.now();
    diesel::insert_into(task_completions::table)
        .values((
            (task_completions::task_id.eq(task.0), task_completions::case_id.eq(case.0)),
            (task_completions::ending.eq(ending.code()), task_completions::outcome.eq(outcome)),
            task_completions::done_by.eq(caller.user.0),
            task_completions::membership_id.eq(caller.membership.0),
            task_completions::done_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    Ok(())
}
