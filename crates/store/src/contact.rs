//! The progress log: what is around a new entry, the entries themselves, drafts, and who was last seen when.
//!
//! An entry is never changed. A caller sees the shared entries, those of the own organisation, and the confidences of
//! whom the caller works for.

pub mod draft;
pub mod save;
pub mod seen;

pub use save::save;
pub use seen::{LogOfVisits, log_of_visits};

use crate::error::StoreError;
use crate::hearing::Ears;
use crate::row;
use crate::schema::{cases, contact_entries, contact_presences, household_members};
use crate::tx::Tx;
use access::{Named, Permit, may};
use chrono::{DateTime, Utc};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel_async::RunQueryDsl;
use domain::case::CaseSpan;
use domain::contact::{Compartment, ContactEntry, ContactKind};
use domain::id::{ContactId, OrganisationId, PersonId};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What is around a new entry, or around anything else about members of the household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surroundings {
    pub span: CaseSpan,
    /// Everybody who belongs or ever belonged to the household.
    pub members: BTreeSet<PersonId>,
}

/// An entry that is to be corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    pub compartment: Compartment,
    /// Whose confidence it is.
    pub person: Option<PersonId>,
    /// The entry, and the one that corrects it where there is one. Their presences are not read.
    pub entries: Vec<ContactEntry>,
}

/// Reads what is around a new entry, or around anything else that is about members of the household.
///
/// # Errors
/// Those of the database.
pub async fn surroundings<P: Named>(tx: &mut Tx, permit: &Permit<P>) -> Result<Surroundings, StoreError> {
    let (Some(case), Some(household)) = (permit.case(), permit.household()) else {
        return Err(StoreError::Stale);
    };
    let (opened_at, closed_at) = cases::table
        .find(case.0)
        .select((cases::opened_at, cases::closed_at))
        .first::<(DateTime<Utc>, Option<DateTime<Utc>>)>(tx.conn()?)
        .await?;
    let members = household_members::table
        .filter(household_members::household_id.eq(household.0))
        .select(household_members::person_id)
        .load::<Uuid>(tx.conn()?)
        .await?;
    Ok(Surroundings {
        span: CaseSpan { opened_at, closed_at },
        members: members.into_iter().map(PersonId).collect(),
    })
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = contact_entries, check_for_backend(diesel::pg::Pg))]
struct EntryRow {
    id: Uuid,
    corrects_id: Option<Uuid>,
    organisation_id: Uuid,
    kind: String,
    happened_at: DateTime<Utc>,
    compartment: String,
    person_id: Option<Uuid>,
}

/// Reads the entry of this case that is to be corrected; nothing when the caller sees no such entry.
///
/// # Errors
/// Those of the database.
pub async fn target(
    tx: &mut Tx,
    permit: &Permit<may::LogContact>,
    wanted: ContactId,
) -> Result<Option<Target>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let rows = contact_entries::table
        .filter(contact_entries::case_id.eq(case.0))
        .filter(contact_entries::id.eq(wanted.0).or(contact_entries::corrects_id.eq(wanted.0)))
        .filter(visible_to(permit.caller().organisation.0, &Ears::of(permit)))
        .select(EntryRow::as_select())
        .load::<EntryRow>(tx.conn()?)
        .await?;
    let Some(found) = rows.iter().find(|row| row.id == wanted.0) else {
        return Ok(None);
    };
    let compartment = Compartment::from_code(&found.compartment);
    let compartment = row::code("contact_entries", "compartment", found.id, compartment)?;
    let person = found.person_id.map(PersonId);
    let entries = rows.into_iter().map(EntryRow::into_entry).collect::<Result<Vec<_>, _>>()?;
    Ok(Some(Target { compartment, person, entries }))
}

/// The entries that may be seen under a permit: those of another organisation that are for it alone are not, nor the
/// confidences of people whom the caller does not work for, nor what was written of somebody of whom nothing is heard.
#[diesel::dsl::auto_type]
pub(crate) fn visible_to<'a>(own: Uuid, ears: &'a Ears) -> _ {
    let for_household: bool = ears.for_household;
    let persons: &'a [Uuid] = ears.persons.as_slice();
    let deaf_to: &'a [Uuid] = ears.deaf_to.as_slice();
    let not_reached: &'static str = "not_reached";
    let met = contact_presences::table
        .filter(contact_presences::contact_id.eq(contact_entries::id))
        .filter(contact_presences::presence.ne(not_reached))
        .filter(contact_presences::person_id.eq_any(deaf_to));
    let own_or_open =
        contact_entries::compartment.ne("own_organisation").or(contact_entries::organisation_id.eq(own));
    let heard = contact_entries::compartment
        .ne("per_person")
        .or(for_household.into_sql::<Bool>())
        .or(contact_entries::person_id.assume_not_null().eq_any(persons));
    own_or_open.and(heard).and(not(exists(met)))
}

impl EntryRow {
    fn into_entry(self) -> Result<ContactEntry, StoreError> {
        Ok(ContactEntry {
            id: ContactId(self.id),
            corrects: self.corrects_id.map(ContactId),
            organisation: OrganisationId(self.organisation_id),
            kind: row::code("contact_entries", "kind", self.id, ContactKind::from_code(&self.kind))?,
            happened_at: self.happened_at,
            presences: Vec::new(),
        })
    }
}
