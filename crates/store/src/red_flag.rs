//! Red flags with what was decided on them. Nothing is ever changed; a mistake is retracted with a new entry. Who does not
//! hear the confidences of whom is in danger learns nothing of them.

use crate::audit;
use crate::error::StoreError;
use crate::hearing::Ears;
use crate::names::{self, PersonName, UserName};
use crate::row;
use crate::schema::{red_flag_entries, red_flags};
use crate::tx::Tx;
use access::{Named, Permit, may};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel_async::RunQueryDsl;
use domain::danger::{FlagEntryKind, FlagSource, NewFlag, RedFlagKind, StandingFlag};
use domain::id::{FlagEntryId, PersonId, RedFlagId, UserId};
use domain::text::LongText;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A red flag with names and with everything that was written on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlagLine {
    pub id: RedFlagId,
    /// Who is in danger.
    pub person: PersonName,
    pub kind: RedFlagKind,
    pub source: FlagSource,
    /// The day on which it was told or seen.
    pub noticed_on: NaiveDate,
    pub note: Option<String>,
    pub recorded_by: UserName,
    pub recorded_at: DateTime<Utc>,
    /// Oldest first.
    pub entries: Vec<FlagEntry>,
}

/// What was written on a red flag after it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlagEntry {
    pub id: FlagEntryId,
    pub kind: FlagEntryKind,
    pub told: String,
    /// When it was decided.
    pub decided_at: DateTime<Utc>,
    pub by: UserName,
    pub written_at: DateTime<Utc>,
}

/// What is written on a red flag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    pub id: FlagEntryId,
    pub flag: RedFlagId,
    pub kind: FlagEntryKind,
    pub told: LongText,
    pub decided_at: DateTime<Utc>,
}

impl FlagLine {
    /// Whether it was not retracted.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.entries.iter().all(|it| it.kind != FlagEntryKind::Retraction)
    }

    /// What the rules look at.
    #[must_use]
    pub fn standing(&self) -> StandingFlag {
        let decisions = self.entries.iter().filter(|it| it.kind == FlagEntryKind::Decision);
        StandingFlag { kind: self.kind, decided_at: decisions.map(|it| it.decided_at).max() }
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = red_flags, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: Uuid,
    person_id: Uuid,
    kind: String,
    source: String,
    noticed_on: NaiveDate,
    note: Option<String>,
    recorded_by: Uuid,
    recorded_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = red_flag_entries, check_for_backend(diesel::pg::Pg))]
struct EntryRow {
    id: Uuid,
    flag_id: Uuid,
    kind: String,
    told: String,
    decided_at: DateTime<Utc>,
    written_by: Uuid,
    written_at: DateTime<Utc>,
}

/// Every red flag of the case, the latest first. Who is in danger is recorded.
///
/// # Errors
/// Those of the database.
pub async fn list<P: Named>(tx: &mut Tx, permit: &Permit<P>) -> Result<Vec<FlagLine>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let ears = Ears::of(permit);
    let heard = ears.for_household.into_sql::<Bool>().or(red_flags::person_id.eq_any(ears.persons));
    let rows = red_flags::table
        .filter(red_flags::case_id.eq(case.0))
        .filter(heard)
        .order((red_flags::recorded_at.desc(), red_flags::id.desc()))
        .select(Row::as_select())
        .load::<Row>(tx.conn()?)
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let entries = red_flag_entries::table
        .filter(red_flag_entries::flag_id.eq_any(ids))
        .order((red_flag_entries::written_at, red_flag_entries::id))
        .select(EntryRow::as_select())
        .load::<EntryRow>(tx.conn()?)
        .await?;
    named(tx, permit, rows, entries).await
}

/// Saves a red flag and records who is in danger.
///
/// # Errors
/// Those of the database.
pub async fn save(
    tx: &mut Tx,
    permit: &Permit<may::RecordRedFlag>,
    id: RedFlagId,
    new: &NewFlag,
) -> Result<(), StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let now = tx.now();
    diesel::insert_into(red_flags::table)
        .values((
            red_flags::id.eq(id.0),
            red_flags::case_id.eq(case.0),
            red_flags::person_id.eq(new.person.0),
            red_flags::kind.eq(new.kind.code()),
            red_flags::source.eq(new.source.code()),
            red_flags::noticed_on.eq(new.noticed_on),
            red_flags::note.eq(new.note.as_ref().map(LongText::as_str)),
            red_flags::recorded_by.eq(permit.caller().user.0),
            red_flags::membership_id.eq(permit.caller().membership.0),
            red_flags::recorded_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    audit::record(tx, permit, &[new.person]).await
}

/// Writes something on a red flag of the case. Who is in danger was recorded with the list from which it was chosen.
///
/// # Errors
/// [`StoreError::Conflict`] with `one_retraction_per_flag`; those of the database.
pub async fn write(
    tx: &mut Tx,
    permit: &Permit<may::RecordRedFlag>,
    entry: &NewEntry,
) -> Result<(), StoreError> {
    let now = tx.now();
    diesel::insert_into(red_flag_entries::table)
        .values((
            red_flag_entries::id.eq(entry.id.0),
            red_flag_entries::flag_id.eq(entry.flag.0),
            red_flag_entries::kind.eq(entry.kind.code()),
            red_flag_entries::told.eq(entry.told.as_str()),
            red_flag_entries::decided_at.eq(entry.decided_at),
            red_flag_entries::written_by.eq(permit.caller().user.0),
            red_flag_entries::membership_id.eq(permit.caller().membership.0),
            red_flag_entries::written_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    audit::record(tx, permit, &[]).await
}

async fn named<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    rows: Vec<Row>,
    entries: Vec<EntryRow>,
) -> Result<Vec<FlagLine>, StoreError> {
    let persons: BTreeSet<_> = rows.iter().map(|row| PersonId(row.person_id)).collect();
    let persons: Vec<_> = persons.into_iter().collect();
    let writers = entries.iter().map(|entry| entry.written_by);
    let users: BTreeSet<_> = rows.iter().map(|row| row.recorded_by).chain(writers).map(UserId).collect();
    let person_names = names::of_persons(tx, &persons).await?;
    let user_names = names::of_users(tx, &users.into_iter().collect::<Vec<_>>()).await?;
    audit::record(tx, permit, &persons).await?;
    let mut of_flag: BTreeMap<Uuid, Vec<FlagEntry>> = BTreeMap::new();
    for entry in entries {
        let by = user_names.find(UserId(entry.written_by))?;
        let kind = FlagEntryKind::from_code(&entry.kind);
        of_flag.entry(entry.flag_id).or_default().push(FlagEntry {
            id: FlagEntryId(entry.id),
            kind: row::code("red_flag_entries", "kind", entry.id, kind)?,
            told: entry.told,
            decided_at: entry.decided_at,
            by,
            written_at: entry.written_at,
        });
    }
    rows.into_iter()
        .map(|row| {
            Ok(FlagLine {
                id: RedFlagId(row.id),
                person: person_names.find(PersonId(row.person_id))?,
                kind: row::code("red_flags", "kind", row.id, RedFlagKind::from_code(&row.kind))?,
                source: row::code("red_flags", "source", row.id, FlagSource::from_code(&row.source))?,
                noticed_on: row.noticed_on,
                note: row.note,
                recorded_by: user_names.find(UserId(row.recorded_by))?,
                recorded_at: row.recorded_at,
                entries: of_flag.remove(&row.id).unwrap_or_default(),
            })
        })
        .collect()
}
