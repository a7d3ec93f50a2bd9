//! What of a case was given to whom, word for word. It is added and never changed.

use crate::audit;
use crate::error::StoreError;
use crate::names::{self, UserName};
use crate::row;
use crate::schema::disclosures;
use crate::tx::Tx;
use access::{Permit, may};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::disclosure::{DisclosureGround, NewDisclosure, ReaderKind, Sheet};
use domain::id::{DisclosureId, PersonId, UserId};
use uuid::Uuid;

/// What is given, beside its ground and its receiver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    pub plan_version: i32,
    pub reader: ReaderKind,
    pub person: Option<PersonId>,
    pub sheet: Sheet,
    /// The document as it is given.
    pub content: String,
    /// SHA-256 of it.
    pub content_hash: [u8; 32],
    /// How many parts of the plan are not in it.
    pub left_out: usize,
    /// Everybody of whom it tells something, and who reads it.
    pub persons: Vec<PersonId>,
}

/// What was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisclosureFile {
    pub id: DisclosureId,
    pub plan_version: i32,
    pub reader: ReaderKind,
    pub sheet: Sheet,
    pub ground: DisclosureGround,
    pub receiver: String,
    pub content: String,
    pub content_hash: Vec<u8>,
    pub left_out: i16,
    pub given_by: UserName,
    pub given_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = disclosures, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: Uuid,
    plan_version: i32,
    reader: String,
    person_id: Option<Uuid>,
    sheet: String,
    ground: String,
    receiver: String,
    content: String,
    content_hash: Vec<u8>,
    left_out: i16,
    given_by: Uuid,
    given_at: DateTime<Utc>,
}

/// Saves what is given, and records everybody of whom it tells something.
///
/// # Errors
/// Those of the database.
pub async fn save(
    tx: &mut Tx,
    permit: &Permit<may::Disclose>,
    id: DisclosureId,
    new: &NewDisclosure,
    given: &Given,
) -> Result<(), StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let (now, caller) = (tx.now(), permit.caller());
    diesel::insert_into(disclosures::table)
        .values((
            (disclosures::id.eq(id.0), disclosures::case_id.eq(case.0)),
            disclosures::plan_version.eq(given.plan_version),
            disclosures::reader.eq(given.reader.code()),
            disclosures::person_id.eq(given.person.map(|it| it.0)),
            disclosures::sheet.eq(given.sheet.code()),
            disclosures::ground.eq(new.ground.code()),
            disclosures::receiver.eq(new.receiver.as_str()),
            (disclosures::content.eq(&given.content), disclosures::content_hash.eq(&given.content_hash[..])),
            disclosures::left_out.eq(i16::try_from(given.left_out).unwrap_or(i16::MAX)),
            disclosures::given_by.eq(caller.user.0),
            disclosures::membership_id.eq(caller.membership.0),
            disclosures::organisation_id.eq(caller.organisation.0),
            disclosures::given_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    audit::record(tx, permit, &given.persons).await
}

/// What was given, word for word; nothing when it is not of this case. The caller of this function records the people
/// of the plan.
///
/// # Errors
/// Those of the database.
pub async fn find(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    id: DisclosureId,
) -> Result<Option<DisclosureFile>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let found = disclosures::table
        .find(id.0)
        .filter(disclosures::case_id.eq(case.0))
        .select(Row::as_select())
        .first::<Row>(tx.conn()?)
        .await
        .optional()?;
    let Some(row) = found else { return Ok(None) };
    let by = UserId(row.given_by);
    let names = names::of_users(tx, &[by]).await?;
    let persons: Vec<PersonId> = row.person_id.into_iter().map(PersonId).collect();
    audit::record(tx, permit, &persons).await?;
    let code = |column, found| row::code("disclosures", column, row.id, found);
    Ok(Some(DisclosureFile {
        id,
        plan_version: row.plan_version,
        reader: row::code("disclosures", "reader", row.id, ReaderKind::from_code(&row.reader))?,
        sheet: row::code("disclosures", "sheet", row.id, Sheet::from_code(&row.sheet))?,
        ground: code("ground", DisclosureGround::from_code(&row.ground))?,
        receiver: row.receiver,
        content: row.content,
        content_hash: row.content_hash,
        left_out: row.left_out,
        given_by: names.find(by)?,
        given_at: row.given_at,
    }))
}
