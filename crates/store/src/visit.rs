//! What may lie on the table during a home visit: what belongs to one person and nobody else. Nothing here may read what
//! another said, and only this person is recorded.

use crate::audit;
use crate::contact::visible_to;
use crate::error::StoreError;
use crate::hearing::Ears;
use crate::names::NameRow;
use crate::row;
use crate::schema::{contact_entries, contact_presences, household_members, persons, safety_scores};
use crate::tx::Tx;
use access::{Permit, may};
use chrono::{DateTime, Utc};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::household::MemberRole;
use domain::id::PersonId;
use uuid::Uuid;

/// Who is in front of you.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InFront {
    pub person: PersonId,
    /// Name on the page.
    pub name: String,
    pub role: MemberRole,
    /// Birth date as far as known.
    pub birth: String,
}

/// What was agreed with one person alone, for everybody in the case to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    pub at: DateTime<Utc>,
    pub text: String,
}

/// The last score that somebody gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnScore {
    pub value: i16,
    pub at: DateTime<Utc>,
}

/// So many agreements are shown.
const MOST: i64 = 10;

/// The member of the household with this identifier, who is recorded; nothing when nobody is.
///
/// # Errors
/// Those of the database.
pub async fn in_front(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    person: PersonId,
) -> Result<Option<InFront>, StoreError> {
    let household = permit.household().ok_or(StoreError::Stale)?;
    let found = household_members::table
        .inner_join(persons::table)
        .filter(household_members::household_id.eq(household.0))
        .filter(household_members::person_id.eq(person.0))
        .filter(household_members::left_on.is_null())
        .select((household_members::role, NameRow::as_select()))
        .first::<(String, NameRow)>(tx.conn()?)
        .await
        .optional()?;
    let Some((role, row)) = found else { return Ok(None) };
    audit::record(tx, permit, &[person]).await?;
    let role = row::code("household_members", "role", row.id, MemberRole::from_code(&role))?;
    Ok(Some(InFront { person, name: row.name(), role, birth: row.birth }))
}

/// What was agreed with this person when nobody else was met, in entries that are shared and still stand, the latest
/// first.
///
/// # Errors
/// Those of the database.
pub async fn agreements(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    person: PersonId,
) -> Result<Vec<Agreed>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let later = diesel::alias!(contact_entries as later);
    let corrected =
        later.filter(later.field(contact_entries::corrects_id).eq(contact_entries::id.nullable()));
    let met = contact_presences::table
        .filter(contact_presences::contact_id.eq(contact_entries::id))
        .filter(contact_presences::presence.ne("not_reached"))
        .filter(contact_presences::person_id.eq(person.0));
    let others = diesel::alias!(contact_presences as others);
    let others = others
        .filter(others.field(contact_presences::contact_id).eq(contact_entries::id))
        .filter(others.field(contact_presences::person_id).ne(person.0));
    let found = contact_entries::table
        .filter(contact_entries::case_id.eq(case.0))
        .filter(contact_entries::compartment.eq("shared"))
        .filter(visible_to(permit.caller().organisation.0, &Ears::of(permit)))
        .filter(contact_entries::agreed.is_not_null())
        .filter(exists(met))
        .filter(not(exists(others)))
        .filter(not(exists(corrected)))
        .order((contact_entries::happened_at.desc(), contact_entries::id.desc()))
        .limit(MOST)
        .select((contact_entries::happened_at, contact_entries::agreed.assume_not_null()))
        .load::<(DateTime<Utc>, String)>(tx.conn()?)
        .await?;
    Ok(found.into_iter().map(|(at, text)| Agreed { at, text }).collect())
}

/// The last score that this person gave, where the caller hears it.
///
/// # Errors
/// Those of the database.
pub async fn last_own_score(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    person: PersonId,
) -> Result<Option<OwnScore>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let deaf_to: Vec<Uuid> = Ears::of(permit).deaf_to;
    let found = safety_scores::table
        .filter(safety_scores::case_id.eq(case.0))
        .filter(safety_scores::rater_person_id.eq(person.0))
        .filter(not(safety_scores::rater_person_id.assume_not_null().eq_any(deaf_to)))
        .order((safety_scores::scored_at.desc(), safety_scores::id.desc()))
        .select((safety_scores::value, safety_scores::scored_at))
        .first::<(i16, DateTime<Utc>)>(tx.conn()?)
        .await
        .optional()?;
    Ok(found.map(|(value, at)| OwnScore { value, at }))
}
