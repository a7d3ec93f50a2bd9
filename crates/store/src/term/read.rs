//! The terms of a case or a report with everything that happened to them.

use crate::audit;
use crate::error::StoreError;
use crate::names::{self, UserName};
use crate::row;
use crate::schema::{term_steps, terms};
use crate::tx::Tx;
use access::{Named, Permit};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{TermId, UserId};
use domain::term::{Due, StepKind, TermKind, TermOwner, TermState};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermLine {
    pub id: TermId,
    pub kind: TermKind,
    /// The first day of the definition by which it is counted.
    pub defined_from: NaiveDate,
    /// What made it start.
    pub origin: Uuid,
    pub started_at: DateTime<Utc>,
    pub due: Due,
    pub state: TermState,
    /// What happened to it, oldest first.
    pub steps: Vec<StepLine>,
}

/// Something that happened to a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepLine {
    pub kind: StepKind,
    pub reason: Option<String>,
    pub happened_at: DateTime<Utc>,
    /// When it ended after this step, if that moved.
    pub due: Option<Due>,
    pub by: UserName,
}

/// The most terms that are read of one case or report: those that run, then those that ended last.
const MOST: i64 = 100;

/// The terms of the case or report of the permit, first what goes on by the day on which it is due, then what ended,
/// latest first.
///
/// # Errors
/// Those of the database.
pub async fn of<P: Named>(tx: &mut Tx, permit: &Permit<P>) -> Result<Vec<TermLine>, StoreError> {
    let owner = owner_of(permit)?;
    let ended = terms::state.eq_any([TermState::Met.code(), TermState::Stopped.code()]);
    let rows = of_owner(owner)
        .order((ended, terms::due_at, terms::id))
        .limit(MOST)
        .select(TermRow::as_select())
        .load::<TermRow>(tx.conn()?)
        .await?;
    audit::record(tx, permit, &[]).await?;
    let mut lines = lines(tx, rows).await?;
    let going_on = |it: &TermLine| matches!(it.state, TermState::Running | TermState::Suspended);
    lines.sort_by_key(|it| {
        if going_on(it) { (false, it.due.at.timestamp()) } else { (true, -it.due.at.timestamp()) }
    });
    Ok(lines)
}

/// The terms that go on, by the day on which they are due, without what happened to them.
///
/// # Errors
/// Those of the database.
pub async fn going_on<P: Named>(tx: &mut Tx, permit: &Permit<P>) -> Result<Vec<TermLine>, StoreError> {
    let owner = owner_of(permit)?;
    let rows = of_owner(owner)
        .filter(terms::state.eq_any([TermState::Running.code(), TermState::Suspended.code()]))
        .order((terms::due_on, terms::id))
        .limit(MOST)
        .select(TermRow::as_select())
        .load::<TermRow>(tx.conn()?)
        .await?;
    audit::record(tx, permit, &[]).await?;
    rows.into_iter().map(|row| row.into_line(Vec::new())).collect()
}

/// One term of the case or report of the permit.
///
/// # Errors
/// Those of the database.
pub async fn find<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    wanted: TermId,
) -> Result<Option<TermLine>, StoreError> {
    let owner = owner_of(permit)?;
    let row = of_owner(owner)
        .filter(terms::id.eq(wanted.0))
        .select(TermRow::as_select())
        .first::<TermRow>(tx.conn()?)
        .await
        .optional()?;
    audit::record(tx, permit, &[]).await?;
    Ok(lines(tx, Vec::from_iter(row)).await?.pop())
}

/// When the term of this kind over the case or report of the permit ends; nothing when there is none. The latest one,
/// whether it runs or not. The caller of this function records the act.
///
/// # Errors
/// Those of the database.
pub async fn due_of<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    kind: TermKind,
) -> Result<Option<Due>, StoreError> {
    let owner = owner_of(permit)?;
    let found = of_owner(owner)
        .filter(terms::kind.eq(kind.code()))
        .order(terms::started_at.desc())
        .select((terms::due_on, terms::due_at))
        .first::<(NaiveDate, DateTime<Utc>)>(tx.conn()?)
        .await
        .optional()?;
    Ok(found.map(|(day, at)| Due { day, at }))
}

impl TermLine {
    /// Whether it runs and is over.
    #[must_use]
    pub fn is_overdue(&self, now: DateTime<Utc>) -> bool {
        self.state == TermState::Running && self.due.is_over(now)
    }

