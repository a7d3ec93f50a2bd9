//! How people are reached safely: the last that was noted of each. It is a confidence of that person.

use crate::audit;
use crate::error::StoreError;
use crate::hearing::Ears;
use crate::names::{self, PersonName, UserName};
use crate::row;
use crate::schema::safe_contacts;
use crate::tx::Tx;
use access::{Named, Permit, may};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel_async::RunQueryDsl;
use domain::id::{PersonId, SafeContactId, UserId};
use domain::reach::{Channel, SafeContact};
use domain::text::ShortText;
use std::collections::BTreeSet;
use uuid::Uuid;

/// A safe way with names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SafeContactLine {
    pub id: SafeContactId,
    pub person: PersonName,
    pub channel: Channel,
    /// Number, address or name.
    pub reach: Option<String>,
    /// When it is safe.
    pub hours: Option<String>,
    pub may_be_said: Option<String>,
    /// Who else hears or reads it.
    pub overheard_by: Option<String>,
    pub message_allowed: bool,
    pub noted_by: UserName,
    pub noted_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = safe_contacts, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: Uuid,
    person_id: Uuid,
    channel: String,
    reach: Option<String>,
    hours: Option<String>,
    may_be_said: Option<String>,
    overheard_by: Option<String>,
    message_allowed: bool,
    noted_by: Uuid,
    noted_at: DateTime<Utc>,
}

/// The last safe way of everybody in the case, or of this person only. Everybody who has one is recorded.
///
/// # Errors
/// Those of the database.
pub async fn latest<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    of: Option<PersonId>,
) -> Result<Vec<SafeContactLine>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let ears = Ears::of(permit);
    let heard = ears.for_household.into_sql::<Bool>().or(safe_contacts::person_id.eq_any(ears.persons));
    let of_all = of.is_none().into_sql::<Bool>();
    let rows = safe_contacts::table
        .filter(safe_contacts::case_id.eq(case.0))
        .filter(heard)
        .filter(of_all.or(safe_contacts::person_id.eq(of.map_or(Uuid::nil(), |it| it.0))))
        .distinct_on(safe_contacts::person_id)
        .order((safe_contacts::person_id, safe_contacts::noted_at.desc(), safe_contacts::id.desc()))
        .select(Row::as_select())
        .load::<Row>(tx.conn()?)
        .await?;
    let persons: Vec<PersonId> = rows.iter().map(|row| PersonId(row.person_id)).collect();
    let users: BTreeSet<_> = rows.iter().map(|row| UserId(row.noted_by)).collect();
    let person_names = names::of_persons(tx, &persons).await?;
    let user_names = names::of_users(tx, &users.into_iter().collect::<Vec<_>>()).await?;
    audit::record(tx, permit, &persons).await?;
    rows.into_iter()
        .map(|row| {
            Ok(SafeContactLine {
                id: SafeContactId(row.id),
                person: person_names.find(PersonId(row.person_id))?,
                channel: row::code("safe_contacts", "channel", row.id, Channel::from_code(&row.channel))?,
                reach: row.reach,
                hours: row.hours,
                may_be_said: row.may_be_said,
                overheard_by: row.overheard_by,
                message_allowed: row.message_allowed,
                noted_by: user_names.find(UserId(row.noted_by))?,
                noted_at: row.noted_at,
            })
        })
        .collect()
}

/// Notes a safe way over the one before, which stays, and records whose it is.
///
/// # Errors
/// Those of the database.
pub async fn save(
    tx: &mut Tx,
    permit: &Permit<may::NoteSafeContact>,
    id: SafeContactId,
    new: &SafeContact,
) -> Result<(), StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let now = tx.now();
    diesel::insert_into(safe_contacts::table)
        .values((
            safe_contacts::id.eq(id.0),
            safe_contacts::case_id.eq(case.0),
            safe_contacts::person_id.eq(new.person.0),
            safe_contacts::channel.eq(new.channel.code()),
            safe_contacts::reach.eq(text(new.reach.as_ref())),
            safe_contacts::hours.eq(text(new.hours.as_ref())),
            safe_contacts::may_be_said.eq(text(new.may_be_said.as_ref())),
            safe_contacts::overheard_by.eq(text(new.overheard_by.as_ref())),
            safe_contacts::message_allowed.eq(new.message_allowed),
            safe_contacts::noted_by.eq(permit.caller().user.0),
            safe_contacts::membership_id.eq(permit.caller().membership.0),
            safe_contacts::noted_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    audit::record(tx, permit, &[new.person]).await
}

fn text(written: Option<&ShortText>) -> Option<&str> {
    written.map(ShortText::as_str)
}
