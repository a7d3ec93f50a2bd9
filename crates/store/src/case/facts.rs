//! What the policy needs to know of a case. Read inside the transaction that asks, never kept.

use crate::error::StoreError;
use crate::schema::{cases, duo_seats, participations};
use crate::tx::Tx;
use access::CaseFacts;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{CaseId, HouseholdId, MembershipId, TeamId, UserId};
use domain::version::{Version, Versioned};
use uuid::Uuid;

/// The facts of a case, unless it does not exist or row level security hides it.
///
/// # Errors
/// Those of the database.
pub async fn facts(tx: &mut Tx, case: CaseId) -> Result<Option<Versioned<CaseFacts>>, StoreError> {
    let found = cases::table
        .find(case.0)
        .select((cases::household_id, cases::opened_by, cases::opened_as, cases::version))
        .first::<(Uuid, Uuid, Uuid, i64)>(tx.conn()?)
        .await
        .optional()?;
    complete(tx, case, found).await
}

/// The same, with the case locked until the end of the transaction: who changes a case waits here for the other.
///
/// # Errors
/// Those of the database.
pub async fn lock_facts(tx: &mut Tx, case: CaseId) -> Result<Option<Versioned<CaseFacts>>, StoreError> {
    let found = cases::table
        .find(case.0)
        .select((cases::household_id, cases::opened_by, cases::opened_as, cases::version))
        .for_update()
        .first::<(Uuid, Uuid, Uuid, i64)>(tx.conn()?)
        .await
        .optional()?;
    complete(tx, case, found).await
}

async fn complete(
    tx: &mut Tx,
    case: CaseId,
    found: Option<(Uuid, Uuid, Uuid, i64)>,
) -> Result<Option<Versioned<CaseFacts>>, StoreError> {
    let Some((household, opened_by, opened_as, version)) = found else {
        return Ok(None);
    };
    let now = tx.now();
    let seats = duo_seats::table
        .filter(duo_seats::case_id.eq(case.0))
        .select((
            duo_seats::user_id,
            duo_seats::membership_id,
            duo_seats::starts_at
                .le(now)
                .and(duo_seats::ends_at.is_null().or(duo_seats::ends_at.gt(now)).assume_not_null()),
        ))
        .load::<(Uuid, Uuid, bool)>(tx.conn()?)
        .await?;
    let teams = participations::table
        .filter(participations::case_id.eq(case.0))
        .filter(participations::starts_at.le(now))
        .filter(participations::ends_at.is_null().or(participations::ends_at.gt(now)))
        .select(participations::team_id)
        .load::<Uuid>(tx.conn()?)
        .await?;
    let value = CaseFacts {
        case,
        household: HouseholdId(household),
        opened_by: UserId(opened_by),
        opened_as: MembershipId(opened_as),
        had_duo: !seats.is_empty(),
        seats: seats
            .into_iter()
            .filter(|(_, _, active)| *active)
            .map(|(user, membership, _)| (UserId(user), MembershipId(membership)))
            .collect(),
        teams: teams.into_iter().map(TeamId).collect(),
    };
    Ok(Some(Versioned { version: Version(version), value }))
}
