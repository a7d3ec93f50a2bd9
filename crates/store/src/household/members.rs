//! Who belongs and belonged to a household, as the rules want to have it.
//!
//! The caller of these functions records everybody who is shown or changed.

use crate::error::StoreError;
use crate::row;
use crate::schema::{areas, household_members};
use crate::tx::Tx;
use access::{Permit, may};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::household::{Household, LeaveReason, MemberRole, Membership};
use domain::id::{AreaId, MemberId, PersonId};
use domain::person::PersonName;
use domain::text::Name;
use domain::time::amsterdam_day;
use uuid::Uuid;

#[derive(Queryable, Selectable)]
#[diesel(table_name = household_members, check_for_backend(diesel::pg::Pg))]
pub(crate) struct MemberRow {
    pub(crate) id: Uuid,
    person_id: Uuid,
    role: String,
    lives_here: bool,
    joined_on: NaiveDate,
    left_on: Option<NaiveDate>,
    leave_reason: Option<String>,
    known_given_name: Option<String>,
    known_infix: Option<String>,
    known_family_name: Option<String>,
}

impl MemberRow {
    /// What somebody who left was called on the last day; nothing for who is still there.
    pub(crate) fn known_as(&self) -> Result<Option<PersonName>, StoreError> {
        let Some(family) = &self.known_family_name else { return Ok(None) };
        let part =
            |column, text: &str| row::code("household_members", column, self.id, Name::parse(text).ok());
        Ok(Some(PersonName {
            given: self.known_given_name.as_deref().map(|it| part("known_given_name", it)).transpose()?,
            infix: self.known_infix.as_deref().map(|it| part("known_infix", it)).transpose()?,
            family: part("known_family_name", family)?,
        }))
    }

    pub(crate) fn membership(&self) -> Result<Membership, StoreError> {
        let role = row::code("household_members", "role", self.id, MemberRole::from_code(&self.role))?;
        let reason =
            |it: &String| row::code("household_members", "leave_reason", self.id, LeaveReason::from_code(it));
        Ok(Membership {
            person: PersonId(self.person_id),
            role,
            lives_here: self.lives_here,
            from: self.joined_on,
            until: self.left_on,
            left_because: self.leave_reason.as_ref().map(reason).transpose()?,
        })
    }
}

/// Every stay in the permit's household, past and present.
///
/// # Errors
/// Those of the database.
pub async fn members(tx: &mut Tx, permit: &Permit<may::EditHousehold>) -> Result<Household, StoreError> {
    let household = permit.household().ok_or(StoreError::Stale)?;
    let rows = household_members::table
        .filter(household_members::household_id.eq(household.0))
        .order((household_members::recorded_at, household_members::id))
        .select(MemberRow::as_select())
        .load(tx.conn()?)
        .await?;
    let stays = rows.iter().map(MemberRow::membership).collect::<Result<Vec<_>, _>>()?;
    Household::from_rows(stays).map_err(|_rule| StoreError::Row {
        table: "household_members",
        id: household.to_string(),
        column: "joined_on",
    })
}

/// One stay in the permit's household, also when it has ended.
///
/// # Errors
/// Those of the database.
pub async fn stay(
    tx: &mut Tx,
    permit: &Permit<may::EditHousehold>,
    member: MemberId,
) -> Result<Option<Membership>, StoreError> {
    let household = permit.household().ok_or(StoreError::Stale)?;
    let row: Option<MemberRow> = household_members::table
        .filter(household_members::household_id.eq(household.0))
        .filter(household_members::id.eq(member.0))
        .select(MemberRow::as_select())
        .first(tx.conn()?)
        .await
        .optional()?;
    row.as_ref().map(MemberRow::membership).transpose()
}

/// Whether this is an area of today.
///
/// # Errors
/// Those of the database.
pub async fn area_exists(tx: &mut Tx, area: AreaId) -> Result<bool, StoreError> {
    let today = amsterdam_day(tx.now());
    let wanted = areas::table
        .filter(areas::id.eq(area.0))
        .filter(areas::valid_from.le(today))
        .filter(areas::valid_until.is_null().or(areas::valid_until.ge(today)));
    Ok(diesel::select(diesel::dsl::exists(wanted)).get_result(tx.conn()?).await?)
}
