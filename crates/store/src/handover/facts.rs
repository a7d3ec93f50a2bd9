//! What the policy and the rules need to know of a handover, read under its lock. Everybody locks the case first and
//! then the handover, also who does not see the case yet, so nobody waits in a circle and a case changes for one at a time.

use crate::error::StoreError;
use crate::row;
use crate::schema::{cases, handovers, teams, view_holders};
use crate::tx::Tx;
use access::{Named, OfferFacts, Permit};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable, Record, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use domain::handover::{Handover, HandoverState, Surroundings};
use domain::id::{CaseId, HandoverId, TeamId};
use domain::version::Version;
use uuid::Uuid;

/// Who holds the view, and whether the case is open.
type AroundRecord = Record<(Nullable<SqlUuid>, Nullable<Bool>)>;

#[diesel::declare_sql_function]
extern "SQL" {
    /// Whether a team takes part in cases now and somebody there may accept.
    #[sql_name = "guard.can_receive"]
    fn can_receive(team: SqlUuid) -> Bool;

    /// Locks the case of an offer, which who answers does not see.
    #[sql_name = "guard.lock_case_of_offer"]
    fn lock_case_of_offer(handover: SqlUuid) -> Bool;

    /// For who is to answer, without seeing the case.
    #[sql_name = "guard.around_offer"]
    fn around_offer(handover: SqlUuid) -> AroundRecord;

    /// In which state an offer to an own team is.
    #[sql_name = "guard.became_of_offer"]
    fn became_of_offer(handover: SqlUuid) -> Nullable<Text>;
}

/// A handover as it was stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    pub id: HandoverId,
    pub case: CaseId,
    pub value: Handover,
    pub version: Version,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = handovers, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: Uuid,
    case_id: Uuid,
    from_team_id: Uuid,
    to_team_id: Uuid,
    state: String,
    answer_by: Option<DateTime<Utc>>,
    talked_over_on: Option<chrono::NaiveDate>,
    version: i64,
}

/// Locks a handover of the case of the permit; nothing when it has no such one.
///
/// # Errors
/// Those of the database.
pub async fn lock<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    id: HandoverId,
) -> Result<Option<Stored>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let found = handovers::table
        .filter(handovers::id.eq(id.0).and(handovers::case_id.eq(case.0)))
        .select(Row::as_select())
        .for_no_key_update()
        .first::<Row>(tx.conn()?)
        .await
        .optional()?;
    found.map(Row::stored).transpose()
}

/// Locks an offer to a team of the caller; nothing when it lives no longer, or never was for the caller.
///
/// # Errors
/// Those of the database.
pub async fn lock_offer(tx: &mut Tx, id: HandoverId) -> Result<Option<(OfferFacts, Stored)>, StoreError> {
    diesel::select(lock_case_of_offer(id.0)).get_result::<bool>(tx.conn()?).await?;
    let found = handovers::table
        .find(id.0)
        .select(Row::as_select())
        .for_no_key_update()
        .first::<Row>(tx.conn()?)
        .await
        .optional()?;
    Ok(found.map(Row::stored).transpose()?.map(|it| (it.facts(), it)))
}

/// The same without a lock, for who only reads.
///
/// # Errors
/// Those of the database.
pub async fn offer_facts(tx: &mut Tx, id: HandoverId) -> Result<Option<OfferFacts>, StoreError> {
    let offered = handovers::table.find(id.0).filter(handovers::state.eq(HandoverState::Offered.code()));
    let found = offered.select(Row::as_select()).first::<Row>(tx.conn()?).await.optional()?;
    Ok(found.map(Row::stored).transpose()?.map(|it| it.facts()))
}

/// The teams to which the view on safety can be handed over now; its holder among them.
///
/// # Errors
/// Those of the database.
pub async fn receivers<P: Named>(tx: &mut Tx, _: &Permit<P>) -> Result<Vec<TeamId>, StoreError> {
    let found =
        teams::table.filter(can_receive(teams::id)).select(teams::id).load::<Uuid>(tx.conn()?).await?;
    Ok(found.into_iter().map(TeamId).collect())
}

/// What became of an offer to a team of the caller; nothing when there never was one. Nothing else of it is told.
///
/// # Errors
/// Those of the database.
pub async fn became_of(tx: &mut Tx, id: HandoverId) -> Result<Option<HandoverState>, StoreError> {
    let state = diesel::select(became_of_offer(id.0)).get_result::<Option<String>>(tx.conn()?).await?;
    state.map(|it| row::code("handovers", "state", id.0, HandoverState::from_code(&it))).transpose()
}

/// What a step must know of the case and the teams, for the side that works on the case.
///
/// # Errors
/// Those of the database.
pub async fn around<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    receiver: TeamId,
) -> Result<Surroundings, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let holder = view_holders::table
        .filter(view_holders::case_id.eq(case.0))
        .order(view_holders::since.desc())
        .select(view_holders::team_id)
        .first::<Uuid>(tx.conn()?)
        .await?;
    let (closed_at, receiver_entitled) = cases::table
        .find(case.0)
        .select((cases::closed_at, can_receive(receiver.0)))
        .first::<(Option<DateTime<Utc>>, bool)>(tx.conn()?)
        .await?;
    Ok(Surroundings { holder: TeamId(holder), case_open: closed_at.is_none(), receiver_entitled })
}

/// Whether a handover of the case of the permit is offered now.
///
/// # Errors
/// Those of the database.
pub async fn still_offered<P: Named>(tx: &mut Tx, permit: &Permit<P>) -> Result<HandoverState, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let offered = handovers::table
        .filter(handovers::case_id.eq(case.0))
        .filter(handovers::state.eq(HandoverState::Offered.code()));
    let found = diesel::select(diesel::dsl::exists(offered)).get_result::<bool>(tx.conn()?).await?;
    Ok(if found { HandoverState::Offered } else { HandoverState::Draft })
}

impl Stored {
    /// The facts for the side that answers.
    #[must_use]
    pub const fn facts(&self) -> OfferFacts {
        OfferFacts { handover: self.id, case: self.case, receiver: self.value.receiver }
    }

    /// What its answer must know, for who does not see the case.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn around_offer(&self, tx: &mut Tx) -> Result<Surroundings, StoreError> {
        let found =
            diesel::select(around_offer(self.id.0)).load::<(Option<Uuid>, Option<bool>)>(tx.conn()?).await?;
        let entitled =
            diesel::select(can_receive(self.value.receiver.0)).get_result::<bool>(tx.conn()?).await?;
        let (holder, open) = found.into_iter().next().unwrap_or_default();
        Ok(Surroundings {
            holder: holder.map_or(self.value.giver, TeamId),
            case_open: open.unwrap_or(false),
            receiver_entitled: entitled,
        })
    }
}

impl Row {
    fn stored(self) -> Result<Stored, StoreError> {
        let state = row::code("handovers", "state", self.id, HandoverState::from_code(&self.state))?;
        Ok(Stored {
            id: HandoverId(self.id),
            case: CaseId(self.case_id),
            value: Handover {
                giver: TeamId(self.from_team_id),
                receiver: TeamId(self.to_team_id),
                state,
                answer_by: self.answer_by,
                talked_over: self.talked_over_on.is_some(),
            },
            version: Version(self.version),
        })
    }
}
