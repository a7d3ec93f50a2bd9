//! The timeline of a case: everything that happened in it, in one list, newest first.
//!
//! An item that is only for one organisation is not there for another. A page of any length and any mixture costs
//! the same number of statements.

mod detail;
mod event;
mod term;

pub use event::{
    GivenScore, LoggedContact, Present, SeatTaken, Step, TimelineEvent, TimelineItem, TimelineKind,
    TimelinePlace,
};
pub use term::{TermMoment, TermTold};

use crate::audit;
use crate::error::StoreError;
use crate::names;
use crate::round::settled::blind_in;
use crate::row;
use crate::schema::case_timeline;
use crate::tx::Tx;
use access::{Permit, may};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use std::collections::BTreeSet;
use uuid::Uuid;

/// One page of the timeline of the case, newest first, at most `limit`, older than `after`, of these kinds or, when
/// none is named, of all, and whether there is more. Everybody whom it speaks of is recorded.
///
/// # Errors
/// Those of the database; [`StoreError::Row`] when something in it is not as the rules know it.
pub async fn page(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    kinds: &[TimelineKind],
    after: Option<TimelinePlace>,
    limit: usize,
) -> Result<(Vec<TimelineItem>, bool), StoreError> {
    let one_more = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
    let mut places = places(tx, permit, kinds, after, one_more).await?;
    // Nobody in the place that only tells that there is more is shown or recorded.
    let more = places.len() > limit;
    places.truncate(limit);
    let rows = rows(tx, permit, &places).await?;
    Ok((items(tx, permit, rows).await?, more))
}

/// One thing of this kind in the timeline of the case, if the caller sees one. Everybody of whom it speaks is
/// recorded.
///
/// # Errors
/// Those of the database; [`StoreError::Row`] when something in it is not as the rules know it.
pub async fn find(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    kind: TimelineKind,
    id: Uuid,
) -> Result<Option<TimelineItem>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let rows = case_timeline::table
        .filter(case_timeline::case_id.eq(case.0))
        .filter(case_timeline::kind.eq(kind.code()))
        .filter(case_timeline::id.eq(id))
        .filter(case_timeline::only_for.is_contained_by(vec![permit.caller().organisation.0]))
        .filter(case_timeline::id.ne_all(blind_in(case.0)))
        .limit(1)
        .select(TimelineRow::as_select())
        .load::<TimelineRow>(tx.conn()?)
        .await?;
    if rows.is_empty() {
        return Ok(None);
    }
    Ok(items(tx, permit, rows).await?.pop())
}

/// The items of these rows with names. Everybody of whom they speak is recorded.
async fn items(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    rows: Vec<TimelineRow>,
) -> Result<Vec<TimelineItem>, StoreError> {
    let mut details = Vec::with_capacity(rows.len());
    for row in rows {
        let kind = row::code("case_timeline", "kind", row.id, TimelineKind::from_code(&row.kind))?;
        details.push((
            TimelinePlace { at: row.at, id: row.id },
            domain::id::UserId(row.by_user_id),
            detail::parse(kind, row.id, row.detail)?,
        ));
    }
    // Row level security has left out already what this caller may not hear; the rule of the program says it again.
    details.retain(|(_, _, detail)| detail.is_for(permit.hearing()));
    let users: BTreeSet<_> = details.iter().map(|(_, by, _)| *by).collect();
    let persons: BTreeSet<_> = details.iter().flat_map(|(_, _, detail)| detail.persons()).collect();
    let persons: Vec<_> = persons.into_iter().collect();
    let user_names = names::of_users(tx, &users.into_iter().collect::<Vec<_>>()).await?;
    let person_names = names::of_persons(tx, &persons).await?;
    audit::record(tx, permit, &persons).await?;
    details
        .into_iter()
        .map(|(place, by, detail)| {
            let event = event::event(place.id, detail, &person_names)?;
            Ok(TimelineItem { place, by: user_names.find(by)?, event })
        })
        .collect()
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = case_timeline, check_for_backend(diesel::pg::Pg))]
struct TimelineRow {
    at: DateTime<Utc>,
    kind: String,
    id: Uuid,
    by_user_id: Uuid,
    detail: serde_json::Value,
}

/// Where the items of a page stand. Only the order is read here: what an item tells costs more, and most of a long
/// timeline is not on the page.
async fn places(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    kinds: &[TimelineKind],
    after: Option<TimelinePlace>,
    limit: i64,
) -> Result<Vec<TimelinePlace>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let kinds = if kinds.is_empty() { TimelineKind::ALL } else { kinds };
    let mut query = case_timeline::table
        .filter(case_timeline::case_id.eq(case.0))
        .filter(case_timeline::kind.eq_any(kinds.iter().map(|kind| kind.code())))
        .filter(case_timeline::only_for.is_contained_by(vec![permit.caller().organisation.0]))
        .filter(case_timeline::id.ne_all(blind_in(case.0)))
        .order((case_timeline::at.desc(), case_timeline::id.desc()))
        .limit(limit)
        .select((case_timeline::at, case_timeline::id))
        .into_boxed();
    if let Some(TimelinePlace { at, id }) = after {
        query =
            query.filter(case_timeline::at.lt(at).or(case_timeline::at.eq(at).and(case_timeline::id.lt(id))));
    }
    let found = query.load::<(DateTime<Utc>, Uuid)>(tx.conn()?).await?;
    Ok(found.into_iter().map(|(at, id)| TimelinePlace { at, id }).collect())
}

/// What stands in these places, in this order.
async fn rows(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    places: &[TimelinePlace],
) -> Result<Vec<TimelineRow>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let mut rows = case_timeline::table
        .filter(case_timeline::case_id.eq(case.0))
        .filter(case_timeline::id.eq_any(places.iter().map(|place| place.id).collect::<Vec<_>>()))
        .filter(case_timeline::only_for.is_contained_by(vec![permit.caller().organisation.0]))
        .filter(case_timeline::id.ne_all(blind_in(case.0)))
        .order((case_timeline::at.desc(), case_timeline::id.desc()))
        .select(TimelineRow::as_select())
        .load::<TimelineRow>(tx.conn()?)
        .await?;
    // A team that held the view twice has one identifier in two places.
    rows.retain(|row| places.contains(&TimelinePlace { at: row.at, id: row.id }));
    Ok(rows)
}
