//! What the policy needs to know of a case. Read inside the transaction that asks, never kept.

use crate::error::StoreError;
use crate::schema::{cases, duo_seats, participations};
use crate::tx::Tx;
use access::CaseFacts;
use diesel::dsl::{array, exists};
use diesel::prelude::*;
use diesel::sql_types::{Array, Nullable, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use domain::id::{CaseId, HouseholdId, MembershipId, PersonId, TeamId, UserId};
use domain::version::{Version, Versioned};
use uuid::Uuid;

#[diesel::declare_sql_function]
extern "SQL" {
    /// The answer comes first, so that what follows in the same statement finds the case entered.
    #[sql_name = "guard.enter_cases"]
    fn enter_cases(cases: Array<SqlUuid>) -> Bool;

    #[sql_name = "guard.enter_seats"]
    fn enter_seats() -> Bool;

    #[sql_name = "guard.protected_in"]
    fn protected_in(case_id: SqlUuid) -> Array<SqlUuid>;
}

/// Whether the case is seen, whether there ever was a duo, who sits in it under which membership, which teams take part and for whom, and who is
/// protected.
type Gathered = (bool, bool, Vec<Uuid>, Vec<Uuid>, Vec<Uuid>, Vec<Option<Uuid>>, Vec<Uuid>);

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
        .for_no_key_update()
        .first::<(Uuid, Uuid, Uuid, i64)>(tx.conn()?)
        .await
        .optional()?;
    complete(tx, case, found).await
}

/// Tells the database which cases the rest of the transaction is about, so that it asks once whether the caller sees them.
///
/// # Errors
/// Those of the database.
pub(crate) async fn enter(tx: &mut Tx, wanted: &[Uuid]) -> Result<(), StoreError> {
    if wanted.iter().all(|it| tx.entered.contains(it)) {
        return Ok(());
    }
    diesel::select(enter_cases(wanted)).get_result::<bool>(tx.conn()?).await?;
    tx.entered = wanted.to_vec();
    Ok(())
}

/// The same for every case in which the caller has a seat.
///
/// # Errors
/// Those of the database.
pub(crate) async fn enter_own(tx: &mut Tx) -> Result<(), StoreError> {
    diesel::select(enter_seats()).get_result::<bool>(tx.conn()?).await?;
    Ok(())
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
    let of_case = || duo_seats::table.filter(duo_seats::case_id.eq(case.0));
    let seated = || {
        of_case()
            .filter(duo_seats::starts_at.le(now))
            .filter(duo_seats::ends_at.is_null().or(duo_seats::ends_at.gt(now)))
            .order(duo_seats::id)
    };
    let taking_part = || {
        participations::table
            .filter(participations::case_id.eq(case.0))
            .filter(participations::starts_at.le(now))
            .filter(participations::ends_at.is_null().or(participations::ends_at.gt(now)))
            .order(participations::id)
    };
    // Apart from the case itself, whose lock may have been waited for: who holds it may have changed the seats.
    let (_, had_duo, users, memberships, teams, works_for, protected) = diesel::select((
        enter_cases(vec![case.0]),
        exists(of_case()),
        array::<SqlUuid, _>(seated().select(duo_seats::user_id)),
        array::<SqlUuid, _>(seated().select(duo_seats::membership_id)),
        array::<SqlUuid, _>(taking_part().select(participations::team_id)),
        array::<Nullable<SqlUuid>, _>(taking_part().select(participations::works_for_person_id)),
        protected_in(case.0),
    ))
    .get_result::<Gathered>(tx.conn()?)
    .await?;
    tx.entered = vec![case.0];
    let persons = works_for.into_iter().map(|it| it.map(PersonId));
    let value = CaseFacts {
        case,
        household: HouseholdId(household),
        opened_by: UserId(opened_by),
        opened_as: MembershipId(opened_as),
        had_duo,
        seats: users.into_iter().map(UserId).zip(memberships.into_iter().map(MembershipId)).collect(),
        teams: teams.into_iter().map(TeamId).zip(persons).collect(),
        protected: protected.into_iter().map(PersonId).collect(),
    };
    Ok(Some(Versioned { version: Version(version), value }))
}
