//! What raters gave, for measures of agreement: numbered raters without a name, never a household.
//!
//! The functions of the database that gather it look past row level security, and decide for themselves who may ask.

use crate::audit;
use crate::error::StoreError;
use crate::schema::teams;
use crate::tx::Tx;
use access::{Permit, may};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Integer, Nullable, Record, SmallInt, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use domain::agreement::{Rating, Side};
use domain::id::TeamId;
use domain::score::ScaleVersion;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Unit, rater, whether an expert of Blijvend Veilig, scale, value, team.
type Given = Record<(SqlUuid, BigInt, Bool, Integer, SmallInt, Nullable<SqlUuid>)>;

#[diesel::declare_sql_function]
extern "SQL" {
    #[sql_name = "guard.vignette_ratings"]
    fn vignette_ratings(since: Timestamptz, before: Timestamptz) -> Given;
    #[sql_name = "guard.round_ratings"]
    fn round_ratings(since: Timestamptz, before: Timestamptz) -> Given;
}

/// One rating. A rating stands in the list once for each team that it counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TeamRating {
    /// The experts of Blijvend Veilig are the first side, all others the second.
    pub rating: Rating<Uuid, i64>,
    pub scale: ScaleVersion,
    pub team: Option<TeamId>,
}

/// What was given to vignettes from a moment on and before another; a team is one of the rater.
///
/// # Errors
/// Those of the database.
pub async fn of_vignettes(
    tx: &mut Tx,
    permit: &Permit<may::ReadFigures>,
    (since, before): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<TeamRating>, StoreError> {
    let rows: Vec<Row> = diesel::select(vignette_ratings(since, before)).load(tx.conn()?).await?;
    audit::record(tx, permit, &[]).await?;
    Ok(rows.into_iter().map(rating).collect())
}

/// What professionals gave in rounds that were closed from a moment on and before another; a team is one that took
/// part in the case.
///
/// # Errors
/// Those of the database.
pub async fn of_rounds(
    tx: &mut Tx,
    permit: &Permit<may::ReadFigures>,
    (since, before): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<TeamRating>, StoreError> {
    let rows: Vec<Row> = diesel::select(round_ratings(since, before)).load(tx.conn()?).await?;
    audit::record(tx, permit, &[]).await?;
    Ok(rows.into_iter().map(rating).collect())
}

/// What teams are called.
///
/// # Errors
/// Those of the database.
pub async fn team_names(tx: &mut Tx) -> Result<BTreeMap<TeamId, String>, StoreError> {
    let names = teams::table.select((teams::id, teams::name)).load::<(Uuid, String)>(tx.conn()?).await?;
    Ok(names.into_iter().map(|(team, name)| (TeamId(team), name)).collect())
}

type Row = (Uuid, i64, bool, i32, i16, Option<Uuid>);

fn rating((unit, rater, is_expert, scale, value, team): Row) -> TeamRating {
    let side = if is_expert { Side::First } else { Side::Second };
    let value = u8::try_from(value).unwrap_or_default();
    TeamRating {
        rating: Rating { unit, rater, side, value },
        scale: ScaleVersion(scale),
        team: team.map(TeamId),
    }
}
