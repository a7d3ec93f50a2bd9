//! Offers as the receiver sees them before deciding: numbers and the words of the giver, and nothing about anybody.

use super::{Row, team_names};
use crate::audit;
use crate::error::StoreError;
use crate::names::UserName;
use crate::schema::handovers;
use crate::tx::Tx;
use access::{Permission, Permit, may};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::case::LegalGround;
use domain::handover::{HandoverState, Preview};
use domain::id::{HandoverId, TeamId, UserId};
use domain::version::Version;

/// An offer that waits for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferLine {
    pub id: HandoverId,
    pub version: Version,
    pub giver: (TeamId, String),
    pub receiver: (TeamId, String),
    pub ground: LegalGround,
    pub why: String,
    pub meet_on: Option<NaiveDate>,
    pub preview: Option<Preview>,
    pub offered_at: Option<DateTime<Utc>>,
    pub answer_by: Option<DateTime<Utc>>,
}

/// The offers to these teams that wait for an answer, the most urgent first, at most `limit`.
///
/// # Errors
/// Those of the database.
pub async fn offers(tx: &mut Tx, teams: &[TeamId], limit: i64) -> Result<Vec<OfferLine>, StoreError> {
    let teams: Vec<_> = teams.iter().map(|team| team.0).collect();
    let wanted = handovers::table
        .filter(handovers::to_team_id.eq_any(teams))
        .filter(handovers::state.eq(HandoverState::Offered.code()));
    let rows = wanted
        .order((handovers::answer_by, handovers::id))
        .limit(limit)
        .select(Row::as_select())
        .load::<Row>(tx.conn()?)
        .await?;
    audit::record_list(tx, Permission::ReadOffer, "offers", &[]).await?;
    lines(tx, rows).await
}

/// The offer of the permit.
///
/// # Errors
/// Those of the database.
pub async fn offer(
    tx: &mut Tx,
    permit: &Permit<may::ReadOffer>,
    id: HandoverId,
) -> Result<Option<OfferLine>, StoreError> {
    let row =
        handovers::table.find(id.0).select(Row::as_select()).first::<Row>(tx.conn()?).await.optional()?;
    audit::record(tx, permit, &[]).await?;
    Ok(lines(tx, Vec::from_iter(row)).await?.pop())
}

async fn lines(tx: &mut Tx, rows: Vec<Row>) -> Result<Vec<OfferLine>, StoreError> {
    let teams = team_names(tx, rows.iter().flat_map(|it| [it.from_team_id, it.to_team_id]).collect()).await?;
    rows.into_iter()
        .map(|it| {
            let named = |id| {
                let name = teams.iter().find(|(team, _)| *team == id).map(|(_, name)| name.clone());
                (TeamId(id), name.unwrap_or_default())
            };
            let nobody = UserName { user: UserId(it.prepared_by), name: String::new() };
            let (giver, receiver) = (named(it.from_team_id), named(it.to_team_id));
            let line = it.line(giver, receiver, nobody)?;
            Ok(OfferLine {
                id: line.id,
                version: line.version,
                giver: line.giver,
                receiver: line.receiver,
                ground: line.ground,
                why: line.why,
                meet_on: line.meet_on,
                preview: line.preview,
                offered_at: line.offered_at,
                answer_by: line.answer_by,
            })
        })
        .collect()
}
