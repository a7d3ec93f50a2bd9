//! What was answered in a closed round beside what came before it: what the conversation and the alarms are made of.

use crate::error::StoreError;
use crate::row;
use crate::schema::{safety_scores, scoring_round_raters, scoring_rounds};
use crate::tx::Tx;
use access::{Named, Permit};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{PersonId, RoundId, UserId};
use domain::round::RaterKind;
use domain::round::conversation::{Before, RoundScore};
use domain::score::{RaterKey, SafetyScore, Subject};
use std::collections::BTreeMap;
use uuid::Uuid;

use super::settled::settled;

/// What was answered, and what came before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    /// The scores of the round.
    pub scores: Vec<RoundScore>,
    /// Who was asked and has not answered.
    pub missing: Vec<RaterKey>,
    /// The last scores before, in a round or not.
    pub last: Before,
    /// The scores of the round before this one.
    pub round_before: Before,
    /// The scores of all rounds up to this one, oldest first, each with the code of its phase.
    pub phases: Vec<(String, Subject, SafetyScore)>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = safety_scores, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: Uuid,
    round_id: Option<Uuid>,
    rater_user_id: Option<Uuid>,
    rater_person_id: Option<Uuid>,
    about_person_id: Option<Uuid>,
    phase: String,
    value: i16,
}

/// Reads what was answered in a round of the case of the permit; nothing for one that is open. Whoever shows any of it
/// records everybody who is in it.
///
/// # Errors
/// Those of the database.
pub async fn evidence<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    round: RoundId,
) -> Result<Evidence, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let rounds = scoring_rounds::table
        .filter(scoring_rounds::case_id.eq(case.0))
        .filter(scoring_rounds::closed_at.is_not_null())
        .order((scoring_rounds::opened_at, scoring_rounds::id))
        .select((scoring_rounds::id, scoring_rounds::closed_at))
        .load::<(Uuid, Option<DateTime<Utc>>)>(tx.conn()?)
        .await?;
    let Some(place) = rounds.iter().position(|(id, _)| *id == round.0) else {
        return Ok(Evidence::default());
    };
    let upto: Vec<Uuid> = rounds.iter().take(place + 1).map(|(id, _)| *id).collect();
    let closed_at = rounds.get(place).and_then(|(_, at)| *at);
    let (kinds, missing) = raters(tx, round).await?;
    let rows = safety_scores::table
        .filter(safety_scores::case_id.eq(case.0))
        .filter(safety_scores::entered_at.nullable().le(closed_at))
        .filter(settled())
        .order((safety_scores::scored_at, safety_scores::id))
        .select(Row::as_select())
        .load::<Row>(tx.conn()?)
        .await?;
    let round_before = place.checked_sub(1).and_then(|it| upto.get(it)).copied();
    let mut found = Evidence { missing, ..Evidence::default() };
    for row in rows {
        let (rater, subject, value) = row.read()?;
        let in_round = row.round_id.filter(|it| upto.contains(it));
        if in_round.is_some() {
            found.phases.push((row.phase, subject, value));
        }
        if in_round == Some(round.0) {
            let kind = row::code("scoring_round_raters", "kind", row.id, kinds.get(&rater).copied())?;
            found.scores.push(RoundScore { rater, kind, subject, value });
            continue;
        }
        found.last.insert((rater, subject), value);
        if in_round.is_some() && in_round == round_before {
            found.round_before.insert((rater, subject), value);
        }
    }
    Ok(found)
}

impl Row {
    fn read(&self) -> Result<(RaterKey, Subject, SafetyScore), StoreError> {
        let rater = rater_key(self.id, self.rater_user_id, self.rater_person_id)?;
        let subject = self.about_person_id.map_or(Subject::Household, |it| Subject::Person(PersonId(it)));
        let value = row::code("safety_scores", "value", self.id, SafetyScore::new(self.value.into()).ok())?;
        Ok((rater, subject, value))
    }
}

/// The rater of a row that has one of the two.
pub(super) fn rater_key(id: Uuid, user: Option<Uuid>, person: Option<Uuid>) -> Result<RaterKey, StoreError> {
    let user = user.map(|it| RaterKey::Professional(UserId(it)));
    let person = person.map(|it| RaterKey::Member(PersonId(it)));
    row::code("scoring_round_raters", "user_id", id, user.or(person))
}

type Raters = (BTreeMap<RaterKey, RaterKind>, Vec<RaterKey>);

/// As what everybody was asked, and who has not answered.
async fn raters(tx: &mut Tx, round: RoundId) -> Result<Raters, StoreError> {
    let rows = scoring_round_raters::table
        .filter(scoring_round_raters::round_id.eq(round.0))
        .order(scoring_round_raters::id)
        .select((
            scoring_round_raters::id,
            scoring_round_raters::kind,
            scoring_round_raters::user_id,
            scoring_round_raters::person_id,
            scoring_round_raters::answered_at,
        ))
        .load::<(Uuid, String, Option<Uuid>, Option<Uuid>, Option<DateTime<Utc>>)>(tx.conn()?)
        .await?;
    let (mut kinds, mut missing) = (BTreeMap::new(), Vec::new());
    for (id, kind, user, person, answered) in rows {
        let rater = rater_key(id, user, person)?;
        kinds.insert(rater, row::code("scoring_round_raters", "kind", id, RaterKind::from_code(&kind))?);
        if answered.is_none() {
            missing.push(rater);
        }
    }
    Ok((kinds, missing))
}
