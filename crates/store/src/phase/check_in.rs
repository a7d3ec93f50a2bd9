//! The check-ins of a closed case and their answers.

use crate::audit;
use crate::error::StoreError;
use crate::names::{self, UserName};
use crate::row;
use crate::schema::{check_in_answers, check_ins, phase_changes};
use crate::term::{self, Ending};
use crate::tx::Tx;
use access::{Permit, may};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{CheckInId, UserId};
use domain::phase::check_in::{CHECK_INS, CheckInAnswer};
use domain::score::SafetyScore;
use domain::term::{StepKind, TermOwner};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A day on which somebody asks after a closed case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckInLine {
    pub id: CheckInId,
    pub due_on: NaiveDate,
    /// Whether it came with the last step of the case, so that it still counts.
    pub current: bool,
    pub answer: Option<Answered>,
}

/// What was heard then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    pub safe: bool,
    pub score: Option<SafetyScore>,
    pub notes: String,
    pub by: UserName,
    pub at: DateTime<Utc>,
}

/// What an answer needs to know of its check-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckInState {
    /// Whether it came with the last step of the case.
    pub current: bool,
    pub answered: bool,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = check_in_answers, check_for_backend(diesel::pg::Pg))]
struct AnswerRow {
    safe: bool,
    score: Option<i16>,
    notes: String,
    answered_by: Uuid,
    answered_at: DateTime<Utc>,
}

/// The check-ins of the case, earliest first.
///
/// # Errors
/// Those of the database.
pub async fn lines(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    last_step: i32,
) -> Result<Vec<CheckInLine>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let rows = check_ins::table
        .inner_join(phase_changes::table)
        .left_join(check_in_answers::table)
        .filter(check_ins::case_id.eq(case.0))
        .order((check_ins::due_on, check_ins::id))
        .select((check_ins::id, check_ins::due_on, phase_changes::step, Option::<AnswerRow>::as_select()))
        .load::<(Uuid, NaiveDate, i32, Option<AnswerRow>)>(tx.conn()?)
        .await?;
    let users: BTreeSet<UserId> =
        rows.iter().filter_map(|(.., answer)| Some(UserId(answer.as_ref()?.answered_by))).collect();
    let users = names::of_users(tx, &users.into_iter().collect::<Vec<_>>()).await?;
    audit::record(tx, permit, &[]).await?;
    rows.into_iter()
        .map(|(id, due_on, step, answer)| {
            let answer = answer
                .map(|it| {
                    let by = users.find(UserId(it.answered_by))?;
                    it.into_answered(id, by)
                })
                .transpose()?;
            Ok(CheckInLine { id: CheckInId(id), due_on, current: step == last_step, answer })
        })
        .collect()
}

/// How far a check-in of this case is; nothing when it is none of this case.
///
/// # Errors
/// Those of the database.
pub async fn state(
    tx: &mut Tx,
    permit: &Permit<may::MovePhase>,
    wanted: CheckInId,
    last_step: i32,
) -> Result<Option<CheckInState>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let found = check_ins::table
        .inner_join(phase_changes::table)
        .left_join(check_in_answers::table)
        .filter(check_ins::id.eq(wanted.0))
        .filter(check_ins::case_id.eq(case.0))
        .select((phase_changes::step, check_in_answers::check_in_id.nullable().is_not_null()))
        .first::<(i32, bool)>(tx.conn()?)
        .await
        .optional()?;
    Ok(found.map(|(step, answered)| CheckInState { current: step == last_step, answered }))
}

/// Saves an answer, ends its term, and records the act.
///
/// # Errors
/// [`StoreError::Conflict`] when it was answered in the meantime; those of the database.
pub async fn answer(
    tx: &mut Tx,
    permit: &Permit<may::MovePhase>,
    id: CheckInId,
    answer: &CheckInAnswer,
) -> Result<(), StoreError> {
    let (now, caller) = (tx.now(), permit.caller());
    diesel::insert_into(check_in_answers::table)
        .values((
            check_in_answers::check_in_id.eq(id.0),
            check_in_answers::safe.eq(answer.safe),
            check_in_answers::score.eq(answer.score.map(|it| i16::from(it.get()))),
            check_in_answers::notes.eq(answer.notes.as_str()),
            check_in_answers::answered_by.eq(caller.user.0),
            check_in_answers::membership_id.eq(caller.membership.0),
            check_in_answers::organisation_id.eq(caller.organisation.0),
            check_in_answers::answered_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    let case = permit.case().ok_or(StoreError::Stale)?;
    let ending = Ending { kinds: &CHECK_INS, origin: Some(id.0), how: StepKind::Met, at: now };
    term::end(tx, caller, TermOwner::Case(case), ending).await?;
    audit::record(tx, permit, &[]).await
}

impl AnswerRow {
    fn into_answered(self, id: Uuid, by: UserName) -> Result<Answered, StoreError> {
        let score =
            |value: i16| row::code("check_in_answers", "score", id, SafetyScore::new(value.into()).ok());
        Ok(Answered {
            safe: self.safe,
            score: self.score.map(score).transpose()?,
            notes: self.notes,
            by,
            at: self.answered_at,
        })
    }
}
