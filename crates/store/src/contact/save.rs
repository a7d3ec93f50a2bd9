//! Writing an entry and who was there.

use crate::audit;
use crate::error::StoreError;
use crate::schema::{contact_entries, contact_presences};
use crate::tx::Tx;
use access::{Permit, may};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::contact::NewContact;
use domain::id::{ContactId, PersonId};
use domain::text::LongText;

/// Saves an entry and records everybody whom it says was met.
///
/// # Errors
/// [`StoreError::Conflict`] when the entry that this one corrects was corrected in the meantime; those of the
/// database.
pub async fn save(
    tx: &mut Tx,
    permit: &Permit<may::LogContact>,
    id: ContactId,
    new: &NewContact,
) -> Result<(), StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let now = tx.now();
    let caller = permit.caller();
    diesel::insert_into(contact_entries::table)
        .values((
            (contact_entries::id.eq(id.0), contact_entries::case_id.eq(case.0)),
            contact_entries::kind.eq(new.kind.code()),
            contact_entries::happened_at.eq(new.happened_at),
            contact_entries::compartment.eq(new.compartment.code()),
            contact_entries::person_id.eq(new.person.map(|it| it.0)),
            contact_entries::observed.eq(text(new.observed.as_ref())),
            contact_entries::agreed.eq(text(new.agreed.as_ref())),
            contact_entries::next_step.eq(text(new.next.as_ref())),
            contact_entries::corrects_id.eq(new.corrects.map(|it| it.0)),
            contact_entries::written_by.eq(caller.user.0),
            contact_entries::membership_id.eq(caller.membership.0),
            contact_entries::organisation_id.eq(caller.organisation.0),
            contact_entries::written_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    let presences: Vec<_> = new
        .presences
        .iter()
        .map(|met| {
            (
                contact_presences::contact_id.eq(id.0),
                contact_presences::person_id.eq(met.person.0),
                contact_presences::presence.eq(met.presence.code()),
                contact_presences::alone.eq(met.alone),
            )
        })
        .collect();
    if !presences.is_empty() {
        diesel::insert_into(contact_presences::table).values(presences).execute(tx.conn()?).await?;
    }
    let persons: Vec<PersonId> = new.presences.iter().map(|met| met.person).chain(new.person).collect();
    audit::record(tx, permit, &persons).await
}

fn text(written: Option<&LongText>) -> Option<&str> {
    written.map(LongText::as_str)
}
