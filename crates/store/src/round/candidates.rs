//! Who can be asked in a round of a case: its duo, professionals of the teams that take part, and the household.

use crate::audit;
use crate::error::StoreError;
use crate::names::NameRow;
use crate::person::read::birth_date;
use crate::row;
use crate::schema::{
    duo_seats, household_members, membership_teams, memberships, organisations, participations, persons,
    users,
};
use crate::tx::Tx;
use access::{Permit, Role, may};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::household::MemberRole;
use domain::id::{MembershipId, PersonId, UserId};
use domain::round::{Candidate, RaterKind, kind_of_member};
use domain::score::RaterKey;
use domain::time::amsterdam_day;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Somebody who can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PossibleRater {
    pub rater: RaterKey,
    pub kind: RaterKind,
    /// On whose behalf, for a professional.
    pub membership: Option<MembershipId>,
    /// Name on the page.
    pub name: String,
    /// Of a professional, on the page.
    pub organisation: Option<String>,
}

impl PossibleRater {
    /// As the rules see it.
    #[must_use]
    pub const fn candidate(&self) -> Candidate {
        Candidate { rater: self.rater, kind: self.kind }
    }
}

/// Everybody who can be asked: the duo first, then professionals in these roles, then the household. The members of
/// the household are recorded.
///
/// # Errors
/// Those of the database.
pub async fn candidates(
    tx: &mut Tx,
    permit: &Permit<may::HoldRound>,
    roles: &[Role],
) -> Result<Vec<PossibleRater>, StoreError> {
    let mut found = professionals(tx, permit, roles).await?;
    let members = members(tx, permit).await?;
    let persons: Vec<PersonId> = members
        .iter()
        .filter_map(|it| match it.rater {
            RaterKey::Member(person) => Some(person),
            RaterKey::Professional(_) => None,
        })
        .collect();
    audit::record(tx, permit, &persons).await?;
    found.extend(members);
    Ok(found)
}

/// Somebody who sits in the duo is asked as such, whatever else they are; of two memberships the older one counts.
async fn professionals(
    tx: &mut Tx,
    permit: &Permit<may::HoldRound>,
    roles: &[Role],
) -> Result<Vec<PossibleRater>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let now = tx.now();
    let seated = duo_seats::table
        .filter(duo_seats::case_id.eq(case.0))
        .filter(duo_seats::starts_at.le(now))
        .filter(duo_seats::ends_at.is_null().or(duo_seats::ends_at.gt(now)))
        .select(duo_seats::membership_id)
        .load::<Uuid>(tx.conn()?)
        .await?;
    let teams = participations::table
        .filter(participations::case_id.eq(case.0))
        .filter(participations::starts_at.le(now))
        .filter(participations::ends_at.is_null().or(participations::ends_at.gt(now)))
        .select(participations::team_id);
    let of_teams = membership_teams::table
        .filter(membership_teams::team_id.eq_any(teams))
        .select(membership_teams::membership_id);
    let rows = memberships::table
        .inner_join(users::table)
        .inner_join(organisations::table)
        .filter(memberships::id.eq_any(&seated).or(memberships::id.eq_any(of_teams)))
        .filter(memberships::role.eq_any(roles.iter().map(|role| role.code())))
        .filter(memberships::starts_at.le(now))
        .filter(memberships::ends_at.is_null().or(memberships::ends_at.gt(now)))
        .filter(users::blocked_at.is_null())
        .order((users::display_name, users::id, memberships::starts_at, memberships::id))
        .select((memberships::id, users::id, users::display_name, organisations::name))
        .load::<(Uuid, Uuid, String, String)>(tx.conn()?)
        .await?;
    let mut found: BTreeMap<(RaterKind, usize), PossibleRater> = BTreeMap::new();
    for (place, (membership, user, name, organisation)) in rows.into_iter().enumerate() {
        let is_seated = seated.contains(&membership);
        let rater = RaterKey::Professional(UserId(user));
        let earlier = found.iter().find(|(_, it)| it.rater == rater).map(|(key, _)| *key);
        match earlier {
            Some(key) if is_seated && key.0 != RaterKind::DuoMember => drop(found.remove(&key)),
            Some(_) => continue,
            None => {}
        }
        let kind = if is_seated { RaterKind::DuoMember } else { RaterKind::Professional };
        let membership = Some(MembershipId(membership));
        let organisation = Some(organisation);
        found.insert((kind, place), PossibleRater { rater, kind, membership, name, organisation });
    }
    Ok(found.into_values().collect())
}

async fn members(tx: &mut Tx, permit: &Permit<may::HoldRound>) -> Result<Vec<PossibleRater>, StoreError> {
    let household = permit.household().ok_or(StoreError::Stale)?;
    let day = amsterdam_day(tx.now());
    let rows = household_members::table
        .inner_join(persons::table)
        .filter(household_members::household_id.eq(household.0))
        .filter(household_members::left_on.is_null())
        .filter(persons::died_on.is_null())
        .order((persons::born_from.asc().nulls_last(), persons::id))
        .select((household_members::role, persons::expected, NameRow::as_select()))
        .load::<(String, bool, NameRow)>(tx.conn()?)
        .await?;
    let mut found = Vec::with_capacity(rows.len());
    for (role, expected, person) in rows {
        let role = row::code("household_members", "role", person.id, MemberRole::from_code(&role))?;
        let birth = birth_date(person.id, &person.birth, expected)?;
        let Some(kind) = kind_of_member(birth, role, day) else { continue };
        found.push(PossibleRater {
            rater: RaterKey::Member(PersonId(person.id)),
            kind,
            membership: None,
            name: person.name(),
            organisation: None,
        });
    }
    Ok(found)
}