    /// When it was met, if it was.
    #[must_use]
    pub fn met_at(&self) -> Option<DateTime<Utc>> {
        self.steps.iter().find(|it| it.kind == StepKind::Met).map(|it| it.happened_at)
    }

    /// When it was met or stopped, if it was.
    #[must_use]
    pub fn ended_at(&self) -> Option<DateTime<Utc>> {
        let ends = |it: &&StepLine| matches!(it.kind, StepKind::Met | StepKind::Stopped);
        self.steps.iter().find(ends).map(|it| it.happened_at)
    }

    /// What happened to it, as its course needs it.
    pub fn taken(&self) -> impl Iterator<Item = (StepKind, DateTime<Utc>)> + '_ {
        self.steps.iter().map(|it| (it.kind, it.happened_at))
    }
}

/// The terms of a case or of a report.
pub(crate) fn of_owner(owner: TermOwner) -> terms::BoxedQuery<'static, Pg> {
    let all = terms::table.into_boxed();
    match owner {
        TermOwner::Case(case) => all.filter(terms::case_id.eq(case.0)),
        TermOwner::Report(report) => all.filter(terms::report_id.eq(report.0)),
    }
}

fn owner_of<P: Named>(permit: &Permit<P>) -> Result<TermOwner, StoreError> {
    let case = permit.case().map(TermOwner::Case);
    case.or(permit.report().map(TermOwner::Report)).ok_or(StoreError::Stale)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = terms, check_for_backend(diesel::pg::Pg))]
struct TermRow {
    id: Uuid,
    kind: String,
    defined_from: NaiveDate,
    origin_id: Uuid,
    started_at: DateTime<Utc>,
    due_on: NaiveDate,
    due_at: DateTime<Utc>,
    state: String,
}

impl TermRow {
    fn into_line(self, steps: Vec<StepLine>) -> Result<TermLine, StoreError> {
        Ok(TermLine {
            id: TermId(self.id),
            kind: row::code("terms", "kind", self.id, TermKind::from_code(&self.kind))?,
            defined_from: self.defined_from,
            origin: self.origin_id,
            started_at: self.started_at,
            due: Due { day: self.due_on, at: self.due_at },
            state: row::code("terms", "state", self.id, TermState::from_code(&self.state))?,
            steps,
        })
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = term_steps, check_for_backend(diesel::pg::Pg))]
struct StepRow {
    term_id: Uuid,
    kind: String,
    reason: Option<String>,
    happened_at: DateTime<Utc>,
    due_on: Option<NaiveDate>,
    due_at: Option<DateTime<Utc>>,
    taken_by: Uuid,
}

async fn lines(tx: &mut Tx, rows: Vec<TermRow>) -> Result<Vec<TermLine>, StoreError> {
    let ids: Vec<Uuid> = rows.iter().map(|it| it.id).collect();
    let mut steps = steps_of(tx, &ids).await?;
    rows.into_iter()
        .map(|row| {
            let taken = steps.remove(&row.id).unwrap_or_default();
            row.into_line(taken)
        })
        .collect()
}

async fn steps_of(tx: &mut Tx, terms: &[Uuid]) -> Result<BTreeMap<Uuid, Vec<StepLine>>, StoreError> {
    let rows = term_steps::table
        .filter(term_steps::term_id.eq_any(terms))
        .order((term_steps::term_id, term_steps::step))
        .select(StepRow::as_select())
        .load::<StepRow>(tx.conn()?)
        .await?;
    let users: BTreeSet<UserId> = rows.iter().map(|it| UserId(it.taken_by)).collect();
    let users = names::of_users(tx, &users.into_iter().collect::<Vec<_>>()).await?;
    let mut found: BTreeMap<Uuid, Vec<StepLine>> = BTreeMap::new();
    for row in rows {
        let line = StepLine {
            kind: row::code("term_steps", "kind", row.term_id, StepKind::from_code(&row.kind))?,
            reason: row.reason,
            happened_at: row.happened_at,
            due: row.due_on.zip(row.due_at).map(|(day, at)| Due { day, at }),
            by: users.find(UserId(row.taken_by))?,
        };
        found.entry(row.term_id).or_default().push(line);
    }
    Ok(found)
}
