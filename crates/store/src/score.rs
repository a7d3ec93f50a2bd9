//! Safety scores: never changed, never averaged.

pub mod history;

pub use history::{RaterName, ScoreLine, history};

use crate::audit;
use crate::error::StoreError;
use crate::person::read::birth_date;
use crate::round::settled::settled;
use crate::schema::{cases, household_members, persons, safety_scores};
use crate::tx::Tx;
use access::{Named, Permit, may};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::birth::BirthDate;
use domain::case::CaseSpan;
use domain::id::{PersonId, RoundId, ScoreId, UserId};
use domain::score::{NewScore, Rater, RaterKey, SafetyScore, Subject};
use uuid::Uuid;

/// What is around a new score: who can give one, and what was given before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surroundings {
    pub span: CaseSpan,
    /// Code of the phase of the case.
    pub phase: String,
    pub members: Vec<PossibleRater>,
    /// The scores so far, newest first.
    pub before: Vec<Earlier>,
}

/// A score that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Earlier {
    pub by: RaterKey,
    pub about: Subject,
    pub at: DateTime<Utc>,
    pub value: i16,
}

/// A member of the household now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PossibleRater {
    pub person: PersonId,
    pub birth: BirthDate,
}

impl Surroundings {
    /// The member with this identifier.
    #[must_use]
    pub fn member(&self, person: PersonId) -> Option<&PossibleRater> {
        self.members.iter().find(|member| member.person == person)
    }

    /// The last score of the same rater about the same subject that was given no later than this moment.
    #[must_use]
    pub fn previous_of(&self, rater: RaterKey, subject: Subject, at: DateTime<Utc>) -> Option<SafetyScore> {
        let is_before = |it: &&Earlier| it.by == rater && it.about == subject && it.at <= at;
        let Earlier { value, .. } = self.before.iter().find(is_before)?;
        SafetyScore::new(i64::from(*value)).ok()
    }
}

/// Reads what is around a new score.
///
/// # Errors
/// Those of the database.
pub async fn surroundings(tx: &mut Tx, permit: &Permit<may::GiveScore>) -> Result<Surroundings, StoreError> {
    let (Some(case), Some(household)) = (permit.case(), permit.household()) else {
        return Err(StoreError::Stale);
    };
    let (phase, opened_at, closed_at) = cases::table
        .find(case.0)
        .select((cases::phase, cases::opened_at, cases::closed_at))
        .first::<(String, DateTime<Utc>, Option<DateTime<Utc>>)>(tx.conn()?)
        .await?;
    let members = household_members::table
        .inner_join(persons::table)
        .filter(household_members::household_id.eq(household.0))
        .filter(household_members::left_on.is_null())
        .filter(persons::died_on.is_null())
        .select((persons::id, persons::birth, persons::expected))
        .load::<(Uuid, String, bool)>(tx.conn()?)
        .await?;
    let before = safety_scores::table
        .filter(safety_scores::case_id.eq(case.0))
        .filter(settled())
        .order((safety_scores::scored_at.desc(), safety_scores::id.desc()))
        .select((
            safety_scores::rater_user_id,
            safety_scores::rater_person_id,
            safety_scores::about_person_id,
            safety_scores::scored_at,
            safety_scores::value,
        ))
        .load::<(Option<Uuid>, Option<Uuid>, Option<Uuid>, DateTime<Utc>, i16)>(tx.conn()?)
        .await?;
    let members = members
        .into_iter()
        .map(|(person, birth, expected)| {
            Ok(PossibleRater { person: PersonId(person), birth: birth_date(person, &birth, expected)? })
        })
        .collect::<Result<_, StoreError>>()?;
    Ok(Surroundings {
        span: CaseSpan { opened_at, closed_at },
        phase,
        members,
        before: before
            .into_iter()
            .filter_map(|(user, person, about, at, value)| {
                let by = user
                    .map(|it| RaterKey::Professional(UserId(it)))
                    .or(person.map(|it| RaterKey::Member(PersonId(it))))?;
                let about = about.map_or(Subject::Household, |it| Subject::Person(PersonId(it)));
                Some(Earlier { by, about, at, value })
            })
            .collect(),
    })
}

/// Saves a score and records whose it is and whom it is about.
///
/// # Errors
/// Those of the database.
pub async fn save(
    tx: &mut Tx,
    permit: &Permit<may::GiveScore>,
    id: ScoreId,
    new: &NewScore,
    phase: &str,
) -> Result<(), StoreError> {
    insert(tx, permit, id, (new, phase), None).await?;
    let rater = match new.rater {
        Rater::Professional { .. } => None,
        Rater::Member { person, .. } => Some(person),
    };
    let about = match new.subject {
        Subject::Household => None,
        Subject::Person(person) => Some(person),
    };
    audit::record(tx, permit, &rater.into_iter().chain(about).collect::<Vec<_>>()).await
}

/// Writes a score down, in a round or outside one. The caller of this function records everybody who is in it.
pub(crate) async fn insert<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    id: ScoreId,
    (new, phase): (&NewScore, &str),
    round: Option<RoundId>,
) -> Result<(), StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let now = tx.now();
    let caller = permit.caller();
    let (rater_user, rater_person, age_at, asked_how) = match new.rater {
        Rater::Professional { user, .. } => (Some(user.0), None, None, None),
        Rater::Member { person, age_at, asked_how, .. } => (
            None,
            Some(person.0),
            age_at.and_then(|it| i16::try_from(it).ok()),
            asked_how.map(domain::score::AskedHow::code),
        ),
    };
    let about = match new.subject {
        Subject::Household => None,
        Subject::Person(person) => Some(person.0),
    };
    diesel::insert_into(safety_scores::table)
        .values((
            (safety_scores::id.eq(id.0), safety_scores::round_id.eq(round.map(|it| it.0))),
            safety_scores::case_id.eq(case.0),
            safety_scores::value.eq(i16::from(new.value.get())),
            safety_scores::scale_version.eq(new.scale.0),
            (safety_scores::rater_user_id.eq(rater_user), safety_scores::rater_person_id.eq(rater_person)),
            (safety_scores::age_at.eq(age_at), safety_scores::asked_how.eq(asked_how)),
            safety_scores::about_person_id.eq(about),
            safety_scores::phase.eq(phase),
            safety_scores::reason.eq(new.reason.as_ref().map(|it| it.as_str().to_owned())),
            (safety_scores::scored_at.eq(new.scored_at), safety_scores::entered_at.eq(now)),
            safety_scores::entered_by.eq(caller.user.0),
            safety_scores::membership_id.eq(caller.membership.0),
            safety_scores::organisation_id.eq(caller.organisation.0),
        ))
        .execute(tx.conn()?)
        .await?;
    Ok(())
}
