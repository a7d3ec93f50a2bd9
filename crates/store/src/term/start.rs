//! Starting terms: one statement for all that an event starts. Only the modules of this crate do it, under the permit of
//! the step that is the event, which records it.

use crate::error::StoreError;
use crate::schema::terms;
use crate::tx::Tx;
use access::Caller;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{TeamId, TermId};
use domain::term::{Due, TermKind, TermOwner};
use uuid::Uuid;

/// A term to start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewTerm {
    pub id: TermId,
    pub kind: TermKind,
    /// The first day of the definition by which it is counted.
    pub defined_from: NaiveDate,
    /// What makes it start; the same thing starts one kind of term once.
    pub origin: Uuid,
    /// The moment of the event.
    pub started_at: DateTime<Utc>,
    pub due: Due,
}

/// Starts these terms of a case, or of a report that this team handles.
pub(crate) async fn insert(
    tx: &mut Tx,
    caller: &Caller,
    (owner, team): (TermOwner, Option<TeamId>),
    new: &[NewTerm],
) -> Result<(), StoreError> {
    if new.is_empty() {
        return Ok(());
    }
    let now = tx.now();
    let (case, report) = match owner {
        TermOwner::Case(case) => (Some(case.0), None),
        TermOwner::Report(report) => (None, Some(report.0)),
    };
    let rows: Vec<_> = new
        .iter()
        .map(|it| {
            (
                (terms::id.eq(it.id.0), terms::case_id.eq(case), terms::report_id.eq(report)),
                (terms::team_id.eq(team.map(|team| team.0)), terms::kind.eq(it.kind.code())),
                (terms::defined_from.eq(it.defined_from), terms::origin_id.eq(it.origin)),
                terms::started_at.eq(it.started_at),
                (terms::due_on.eq(it.due.day), terms::due_at.eq(it.due.at)),
                (terms::recorded_by.eq(caller.user.0), terms::membership_id.eq(caller.membership.0)),
                terms::recorded_at.eq(now),
            )
        })
        .collect();
    diesel::insert_into(terms::table).values(rows).execute(tx.conn()?).await?;
    Ok(())
}
