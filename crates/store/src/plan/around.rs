//! What is around a plan: who and what its parts may name, and who has a voice when a version is adopted.

use crate::error::StoreError;
use crate::person::read::birth_date;
use crate::schema::{cases, duo_seats, household_members, memberships, participations, persons, teams};
use crate::tx::Tx;
use access::{Named, Permit};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::birth::BirthDate;
use domain::case::CaseSpan;
use domain::id::{OrganisationId, PersonId, UserId};
use domain::plan::{Around, Voter};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What is around a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surroundings {
    pub span: CaseSpan,
    /// Who and what a part may name.
    pub around: Around,
    /// The members of the household now who live.
    pub present: Vec<Present>,
}

/// A member of the household now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Present {
    pub person: PersonId,
    pub birth: BirthDate,
}

impl Surroundings {
    /// Everybody who has a voice: the members of now who were born, with their age on a day.
    #[must_use]
    pub fn voters(&self, day: NaiveDate) -> Vec<Voter> {
        let born = self.present.iter().filter(|it| !it.birth.is_expected());
        born.map(|it| Voter { person: it.person, age: it.birth.age_on(day).map(|age| age.years) }).collect()
    }
}

/// The organisations whose professionals sit in a seat now.
///
/// # Errors
/// Those of the database.
pub async fn duo<P: Named>(tx: &mut Tx, permit: &Permit<P>) -> Result<BTreeSet<OrganisationId>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let now = tx.now();
    let found = duo_seats::table
        .inner_join(memberships::table.on(memberships::id.eq(duo_seats::membership_id)))
        .filter(duo_seats::case_id.eq(case.0))
        .filter(duo_seats::starts_at.le(now))
        .filter(duo_seats::ends_at.is_null().or(duo_seats::ends_at.gt(now)))
        .select(memberships::organisation_id)
        .load::<Uuid>(tx.conn()?)
        .await?;
    Ok(found.into_iter().map(OrganisationId).collect())
}

/// Reads what is around the plan of the case.
///
/// # Errors
/// Those of the database.
pub async fn surroundings<P: Named>(tx: &mut Tx, permit: &Permit<P>) -> Result<Surroundings, StoreError> {
    let (Some(case), Some(household)) = (permit.case(), permit.household()) else {
        return Err(StoreError::Stale);
    };
    let (opened_at, closed_at) = cases::table
        .find(case.0)
        .select((cases::opened_at, cases::closed_at))
        .first::<(DateTime<Utc>, Option<DateTime<Utc>>)>(tx.conn()?)
        .await?;
    // Who left is no longer seen as a person, so the two are joined loosely.
    let stays = household_members::table
        .left_join(persons::table)
        .filter(household_members::household_id.eq(household.0))
        .order((persons::born_from.asc().nulls_last(), household_members::person_id))
        .select((
            (household_members::person_id, household_members::left_on),
            (persons::birth, persons::expected, persons::died_on).nullable(),
        ))
        .load::<((Uuid, Option<NaiveDate>), Option<(String, bool, Option<NaiveDate>)>)>(tx.conn()?)
        .await?;
    let seats = duo_seats::table
        .inner_join(memberships::table.on(memberships::id.eq(duo_seats::membership_id)))
        .filter(duo_seats::case_id.eq(case.0))
        .select((duo_seats::user_id, memberships::organisation_id))
        .load::<(Uuid, Uuid)>(tx.conn()?)
        .await?;
    let taking_part = participations::table
        .inner_join(teams::table)
        .filter(participations::case_id.eq(case.0))
        .select(teams::organisation_id)
        .distinct()
        .load::<Uuid>(tx.conn()?)
        .await?;
    let own = permit.caller();
    let organisations = taking_part.into_iter().chain(seats.iter().map(|(_, organisation)| *organisation));
    let around = Around {
        members: stays.iter().map(|((person, _), _)| PersonId(*person)).collect(),
        professionals: seats.iter().map(|(user, _)| UserId(*user)).chain([own.user]).collect(),
        organisations: organisations.map(OrganisationId).chain([own.organisation]).collect(),
    };
    let present = stays
        .into_iter()
        .filter_map(|((person, left), found)| Some((person, found?)).filter(|_| left.is_none()))
        .filter(|(_, (_, _, died))| died.is_none())
        .map(|(person, (birth, expected, _))| {
            Ok(Present { person: PersonId(person), birth: birth_date(person, &birth, expected)? })
        })
        .collect::<Result<_, StoreError>>()?;
    Ok(Surroundings { span: CaseSpan { opened_at, closed_at }, around, present })
}
