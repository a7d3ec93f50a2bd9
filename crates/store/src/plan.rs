//! The safety plan of a case: the newest text of each part, what became of it, and the adopted versions.
//!
//! Nothing is ever changed here: a change is a new text, a mark or a version. A plan of any size costs the same number
//! of statements.

pub mod around;
pub mod names;
pub mod save;
pub mod version;

mod content;

pub use around::{Surroundings, surroundings};
pub use names::{PlanNames, names};
pub use version::{VersionFile, VersionLine};

use crate::error::StoreError;
use crate::row;
use crate::schema::{plan_items, plan_marks, plan_revision_persons, plan_revisions};
use crate::tx::Tx;
use access::{Named, Permit};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{PersonId, PlanItemId, PlanMarkId, UserId};
use domain::plan::{ItemKind, Mark, MarkFact, PlanItem, Revision, Standing, WorkingPlan};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A mark on a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkLine {
    pub item: PlanItemId,
    pub fact: MarkFact,
    /// What happened, or what guards a lasting risk.
    pub note: Option<String>,
    pub made_by: UserId,
}

/// The plan with the mark that counts for each part. The caller of this function records everybody of whom it shows
/// something.
///
/// # Errors
/// Those of the database.
pub async fn standing<P: Named>(tx: &mut Tx, permit: &Permit<P>) -> Result<Standing, StoreError> {
    let plan = working(tx, permit).await?;
    let marks = latest_marks(tx, permit).await?;
    Ok(Standing { plan, marks: marks.into_iter().map(|mark| (mark.item, mark.fact)).collect() })
}

/// The newest text of every part. The caller of this function records everybody of whom it shows something.
///
/// # Errors
/// Those of the database.
pub async fn working<P: Named>(tx: &mut Tx, permit: &Permit<P>) -> Result<WorkingPlan, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let rows = plan_revisions::table
        .inner_join(plan_items::table.on(plan_items::id.eq(plan_revisions::item_id)))
        .filter(plan_revisions::case_id.eq(case.0))
        .distinct_on(plan_revisions::item_id)
        .order((plan_revisions::item_id, plan_revisions::revision.desc()))
        .select((plan_items::kind, RevisionRow::as_select()))
        .load::<(String, RevisionRow)>(tx.conn()?)
        .await?;
    Ok(WorkingPlan::from_items(items(tx, rows).await?))
}

/// One text of a part of this case; nothing when there is no such text. The caller of this function records everybody
/// of whom it shows something.
///
/// # Errors
/// Those of the database.
pub async fn text<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    item: PlanItemId,
    revision: Revision,
) -> Result<Option<PlanItem>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let rows = plan_revisions::table
        .inner_join(plan_items::table.on(plan_items::id.eq(plan_revisions::item_id)))
        .filter(plan_revisions::case_id.eq(case.0))
        .filter(plan_revisions::item_id.eq(item.0).and(plan_revisions::revision.eq(revision.0)))
        .select((plan_items::kind, RevisionRow::as_select()))
        .load::<(String, RevisionRow)>(tx.conn()?)
        .await?;
    Ok(items(tx, rows).await?.pop())
}

/// The mark that counts for each part. The caller of this function records whom the parts are about.
///
/// # Errors
/// Those of the database.
pub async fn latest_marks<P: Named>(tx: &mut Tx, permit: &Permit<P>) -> Result<Vec<MarkLine>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let rows = plan_marks::table
        .filter(plan_marks::case_id.eq(case.0))
        .distinct_on(plan_marks::item_id)
        .order((
            plan_marks::item_id,
            plan_marks::on_day.desc(),
            plan_marks::made_at.desc(),
            plan_marks::id.desc(),
        ))
        .select(MarkRow::as_select())
        .load::<MarkRow>(tx.conn()?)
        .await?;
    rows.into_iter().map(MarkRow::into_line).collect()
}

/// Every mark on a part, the one that counts first; at most 200. The caller of this function records whom the part is
/// about.
///
/// # Errors
/// Those of the database.
pub async fn marks_on<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    item: PlanItemId,
) -> Result<Vec<MarkLine>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let rows = plan_marks::table
        .filter(plan_marks::case_id.eq(case.0).and(plan_marks::item_id.eq(item.0)))
        .order((plan_marks::on_day.desc(), plan_marks::made_at.desc(), plan_marks::id.desc()))
        .limit(200)
        .select(MarkRow::as_select())
        .load::<MarkRow>(tx.conn()?)
        .await?;
    rows.into_iter().map(MarkRow::into_line).collect()
}

/// The parts of these rows, with whom each is about.
async fn items(tx: &mut Tx, rows: Vec<(String, RevisionRow)>) -> Result<Vec<PlanItem>, StoreError> {
    let ids: BTreeSet<Uuid> = rows.iter().map(|(_, row)| row.item_id).collect();
    let found = plan_revision_persons::table
        .filter(plan_revision_persons::item_id.eq_any(ids))
        .select((
            plan_revision_persons::item_id,
            plan_revision_persons::revision,
            plan_revision_persons::person_id,
        ))
        .load::<(Uuid, i32, Uuid)>(tx.conn()?)
        .await?;
    let mut concerns: BTreeMap<(Uuid, i32), BTreeSet<PersonId>> = BTreeMap::new();
    for (item, revision, person) in found {
        concerns.entry((item, revision)).or_default().insert(PersonId(person));
    }
    rows.into_iter()
        .map(|(kind, row)| {
            let kind = row::code("plan_items", "kind", row.item_id, ItemKind::from_code(&kind))?;
            let about = concerns.remove(&(row.item_id, row.revision)).unwrap_or_default();
            row.into_item(kind, about)
        })
        .collect()
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = plan_revisions, check_for_backend(diesel::pg::Pg))]
struct RevisionRow {
    item_id: Uuid,
    revision: i32,
    content: serde_json::Value,
    under_id: Option<Uuid>,
    person_id: Option<Uuid>,
    user_id: Option<Uuid>,
    organisation_id: Option<Uuid>,
    removed: bool,
    made_by: Uuid,
    made_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = plan_marks, check_for_backend(diesel::pg::Pg))]
struct MarkRow {
    id: Uuid,
    item_id: Uuid,
    mark: String,
    on_day: NaiveDate,
    note: Option<String>,
    made_by: Uuid,
    made_at: DateTime<Utc>,
}

impl MarkRow {
    fn into_line(self) -> Result<MarkLine, StoreError> {
        let mark = row::code("plan_marks", "mark", self.id, Mark::from_code(&self.mark))?;
        let fact = MarkFact { id: PlanMarkId(self.id), mark, on_day: self.on_day, made_at: self.made_at };
        Ok(MarkLine { item: PlanItemId(self.item_id), fact, note: self.note, made_by: UserId(self.made_by) })
    }
}
