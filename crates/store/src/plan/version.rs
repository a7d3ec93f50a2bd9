//! Adopted versions read back: which there are, what one says, what everybody said of it.

use super::RevisionRow;
use crate::error::StoreError;
use crate::row;
use crate::schema::{
    plan_consents, plan_items, plan_revisions, plan_version_items, plan_versions, plan_voices,
};
use crate::tx::Tx;
use access::{Named, Permit};
use chrono::{DateTime, Utc};
use diesel::dsl::max;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{OrganisationId, PersonId, PlanVersionId, UserId};
use domain::plan::{Opinion, PlanItem};
use domain::score::AskedHow;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A version in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionLine {
    pub id: PlanVersionId,
    /// Counts from 1.
    pub number: i32,
    pub adopted_at: DateTime<Utc>,
    pub adopted_by: UserId,
    /// What the organisations said, the last word of each.
    pub consents: Vec<ConsentLine>,
    pub voices: Vec<VoiceLine>,
}

/// A version with everything in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionFile {
    pub line: VersionLine,
    /// In the order in which a plan is read.
    pub items: Vec<PlanItem>,
}

/// What an organisation said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentLine {
    pub organisation: OrganisationId,
    pub agrees: bool,
    pub reason: Option<String>,
    pub given_by: UserId,
    pub given_at: DateTime<Utc>,
}

/// What a member of the household said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoiceLine {
    pub person: PersonId,
    pub opinion: Opinion,
    pub reason: Option<String>,
    pub asked_how: Option<AskedHow>,
    pub own_words: Option<String>,
    /// Age at the time, in years.
    pub age_at: Option<u16>,
}

/// The most versions that are read of one case; the newest.
const MOST: i64 = 200;

/// The number of the version that holds; nothing when none was adopted.
///
/// # Errors
/// Those of the database.
pub async fn newest<P: Named>(tx: &mut Tx, permit: &Permit<P>) -> Result<Option<i32>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let number = plan_versions::table
        .filter(plan_versions::case_id.eq(case.0))
        .select(max(plan_versions::number))
        .first::<Option<i32>>(tx.conn()?)
        .await?;
    Ok(number)
}

/// The number and identifier of the version that holds; nothing when none was adopted.
///
/// # Errors
/// Those of the database.
pub async fn newest_id<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
) -> Result<Option<(i32, PlanVersionId)>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let found = plan_versions::table
        .filter(plan_versions::case_id.eq(case.0))
        .order(plan_versions::number.desc())
        .select((plan_versions::number, plan_versions::id))
        .first::<(i32, Uuid)>(tx.conn()?)
        .await
        .optional()?;
    Ok(found.map(|(number, id)| (number, PlanVersionId(id))))
}

/// The number of a version of the case; nothing when it has no such version.
///
/// # Errors
/// Those of the database.
pub async fn number_of<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    version: PlanVersionId,
) -> Result<Option<i32>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    Ok(plan_versions::table
        .filter(plan_versions::case_id.eq(case.0).and(plan_versions::id.eq(version.0)))
        .select(plan_versions::number)
        .first::<i32>(tx.conn()?)
        .await
        .optional()?)
}

/// The version that holds, with everything in it; nothing when none was adopted. The caller of this function records
/// everybody in it.
///
/// # Errors
/// Those of the database.
pub async fn holding<P: Named>(tx: &mut Tx, permit: &Permit<P>) -> Result<Option<VersionFile>, StoreError> {
    let number = newest(tx, permit).await?.unwrap_or(0);
    find(tx, permit, number).await
}

/// The versions of the case, newest first. The caller of this function records everybody in them.
///
/// # Errors
/// Those of the database.
pub async fn list<P: Named>(tx: &mut Tx, permit: &Permit<P>) -> Result<Vec<VersionLine>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let rows = plan_versions::table
        .filter(plan_versions::case_id.eq(case.0))
        .order(plan_versions::number.desc())
        .limit(MOST)
        .select(VersionRow::as_select())
        .load::<VersionRow>(tx.conn()?)
        .await?;
    lines(tx, rows).await
}

