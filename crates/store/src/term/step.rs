//! Steps of a term: those that a person takes, and the end that comes with a step elsewhere.

use super::read::of_owner;
use crate::audit;
use crate::error::StoreError;
use crate::schema::{term_steps, terms};
use crate::tx::Tx;
use access::{Caller, Named, Permit};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::TermId;
use domain::term::{Due, StepKind, TermKind, TermOwner, TermState};
use domain::text::LongText;
use uuid::Uuid;

/// A step to take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStep {
    pub kind: StepKind,
    /// Why, or what was done.
    pub reason: LongText,
    /// When it ends after this step, if that moves.
    pub due: Option<Due>,
}

/// Which terms end with a step elsewhere, how, and when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ending<'kinds> {
    pub(crate) kinds: &'kinds [TermKind],
    /// Only what this thing started.
    pub(crate) origin: Option<Uuid>,
    /// Met or stopped.
    pub(crate) how: StepKind,
    pub(crate) at: DateTime<Utc>,
}

/// Adds a step to a term that was found under this permit, and records the act.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else was faster; those of the database.
pub async fn take<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    (term, steps): (TermId, i32),
    new: &NewStep,
) -> Result<(), StoreError> {
    let (now, caller) = (tx.now(), permit.caller());
    diesel::insert_into(term_steps::table)
        .values((
            (term_steps::term_id.eq(term.0), term_steps::step.eq(steps + 1)),
            term_steps::kind.eq(new.kind.code()),
            term_steps::reason.eq(new.reason.as_str()),
            term_steps::happened_at.eq(now),
            term_steps::due_on.eq(new.due.map(|it| it.day)),
            term_steps::due_at.eq(new.due.map(|it| it.at)),
            (term_steps::taken_by.eq(caller.user.0), term_steps::membership_id.eq(caller.membership.0)),
            term_steps::taken_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    audit::record(tx, permit, &[]).await
}

/// Ends the terms of a case or report that have not ended. The caller of this function records the act.
pub(crate) async fn end(
    tx: &mut Tx,
    caller: &Caller,
    owner: TermOwner,
    ending: Ending<'_>,
) -> Result<(), StoreError> {
    let now = tx.now();
    let kinds: Vec<&str> = ending.kinds.iter().map(|it| it.code()).collect();
    let going_on = [TermState::Running.code(), TermState::Suspended.code()];
    let found = of_owner(owner)
        .filter(terms::kind.eq_any(kinds))
        .filter(terms::state.eq_any(going_on))
        .filter(
            ending
                .origin
                .is_none()
                .into_sql::<diesel::sql_types::Bool>()
                .or(terms::origin_id.eq(ending.origin.unwrap_or_default())),
        )
        .select((
            terms::id,
            terms::steps + 1,
            ending.how.code().into_sql::<diesel::sql_types::Text>(),
            ending.at.into_sql::<diesel::sql_types::Timestamptz>(),
            caller.user.0.into_sql::<diesel::sql_types::Uuid>(),
            caller.membership.0.into_sql::<diesel::sql_types::Uuid>(),
            now.into_sql::<diesel::sql_types::Timestamptz>(),
        ));
    diesel::insert_into(term_steps::table)
        .values(found)
        .into_columns((
            term_steps::term_id,
            term_steps::step,
            term_steps::kind,
            term_steps::happened_at,
            term_steps::taken_by,
            term_steps::membership_id,
            term_steps::taken_at,
        ))
        .execute(tx.conn()?)
        .await?;
    Ok(())
}
