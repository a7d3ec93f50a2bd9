//! What the policy and the rules need to know of a report and of those before it. Read inside the transaction that
//! asks, never kept.

use crate::error::StoreError;
use crate::row;
use crate::schema::{assessments, cases, household_members, households, reports};
use crate::tx::Tx;
use access::{Named, Permit, ReportFacts, may};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::assessment::{Course, Outcome};
use domain::id::{HouseholdId, PersonId, ReportId, TeamId};
use domain::report::{ReportKind, ReportState};
use domain::version::{Version, Versioned};
use uuid::Uuid;

/// How far a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub kind: ReportKind,
    pub state: ReportState,
    pub team: TeamId,
    pub received_at: DateTime<Utc>,
    /// What its assessment decided, if there is one.
    pub outcome: Option<Outcome>,
    /// Whether a case was opened from it.
    pub opened_a_case: bool,
    /// Whether its household has an open case, as far as the caller may know.
    pub case_is_open: bool,
}

/// The facts of a report, unless it does not exist or row level security hides it.
///
/// # Errors
/// Those of the database.
pub async fn facts(tx: &mut Tx, report: ReportId) -> Result<Option<Versioned<ReportFacts>>, StoreError> {
    let found = reports::table
        .find(report.0)
        .select((reports::household_id, reports::team_id, reports::version))
        .first::<(Uuid, Uuid, i64)>(tx.conn()?)
        .await
        .optional()?;
    Ok(found.map(|row| versioned(report, row)))
}

/// The same, with the household and then the report locked until the end of the transaction: what becomes of a report
/// depends on the other reports on its household and on its case.
///
/// # Errors
/// Those of the database.
pub async fn lock_facts(tx: &mut Tx, report: ReportId) -> Result<Option<Versioned<ReportFacts>>, StoreError> {
    let household = reports::table.find(report.0).select(reports::household_id).first(tx.conn()?).await;
    let Some(household) = household.optional()? else { return Ok(None) };
    households::table
        .find::<Uuid>(household)
        .select(households::id)
        .for_no_key_update()
        .execute(tx.conn()?)
        .await?;
    let found = reports::table
        .find(report.0)
        .select((reports::household_id, reports::team_id, reports::version))
        .for_no_key_update()
        .first::<(Uuid, Uuid, i64)>(tx.conn()?)
        .await
        .optional()?;
    Ok(found.map(|row| versioned(report, row)))
}

/// How far the report of the permit is.
///
/// # Errors
/// Those of the database.
pub async fn standing<P>(tx: &mut Tx, permit: &Permit<P>) -> Result<Standing, StoreError>
where
    P: Named<Sight = may::ReadReport>,
{
    let (Some(report), Some(household)) = (permit.report(), permit.household()) else {
        return Err(StoreError::Stale);
    };
    let (kind, state, team, received_at, outcome) = reports::table
        .left_join(assessments::table)
        .filter(reports::id.eq(report.0))
        .select((
            reports::kind,
            reports::state,
            reports::team_id,
            reports::received_at,
            assessments::outcome.nullable(),
        ))
        .first::<(String, String, Uuid, DateTime<Utc>, Option<String>)>(tx.conn()?)
        .await?;
    let cases = cases::table
        .filter(cases::household_id.eq(household.0))
        .select((cases::report_id, cases::state))
        .load::<(Option<Uuid>, String)>(tx.conn()?)
        .await?;
    Ok(Standing {
        kind: row::code("reports", "kind", report.0, ReportKind::from_code(&kind))?,
        state: row::code("reports", "state", report.0, ReportState::from_code(&state))?,
        team: TeamId(team),
        received_at,
        outcome: outcome
            .map(|it| row::code("assessments", "outcome", report.0, Outcome::from_code(&it)))
            .transpose()?,
        opened_a_case: cases.iter().any(|(from, _)| *from == Some(report.0)),
        case_is_open: cases.iter().any(|(_, state)| state == "open"),
    })
}

/// The reports on the household of the permit, with the moments at which they went on.
///
/// # Errors
/// Those of the database.
pub async fn earlier(tx: &mut Tx, permit: &Permit<may::ReadHousehold>) -> Result<Vec<Course>, StoreError> {
    type Row =
        (Uuid, DateTime<Utc>, String, Option<DateTime<Utc>>, Option<DateTime<Utc>>, Option<DateTime<Utc>>);
    let household = permit.household().ok_or(StoreError::Stale)?;
    let rows = reports::table
        .left_join(assessments::table)
        .left_join(cases::table)
        .filter(reports::household_id.eq(household.0))
        .select((
            reports::id,
            reports::received_at,
            reports::state,
            assessments::decided_at.nullable(),
            cases::opened_at.nullable(),
            cases::closed_at.nullable(),
        ))
        .load::<Row>(tx.conn()?)
        .await?;
    rows.into_iter()
        .map(|(report, received_at, state, assessed_at, opened_at, closed_at)| {
            let state = row::code("reports", "state", report, ReportState::from_code(&state))?;
            let report = ReportId(report);
            Ok(Course { report, received_at, assessed_at, opened_at, closed_at, state })
        })
        .collect()
}

/// The people whom something about this household concerns: its members now.
pub(crate) async fn concerned(tx: &mut Tx, household: HouseholdId) -> Result<Vec<PersonId>, StoreError> {
    let persons = household_members::table
        .filter(household_members::household_id.eq(household.0))
        .filter(household_members::left_on.is_null())
        .select(household_members::person_id)
        .load::<Uuid>(tx.conn()?)
        .await?;
    Ok(persons.into_iter().map(PersonId).collect())
}

fn versioned(report: ReportId, (household, team, version): (Uuid, Uuid, i64)) -> Versioned<ReportFacts> {
    let value = ReportFacts { report, household: HouseholdId(household), team: TeamId(team) };
    Versioned { version: Version(version), value }
}