/// One version of the case; nothing when it has no such version. The caller of this function records everybody in it.
///
/// # Errors
/// Those of the database.
pub async fn find<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    number: i32,
) -> Result<Option<VersionFile>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let row = plan_versions::table
        .filter(plan_versions::case_id.eq(case.0).and(plan_versions::number.eq(number)))
        .select(VersionRow::as_select())
        .first::<VersionRow>(tx.conn()?)
        .await
        .optional()?;
    // Also without a version: a plan costs the same number of statements whether or not it was adopted.
    let line = lines(tx, Vec::from_iter(row)).await?.pop();
    let id = line.as_ref().map_or(Uuid::nil(), |it| it.id.0);
    let rows = plan_version_items::table
        .inner_join(
            plan_revisions::table.on(plan_revisions::item_id
                .eq(plan_version_items::item_id)
                .and(plan_revisions::revision.eq(plan_version_items::revision))),
        )
        .inner_join(plan_items::table.on(plan_items::id.eq(plan_version_items::item_id)))
        .filter(plan_version_items::version_id.eq(id))
        .select((plan_items::kind, RevisionRow::as_select()))
        .load::<(String, RevisionRow)>(tx.conn()?)
        .await?;
    let mut items = super::items(tx, rows).await?;
    items.sort_by_key(|it| (it.content.kind(), it.content.rank(), it.id));
    Ok(line.map(|line| VersionFile { line, items }))
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = plan_versions, check_for_backend(diesel::pg::Pg))]
struct VersionRow {
    id: Uuid,
    number: i32,
    adopted_at: DateTime<Utc>,
    adopted_by: Uuid,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = plan_consents, check_for_backend(diesel::pg::Pg))]
struct ConsentRow {
    version_id: Uuid,
    organisation_id: Uuid,
    agrees: bool,
    reason: Option<String>,
    given_by: Uuid,
    given_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = plan_voices, check_for_backend(diesel::pg::Pg))]
struct VoiceRow {
    version_id: Uuid,
    person_id: Uuid,
    opinion: String,
    reason: Option<String>,
    asked_how: Option<String>,
    own_words: Option<String>,
    age_at: Option<i16>,
}

async fn lines(tx: &mut Tx, rows: Vec<VersionRow>) -> Result<Vec<VersionLine>, StoreError> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let consents = plan_consents::table
        .filter(plan_consents::version_id.eq_any(&ids))
        .distinct_on((plan_consents::version_id, plan_consents::organisation_id))
        .order((
            plan_consents::version_id,
            plan_consents::organisation_id,
            plan_consents::given_at.desc(),
            plan_consents::id.desc(),
        ))
        .select(ConsentRow::as_select())
        .load::<ConsentRow>(tx.conn()?)
        .await?;
    let voices = plan_voices::table
        .filter(plan_voices::version_id.eq_any(&ids))
        .order((plan_voices::age_at.desc().nulls_first(), plan_voices::person_id))
        .select(VoiceRow::as_select())
        .load::<VoiceRow>(tx.conn()?)
        .await?;
    let mut said: BTreeMap<Uuid, (Vec<ConsentLine>, Vec<VoiceLine>)> = BTreeMap::new();
    for consent in consents {
        said.entry(consent.version_id).or_default().0.push(consent.into_line());
    }
    for voice in voices {
        said.entry(voice.version_id).or_default().1.push(voice.into_line()?);
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let (consents, voices) = said.remove(&row.id).unwrap_or_default();
            VersionLine {
                id: PlanVersionId(row.id),
                number: row.number,
                adopted_at: row.adopted_at,
                adopted_by: UserId(row.adopted_by),
                consents,
                voices,
            }
        })
        .collect())
}

impl ConsentRow {
    fn into_line(self) -> ConsentLine {
        ConsentLine {
            organisation: OrganisationId(self.organisation_id),
            agrees: self.agrees,
            reason: self.reason,
            given_by: UserId(self.given_by),
            given_at: self.given_at,
        }
    }
}

impl VoiceRow {
    fn into_line(self) -> Result<VoiceLine, StoreError> {
        let asked_how = self
            .asked_how
            .map(|code| row::code("plan_voices", "asked_how", self.version_id, AskedHow::from_code(&code)))
            .transpose()?;
        let opinion = Opinion::from_code(&self.opinion);
        Ok(VoiceLine {
            person: PersonId(self.person_id),
            opinion: row::code("plan_voices", "opinion", self.version_id, opinion)?,
            reason: self.reason,
            asked_how,
            own_words: self.own_words,
            age_at: self.age_at.and_then(|it| u16::try_from(it).ok()),
        })
    }
}
