//! What the policy needs to know of a household. Read inside the transaction that asks, never kept.
//!
//! Cases and reports that row level security hides are missing here. That never gives anybody a relation: who sees
//! none of them does not see a household that has them.

use crate::error::StoreError;
use crate::schema::{cases, duo_seats, household_members, households, participations, reports};
use crate::tx::Tx;
use access::{CaseFacts, HouseholdFacts};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{CaseId, HouseholdId, MembershipId, PersonId, TeamId, UserId};
use domain::report::ReportState;
use domain::version::{Version, Versioned};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A household as the table has it: identifier, who registered it, on whose behalf and when, version.
type Bare = (Uuid, Uuid, Uuid, DateTime<Utc>, i64);

/// The facts of a household, unless it does not exist or row level security hides it.
///
/// # Errors
/// Those of the database.
pub async fn facts(
    tx: &mut Tx,
    household: HouseholdId,
) -> Result<Option<Versioned<HouseholdFacts>>, StoreError> {
    let found = bare().find(household.0).first::<Bare>(tx.conn()?).await.optional()?;
    Ok(complete(tx, found.into_iter().collect()).await?.pop())
}

/// The same, with the household locked until the end of the transaction: who changes it waits here for the other.
///
/// # Errors
/// Those of the database.
pub async fn lock_facts(
    tx: &mut Tx,
    household: HouseholdId,
) -> Result<Option<Versioned<HouseholdFacts>>, StoreError> {
    let found = bare().find(household.0).for_no_key_update().first::<Bare>(tx.conn()?).await.optional()?;
    Ok(complete(tx, found.into_iter().collect()).await?.pop())
}

/// The facts of every household to which the person belongs, as far as row level security shows them: who left one
/// is no longer for those who work with it.
///
/// # Errors
/// Those of the database.
pub async fn facts_of_person(
    tx: &mut Tx,
    person: PersonId,
) -> Result<Vec<Versioned<HouseholdFacts>>, StoreError> {
    let found = household_members::table
        .inner_join(households::table)
        .filter(household_members::person_id.eq(person.0))
        .filter(household_members::left_on.is_null())
        .order(households::id)
        .select((
            households::id,
            households::registered_by,
            households::registered_as,
            households::registered_at,
            households::version,
        ))
        .distinct()
        .load::<Bare>(tx.conn()?)
        .await?;
    complete(tx, found).await
}

#[diesel::dsl::auto_type(no_type_alias)]
fn bare() -> _ {
    households::table.select((
        households::id,
        households::registered_by,
        households::registered_as,
        households::registered_at,
        households::version,
    ))
}

async fn complete(tx: &mut Tx, found: Vec<Bare>) -> Result<Vec<Versioned<HouseholdFacts>>, StoreError> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = found.iter().map(|(id, ..)| *id).collect();
    let mut cases = cases_of(tx, &ids).await?;
    let reports = reports_of(tx, &ids).await?;
    let after = tx.registered_after();
    let facts = found.into_iter().map(|(id, by, membership, at, version)| Versioned {
        version: Version(version),
        value: HouseholdFacts {
            household: HouseholdId(id),
            registrar: (at > after).then_some((UserId(by), MembershipId(membership))),
            cases: cases.remove(&id).unwrap_or_default(),
            report_teams: teams_in(&reports, id, false),
            closed_report_teams: teams_in(&reports, id, true),
        },
    });
    Ok(facts.collect())
}

/// Household, team, and whether the report is closed.
type Handled = (Uuid, Uuid, bool);

async fn reports_of(tx: &mut Tx, households: &[Uuid]) -> Result<Vec<Handled>, StoreError> {
    Ok(reports::table
        .filter(reports::household_id.eq_any(households))
        .select((reports::household_id, reports::team_id, reports::state.eq(ReportState::Closed.code())))
        .distinct()
        .load(tx.conn()?)
        .await?)
}

fn teams_in(reports: &[Handled], household: Uuid, closed: bool) -> Vec<TeamId> {
    let of = reports.iter().filter(|(of, _, is_closed)| *of == household && *is_closed == closed);
    of.map(|(_, team, _)| TeamId(*team)).collect()
}

async fn cases_of(tx: &mut Tx, households: &[Uuid]) -> Result<BTreeMap<Uuid, Vec<CaseFacts>>, StoreError> {
    let found = cases::table
        .filter(cases::household_id.eq_any(households))
        .order((cases::opened_at.desc(), cases::id))
        .select((cases::id, cases::household_id, cases::opened_by, cases::opened_as))
        .load::<(Uuid, Uuid, Uuid, Uuid)>(tx.conn()?)
        .await?;
    if found.is_empty() {
        return Ok(BTreeMap::new());
    }
    let ids: Vec<Uuid> = found.iter().map(|(id, ..)| *id).collect();
    let seats = seats_of(tx, &ids).await?;
    let teams = teams_of(tx, &ids).await?;
    let mut cases: BTreeMap<Uuid, Vec<CaseFacts>> = BTreeMap::new();
    for (id, household, opened_by, opened_as) in found {
        let of_case = seats.iter().filter(|seat| seat.case == id);
        cases.entry(household).or_default().push(CaseFacts {
            case: CaseId(id),
            household: HouseholdId(household),
            opened_by: UserId(opened_by),
            opened_as: MembershipId(opened_as),
            had_duo: of_case.clone().next().is_some(),
            seats: of_case.filter(|seat| seat.active).map(|seat| (seat.user, seat.membership)).collect(),
            teams: teams.iter().filter(|(case, ..)| *case == id).map(|(_, team, of)| (*team, *of)).collect(),
            // Nothing that anybody said is read through a household.
            protected: Vec::new(),
        });
    }
    Ok(cases)
}

struct Seat {
    case: Uuid,
    user: UserId,
    membership: MembershipId,
    active: bool,
}

async fn seats_of(tx: &mut Tx, cases: &[Uuid]) -> Result<Vec<Seat>, StoreError> {
    let now = tx.now();
    let rows = duo_seats::table
        .filter(duo_seats::case_id.eq_any(cases))
        .select((
            duo_seats::case_id,
            duo_seats::user_id,
            duo_seats::membership_id,
            duo_seats::starts_at
                .le(now)
                .and(duo_seats::ends_at.is_null().or(duo_seats::ends_at.gt(now)).assume_not_null()),
        ))
        .load::<(Uuid, Uuid, Uuid, bool)>(tx.conn()?)
        .await?;
    let seat = |(case, user, membership, active)| Seat {
        case,
        user: UserId(user),
        membership: MembershipId(membership),
        active,
    };
    Ok(rows.into_iter().map(seat).collect())
}

/// Case, team, and the one person whom it works for.
type Part = (Uuid, TeamId, Option<PersonId>);

async fn teams_of(tx: &mut Tx, cases: &[Uuid]) -> Result<Vec<Part>, StoreError> {
    let now = tx.now();
    let rows = participations::table
        .filter(participations::case_id.eq_any(cases))
        .filter(participations::starts_at.le(now))
        .filter(participations::ends_at.is_null().or(participations::ends_at.gt(now)))
        .select((participations::case_id, participations::team_id, participations::works_for_person_id))
        .load::<(Uuid, Uuid, Option<Uuid>)>(tx.conn()?)
        .await?;
    Ok(rows.into_iter().map(|(case, team, of)| (case, TeamId(team), of.map(PersonId))).collect())
}
