//! Changing who belongs to a household. Every change makes its version grow, and nothing of the past is changed.
//!
//! A household is written before its people, because row level security shows people through their household.

use crate::audit;
use crate::error::StoreError;
use crate::kept::Keep;
use crate::person;
use crate::schema::{household_members, households, persons, relationships};
use crate::tx::Tx;
use access::{Named, Permit, may};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::household::{LeaveReason, Leaving, Membership, Split};
use domain::id::{AreaId, HouseholdId, MemberId, PersonId, RelationshipId};
use domain::person::Person;
use domain::relationship::Relationship;
use domain::version::Version;
use uuid::Uuid;

/// Somebody who comes to a household.
#[derive(Debug, Clone)]
pub struct Joining {
    pub member: MemberId,
    /// The person, unless it is known already.
    pub new: Option<Person>,
    pub membership: Membership,
}

/// A household that is registered.
#[derive(Debug, Clone)]
pub struct NewHousehold {
    pub household: HouseholdId,
    pub area: AreaId,
    pub members: Vec<Joining>,
}

/// Those who go in a split: their new stays, and how they are related among each other.
#[derive(Debug, Clone)]
pub struct Leavers {
    pub stays: Vec<(MemberId, Membership)>,
    pub relationships: Vec<(RelationshipId, Relationship)>,
}

/// Registers a household with its members.
///
/// # Errors
/// Those of the database.
pub async fn register(
    tx: &mut Tx,
    permit: &Permit<may::Register>,
    new: &NewHousehold,
) -> Result<(), StoreError> {
    insert(tx, permit, (new.household, new.area), None).await?;
    insert_people(tx, permit, &new.members).await?;
    let stays: Vec<_> = new.members.iter().map(|it| (it.member, it.membership)).collect();
    insert_stays(tx, permit, new.household, &stays).await?;
    let persons: Vec<PersonId> = stays.iter().map(|(_, stay)| stay.person).collect();
    audit::record_made(tx, permit, ("household", new.household.0), &persons).await
}

/// Adds a member.
///
/// # Errors
/// [`StoreError::Stale`] when the household is at another version; those of the database.
pub async fn join(
    tx: &mut Tx,
    permit: &Permit<may::EditHousehold>,
    seen: Version,
    joining: &Joining,
) -> Result<Version, StoreError> {
    let household = permit.household().ok_or(StoreError::Stale)?;
    let version = grow(tx, permit, seen).await?;
    insert_people(tx, permit, std::slice::from_ref(joining)).await?;
    insert_stays(tx, permit, household, &[(joining.member, joining.membership)]).await?;
    audit::record(tx, permit, &[joining.membership.person]).await?;
    Ok(version)
}

/// Ends the stay of a member.
///
/// # Errors
/// [`StoreError::Stale`] when the household is at another version; those of the database.
pub async fn leave(
    tx: &mut Tx,
    permit: &Permit<may::EditHousehold>,
    seen: Version,
    leaving: &Leaving,
) -> Result<Version, StoreError> {
    let version = grow(tx, permit, seen).await?;
    end_stays(tx, permit, &[leaving.person], (leaving.on, leaving.reason)).await?;
    audit::record(tx, permit, &[leaving.person]).await?;
    Ok(version)
}

/// Writes the household into which members of the permit's household are about to go, in its area unless another
/// is named.
///
/// # Errors
/// Those of the database.
pub async fn begin_split(
    tx: &mut Tx,
    permit: &Permit<may::EditHousehold>,
    new: HouseholdId,
    area: Option<AreaId>,
) -> Result<(), StoreError> {
    let old = permit.household().ok_or(StoreError::Stale)?;
    let area = match area {
        Some(area) => area,
        None => AreaId(households::table.find(old.0).select(households::area_id).first(tx.conn()?).await?),
    };
    insert(tx, permit, (new, area), Some(old)).await
}

/// Moves members from the household of the first permit to that of the second.
///
/// # Errors
/// [`StoreError::Stale`] when the old household is at another version; those of the database.
pub async fn split(
    tx: &mut Tx,
    (old, new): (&Permit<may::EditHousehold>, &Permit<may::EditHousehold>),
    seen: Version,
    split: &Split,
    leavers: &Leavers,
) -> Result<Version, StoreError> {
    let household = new.household().ok_or(StoreError::Stale)?;
    let persons: Vec<PersonId> = split.leaving.iter().copied().collect();
    let version = grow(tx, old, seen).await?;
    // Beginnings before ends: between two households nobody would see these people any more.
    insert_stays(tx, new, household, &leavers.stays).await?;
    end_stays(tx, old, &persons, (split.on, split.reason)).await?;
    insert_relationships(tx, new, household, &leavers.relationships).await?;
    audit::record(tx, old, &persons).await?;
    audit::record(tx, new, &persons).await?;
    Ok(version)
}

