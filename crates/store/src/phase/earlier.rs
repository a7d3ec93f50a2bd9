//! The earlier cases of a household: who works with it again goes on from what was learned before, and from the safety
//! plan that was there. Only cases of the same household count; that one person lived elsewhere before is for the file of
//! that household. No time makes a case too old: violence comes back after years.

use crate::error::StoreError;
use crate::schema::{cases, plan_versions};
use crate::tx::Tx;
use access::{Permit, may};
use chrono::{DateTime, Utc};
use diesel::dsl::max;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{CaseId, HouseholdId};
use uuid::Uuid;

/// An earlier case of the same household, as far as the caller may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierCase {
    pub case: CaseId,
    /// What people call it.
    pub code: String,
    pub opened_at: DateTime<Utc>,
    pub closed_at: Option<DateTime<Utc>>,
    /// The last version of its safety plan; nothing when none was adopted or the plan is not for the caller.
    pub plan: Option<i32>,
}

/// The earlier cases of the household of the permit, newest first, as far as the caller may see them. `opened_at` is when
/// the case of the permit was opened.
///
/// # Errors
/// Those of the database.
pub async fn of_case(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    opened_at: DateTime<Utc>,
) -> Result<Vec<EarlierCase>, StoreError> {
    let household = permit.household().ok_or(StoreError::Stale)?;
    before(tx, household, opened_at).await
}

/// The cases of the household that were opened before this moment and that row level security shows, newest first.
///
/// # Errors
/// Those of the database.
pub(crate) async fn before(
    tx: &mut Tx,
    household: HouseholdId,
    moment: DateTime<Utc>,
) -> Result<Vec<EarlierCase>, StoreError> {
    let plan = plan_versions::table
        .filter(plan_versions::case_id.eq(cases::id))
        .select(max(plan_versions::number))
        .single_value();
    let rows = cases::table
        .filter(cases::household_id.eq(household.0))
        .filter(cases::opened_at.lt(moment))
        .order((cases::opened_at.desc(), cases::id))
        .select((cases::id, cases::code, cases::opened_at, cases::closed_at, plan))
        .load::<(Uuid, String, DateTime<Utc>, Option<DateTime<Utc>>, Option<i32>)>(tx.conn()?)
        .await?;
    let line = |(id, code, opened_at, closed_at, plan)| EarlierCase {
        case: CaseId(id),
        code,
        opened_at,
        closed_at,
        plan,
    };
    Ok(rows.into_iter().map(line).collect())
}
