//! What is around one answer: how the round stands, whether the rater was asked, and what the rater gave before.

use crate::case;
use crate::error::StoreError;
use crate::person::read::birth_date;
use crate::row;
use crate::schema::{household_members, persons, safety_scores, scoring_round_raters, scoring_rounds};
use crate::score::PossibleRater;
use crate::tx::Tx;
use access::Permit;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::case::CaseSpan;
use domain::id::{CaseId, HouseholdId, InvitationId, PersonId};
use domain::round::conversation::Before;
use domain::round::{Invitation, Standing};
use domain::score::{RaterKey, SafetyScore, ScaleVersion, Subject};
use uuid::Uuid;

use super::Answers;
use super::settled::settled;

/// What is around one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Around {
    pub standing: Standing,
    /// The rater's own place in the round, if there is one.
    pub invitation: Option<(InvitationId, Invitation)>,
    /// Code of the phase of the round.
    pub phase: String,
    pub scale: ScaleVersion,
    /// Whether work on the case goes on; nothing for whoever does not see the case.
    pub span: Option<CaseSpan>,
    /// Members of the household now; none for whoever does not see the case.
    pub members: Vec<PossibleRater>,
    /// The rater's last score that everybody may see, for each subject.
    pub before: Before,
}

/// Reads what is around an answer of this rater. `household` is that of the case, for whoever sees it. Lock the round
/// first.
///
/// # Errors
/// Those of the database.
pub async fn around<P: Answers>(
    tx: &mut Tx,
    permit: &Permit<P>,
    rater: RaterKey,
    household: Option<HouseholdId>,
) -> Result<Around, StoreError> {
    let (Some(round), Some(of)) = (permit.round(), permit.case()) else {
        return Err(StoreError::Stale);
    };
    let (phase, scale, waiting, closed_at) = scoring_rounds::table
        .find(round.0)
        .select((
            scoring_rounds::phase,
            scoring_rounds::scale_version,
            scoring_rounds::waiting,
            scoring_rounds::closed_at,
        ))
        .first::<(String, i32, i16, Option<DateTime<Utc>>)>(tx.conn()?)
        .await?;
    let (user, person) = parts(rater);
    let mine = scoring_round_raters::table
        .filter(scoring_round_raters::round_id.eq(round.0))
        .filter(scoring_round_raters::user_id.is_not_distinct_from(user))
        .filter(scoring_round_raters::person_id.is_not_distinct_from(person))
        .select((
            scoring_round_raters::id,
            scoring_round_raters::membership_id,
            scoring_round_raters::answered_at,
        ))
        .first::<(Uuid, Option<Uuid>, Option<DateTime<Utc>>)>(tx.conn()?)
        .await
        .optional()?;
    // Who is asked under another membership is a stranger here.
    let mine =
        mine.filter(|(_, membership, _)| membership.is_none_or(|it| it == permit.caller().membership.0));
    let (span, members) = match household {
        Some(household) => (Some(case::course(tx, permit).await?.0), members(tx, household).await?),
        None => (None, Vec::new()),
    };
    Ok(Around {
        standing: Standing {
            waiting: row::code("scoring_rounds", "waiting", round.0, u16::try_from(waiting).ok())?,
            is_closed: closed_at.is_some(),
        },
        invitation: mine
            .map(|(id, _, answered)| (InvitationId(id), Invitation { has_answered: answered.is_some() })),
        phase,
        scale: ScaleVersion(scale),
        span,
        members,
        before: before(tx, of, rater).await?,
    })
}

/// The professional or the person.
pub(super) fn parts(rater: RaterKey) -> (Option<Uuid>, Option<Uuid>) {
    match rater {
        RaterKey::Professional(user) => (Some(user.0), None),
        RaterKey::Member(person) => (None, Some(person.0)),
    }
}

async fn members(tx: &mut Tx, household: HouseholdId) -> Result<Vec<PossibleRater>, StoreError> {
    let rows = household_members::table
        .inner_join(persons::table)
        .filter(household_members::household_id.eq(household.0))
        .filter(household_members::left_on.is_null())
        .filter(persons::died_on.is_null())
        .select((persons::id, persons::birth, persons::expected))
        .load::<(Uuid, String, bool)>(tx.conn()?)
        .await?;
    rows.into_iter()
        .map(|(person, birth, expected)| {
            Ok(PossibleRater { person: PersonId(person), birth: birth_date(person, &birth, expected)? })
        })
        .collect()
}

async fn before(tx: &mut Tx, case: CaseId, rater: RaterKey) -> Result<Before, StoreError> {
    let (user, person) = parts(rater);
    let now = tx.now();
    let rows = safety_scores::table
        .filter(safety_scores::case_id.eq(case.0))
        .filter(safety_scores::rater_user_id.is_not_distinct_from(user))
        .filter(safety_scores::rater_person_id.is_not_distinct_from(person))
        .filter(safety_scores::scored_at.le(now))
        .filter(settled())
        .order((safety_scores::scored_at, safety_scores::id))
        .select((safety_scores::id, safety_scores::about_person_id, safety_scores::value))
        .load::<(Uuid, Option<Uuid>, i16)>(tx.conn()?)
        .await?;
    rows.into_iter()
        .map(|(id, about, value)| {
            let subject = about.map_or(Subject::Household, |it| Subject::Person(PersonId(it)));
            let value = row::code("safety_scores", "value", id, SafetyScore::new(value.into()).ok())?;
            Ok(((rater, subject), value))
        })
        .collect()
}
