//! Requests for advice. They are about no household; the question may still tell something of somebody, so only
//! [`read`] gives it out.

use crate::audit;
use crate::error::StoreError;
use crate::kept::Keep;
use crate::row;
use crate::schema::{advice_requests, teams};
use crate::tx::Tx;
use access::{AdviceFacts, Permit, may};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::advice::{AdviceState, NewAdviceRequest};
use domain::id::{AdviceRequestId, TeamId};
use domain::report::{SourceCategory, SourceProfession};
use domain::text::LongText;
use domain::version::{Version, Versioned};
use std::cmp::Reverse;
use uuid::Uuid;

/// A request in a list: without the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdviceLine {
    pub advice: AdviceRequestId,
    pub version: Version,
    pub team: TeamId,
    pub team_name: String,
    pub asker_category: SourceCategory,
    pub asker_profession: Option<SourceProfession>,
    pub anonymous: bool,
    pub asked_at: DateTime<Utc>,
    pub answered_at: Option<DateTime<Utc>>,
    pub state: AdviceState,
}

/// A request with what was asked and answered.
#[derive(Clone, PartialEq, Eq)]
pub struct AdviceFile {
    pub line: AdviceLine,
    pub question: String,
    pub answer: Option<String>,
}

/// The place of a request in a list: what was asked last comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AdvicePlace {
    pub asked_at: DateTime<Utc>,
    pub advice: AdviceRequestId,
}

/// The facts of a request, unless it does not exist or row level security hides it.
///
/// # Errors
/// Those of the database.
pub async fn facts(tx: &mut Tx, advice: AdviceRequestId) -> Result<Option<AdviceFacts>, StoreError> {
    let team = advice_requests::table
        .find(advice.0)
        .select(advice_requests::team_id)
        .first::<Uuid>(tx.conn()?)
        .await
        .optional()?;
    Ok(team.map(|team| AdviceFacts { advice, team: TeamId(team) }))
}

/// The same with the state, and with the request locked until the end of the transaction.
///
/// # Errors
/// Those of the database.
pub async fn lock_facts(
    tx: &mut Tx,
    advice: AdviceRequestId,
) -> Result<Option<Versioned<(AdviceFacts, AdviceState)>>, StoreError> {
    let found = advice_requests::table
        .find(advice.0)
        .select((advice_requests::team_id, advice_requests::state, advice_requests::version))
        .for_no_key_update()
        .first::<(Uuid, String, i64)>(tx.conn()?)
        .await
        .optional()?;
    let Some((team, state, version)) = found else {
        return Ok(None);
    };
    let state = row::code("advice_requests", "state", advice.0, AdviceState::from_code(&state))?;
    let facts = AdviceFacts { advice, team: TeamId(team) };
    Ok(Some(Versioned { version: Version(version), value: (facts, state) }))
}