/// Makes the version of the permit's household grow, unless somebody else did since `seen`.
pub(crate) async fn grow(
    tx: &mut Tx,
    permit: &Permit<may::EditHousehold>,
    seen: Version,
) -> Result<Version, StoreError> {
    let household = permit.household().ok_or(StoreError::Stale)?;
    let row = households::table.find(household.0).filter(households::version.eq(seen.0));
    let grown = diesel::update(row)
        .set(households::version.eq(households::version + 1))
        .kept()
        .execute(tx.conn()?)
        .await?;
    if grown == 0 { Err(StoreError::Stale) } else { Ok(Version(seen.0 + 1)) }
}

/// Adds relationships to a household.
pub(crate) async fn insert_relationships<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    household: HouseholdId,
    new: &[(RelationshipId, Relationship)],
) -> Result<(), StoreError> {
    if new.is_empty() {
        return Ok(());
    }
    let now = tx.now();
    let by = permit.caller().user.0;
    let row = |(id, it): &(RelationshipId, Relationship)| {
        (
            (relationships::id.eq(id.0), relationships::household_id.eq(household.0)),
            (relationships::from_person_id.eq(it.from.0), relationships::to_person_id.eq(it.to.0)),
            relationships::kind.eq(it.kind.code()),
            relationships::parental_authority.eq(it.parental_authority),
            (relationships::starts_on.eq(it.since), relationships::ends_on.eq(it.until)),
            (relationships::recorded_by.eq(by), relationships::recorded_at.eq(now)),
        )
    };
    let rows: Vec<_> = new.iter().map(row).collect();
    diesel::insert_into(relationships::table).values(rows).execute(tx.conn()?).await?;
    Ok(())
}

async fn insert<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    (household, area): (HouseholdId, AreaId),
    split_from: Option<HouseholdId>,
) -> Result<(), StoreError> {
    let now = tx.now();
    diesel::insert_into(households::table)
        .values((
            households::id.eq(household.0),
            households::area_id.eq(area.0),
            households::registered_by.eq(permit.caller().user.0),
            households::registered_as.eq(permit.caller().membership.0),
            households::registered_at.eq(now),
            households::split_from.eq(split_from.map(|it| it.0)),
        ))
        .execute(tx.conn()?)
        .await?;
    Ok(())
}

async fn insert_people<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    joining: &[Joining],
) -> Result<(), StoreError> {
    let new = joining.iter().filter_map(|it| Some((it.membership.person, it.new.as_ref()?)));
    person::insert(tx, permit.caller().user, &new.collect::<Vec<_>>()).await
}

async fn insert_stays<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    household: HouseholdId,
    stays: &[(MemberId, Membership)],
) -> Result<(), StoreError> {
    let now = tx.now();
    let by = permit.caller().user.0;
    let row = |(id, stay): &(MemberId, Membership)| {
        (
            (household_members::id.eq(id.0), household_members::household_id.eq(household.0)),
            (household_members::person_id.eq(stay.person.0), household_members::role.eq(stay.role.code())),
            (household_members::lives_here.eq(stay.lives_here), household_members::joined_on.eq(stay.from)),
            (household_members::recorded_by.eq(by), household_members::recorded_at.eq(now)),
        )
    };
    let rows: Vec<_> = stays.iter().map(row).collect();
    diesel::insert_into(household_members::table).values(rows).execute(tx.conn()?).await?;
    Ok(())
}

/// Ends stays and keeps the names under which these people were known here.
async fn end_stays(
    tx: &mut Tx,
    permit: &Permit<may::EditHousehold>,
    persons: &[PersonId],
    (on, reason): (NaiveDate, LeaveReason),
) -> Result<(), StoreError> {
    let household = permit.household().ok_or(StoreError::Stale)?;
    let wanted: Vec<Uuid> = persons.iter().map(|person| person.0).collect();
    let names = persons::table
        .filter(persons::id.eq_any(&wanted))
        .select((persons::id, persons::given_name, persons::infix, persons::family_name))
        .load::<(Uuid, Option<String>, Option<String>, String)>(tx.conn()?)
        .await?;
    let mut ended = 0;
    for (person, given, infix, family) in names {
        let stay = household_members::table
            .filter(household_members::household_id.eq(household.0))
            .filter(household_members::person_id.eq(person))
            .filter(household_members::left_on.is_null());
        ended += diesel::update(stay)
            .set((
                household_members::left_on.eq(on),
                household_members::leave_reason.eq(reason.code()),
                household_members::known_given_name.eq(given),
                household_members::known_infix.eq(infix),
                household_members::known_family_name.eq(family),
            ))
            .kept()
            .execute(tx.conn()?)
            .await?;
    }
    if ended == wanted.len() { Ok(()) } else { Err(StoreError::Stale) }
}
