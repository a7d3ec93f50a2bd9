//! One round in full: who is asked and who has answered and, once it is closed, everything that was answered.

use super::evidence::{Evidence, evidence, rater_key};
use super::line::{self, RoundLine};
use super::settled::settled;
use crate::audit;
use crate::error::StoreError;
use crate::names::{self, PersonName, UserName};
use crate::row;
use crate::schema::{safety_scores, scoring_round_declines, scoring_round_raters, scoring_rounds};
use crate::score::RaterName;
use crate::tx::Tx;
use access::{Permit, may};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::Uuid as SqlUuid;
use diesel_async::RunQueryDsl;
use domain::id::{InvitationId, PersonId, RoundId, UserId};
use domain::round::{DeclineKind, RaterKind};
use domain::score::{AskedHow, RaterKey, SafetyScore, ScaleVersion, Subject};
use std::collections::BTreeSet;
use uuid::Uuid;

#[diesel::declare_sql_function]
extern "SQL" {
    /// What people call the case, for who sees it or is asked for a score in it.
    #[sql_name = "guard.code_of_case"]
    fn code_of_case(wanted: SqlUuid) -> Nullable<Text>;
}

/// One round in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    pub line: RoundLine,
    /// Who is asked, the duo first, then by name.
    pub raters: Vec<RaterLine>,
    /// What was answered; empty while the round is open.
    pub scores: Vec<Given>,
    /// The same beside what came before.
    pub evidence: Evidence,
}

/// Somebody who is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RaterLine {
    pub invitation: InvitationId,
    pub kind: RaterKind,
    pub rater: RaterKey,
    pub name: RaterName,
    /// When there was an answer, of whatever kind.
    pub answered_at: Option<DateTime<Utc>>,
    /// Who entered it.
    pub answered_by: Option<UserName>,
    /// That there was no score, and why; nothing while the round is open.
    pub decline: Option<(DeclineKind, String)>,
}

/// One score of a closed round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    pub rater: RaterKey,
    pub subject: Subject,
    /// Whom it is about; nothing for the household as a whole.
    pub about: Option<PersonName>,
    pub value: SafetyScore,
    pub reason: Option<String>,
    /// Age of the member of the household who gave it, in years.
    pub age_at: Option<u16>,
    pub asked_how: Option<AskedHow>,
}

/// What somebody who is asked sees of a round when the case is not theirs to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    pub round: RoundId,
    /// What people call the case without naming anybody.
    pub code: String,
    pub opened_at: DateTime<Utc>,
    pub scale: ScaleVersion,
    pub is_closed: bool,
    /// When the caller answered.
    pub answered_at: Option<DateTime<Utc>>,
}

/// Reads a round of the case. Everybody who is asked and whom a score is about is recorded.
///
/// # Errors
/// Those of the database.
pub async fn sheet(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    round: RoundId,
) -> Result<Option<Sheet>, StoreError> {
    let Some(line) = line::find(tx, permit, round).await? else {
        return Ok(None);
    };
    let raters = rater_rows(tx, round).await?;
    let given = if line.closed.is_some() { given_rows(tx, round).await? } else { Vec::new() };
    let persons: BTreeSet<PersonId> = raters
        .iter()
        .filter_map(|it| it.person_id)
        .chain(given.iter().filter_map(|it| it.about_person_id))
        .map(PersonId)
        .collect();
    let persons: Vec<PersonId> = persons.into_iter().collect();
    audit::record(tx, permit, &persons).await?;
    let users: Vec<UserId> =
        raters.iter().flat_map(|it| [it.user_id, it.answered_by]).flatten().map(UserId).collect();
    let person_names = names::of_persons(tx, &persons).await?;
    let user_names = names::of_users(tx, &users).await?;
    let is_closed = line.closed.is_some();
    let mut raters = raters
        .into_iter()
        .map(|row| row.into_line(is_closed, &user_names, &person_names))
        .collect::<Result<Vec<_>, _>>()?;
    raters.sort_by_cached_key(|it| (it.kind, it.name.text().to_owned(), it.rater));
    let scores = given.into_iter().map(|row| row.into_given(&person_names)).collect::<Result<Vec<_>, _>>()?;
    let evidence = if is_closed { evidence(tx, permit, round).await? } else { Evidence::default() };
    Ok(Some(Sheet { line, raters, scores, evidence }))
}

