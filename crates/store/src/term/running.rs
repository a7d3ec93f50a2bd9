//! What runs for somebody, over all cases and reports: one statement, in the order in which it is due.

use crate::error::StoreError;
use crate::row;
use crate::schema::{cases, duo_seats, participations, terms};
use crate::tx::Tx;
use access::{Caller, CaseScope};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel::query_dsl::positional_order_dsl::PositionalOrderDsl;
use diesel::sql_types::Bool;
use diesel_async::RunQueryDsl;
use domain::id::{CaseId, ReportId, TeamId, TermId};
use domain::term::{Due, TermKind, TermOwner, TermState};
use uuid::Uuid;

/// Through what a caller finds terms: the relations to cases, and the teams that handle reports.
#[derive(Debug, Clone, Copy)]
pub struct Reach<'teams> {
    pub cases: CaseScope,
    pub handling: &'teams [TeamId],
}

/// A term that runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunningTerm {
    pub id: TermId,
    pub of: TermOwner,
    pub kind: TermKind,
    pub started_at: DateTime<Utc>,
    /// When it ends; over when that is before now.
    pub due: Due,
}

/// A row of the statement, in the order of its columns.
type Row = (NaiveDate, Uuid, Option<Uuid>, Option<Uuid>, String, DateTime<Utc>, DateTime<Utc>);

/// The terms that run in the caller's reach and are due on this day or before, the first one first, at most `limit`.
///
/// The caller of this function records the list.
///
/// # Errors
/// Those of the database.
pub async fn running_for(
    tx: &mut Tx,
    caller: &Caller,
    reach: Reach<'_>,
    until: NaiveDate,
    limit: i64,
) -> Result<Vec<RunningTerm>, StoreError> {
    let now = tx.now();
    let columns = (
        terms::due_on,
        terms::id,
        terms::case_id,
        terms::report_id,
        terms::kind,
        terms::started_at,
        terms::due_at,
    );
    let due = terms::state.eq(TermState::Running.code()).and(terms::due_on.le(until));
    let teams: Vec<Uuid> = caller.teams.iter().map(|team| team.0).collect();
    let handling: Vec<Uuid> = reach.handling.iter().map(|team| team.0).collect();
    let own = duo_seats::user_id.eq(caller.user.0).and(duo_seats::membership_id.eq(caller.membership.0));
    let seats = duo_seats::table
        .filter(own.and(reach.cases.in_duo.into_sql::<Bool>()))
        .filter(duo_seats::starts_at.le(now))
        .filter(duo_seats::ends_at.is_null().or(duo_seats::ends_at.gt(now)))
        .select(duo_seats::case_id.nullable());
    let parts = participations::table
        .filter(participations::team_id.eq_any(teams))
        .filter(reach.cases.team_takes_part.into_sql::<Bool>())
        .filter(participations::starts_at.le(now))
        .filter(participations::ends_at.is_null().or(participations::ends_at.gt(now)))
        .select(participations::case_id.nullable());
    let opened = cases::table
        .filter(cases::opened_by.eq(caller.user.0).and(cases::opened_as.eq(caller.membership.0)))
        .filter(reach.cases.opener.into_sql::<Bool>())
        .filter(not(exists(duo_seats::table.filter(duo_seats::case_id.eq(cases::id)))))
        .select(cases::id.nullable());
    // Each branch is led by its own few cases or teams, so that the index on what is due does the rest.
    let rows = terms::table
        .filter(terms::case_id.eq_any(seats))
        .filter(due)
        .select(columns)
        .union(terms::table.filter(terms::case_id.eq_any(parts)).filter(due).select(columns))
        .union(terms::table.filter(terms::case_id.eq_any(opened)).filter(due).select(columns))
        .union(terms::table.filter(terms::team_id.eq_any(handling)).filter(due).select(columns))
        .positional_order_by((1, 2))
        .limit(limit)
        .load::<Row>(tx.conn()?)
        .await?;
    rows.into_iter().map(running).collect()
}

fn running((day, id, case, report, kind, started_at, at): Row) -> Result<RunningTerm, StoreError> {
    let of = case.map(CaseId).map(TermOwner::Case).or(report.map(ReportId).map(TermOwner::Report));
    Ok(RunningTerm {
        id: TermId(id),
        of: row::code("terms", "case_id", id, of)?,
        kind: row::code("terms", "kind", id, TermKind::from_code(&kind))?,
        started_at,
        due: Due { day, at },
    })
}
