//! Handovers of the view on safety: what one says, its steps, and what the rules must know of it. The receiver reads an
//! offer while it lives; everything else is for who works for the household as a whole.

pub mod facts;
pub mod freeze;
pub mod offer;
pub mod save;
pub mod take_over;

pub use facts::{Stored, around, became_of, lock, lock_offer, offer_facts, receivers, still_offered};
pub use freeze::freeze;
pub use offer::{OfferLine, offer, offers};
pub use save::{Offering, finish, lapse, prepare, refuse, save_offer, withdraw};
pub use take_over::{Part, Standing, TakingOver, accept, settle, standing};

use crate::audit;
use crate::error::StoreError;
use crate::names::{self, UserName};
use crate::row;
use crate::schema::{handover_contents, handovers, teams};
use crate::tx::Tx;
use access::{Permit, may};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::case::LegalGround;
use domain::handover::{Contents, HandoverState, Preview};
use domain::id::{HandoverId, PersonId, TeamId, UserId};
use domain::phase::Phase;
use domain::version::Version;
use uuid::Uuid;

/// A handover of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoverLine {
    pub id: HandoverId,
    pub version: Version,
    pub state: HandoverState,
    pub giver: (TeamId, String),
    pub receiver: (TeamId, String),
    pub ground: LegalGround,
    pub why: String,
    pub monitoring: Option<String>,
    /// When the household was told, or why not yet.
    pub informed_on: Option<NaiveDate>,
    pub not_informed_reason: Option<String>,
    pub meet_on: Option<NaiveDate>,
    /// Nothing before it was offered.
    pub preview: Option<Preview>,
    pub prepared_by: UserName,
    pub prepared_at: DateTime<Utc>,
    pub offered_at: Option<DateTime<Utc>>,
    pub answer_by: Option<DateTime<Utc>>,
    pub decided_at: Option<DateTime<Utc>>,
    /// Why it was refused or withdrawn.
    pub reason: Option<String>,
    pub talked_over_on: Option<NaiveDate>,
}

/// The same with what goes along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoverFile {
    pub line: HandoverLine,
    /// Nothing before it was offered.
    pub contents: Option<Contents>,
    /// What the members of the household in it are called.
    pub persons: Vec<names::PersonName>,
}

/// The most handovers that are read of one case.
const MOST: i64 = 50;

#[derive(Queryable, Selectable)]
#[diesel(table_name = handovers, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: Uuid,
    from_team_id: Uuid,
    to_team_id: Uuid,
    legal_ground: String,
    why: String,
    monitoring: Option<String>,
    informed_on: Option<NaiveDate>,
    not_informed_reason: Option<String>,
    meet_on: Option<NaiveDate>,
    state: String,
    prepared_by: Uuid,
    prepared_at: DateTime<Utc>,
    phase: Option<String>,
    adults: Option<i16>,
    children: Option<i16>,
    conditions: Option<i16>,
    lowest_score: Option<i16>,
    offered_at: Option<DateTime<Utc>>,
    answer_by: Option<DateTime<Utc>>,
    decided_at: Option<DateTime<Utc>>,
    reason: Option<String>,
    talked_over_on: Option<NaiveDate>,
    version: i64,
}

/// The handovers of the case of the permit, the latest first.
///
/// # Errors
/// Those of the database.
pub async fn list(tx: &mut Tx, permit: &Permit<may::ReadCase>) -> Result<Vec<HandoverLine>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let rows = handovers::table
        .filter(handovers::case_id.eq(case.0))
        .order((handovers::prepared_at.desc(), handovers::id))
        .limit(MOST)
        .select(Row::as_select())
        .load::<Row>(tx.conn()?)
        .await?;
    audit::record(tx, permit, &[]).await?;
    lines(tx, rows).await
}