/// Saves a request at the desk of the permit.
///
/// # Errors
/// Those of the database.
pub async fn save(
    tx: &mut Tx,
    permit: &Permit<may::TakeIn>,
    id: AdviceRequestId,
    new: &NewAdviceRequest,
) -> Result<(), StoreError> {
    let team = permit.desk().ok_or(StoreError::Stale)?;
    let now = tx.now();
    diesel::insert_into(advice_requests::table)
        .values((
            advice_requests::id.eq(id.0),
            advice_requests::team_id.eq(team.0),
            advice_requests::source_category.eq(new.asker_category.code()),
            advice_requests::source_profession.eq(new.asker_profession.map(|it| it.code())),
            advice_requests::anonymous.eq(new.anonymous),
            advice_requests::question.eq(new.question.as_str()),
            advice_requests::state.eq(AdviceState::Asked.code()),
            advice_requests::received_at.eq(new.asked_at),
            advice_requests::recorded_by.eq(permit.caller().user.0),
            advice_requests::recorded_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    audit::record(tx, permit, &[]).await
}

/// Saves the answer to the request of the permit, from the version that was seen.
///
/// # Errors
/// [`StoreError::Stale`] when the request was changed in the meantime; those of the database.
pub async fn save_answer(
    tx: &mut Tx,
    permit: &Permit<may::AnswerAdvice>,
    answer: &LongText,
    next: Versioned<AdviceState>,
) -> Result<(), StoreError> {
    let advice = permit.advice().ok_or(StoreError::Stale)?;
    let now = tx.now();
    let changed = diesel::update(advice_requests::table.find(advice.0))
        .filter(advice_requests::version.eq(next.version.0))
        .set((
            advice_requests::answer.eq(answer.as_str()),
            advice_requests::answered_at.eq(now),
            advice_requests::state.eq(next.value.code()),
            advice_requests::version.eq(advice_requests::version + 1),
        ))
        .kept()
        .execute(tx.conn()?)
        .await?;
    if changed == 0 {
        return Err(StoreError::Stale);
    }
    audit::record(tx, permit, &[]).await
}

/// Reads the request of the permit. Nothing when row level security hides it.
///
/// # Errors
/// Those of the database.
pub async fn read(tx: &mut Tx, permit: &Permit<may::ReadAdvice>) -> Result<Option<AdviceFile>, StoreError> {
    let advice = permit.advice().ok_or(StoreError::Stale)?;
    let Some(line) = lines(tx, &[advice]).await?.pop() else {
        return Ok(None);
    };
    let (question, answer) = advice_requests::table
        .find(advice.0)
        .select((advice_requests::question, advice_requests::answer))
        .first::<(String, Option<String>)>(tx.conn()?)
        .await?;
    audit::record(tx, permit, &[]).await?;
    Ok(Some(AdviceFile { line, question, answer }))
}

/// One page of the requests to these teams in these states, after a place, at most `limit`.
///
/// # Errors
/// Those of the database.
pub async fn page(
    tx: &mut Tx,
    of_teams: &[TeamId],
    states: &[AdviceState],
    after: Option<AdvicePlace>,
    limit: i64,
) -> Result<Vec<AdvicePlace>, StoreError> {
    let mut found = Vec::new();
    for team in of_teams {
        for state in states {
            found.extend(shelf(tx, *team, *state, after, limit).await?);
        }
    }
    found.sort_by_key(|it| (Reverse(it.asked_at), it.advice));
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

/// The lines of these requests, in this order. They name nobody; the caller of this function records the list.
///
/// # Errors
/// Those of the database.
pub async fn lines(tx: &mut Tx, wanted: &[AdviceRequestId]) -> Result<Vec<AdviceLine>, StoreError> {
    let ids: Vec<Uuid> = wanted.iter().map(|advice| advice.0).collect();
    let rows = advice_requests::table
        .inner_join(teams::table)
        .filter(advice_requests::id.eq_any(&ids))
        .select((AdviceRow::as_select(), teams::name))
        .load::<(AdviceRow, String)>(tx.conn()?)
        .await?;
    let mut lines =
        rows.into_iter().map(|(found, team)| found.into_line(team)).collect::<Result<Vec<_>, _>>()?;
    lines.sort_by_key(|line| ids.iter().position(|id| *id == line.advice.0));
    Ok(lines)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = advice_requests, check_for_backend(diesel::pg::Pg))]
struct AdviceRow {
    id: Uuid,
    version: i64,
    team_id: Uuid,
    source_category: String,
    source_profession: Option<String>,
    anonymous: bool,
    received_at: DateTime<Utc>,
    answered_at: Option<DateTime<Utc>>,
    state: String,
}

impl AdviceRow {
    fn into_line(self, team_name: String) -> Result<AdviceLine, StoreError> {
        let id = self.id;
        let table = "advice_requests";
        let category = SourceCategory::from_code(&self.source_category);
        let profession = self
            .source_profession
            .as_deref()
            .map(|it| row::code(table, "source_profession", id, SourceProfession::from_code(it)));
        Ok(AdviceLine {
            advice: AdviceRequestId(id),
            version: Version(self.version),
            team: TeamId(self.team_id),
            team_name,
            asker_category: row::code(table, "source_category", id, category)?,
            asker_profession: profession.transpose()?,
            anonymous: self.anonymous,
            asked_at: self.received_at,
            answered_at: self.answered_at,
            state: row::code(table, "state", id, AdviceState::from_code(&self.state))?,
        })
    }
}

async fn shelf(
    tx: &mut Tx,
    team: TeamId,
    state: AdviceState,
    after: Option<AdvicePlace>,
    limit: i64,
) -> Result<Vec<AdvicePlace>, StoreError> {
    let mut query = advice_requests::table
        .filter(advice_requests::team_id.eq(team.0))
        .filter(advice_requests::state.eq(state.code()))
        .order((advice_requests::received_at.desc(), advice_requests::id))
        .select((advice_requests::received_at, advice_requests::id))
        .limit(limit)
        .into_boxed();
    if let Some(AdvicePlace { asked_at, advice }) = after {
        query = query
            .filter(advice_requests::received_at.le(asked_at))
            .filter(advice_requests::received_at.lt(asked_at).or(advice_requests::id.gt(advice.0)));
    }
    let found = query.load::<(DateTime<Utc>, Uuid)>(tx.conn()?).await?;
    Ok(found
        .into_iter()
        .map(|(asked_at, advice)| AdvicePlace { asked_at, advice: AdviceRequestId(advice) })
        .collect())
}
