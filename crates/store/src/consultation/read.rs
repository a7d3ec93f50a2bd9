//! A consultation with everything that was said in it, for both sides.

use super::list::{ConsultationLine, find};
use super::snapshot::CaseSnapshot;
use crate::audit;
use crate::error::StoreError;
use crate::names::{self, UserName};
use crate::row;
use crate::schema::{consultation_entries, consultation_facts};
use crate::tx::Tx;
use access::{Named, Permit, may};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::consultation::EntryKind;
use domain::id::{PersonId, UserId};
use serde_json::Value;
use std::collections::BTreeSet;
use uuid::Uuid;

/// A consultation with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsultationFile {
    pub line: ConsultationLine,
    /// In the order in which it happened.
    pub entries: Vec<EntryLine>,
    /// The facts that were shown, the first version first.
    pub facts: Vec<FrozenFacts>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryLine {
    pub number: i32,
    pub kind: EntryKind,
    pub told: Option<String>,
    /// The facts as they stood for it; 0 for none.
    pub facts_version: i32,
    pub by: UserName,
    pub at: DateTime<Utc>,
}

/// Facts as they were shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrozenFacts {
    pub version: i32,
    pub facts: CaseSnapshot,
    pub frozen_at: DateTime<Utc>,
}

/// Where the consultation of the permit stands, without its words. Nothing when row level security hides it.
///
/// # Errors
/// Those of the database.
pub async fn line<P: Named>(tx: &mut Tx, permit: &Permit<P>) -> Result<Option<ConsultationLine>, StoreError> {
    let wanted = permit.consultation().ok_or(StoreError::Stale)?;
    audit::record(tx, permit, &[]).await?;
    find(tx, wanted).await
}

/// Reads the consultation of the permit. Everybody of whom its facts tell something is recorded.
///
/// # Errors
/// Those of the database.
pub async fn read(
    tx: &mut Tx,
    permit: &Permit<may::ReadConsultation>,
) -> Result<Option<ConsultationFile>, StoreError> {
    let wanted = permit.consultation().ok_or(StoreError::Stale)?;
    let Some(line) = find(tx, wanted).await? else { return Ok(None) };
    let frozen = consultation_facts::table
        .filter(consultation_facts::consultation_id.eq(wanted.0))
        .order(consultation_facts::version)
        .select((
            consultation_facts::version,
            consultation_facts::facts,
            consultation_facts::persons,
            consultation_facts::legal_ground,
            consultation_facts::frozen_at,
        ))
        .load::<(i32, Value, Vec<Uuid>, String, DateTime<Utc>)>(tx.conn()?)
        .await?;
    let persons: Vec<PersonId> =
        frozen.iter().flat_map(|(_, _, it, ..)| it.iter().copied().map(PersonId)).collect();
    audit::record(tx, permit, &persons).await?;
    let unreadable =
        || StoreError::Row { table: "consultation_facts", id: wanted.to_string(), column: "facts" };
    let facts = frozen
        .into_iter()
        .map(|(version, facts, persons, ground, frozen_at)| {
            let persons = persons.into_iter().map(PersonId).collect();
            let facts = CaseSnapshot::read(facts, persons, &ground).ok_or_else(unreadable)?;
            Ok(FrozenFacts { version, facts, frozen_at })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Some(ConsultationFile { line, entries: entries(tx, wanted.0).await?, facts }))
}

/// A row of what happened: number, kind, words, version of the facts, who and when.
type Entry = (i32, String, Option<String>, i32, Uuid, DateTime<Utc>);

async fn entries(tx: &mut Tx, consultation: Uuid) -> Result<Vec<EntryLine>, StoreError> {
    let rows = consultation_entries::table
        .filter(consultation_entries::consultation_id.eq(consultation))
        .order(consultation_entries::number)
        .select((
            consultation_entries::number,
            consultation_entries::kind,
            consultation_entries::told,
            consultation_entries::facts_version,
            consultation_entries::made_by,
            consultation_entries::made_at,
        ))
        .load::<Entry>(tx.conn()?)
        .await?;
    let users: BTreeSet<UserId> = rows.iter().map(|it| UserId(it.4)).collect();
    let users = names::of_users(tx, &users.into_iter().collect::<Vec<_>>()).await?;
    rows.into_iter()
        .map(|(number, kind, told, facts_version, by, at)| {
            let code = EntryKind::from_code(&kind);
            let kind = row::code("consultation_entries", "kind", consultation, code)?;
            Ok(EntryLine { number, kind, told, facts_version, by: users.find(UserId(by))?, at })
        })
        .collect()
}