/// One handover of the case with what goes along. Everybody in it is recorded.
///
/// # Errors
/// Those of the database.
pub async fn find(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    id: HandoverId,
) -> Result<Option<HandoverFile>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let row = handovers::table
        .filter(handovers::id.eq(id.0).and(handovers::case_id.eq(case.0)))
        .select(Row::as_select())
        .first::<Row>(tx.conn()?)
        .await
        .optional()?;
    let Some(line) = lines(tx, Vec::from_iter(row)).await?.pop() else { return Ok(None) };
    let snapshot = handover_contents::table
        .find(id.0)
        .select((
            handover_contents::plan_version_id,
            handover_contents::assessment_id,
            handover_contents::snapshot,
        ))
        .first::<(Option<Uuid>, Option<Uuid>, serde_json::Value)>(tx.conn()?)
        .await
        .optional()?;
    let contents = snapshot.map(|it| freeze::read(id, it)).transpose()?;
    let scores = contents.iter().flat_map(|it| &it.scores);
    let mut persons: Vec<PersonId> = scores.flat_map(|it| [it.rater, it.about]).flatten().collect();
    persons.sort();
    persons.dedup();
    let known = names::of_persons(tx, &persons).await?;
    audit::record(tx, permit, &persons).await?;
    let persons = persons.iter().map(|it| known.find(*it)).collect::<Result<_, _>>()?;
    Ok(Some(HandoverFile { line, contents, persons }))
}

async fn lines(tx: &mut Tx, rows: Vec<Row>) -> Result<Vec<HandoverLine>, StoreError> {
    let wanted: Vec<Uuid> = rows.iter().flat_map(|it| [it.from_team_id, it.to_team_id]).collect();
    let users: Vec<UserId> = rows.iter().map(|it| UserId(it.prepared_by)).collect();
    let teams = team_names(tx, wanted).await?;
    let users = names::of_users(tx, &users).await?;
    rows.into_iter()
        .map(|it| {
            let named = |id: Uuid| {
                let name = teams.iter().find(|(team, _)| *team == id).map(|(_, name)| name.clone());
                (TeamId(id), name.unwrap_or_default())
            };
            let (giver, receiver) = (named(it.from_team_id), named(it.to_team_id));
            let by = users.find(UserId(it.prepared_by))?;
            it.line(giver, receiver, by)
        })
        .collect()
}

async fn team_names(tx: &mut Tx, wanted: Vec<Uuid>) -> Result<Vec<(Uuid, String)>, StoreError> {
    let found = teams::table.filter(teams::id.eq_any(wanted)).select((teams::id, teams::name));
    Ok(found.load(tx.conn()?).await?)
}

impl Row {
    fn line(
        self,
        giver: (TeamId, String),
        receiver: (TeamId, String),
        prepared_by: UserName,
    ) -> Result<HandoverLine, StoreError> {
        let preview = self.preview()?;
        let ground = LegalGround::from_code(&self.legal_ground);
        Ok(HandoverLine {
            id: HandoverId(self.id),
            version: Version(self.version),
            state: row::code("handovers", "state", self.id, HandoverState::from_code(&self.state))?,
            giver,
            receiver,
            ground: row::code("handovers", "legal_ground", self.id, ground)?,
            why: self.why,
            monitoring: self.monitoring,
            informed_on: self.informed_on,
            not_informed_reason: self.not_informed_reason,
            meet_on: self.meet_on,
            preview,
            prepared_by,
            prepared_at: self.prepared_at,
            offered_at: self.offered_at,
            answer_by: self.answer_by,
            decided_at: self.decided_at,
            reason: self.reason,
            talked_over_on: self.talked_over_on,
        })
    }

    fn preview(&self) -> Result<Option<Preview>, StoreError> {
        let counts = (self.adults, self.children, self.conditions);
        let (Some(phase), (Some(adults), Some(children), Some(conditions))) = (&self.phase, counts) else {
            return Ok(None);
        };
        Ok(Some(Preview {
            phase: row::code("handovers", "phase", self.id, Phase::from_code(phase))?,
            adults: adults.unsigned_abs(),
            children: children.unsigned_abs(),
            conditions: conditions.unsigned_abs(),
            lowest_score: self.lowest_score.and_then(|it| u8::try_from(it).ok()),
        }))
    }
}
