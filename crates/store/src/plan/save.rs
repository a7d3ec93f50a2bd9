//! Writing to the plan: a new text of a part, a mark, a version, a consent. Nothing is ever written over.

use super::content::Columns;
use crate::audit;
use crate::error::StoreError;
use crate::schema::{
    plan_consents, plan_items, plan_marks, plan_revision_persons, plan_revisions, plan_version_items,
    plan_versions, plan_voices,
};
use crate::term::{self, Ending, NewTerm};
use crate::tx::Tx;
use access::{Named, Permit, may};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{PersonId, PlanConsentId, PlanItemId, PlanMarkId, PlanVersionId};
use domain::plan::{Consent, Content, NewMark, NewVoice, PlanItem, Revision, WorkingPlan};
use domain::term::{StepKind, TermKind, TermOwner};
use domain::text::LongText;
use std::collections::BTreeSet;

/// A text to write.
#[derive(Debug, Clone, Copy)]
pub struct NewText<'a> {
    pub item: PlanItemId,
    /// The first text of a part makes the part.
    pub revision: Revision,
    pub content: &'a Content,
    /// Whether it takes the part out of the plan.
    pub removed: bool,
}

/// A version to write.
#[derive(Debug)]
pub struct NewVersion<'a> {
    pub id: PlanVersionId,
    /// Counts from 1.
    pub number: i32,
    pub plan: &'a WorkingPlan,
    pub voices: &'a [NewVoice],
    /// The term for looking at it again.
    pub review: Vec<NewTerm>,
}

