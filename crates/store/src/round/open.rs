//! Writing down that a round is opened, and who is asked in it.

use super::candidates::PossibleRater;
use crate::audit;
use crate::error::StoreError;
use crate::schema::{scoring_round_raters, scoring_rounds};
use crate::tx::Tx;
use access::{Named, Permit, may};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{InvitationId, PersonId, RoundId};
use domain::score::{RaterKey, ScaleVersion};

/// A round to open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRound {
    pub id: RoundId,
    /// Code of the phase of the case.
    pub phase: String,
    pub scale: ScaleVersion,
    /// Who is asked, each with an identifier.
    pub asked: Vec<(InvitationId, PossibleRater)>,
}

/// Whether a round of the case is open.
///
/// # Errors
/// Those of the database.
pub async fn runs<P: Named>(tx: &mut Tx, permit: &Permit<P>) -> Result<bool, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let open = scoring_rounds::table
        .filter(scoring_rounds::case_id.eq(case.0))
        .filter(scoring_rounds::closed_at.is_null());
    Ok(diesel::select(exists(open)).get_result(tx.conn()?).await?)
}

/// Opens a round and records the members of the household who are asked.
///
/// # Errors
/// [`StoreError::Conflict`] `one_open_round` when the case has one that is open; those of the database.
pub async fn open(tx: &mut Tx, permit: &Permit<may::HoldRound>, new: &NewRound) -> Result<(), StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let (caller, now) = (permit.caller(), tx.now());
    diesel::insert_into(scoring_rounds::table)
        .values((
            (scoring_rounds::id.eq(new.id.0), scoring_rounds::case_id.eq(case.0)),
            (scoring_rounds::phase.eq(&new.phase), scoring_rounds::scale_version.eq(new.scale.0)),
            scoring_rounds::waiting.eq(i16::try_from(new.asked.len()).unwrap_or(i16::MAX)),
            scoring_rounds::opened_by.eq(caller.user.0),
            scoring_rounds::opened_as.eq(caller.membership.0),
            scoring_rounds::opened_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    let mut persons: Vec<PersonId> = Vec::new();
    let mut rows = Vec::with_capacity(new.asked.len());
    for (id, asked) in &new.asked {
        let (user, person) = match asked.rater {
            RaterKey::Professional(user) => (Some(user.0), None),
            RaterKey::Member(person) => (None, Some(person)),
        };
        persons.extend(person);
        rows.push((
            (scoring_round_raters::id.eq(id.0), scoring_round_raters::round_id.eq(new.id.0)),
            (scoring_round_raters::case_id.eq(case.0), scoring_round_raters::kind.eq(asked.kind.code())),
            scoring_round_raters::user_id.eq(user),
            scoring_round_raters::membership_id.eq(asked.membership.map(|it| it.0)),
            scoring_round_raters::person_id.eq(person.map(|it| it.0)),
        ));
    }
    diesel::insert_into(scoring_round_raters::table).values(rows).execute(tx.conn()?).await?;
    audit::record(tx, permit, &persons).await
}
