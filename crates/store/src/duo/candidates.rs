//! Who could sit in a duo: whose team takes part in the case, or whose organisation does and whose team works
//! where the household is. Their number of statements does not depend on their number.

use crate::audit;
use crate::error::StoreError;
use crate::row;
use crate::schema::{
    areas, cases, duo_seats, households, membership_teams, memberships, organisations, participations,
    team_areas, teams, users,
};
use crate::tx::Tx;
use access::{Permit, Role, may};
use diesel::prelude::*;
use diesel::sql_types::Uuid as SqlUuid;
use diesel_async::RunQueryDsl;
use domain::duo::{OrganisationKind, Professional};
use domain::id::{MembershipId, OrganisationId, UserId};
use domain::time::amsterdam_day;
use std::collections::BTreeMap;
use uuid::Uuid;

#[diesel::declare_sql_function]
extern "SQL" {
    /// In how many open cases somebody has a seat now.
    #[sql_name = "guard.load_of"]
    fn load_of(professional: SqlUuid) -> Nullable<BigInt>;
    /// Whose advice in a consultation about the case came to a duo.
    #[sql_name = "guard.proposed_for_duo"]
    fn proposed_for_duo(case: SqlUuid) -> Array<SqlUuid>;
}

/// Somebody who could sit in the duo of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub who: Professional,
    /// Name on the page.
    pub name: String,
    /// Name of the organisation on the page.
    pub organisation_name: String,
    pub role: Role,
    /// Subjects on which colleagues may ask this person.
    pub expertise: Vec<String>,
    /// Households that this person can have at once.
    pub capacity: i32,
    /// Open cases in which this person has a seat now, cover and overlap included.
    pub load: i64,
    /// Names of the areas in which the teams of this person work.
    pub areas: Vec<String>,
    /// Whether the area of the household is one of them.
    pub nearby: bool,
    /// Whether this person has a seat in this case already.
    pub seated: bool,
    /// Whether this person advised in a consultation about the case that came to a duo.
    pub proposed: bool,
}

/// Everybody who could sit in the duo of the case, in these roles: those whose advice came to a duo first, then those who
/// work where the household is, and among those whoever has most room.
///
/// # Errors
/// Those of the database.
pub async fn candidates(
    tx: &mut Tx,
    permit: &Permit<may::AssignDuo>,
    roles: &[Role],
) -> Result<Vec<Candidate>, StoreError> {
    let home = home(tx, permit).await?;
    let found = rows(tx, permit, roles, &home, None).await?;
    let memberships: Vec<Uuid> = found.iter().map(|row| row.membership).collect();
    let mut areas = areas_of(tx, &memberships).await?;
    let seated = seated_in(tx, permit).await?;
    let proposed = proposed_in(tx, permit).await?;
    audit::record(tx, permit, &[]).await?;
    let mut candidates = found
        .into_iter()
        .map(|row| {
            let areas = areas.remove(&row.membership).unwrap_or_default();
            let nearby = areas.keys().any(|area| home.contains(area));
            let marks = (seated.contains(&row.user), proposed.contains(&row.membership));
            row.into_candidate(areas, nearby, marks)
        })
        .collect::<Result<Vec<_>, _>>()?;
    candidates.sort_by(|a, b| a.fit().cmp(&b.fit()));
    Ok(candidates)
}

/// Those of these memberships that could sit in the duo of the case.
///
/// # Errors
/// Those of the database.
pub async fn chosen(
    tx: &mut Tx,
    permit: &Permit<may::AssignDuo>,
    roles: &[Role],
    memberships: &[MembershipId],
) -> Result<Vec<Professional>, StoreError> {
    let home = home(tx, permit).await?;
    let found = rows(tx, permit, roles, &home, Some(memberships)).await?;
    found.into_iter().map(|row| row.professional()).collect()
}

impl Candidate {
    /// How many more households this person can have; below zero for somebody who has too many.
    #[must_use]
    pub fn room(&self) -> i64 {
        i64::from(self.capacity) - self.load
    }

    /// Sorts whoever fits best first; the name decides between equals, so that the order is the same every time.
    fn fit(&self) -> (bool, bool, i64, &str, MembershipId) {
        (!self.proposed, !self.nearby, -self.room(), &self.name, self.who.membership)
    }
}

#[derive(Queryable)]
struct Row {
    membership: Uuid,
    role: String,
    user: Uuid,
    name: String,
    expertise: Vec<String>,
    capacity: i32,
    organisation: Uuid,
    organisation_name: String,
    organisation_kind: String,
    load: Option<i64>,
}