/// Writes a text of a part, and records everybody of whom it speaks.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else was faster; those of the database.
pub async fn text(tx: &mut Tx, permit: &Permit<may::EditPlan>, new: NewText<'_>) -> Result<(), StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let now = tx.now();
    let caller = permit.caller();
    if new.revision == Revision(1) {
        let kind = new.content.kind().code();
        diesel::insert_into(plan_items::table)
            .values((
                plan_items::id.eq(new.item.0),
                plan_items::case_id.eq(case.0),
                plan_items::kind.eq(kind),
            ))
            .execute(tx.conn()?)
            .await?;
    }
    let columns = Columns::of(new.content);
    diesel::insert_into(plan_revisions::table)
        .values((
            (plan_revisions::item_id.eq(new.item.0), plan_revisions::revision.eq(new.revision.0)),
            plan_revisions::case_id.eq(case.0),
            plan_revisions::content.eq(serde_json::Value::Object(columns.content)),
            plan_revisions::under_id.eq(columns.under),
            plan_revisions::person_id.eq(columns.person),
            plan_revisions::user_id.eq(columns.user),
            plan_revisions::organisation_id.eq(columns.organisation),
            plan_revisions::removed.eq(new.removed),
            plan_revisions::made_by.eq(caller.user.0),
            plan_revisions::membership_id.eq(caller.membership.0),
            plan_revisions::made_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    let concerned: Vec<_> = columns
        .concerns
        .iter()
        .map(|person| {
            (
                plan_revision_persons::item_id.eq(new.item.0),
                plan_revision_persons::revision.eq(new.revision.0),
                plan_revision_persons::person_id.eq(person.0),
            )
        })
        .collect();
    if !concerned.is_empty() {
        diesel::insert_into(plan_revision_persons::table).values(concerned).execute(tx.conn()?).await?;
    }
    show(tx, permit, [new.content]).await
}

/// Writes a mark on a part, and records everybody of whom the part speaks.
///
/// # Errors
/// Those of the database.
pub async fn mark(
    tx: &mut Tx,
    permit: &Permit<may::EditPlan>,
    id: PlanMarkId,
    item: &PlanItem,
    new: &NewMark,
) -> Result<(), StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let now = tx.now();
    let caller = permit.caller();
    diesel::insert_into(plan_marks::table)
        .values((
            (plan_marks::id.eq(id.0), plan_marks::case_id.eq(case.0), plan_marks::item_id.eq(item.id.0)),
            plan_marks::mark.eq(new.mark.code()),
            plan_marks::on_day.eq(new.on_day),
            plan_marks::note.eq(new.note.as_ref().map(LongText::as_str)),
            plan_marks::made_by.eq(caller.user.0),
            plan_marks::membership_id.eq(caller.membership.0),
            plan_marks::made_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    show(tx, permit, [&item.content]).await
}

/// Writes a version: which texts it holds and what everybody said of it. The term for looking at the version before it
/// is met, and the one for looking at this one starts. Records everybody in it.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else was faster; those of the database.
pub async fn version(
    tx: &mut Tx,
    permit: &Permit<may::EditPlan>,
    new: &NewVersion<'_>,
) -> Result<(), StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let now = tx.now();
    let caller = permit.caller();
    diesel::insert_into(plan_versions::table)
        .values((
            (plan_versions::id.eq(new.id.0), plan_versions::case_id.eq(case.0)),
            plan_versions::number.eq(new.number),
            plan_versions::adopted_at.eq(now),
            plan_versions::adopted_by.eq(caller.user.0),
            plan_versions::membership_id.eq(caller.membership.0),
        ))
        .execute(tx.conn()?)
        .await?;
    let texts: Vec<_> = new
        .plan
        .live()
        .map(|item| {
            (
                plan_version_items::version_id.eq(new.id.0),
                plan_version_items::item_id.eq(item.id.0),
                plan_version_items::revision.eq(item.revision.0),
            )
        })
        .collect();
    diesel::insert_into(plan_version_items::table).values(texts).execute(tx.conn()?).await?;
    let voices: Vec<_> = new
        .voices
        .iter()
        .map(|voice| {
            (
                (plan_voices::version_id.eq(new.id.0), plan_voices::person_id.eq(voice.person.0)),
                plan_voices::opinion.eq(voice.opinion.code()),
                plan_voices::reason.eq(voice.reason.as_ref().map(LongText::as_str)),
                plan_voices::asked_how.eq(voice.asked_how.map(domain::score::AskedHow::code)),
                plan_voices::own_words.eq(voice.own_words.as_ref().map(LongText::as_str)),
                plan_voices::age_at.eq(voice.age_at.and_then(|it| i16::try_from(it).ok())),
            )
        })
        .collect();
    if !voices.is_empty() {
        diesel::insert_into(plan_voices::table).values(voices).execute(tx.conn()?).await?;
    }
    let owner = TermOwner::Case(case);
    let ending = Ending { kinds: &[TermKind::PlanReview], origin: None, how: StepKind::Met, at: now };
    term::end(tx, caller, owner, ending).await?;
    term::insert(tx, caller, (owner, None), &new.review).await?;
    let persons: Vec<PersonId> = new.voices.iter().map(|voice| voice.person).collect();
    audit::record(tx, permit, &persons).await?;
    show(tx, permit, new.plan.live().map(|it| &it.content)).await
}

/// Writes whether an organisation agrees with a version.
///
/// # Errors
/// Those of the database.
pub async fn consent(
    tx: &mut Tx,
    permit: &Permit<may::EditPlan>,
    version: PlanVersionId,
    id: PlanConsentId,
    new: &Consent,
) -> Result<(), StoreError> {
    let now = tx.now();
    let caller = permit.caller();
    diesel::insert_into(plan_consents::table)
        .values((
            (plan_consents::id.eq(id.0), plan_consents::version_id.eq(version.0)),
            plan_consents::organisation_id.eq(new.organisation.0),
            plan_consents::agrees.eq(new.agrees),
            plan_consents::reason.eq(new.reason.as_ref().map(LongText::as_str)),
            plan_consents::given_by.eq(caller.user.0),
            plan_consents::membership_id.eq(caller.membership.0),
            plan_consents::given_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    audit::record(tx, permit, &[]).await
}

/// Records everybody of whom these texts speak, as shown to who works on the plan.
///
/// # Errors
/// Those of the database; the caller must then give nothing out.
pub async fn show<'a>(
    tx: &mut Tx,
    permit: &Permit<may::EditPlan>,
    contents: impl IntoIterator<Item = &'a Content>,
) -> Result<(), StoreError> {
    let persons = contents.into_iter().flat_map(Content::persons).collect();
    show_persons(tx, permit, &persons).await
}

/// Records these people as shown.
///
/// # Errors
/// Those of the database; the caller must then give nothing out.
pub async fn show_persons<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    persons: &BTreeSet<PersonId>,
) -> Result<(), StoreError> {
    let persons: Vec<PersonId> = persons.iter().copied().collect();
    audit::record(tx, permit, &persons).await
}
