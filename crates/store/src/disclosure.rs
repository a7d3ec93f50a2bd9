//! What of a case was given to whom, word for word. It is added and never changed.

use crate::audit;
use crate::error::StoreError;
use crate::names::{self, PersonName, PersonNames, UserName, UserNames};
use crate::row;
use crate::schema::disclosures;
use crate::tx::Tx;
use access::{Permit, may};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::disclosure::{DisclosureGround, NewDisclosure, ReaderKind, Sheet};
use domain::id::{DisclosureId, HandoverId, PersonId, UserId};
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

/// What was given, to whom and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisclosureLine {
    pub id: DisclosureId,
    /// Nothing when a case was handed over before its first plan.
    pub plan_version: Option<i32>,
    /// The handover with which it was given.
    pub handover: Option<HandoverId>,
    pub reader: ReaderKind,
    /// The member of the household who reads it, or whose school does.
    pub person: Option<PersonName>,
    pub sheet: Sheet,
    pub ground: DisclosureGround,
    pub receiver: String,
    /// How many parts of the plan are not in it.
    pub left_out: i16,
    /// SHA-256 of the document.
    pub content_hash: Vec<u8>,
    pub given_by: UserName,
    pub given_at: DateTime<Utc>,
}

/// The same with the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisclosureFile {
    pub line: DisclosureLine,
    pub content: String,
}

/// The most disclosures that a list shows; the oldest are found by their addresses.
const MOST: i64 = 200;

#[derive(Queryable, Selectable)]
#[diesel(table_name = disclosures, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: Uuid,
    plan_version: Option<i32>,
    handover_id: Option<Uuid>,
    reader: String,
    person_id: Option<Uuid>,
    sheet: String,
    ground: String,
    receiver: String,
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

/// What was given, the latest first. Those who read it are recorded.
///
/// # Errors
/// Those of the database.
pub async fn list(tx: &mut Tx, permit: &Permit<may::ReadCase>) -> Result<Vec<DisclosureLine>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let rows = disclosures::table
        .filter(disclosures::case_id.eq(case.0))
        .order((disclosures::given_at.desc(), disclosures::id))
        .limit(MOST)
        .select(Row::as_select())
        .load::<Row>(tx.conn()?)
        .await?;
    named(tx, permit, rows).await
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
        .select((Row::as_select(), disclosures::content))
        .first::<(Row, String)>(tx.conn()?)
        .await
        .optional()?;
    let Some((row, content)) = found else { return Ok(None) };
    let line = named(tx, permit, vec![row]).await?.pop();
    Ok(line.map(|line| DisclosureFile { line, content }))
}

/// The rows with names; those who read it are recorded.
async fn named(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    rows: Vec<Row>,
) -> Result<Vec<DisclosureLine>, StoreError> {
    let persons: Vec<PersonId> = rows.iter().filter_map(|row| row.person_id).map(PersonId).collect();
    let users: Vec<UserId> = rows.iter().map(|row| UserId(row.given_by)).collect();
    let person_names = names::of_persons(tx, &persons).await?;
    let user_names = names::of_users(tx, &users).await?;
    audit::record(tx, permit, &persons).await?;
    rows.into_iter().map(|row| row.into_line(&person_names, &user_names)).collect()
}

impl Row {
    fn into_line(self, persons: &PersonNames, users: &UserNames) -> Result<DisclosureLine, StoreError> {
        let ground = DisclosureGround::from_code(&self.ground);
        Ok(DisclosureLine {
            id: DisclosureId(self.id),
            plan_version: self.plan_version,
            handover: self.handover_id.map(HandoverId),
            reader: row::code("disclosures", "reader", self.id, ReaderKind::from_code(&self.reader))?,
            person: self.person_id.map(|it| persons.find(PersonId(it))).transpose()?,
            sheet: row::code("disclosures", "sheet", self.id, Sheet::from_code(&self.sheet))?,
            ground: row::code("disclosures", "ground", self.id, ground)?,
            receiver: self.receiver,
            left_out: self.left_out,
            content_hash: self.content_hash,
            given_by: users.find(UserId(self.given_by))?,
            given_at: self.given_at,
        })
    }
}
