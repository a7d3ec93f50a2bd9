//! The rounds of a case in a list: when, how many answered, and how they ended. Never a score.

use crate::audit;
use crate::error::StoreError;
use crate::names::{self, UserName};
use crate::row;
use crate::schema::{scoring_round_raters, scoring_rounds};
use crate::tx::Tx;
use access::{Permit, may};
use chrono::{DateTime, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{CaseId, RoundId, UserId};
use domain::round::ClosedHow;
use domain::score::ScaleVersion;
use domain::version::Version;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A round in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundLine {
    pub round: RoundId,
    pub case: CaseId,
    pub version: Version,
    /// Code of the phase of the case when it was opened.
    pub phase: String,
    pub scale: ScaleVersion,
    pub opened_at: DateTime<Utc>,
    pub opened_by: UserName,
    /// How many are asked.
    pub asked: u16,
    /// How many of them have yet to answer.
    pub waiting: u16,
    /// How it ended; nothing while it is open.
    pub closed: Option<Closed>,
}

/// How a round ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    pub at: DateTime<Utc>,
    pub by: UserName,
    pub how: ClosedHow,
    /// Why nobody waited for the rest.
    pub reason: Option<String>,
}

/// The most rounds that are read of one case; the newest ones.
const MOST: i64 = 200;

#[derive(Queryable, Selectable)]
#[diesel(table_name = scoring_rounds, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: Uuid,
    case_id: Uuid,
    version: i64,
    phase: String,
    scale_version: i32,
    opened_at: DateTime<Utc>,
    opened_by: Uuid,
    waiting: i16,
    closed_at: Option<DateTime<Utc>>,
    closed_by: Option<Uuid>,
    closed_how: Option<String>,
    closing_reason: Option<String>,
}

/// The rounds of the case, newest first.
///
/// # Errors
/// Those of the database.
pub async fn list(tx: &mut Tx, permit: &Permit<may::ReadCase>) -> Result<Vec<RoundLine>, StoreError> {
    audit::record(tx, permit, &[]).await?;
    lines(tx, permit, None).await
}

/// One round of the case.
pub(super) async fn find(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    round: RoundId,
) -> Result<Option<RoundLine>, StoreError> {
    Ok(lines(tx, permit, Some(round)).await?.pop())
}

async fn lines(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    only: Option<RoundId>,
) -> Result<Vec<RoundLine>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let mut query = scoring_rounds::table
        .filter(scoring_rounds::case_id.eq(case.0))
        .order((scoring_rounds::opened_at.desc(), scoring_rounds::id.desc()))
        .limit(MOST)
        .select(Row::as_select())
        .into_boxed();
    if let Some(only) = only {
        query = query.filter(scoring_rounds::id.eq(only.0));
    }
    let rows = query.load::<Row>(tx.conn()?).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let asked: BTreeMap<Uuid, i64> = scoring_round_raters::table
        .filter(scoring_round_raters::round_id.eq_any(ids))
        .group_by(scoring_round_raters::round_id)
        .select((scoring_round_raters::round_id, count_star()))
        .load::<(Uuid, i64)>(tx.conn()?)
        .await?
        .into_iter()
        .collect();
    let users: Vec<UserId> =
        rows.iter().flat_map(|row| [Some(row.opened_by), row.closed_by]).flatten().map(UserId).collect();
    let names = names::of_users(tx, &users).await?;
    rows.into_iter()
        .map(|row| {
            let asked = asked.get(&row.id).copied().unwrap_or_default();
            row.into_line(u16::try_from(asked).unwrap_or(u16::MAX), &names)
        })
        .collect()
}

impl Row {
    fn into_line(self, asked: u16, names: &names::UserNames) -> Result<RoundLine, StoreError> {
        let closed = match (self.closed_at, self.closed_by, self.closed_how) {
            (Some(at), Some(by), Some(how)) => Some(Closed {
                at,
                by: names.find(UserId(by))?,
                how: row::code("scoring_rounds", "closed_how", self.id, ClosedHow::from_code(&how))?,
                reason: self.closing_reason,
            }),
            _ => None,
        };
        Ok(RoundLine {
            round: RoundId(self.id),
            case: CaseId(self.case_id),
            version: Version(self.version),
            phase: self.phase,
            scale: ScaleVersion(self.scale_version),
            opened_at: self.opened_at,
            opened_by: names.find(UserId(self.opened_by))?,
            asked,
            waiting: row::code("scoring_rounds", "waiting", self.id, u16::try_from(self.waiting).ok())?,
            closed,
        })
    }
}