async fn rows(
    tx: &mut Tx,
    permit: &Permit<may::AssignDuo>,
    roles: &[Role],
    home: &[Uuid],
    only: Option<&[MembershipId]>,
) -> Result<Vec<Row>, StoreError> {
    let teams = teams_in_reach(tx, permit, home).await?;
    let now = tx.now();
    let in_reach = membership_teams::table
        .filter(membership_teams::team_id.eq_any(teams))
        .select(membership_teams::membership_id);
    let mut query = memberships::table
        .inner_join(users::table)
        .inner_join(organisations::table)
        .filter(memberships::id.eq_any(in_reach))
        .filter(memberships::role.eq_any(roles.iter().map(|role| role.code())))
        .filter(memberships::starts_at.le(now))
        .filter(memberships::ends_at.is_null().or(memberships::ends_at.gt(now)))
        .filter(users::blocked_at.is_null())
        .select((
            memberships::id,
            memberships::role,
            users::id,
            users::display_name,
            users::expertise,
            users::capacity,
            organisations::id,
            organisations::name,
            organisations::kind,
            load_of(users::id),
        ))
        .into_boxed();
    if let Some(only) = only {
        query = query.filter(memberships::id.eq_any(only.iter().map(|it| it.0).collect::<Vec<_>>()));
    }
    Ok(query.load::<Row>(tx.conn()?).await?)
}

/// Where the household is: its area and, since a team for the whole municipality also works in its districts, the
/// area around that.
async fn home(tx: &mut Tx, permit: &Permit<may::AssignDuo>) -> Result<Vec<Uuid>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let (area, parent) = cases::table
        .inner_join(households::table.inner_join(areas::table))
        .filter(cases::id.eq(case.0))
        .select((areas::id, areas::parent_id))
        .first::<(Uuid, Option<Uuid>)>(tx.conn()?)
        .await?;
    Ok([Some(area), parent].into_iter().flatten().collect())
}

/// The teams that take part in the case, and those of the same organisations that work where the household is.
async fn teams_in_reach(
    tx: &mut Tx,
    permit: &Permit<may::AssignDuo>,
    home: &[Uuid],
) -> Result<Vec<Uuid>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let now = tx.now();
    let today = amsterdam_day(now);
    let part = teams::table
        .inner_join(participations::table)
        .filter(participations::case_id.eq(case.0))
        .filter(participations::starts_at.le(now))
        .filter(participations::ends_at.is_null().or(participations::ends_at.gt(now)))
        .select((teams::id, teams::organisation_id))
        .load::<(Uuid, Uuid)>(tx.conn()?)
        .await?;
    let here = team_areas::table.filter(team_areas::area_id.eq_any(home)).select(team_areas::team_id);
    let (mut found, organisations): (Vec<Uuid>, Vec<Uuid>) = part.into_iter().unzip();
    let nearby = teams::table
        .filter(teams::organisation_id.eq_any(organisations))
        .filter(teams::id.eq_any(here))
        .filter(teams::valid_from.le(today))
        .filter(teams::valid_until.is_null().or(teams::valid_until.ge(today)))
        .select(teams::id)
        .load::<Uuid>(tx.conn()?)
        .await?;
    found.extend(nearby);
    Ok(found)
}

/// The areas of the teams of these memberships, by identifier, with their names.
async fn areas_of(
    tx: &mut Tx,
    wanted: &[Uuid],
) -> Result<BTreeMap<Uuid, BTreeMap<Uuid, String>>, StoreError> {
    let rows = membership_teams::table
        .inner_join(teams::table.inner_join(team_areas::table.inner_join(areas::table)))
        .filter(membership_teams::membership_id.eq_any(wanted))
        .distinct()
        .select((membership_teams::membership_id, areas::id, areas::name))
        .load::<(Uuid, Uuid, String)>(tx.conn()?)
        .await?;
    let mut areas: BTreeMap<Uuid, BTreeMap<Uuid, String>> = BTreeMap::new();
    for (membership, area, name) in rows {
        areas.entry(membership).or_default().insert(area, name);
    }
    Ok(areas)
}

async fn seated_in(tx: &mut Tx, permit: &Permit<may::AssignDuo>) -> Result<Vec<Uuid>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let now = tx.now();
    Ok(duo_seats::table
        .filter(duo_seats::case_id.eq(case.0))
        .filter(duo_seats::starts_at.le(now))
        .filter(duo_seats::ends_at.is_null().or(duo_seats::ends_at.gt(now)))
        .select(duo_seats::user_id)
        .load::<Uuid>(tx.conn()?)
        .await?)
}

async fn proposed_in(tx: &mut Tx, permit: &Permit<may::AssignDuo>) -> Result<Vec<Uuid>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    Ok(diesel::select(proposed_for_duo(case.0)).get_result::<Vec<Uuid>>(tx.conn()?).await?)
}

impl Row {
    fn professional(&self) -> Result<Professional, StoreError> {
        let kind = OrganisationKind::from_code(&self.organisation_kind);
        Ok(Professional {
            user: UserId(self.user),
            membership: MembershipId(self.membership),
            organisation: OrganisationId(self.organisation),
            organisation_kind: row::code("organisations", "kind", self.organisation, kind)?,
        })
    }

    fn into_candidate(
        self,
        areas: BTreeMap<Uuid, String>,
        nearby: bool,
        (seated, proposed): (bool, bool),
    ) -> Result<Candidate, StoreError> {
        let mut areas: Vec<String> = areas.into_values().collect();
        areas.sort();
        Ok(Candidate {
            who: self.professional()?,
            role: row::code("memberships", "role", self.membership, Role::from_code(&self.role))?,
            load: row::code("users", "load", self.user, self.load)?,
            name: self.name,
            organisation_name: self.organisation_name,
            expertise: self.expertise,
            capacity: self.capacity,
            areas,
            nearby,
            seated,
            proposed,
        })
    }
}
