//! The scores of one case over time, with the names of who gave them and whom they are about.

use crate::audit;
use crate::error::StoreError;
use crate::names::{self, PersonName, UserName};
use crate::round::settled::settled;
use crate::row;
use crate::schema::safety_scores;
use crate::tx::Tx;
use access::{Permit, may};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{PersonId, ScoreId, UserId};
use domain::score::{AskedHow, RaterKey, SafetyScore, ScaleVersion, Scored, Subject};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A score with names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreLine {
    pub id: ScoreId,
    pub scored: Scored,
    pub rater: RaterName,
    /// Whom it is about; nothing for the household as a whole.
    pub about: Option<PersonName>,
    pub reason: Option<String>,
    /// Age of the member of the household who gave it, in years.
    pub age_at: Option<u16>,
    pub asked_how: Option<AskedHow>,
    /// Code of the phase of the case at the time.
    pub phase: String,
    pub scale: ScaleVersion,
}

/// Who gave a score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RaterName {
    /// A professional.
    Professional(UserName),
    /// A member of the household.
    Member(PersonName),
}

impl RaterName {
    /// The name on the page.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Professional(user) => &user.name,
            Self::Member(person) => &person.name,
        }
    }
}

/// The scores of the case, oldest first. Everybody who gave one or whom one is about is recorded.
///
/// # Errors
/// Those of the database.
pub async fn history(tx: &mut Tx, permit: &Permit<may::ReadCase>) -> Result<Vec<ScoreLine>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let rows = safety_scores::table
        .filter(safety_scores::case_id.eq(case.0))
        .filter(settled())
        .order((safety_scores::scored_at, safety_scores::id))
        .select(ScoreRow::as_select())
        .load::<ScoreRow>(tx.conn()?)
        .await?;
    let users: BTreeSet<_> = rows.iter().filter_map(|row| row.rater_user_id).map(UserId).collect();
    let persons: BTreeSet<_> = rows.iter().flat_map(ScoreRow::persons).collect();
    let persons: Vec<_> = persons.into_iter().collect();
    let user_names = names::of_users(tx, &users.into_iter().collect::<Vec<_>>()).await?;
    let person_names = names::of_persons(tx, &persons).await?;
    audit::record(tx, permit, &persons).await?;
    rows.into_iter()
        .map(|row| {
            let rater = match row.rater()? {
                RaterKey::Professional(user) => RaterName::Professional(user_names.find(user)?),
                RaterKey::Member(person) => RaterName::Member(person_names.find(person)?),
            };
            let about = row.about_person_id.map(|it| person_names.find(PersonId(it))).transpose()?;
            row.into_line(rater, about)
        })
        .collect()
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = safety_scores, check_for_backend(diesel::pg::Pg))]
struct ScoreRow {
    id: Uuid,
    value: i16,
    scale_version: i32,
    rater_user_id: Option<Uuid>,
    rater_person_id: Option<Uuid>,
    age_at: Option<i16>,
    asked_how: Option<String>,
    about_person_id: Option<Uuid>,
    phase: String,
    reason: Option<String>,
    scored_at: DateTime<Utc>,
}

impl ScoreRow {
    fn persons(&self) -> impl Iterator<Item = PersonId> {
        self.rater_person_id.into_iter().chain(self.about_person_id).map(PersonId)
    }

    fn rater(&self) -> Result<RaterKey, StoreError> {
        let user = self.rater_user_id.map(|it| RaterKey::Professional(UserId(it)));
        let person = self.rater_person_id.map(|it| RaterKey::Member(PersonId(it)));
        row::code("safety_scores", "rater_user_id", self.id, user.or(person))
    }

    fn into_line(self, rater: RaterName, about: Option<PersonName>) -> Result<ScoreLine, StoreError> {
        let value = SafetyScore::new(self.value.into()).ok();
        let subject = self.about_person_id.map_or(Subject::Household, |it| Subject::Person(PersonId(it)));
        let scored = Scored {
            rater: self.rater()?,
            subject,
            scored_at: self.scored_at,
            value: row::code("safety_scores", "value", self.id, value)?,
        };
        let asked_how = self
            .asked_how
            .map(|code| row::code("safety_scores", "asked_how", self.id, AskedHow::from_code(&code)))
            .transpose()?;
        Ok(ScoreLine {
            id: ScoreId(self.id),
            scored,
            rater,
            about,
            reason: self.reason,
            age_at: self.age_at.and_then(|it| u16::try_from(it).ok()),
            asked_how,
            phase: self.phase,
            scale: ScaleVersion(self.scale_version),
        })
    }
}
