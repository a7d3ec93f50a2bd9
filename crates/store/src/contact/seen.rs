//! What is needed to tell when each member was last seen: the members now, and the entries in which people can be
//! seen.

use super::{EntryRow, visible_to};
use crate::audit;
use crate::error::StoreError;
use crate::hearing::Ears;
use crate::names::NameRow;
use crate::row;
use crate::schema::{contact_entries, contact_presences, household_members, persons};
use crate::tx::Tx;
use access::{Permit, may};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::contact::{ContactEntry, ContactKind, PersonPresence, Presence};
use domain::household::MemberRole;
use domain::id::PersonId;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The members of the household now, and every entry that could show one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogOfVisits {
    pub members: Vec<Member>,
    /// Only those that the caller may see, corrected ones included.
    pub entries: Vec<ContactEntry>,
}

/// A member of the household now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub person: PersonId,
    /// Name on the page.
    pub name: String,
    pub role: MemberRole,
    /// Birth date as far as known.
    pub birth: String,
}

/// Reads the members and the entries, and records the members.
///
/// # Errors
/// Those of the database.
pub async fn log_of_visits(tx: &mut Tx, permit: &Permit<may::ReadCase>) -> Result<LogOfVisits, StoreError> {
    let members = members(tx, permit).await?;
    let entries = entries(tx, permit).await?;
    let persons: Vec<PersonId> = members.iter().map(|member| member.person).collect();
    audit::record(tx, permit, &persons).await?;
    Ok(LogOfVisits { members, entries })
}

async fn members(tx: &mut Tx, permit: &Permit<may::ReadCase>) -> Result<Vec<Member>, StoreError> {
    let household = permit.household().ok_or(StoreError::Stale)?;
    let rows = household_members::table
        .inner_join(persons::table)
        .filter(household_members::household_id.eq(household.0))
        .filter(household_members::left_on.is_null())
        .order((persons::born_from.asc().nulls_last(), persons::id))
        .select((household_members::role, NameRow::as_select()))
        .load::<(String, NameRow)>(tx.conn()?)
        .await?;
    rows.into_iter()
        .map(|(role, row)| {
            let role = row::code("household_members", "role", row.id, MemberRole::from_code(&role))?;
            Ok(Member { person: PersonId(row.id), name: row.name(), role, birth: row.birth })
        })
        .collect()
}

/// Every entry in which people can be seen, or that corrects one, as far as the caller may see it. The caller of this
/// function records whom it shows.
///
/// # Errors
/// Those of the database.
pub async fn entries(tx: &mut Tx, permit: &Permit<may::ReadCase>) -> Result<Vec<ContactEntry>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    // Calls and messages are read as well when they correct something: what they correct no longer stands.
    let showing = ContactKind::ALL.iter().filter(|kind| kind.shows_people()).map(|kind| kind.code());
    let rows = contact_entries::table
        .filter(contact_entries::case_id.eq(case.0))
        .filter(visible_to(permit.caller().organisation.0, &Ears::of(permit)))
        .filter(contact_entries::kind.eq_any(showing).or(contact_entries::corrects_id.is_not_null()))
        .order((contact_entries::happened_at, contact_entries::id))
        .select(EntryRow::as_select())
        .load::<EntryRow>(tx.conn()?)
        .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut presences = presences_of(tx, &ids).await?;
    rows.into_iter()
        .map(|row| {
            let presences = presences.remove(&row.id).unwrap_or_default();
            Ok(ContactEntry { presences, ..row.into_entry()? })
        })
        .collect()
}

async fn presences_of(tx: &mut Tx, ids: &[Uuid]) -> Result<BTreeMap<Uuid, Vec<PersonPresence>>, StoreError> {
    let rows = contact_presences::table
        .filter(contact_presences::contact_id.eq_any(ids))
        .select((
            contact_presences::contact_id,
            contact_presences::person_id,
            contact_presences::presence,
            contact_presences::alone,
        ))
        .load::<(Uuid, Uuid, String, bool)>(tx.conn()?)
        .await?;
    let mut presences: BTreeMap<Uuid, Vec<PersonPresence>> = BTreeMap::new();
    for (contact, person, presence, alone) in rows {
        let presence = row::code("contact_presences", "presence", contact, Presence::from_code(&presence))?;
        let met = PersonPresence { person: PersonId(person), presence, alone };
        presences.entry(contact).or_default().push(met);
    }
    Ok(presences)
}
