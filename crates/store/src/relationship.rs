//! How the people of a household are related. A relationship is ended, never changed or removed.

use crate::audit;
use crate::error::StoreError;
use crate::household::save::{grow, insert_relationships};
use crate::kept::Keep;
use crate::row;
use crate::schema::relationships;
use crate::tx::Tx;
use access::{Named, Permit, may};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{HouseholdId, PersonId, RelationshipId};
use domain::relationship::{RelationKind, Relationship};
use domain::version::Version;
use uuid::Uuid;

/// A relationship as it was stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    pub id: RelationshipId,
    /// The household in which it was recorded.
    pub household: HouseholdId,
    pub value: Relationship,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = relationships, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: Uuid,
    household_id: Uuid,
    from_person_id: Uuid,
    to_person_id: Uuid,
    kind: String,
    parental_authority: Option<bool>,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
}

/// The relationships that were recorded in the permit's household, past and present. The caller of this function
/// records everybody who is in them.
///
/// # Errors
/// Those of the database.
pub async fn of_household<P: Named>(tx: &mut Tx, permit: &Permit<P>) -> Result<Vec<Stored>, StoreError> {
    let household = permit.household().ok_or(StoreError::Stale)?;
    let rows = relationships::table
        .filter(relationships::household_id.eq(household.0))
        .order((relationships::recorded_at, relationships::id))
        .select(Row::as_select())
        .load(tx.conn()?)
        .await?;
    rows.iter().map(Row::stored).collect()
}

/// The relationships of these people in any household that row level security shows. They are for the rules, not
/// for the eye.
///
/// # Errors
/// Those of the database.
pub async fn of_people(tx: &mut Tx, people: &[PersonId]) -> Result<Vec<Stored>, StoreError> {
    let people: Vec<Uuid> = people.iter().map(|person| person.0).collect();
    let touches =
        relationships::from_person_id.eq_any(people.clone()).or(relationships::to_person_id.eq_any(people));
    let rows = relationships::table.filter(touches).select(Row::as_select()).load(tx.conn()?).await?;
    rows.iter().map(Row::stored).collect()
}

/// Adds a relationship to the permit's household.
///
/// # Errors
/// [`StoreError::Stale`] when the household is at another version; those of the database.
pub async fn save(
    tx: &mut Tx,
    permit: &Permit<may::EditHousehold>,
    seen: Version,
    (id, new): (RelationshipId, Relationship),
) -> Result<Version, StoreError> {
    let household = permit.household().ok_or(StoreError::Stale)?;
    let version = grow(tx, permit, seen).await?;
    insert_relationships(tx, permit, household, &[(id, new)]).await?;
    audit::record(tx, permit, &[new.from, new.to]).await?;
    Ok(version)
}

/// Ends a relationship of the permit's household.
///
/// # Errors
/// [`StoreError::Stale`] when the household is at another version; those of the database.
pub async fn end(
    tx: &mut Tx,
    permit: &Permit<may::EditHousehold>,
    seen: Version,
    (id, ended): (RelationshipId, Relationship),
) -> Result<Version, StoreError> {
    let household = permit.household().ok_or(StoreError::Stale)?;
    let version = grow(tx, permit, seen).await?;
    let row = relationships::table
        .find(id.0)
        .filter(relationships::household_id.eq(household.0))
        .filter(relationships::ends_on.is_null());
    let changed =
        diesel::update(row).set(relationships::ends_on.eq(ended.until)).kept().execute(tx.conn()?).await?;
    if changed == 0 {
        return Err(StoreError::Stale);
    }
    audit::record(tx, permit, &[ended.from, ended.to]).await?;
    Ok(version)
}

impl Row {
    fn stored(&self) -> Result<Stored, StoreError> {
        let kind = row::code("relationships", "kind", self.id, RelationKind::from_code(&self.kind))?;
        Ok(Stored {
            id: RelationshipId(self.id),
            household: HouseholdId(self.household_id),
            value: Relationship {
                from: PersonId(self.from_person_id),
                to: PersonId(self.to_person_id),
                kind,
                parental_authority: self.parental_authority,
                since: self.starts_on,
                until: self.ends_on,
            },
        })
    }
}