/// Reads what the caller, who is asked, sees of a round without seeing its case.
///
/// # Errors
/// Those of the database.
pub async fn card(tx: &mut Tx, permit: &Permit<may::SeeRound>) -> Result<Option<Card>, StoreError> {
    let (Some(round), Some(case)) = (permit.round(), permit.case()) else {
        return Err(StoreError::Stale);
    };
    let caller = permit.caller().clone();
    let found = scoring_round_raters::table
        .inner_join(scoring_rounds::table.on(scoring_rounds::id.eq(scoring_round_raters::round_id)))
        .filter(scoring_round_raters::round_id.eq(round.0))
        .filter(scoring_round_raters::user_id.eq(caller.user.0))
        .filter(scoring_round_raters::membership_id.eq(caller.membership.0))
        .select((
            code_of_case(case.0),
            scoring_rounds::opened_at,
            scoring_rounds::scale_version,
            scoring_rounds::closed_at.is_not_null(),
            scoring_round_raters::answered_at,
        ))
        .first::<(Option<String>, DateTime<Utc>, i32, bool, Option<DateTime<Utc>>)>(tx.conn()?)
        .await
        .optional()?;
    audit::record(tx, permit, &[]).await?;
    Ok(found.and_then(|(code, opened_at, scale, is_closed, answered_at)| {
        Some(Card { round, code: code?, opened_at, scale: ScaleVersion(scale), is_closed, answered_at })
    }))
}

#[derive(Queryable)]
struct RaterRow {
    id: Uuid,
    kind: String,
    user_id: Option<Uuid>,
    person_id: Option<Uuid>,
    answered_at: Option<DateTime<Utc>>,
    answered_by: Option<Uuid>,
    decline: Option<(String, String)>,
}

async fn rater_rows(tx: &mut Tx, round: RoundId) -> Result<Vec<RaterRow>, StoreError> {
    Ok(scoring_round_raters::table
        .left_join(scoring_round_declines::table)
        .filter(scoring_round_raters::round_id.eq(round.0))
        .order(scoring_round_raters::id)
        .select((
            scoring_round_raters::id,
            scoring_round_raters::kind,
            scoring_round_raters::user_id,
            scoring_round_raters::person_id,
            scoring_round_raters::answered_at,
            scoring_round_raters::answered_by,
            (scoring_round_declines::kind, scoring_round_declines::reason).nullable(),
        ))
        .load::<RaterRow>(tx.conn()?)
        .await?)
}

impl RaterRow {
    fn into_line(
        self,
        is_closed: bool,
        users: &names::UserNames,
        persons: &names::PersonNames,
    ) -> Result<RaterLine, StoreError> {
        let kind = row::code("scoring_round_raters", "kind", self.id, RaterKind::from_code(&self.kind))?;
        let rater = rater_key(self.id, self.user_id, self.person_id)?;
        let name = match rater {
            RaterKey::Professional(user) => RaterName::Professional(users.find(user)?),
            RaterKey::Member(person) => RaterName::Member(persons.find(person)?),
        };
        // As with scores: said here again, whatever row level security says.
        let decline = match self.decline.filter(|_| is_closed) {
            None => None,
            Some((kind, reason)) => {
                let kind =
                    row::code("scoring_round_declines", "kind", self.id, DeclineKind::from_code(&kind))?;
                Some((kind, reason))
            }
        };
        Ok(RaterLine {
            invitation: InvitationId(self.id),
            kind,
            rater,
            name,
            answered_at: self.answered_at,
            answered_by: self.answered_by.map(|it| users.find(UserId(it))).transpose()?,
            decline,
        })
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = safety_scores, check_for_backend(diesel::pg::Pg))]
struct GivenRow {
    id: Uuid,
    rater_user_id: Option<Uuid>,
    rater_person_id: Option<Uuid>,
    about_person_id: Option<Uuid>,
    value: i16,
    reason: Option<String>,
    age_at: Option<i16>,
    asked_how: Option<String>,
}

async fn given_rows(tx: &mut Tx, round: RoundId) -> Result<Vec<GivenRow>, StoreError> {
    Ok(safety_scores::table
        .filter(safety_scores::round_id.eq(round.0))
        .filter(settled())
        .order((safety_scores::about_person_id.asc().nulls_first(), safety_scores::id))
        .select(GivenRow::as_select())
        .load::<GivenRow>(tx.conn()?)
        .await?)
}

impl GivenRow {
    fn into_given(self, persons: &names::PersonNames) -> Result<Given, StoreError> {
        let about = self.about_person_id.map(PersonId);
        let asked_how = self
            .asked_how
            .map(|code| row::code("safety_scores", "asked_how", self.id, AskedHow::from_code(&code)))
            .transpose()?;
        Ok(Given {
            rater: rater_key(self.id, self.rater_user_id, self.rater_person_id)?,
            subject: about.map_or(Subject::Household, Subject::Person),
            about: about.map(|it| persons.find(it)).transpose()?,
            value: row::code("safety_scores", "value", self.id, SafetyScore::new(self.value.into()).ok())?,
            reason: self.reason,
            age_at: self.age_at.and_then(|it| u16::try_from(it).ok()),
            asked_how,
        })
    }
}
