//! Fictional situations, and what professionals gave them. Row level security shows only one's own score; how the
//! numbers of all lie comes from a function that looks past it and tells nothing before one has scored.

use crate::audit;
use crate::error::StoreError;
use crate::row;
use crate::schema::{vignette_scores, vignettes};
use crate::tx::Tx;
use access::{Permit, may};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Integer, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use domain::id::{VignetteId, VignetteScoreId};
use domain::score::{SafetyScore, ScaleVersion};
use domain::vignette::{NewVignetteScore, Spread};
use uuid::Uuid;

#[diesel::declare_sql_function]
extern "SQL" {
    #[sql_name = "guard.vignette_spread"]
    fn vignette_spread(vignette: SqlUuid, scale: Integer, least: Integer) -> Nullable<Array<BigInt>>;
}

/// A situation in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VignetteLine {
    pub vignette: VignetteId,
    pub title: String,
    /// What the caller gave it, if anything.
    pub own: Option<OwnScore>,
}

/// A situation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VignetteFile {
    pub line: VignetteLine,
    /// The text, paragraphs apart by an empty line.
    pub body: String,
    pub source: String,
}

/// What the caller gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnScore {
    pub value: SafetyScore,
    pub at: DateTime<Utc>,
}

/// How the numbers of all lie, for who has given one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// Not before one has scored.
    ScoreFirst,
    /// So few scored that it would be about people.
    TooFew,
    /// The numbers, without names.
    Spread(Spread),
}

type Row = (Uuid, String, String, String, Option<(i16, DateTime<Utc>)>);

/// The situations of a day, each with one's own score on a version of the scale.
///
/// # Errors
/// Those of the database.
pub async fn list(
    tx: &mut Tx,
    permit: &Permit<may::Calibrate>,
    scale: ScaleVersion,
    on: NaiveDate,
) -> Result<Vec<VignetteLine>, StoreError> {
    let rows = files(permit, scale)
        .filter(vignettes::valid_from.le(on))
        .filter(vignettes::valid_until.is_null().or(vignettes::valid_until.ge(on)))
        .order((vignettes::number, vignettes::id))
        .load::<Row>(tx.conn()?)
        .await?;
    audit::record(tx, permit, &[]).await?;
    rows.into_iter().map(|row| file(row).map(|it| it.line)).collect()
}

/// A situation, also one that is no longer used; nothing when there is none.
///
/// # Errors
/// Those of the database.
pub async fn find(
    tx: &mut Tx,
    permit: &Permit<may::Calibrate>,
    vignette: VignetteId,
    scale: ScaleVersion,
) -> Result<Option<VignetteFile>, StoreError> {
    let row = files(permit, scale)
        .filter(vignettes::id.eq(vignette.0))
        .first::<Row>(tx.conn()?)
        .await
        .optional()?;
    audit::record(tx, permit, &[]).await?;
    row.map(file).transpose()
}

/// How the numbers of all lie.
///
/// # Errors
/// Those of the database.
pub async fn spread(
    tx: &mut Tx,
    permit: &Permit<may::Calibrate>,
    vignette: VignetteId,
    (scale, least): (ScaleVersion, u8),
) -> Result<Told, StoreError> {
    let counts: Option<Vec<i64>> =
        diesel::select(vignette_spread(vignette.0, scale.0, i32::from(least))).get_result(tx.conn()?).await?;
    audit::record(tx, permit, &[]).await?;
    let Some(counts) = counts else { return Ok(Told::ScoreFirst) };
    let counts: Vec<u32> = counts.into_iter().map(|it| u32::try_from(it).unwrap_or(u32::MAX)).collect();
    let spread = <[u32; 10]>::try_from(counts).ok().and_then(Spread::new);
    Ok(spread.map_or(Told::TooFew, Told::Spread))
}

/// Saves a score.
///
/// # Errors
/// [`StoreError::Conflict`] when the same professional gave one at the same moment.
pub async fn save(
    tx: &mut Tx,
    permit: &Permit<may::Calibrate>,
    id: VignetteScoreId,
    vignette: VignetteId,
    new: NewVignetteScore,
) -> Result<(), StoreError> {
    let (now, caller) = (tx.now(), permit.caller());
    diesel::insert_into(vignette_scores::table)
        .values((
            vignette_scores::id.eq(id.0),
            vignette_scores::vignette_id.eq(vignette.0),
            vignette_scores::scale_version.eq(new.scale.0),
            vignette_scores::value.eq(i16::from(new.value.get())),
            vignette_scores::user_id.eq(caller.user.0),
            vignette_scores::membership_id.eq(caller.membership.0),
            vignette_scores::organisation_id.eq(caller.organisation.0),
            vignette_scores::scored_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    audit::record_made(tx, permit, ("vignette_score", id.0), &[]).await
}

#[diesel::dsl::auto_type]
fn files(permit: &Permit<may::Calibrate>, scale: ScaleVersion) -> _ {
    let user: Uuid = permit.caller().user.0;
    let scale: i32 = scale.0;
    vignettes::table
        .left_join(
            vignette_scores::table.on(vignette_scores::vignette_id
                .eq(vignettes::id)
                .and(vignette_scores::scale_version.eq(scale))
                .and(vignette_scores::user_id.eq(user))),
        )
        .select((
            vignettes::id,
            vignettes::title,
            vignettes::body,
            vignettes::source,
            (vignette_scores::value, vignette_scores::scored_at).nullable(),
        ))
}

fn file((id, title, body, source, own): Row) -> Result<VignetteFile, StoreError> {
    let own = own
        .map(|(value, at)| {
            let value = SafetyScore::new(value.into()).ok();
            Ok::<_, StoreError>(OwnScore { value: row::code("vignette_scores", "value", id, value)?, at })
        })
        .transpose()?;
    Ok(VignetteFile { line: VignetteLine { vignette: VignetteId(id), title, own }, body, source })
}
