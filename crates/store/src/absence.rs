//! Absences, and the covers of duo seats that belong to them.

use crate::audit;
use crate::error::StoreError;
use crate::names::{self, UserName};
use crate::row;
use crate::schema::{
    absence_covers, absences, cases, duo_seats, membership_teams, memberships, organisations, users,
};
use crate::tx::Tx;
use access::{Named, Permit, Role};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::absence::Away;
use domain::duo::{OrganisationKind, Professional, Seat, SeatKind};
use domain::id::{AbsenceId, CaseId, MembershipId, OrganisationId, SeatId, TeamId, UserId};
use std::collections::BTreeMap;
use uuid::Uuid;

/// An absence in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbsenceLine {
    pub id: AbsenceId,
    pub who: UserName,
    pub membership: MembershipId,
    pub away: Away,
    /// Who stands in, each with the number of seats.
    pub covers: Vec<(UserName, usize)>,
}

/// A colleague: somebody of the same team who does the work of a duo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    pub who: Professional,
    pub name: String,
    /// The teams of both.
    pub teams: Vec<TeamId>,
}

/// The seat of somebody who is away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct AwaySeat {
    pub case: CaseId,
    pub seat: Seat,
}

/// Everybody of these teams in one of these roles who works there now, by name.
///
/// # Errors
/// Those of the database.
pub async fn colleagues(tx: &mut Tx, of: &[TeamId], roles: &[Role]) -> Result<Vec<Colleague>, StoreError> {
    let now = tx.now();
    let rows = membership_teams::table
        .inner_join(memberships::table.inner_join(users::table).inner_join(organisations::table))
        .filter(membership_teams::team_id.eq_any(of.iter().map(|it| it.0)))
        .filter(memberships::role.eq_any(roles.iter().map(|it| it.code())))
        .filter(memberships::starts_at.le(now))
        .filter(memberships::ends_at.is_null().or(memberships::ends_at.gt(now)))
        .filter(users::blocked_at.is_null())
        .order((users::display_name, memberships::id, membership_teams::team_id))
        .select((
            (memberships::id, membership_teams::team_id),
            (users::id, users::display_name),
            (organisations::id, organisations::kind),
        ))
        .load::<((Uuid, Uuid), (Uuid, String), (Uuid, String))>(tx.conn()?)
        .await?;
    let mut found: Vec<Colleague> = Vec::new();
    for ((membership, team), (user, name), (organisation, kind)) in rows {
        let kind = OrganisationKind::from_code(&kind);
        let organisation_kind = row::code("organisations", "kind", organisation, kind)?;
        match found.iter_mut().find(|it| it.who.membership.0 == membership) {
            Some(known) => known.teams.push(TeamId(team)),
            None => found.push(Colleague {
                who: Professional {
                    user: UserId(user),
                    membership: MembershipId(membership),
                    organisation: OrganisationId(organisation),
                    organisation_kind,
                },
                name,
                teams: vec![TeamId(team)],
            }),
        }
    }
    Ok(found)
}

/// The seats that somebody has as a member in open cases at some time of the absence, as far as the caller sees them.
///
/// # Errors
/// Those of the database.
pub async fn seats_of(tx: &mut Tx, who: MembershipId, away: Away) -> Result<Vec<AwaySeat>, StoreError> {
    let rows = duo_seats::table
        .inner_join(cases::table)
        .filter(duo_seats::membership_id.eq(who.0))
        .filter(duo_seats::kind.eq(SeatKind::Member.code()))
        .filter(duo_seats::starts_at.le(away.from))
        .filter(duo_seats::ends_at.is_null().or(duo_seats::ends_at.gt(away.from)))
        .filter(cases::state.eq("open"))
        .order((duo_seats::case_id, duo_seats::seat))
        .select((duo_seats::id, duo_seats::case_id, duo_seats::seat))
        .load::<(Uuid, Uuid, i16)>(tx.conn()?)
        .await?;
    rows.into_iter()
        .map(|(id, case, seat)| {
            let seat = row::code("duo_seats", "seat", id, Seat::from_number(seat))?;
            Ok(AwaySeat { case: CaseId(case), seat })
        })
        .collect()
}

/// Saves an absence.
///
/// # Errors
/// [`StoreError::Conflict`] when this person is away then already; those of the database.
pub async fn save<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    id: AbsenceId,
    (user, membership): (UserId, MembershipId),
    away: Away,
) -> Result<(), StoreError> {
    let now = tx.now();
    let caller = permit.caller();
    diesel::insert_into(absences::table)
        .values((
            absences::id.eq(id.0),
            (absences::user_id.eq(user.0), absences::membership_id.eq(membership.0)),
            (absences::starts_at.eq(away.from), absences::ends_at.eq(away.until)),
            (absences::recorded_by.eq(caller.user.0), absences::recorded_as.eq(caller.membership.0)),
            absences::recorded_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    audit::record_made(tx, permit, ("absence", id.0), &[]).await
}

/// Notes that a cover belongs to an absence.
///
/// # Errors
/// Those of the database.
pub async fn save_cover(tx: &mut Tx, absence: AbsenceId, seat: SeatId) -> Result<(), StoreError> {
    diesel::insert_into(absence_covers::table)
        .values((absence_covers::seat_id.eq(seat.0), absence_covers::absence_id.eq(absence.0)))
        .execute(tx.conn()?)
        .await?;
    Ok(())
}

/// Whose absence it is and when; nothing when it is not there or not for the caller. Locked until the end of the
/// transaction.
///
/// # Errors
/// Those of the database.
pub async fn lock(tx: &mut Tx, id: AbsenceId) -> Result<Option<(MembershipId, Away)>, StoreError> {
    let found = absences::table
        .find(id.0)
        .select((absences::membership_id, absences::starts_at, absences::ends_at))
        .for_no_key_update()
        .first::<(Uuid, DateTime<Utc>, DateTime<Utc>)>(tx.conn()?)
        .await
        .optional()?;
    Ok(found.map(|(who, from, until)| (MembershipId(who), Away { from, until })))
}

/// The covers of an absence, by case.
///
/// # Errors
/// Those of the database.
pub async fn covers_of(tx: &mut Tx, id: AbsenceId) -> Result<Vec<(CaseId, SeatId)>, StoreError> {
    let rows = absence_covers::table
        .inner_join(duo_seats::table)
        .filter(absence_covers::absence_id.eq(id.0))
        .order((duo_seats::case_id, duo_seats::id))
        .select((duo_seats::case_id, duo_seats::id))
        .load::<(Uuid, Uuid)>(tx.conn()?)
        .await?;
    Ok(rows.into_iter().map(|(case, seat)| (CaseId(case), SeatId(seat))).collect())
}

/// Ends an absence early.
///
/// # Errors
/// Those of the database.
pub async fn end<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    id: AbsenceId,
    until: DateTime<Utc>,
) -> Result<(), StoreError> {
    diesel::update(absences::table.find(id.0))
        .set((absences::ends_at.eq(until), absences::ended_by.eq(permit.caller().user.0)))
        .execute(tx.conn()?)
        .await?;
    audit::record_made(tx, permit, ("absence", id.0), &[]).await
}

/// The absences that the caller arranges or has, that end after a moment, the soonest first. At most 200.
///
/// # Errors
/// Those of the database.
pub async fn list(tx: &mut Tx, after: DateTime<Utc>) -> Result<Vec<AbsenceLine>, StoreError> {
    let rows = absences::table
        .filter(absences::ends_at.gt(after))
        .order((absences::starts_at, absences::id))
        .limit(200)
        .select((
            absences::id,
            absences::user_id,
            absences::membership_id,
            absences::starts_at,
            absences::ends_at,
        ))
        .load::<(Uuid, Uuid, Uuid, DateTime<Utc>, DateTime<Utc>)>(tx.conn()?)
        .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.0).collect();
    let covers = absence_covers::table
        .inner_join(duo_seats::table)
        .filter(absence_covers::absence_id.eq_any(ids))
        .order((absence_covers::absence_id, duo_seats::user_id))
        .select((absence_covers::absence_id, duo_seats::user_id))
        .load::<(Uuid, Uuid)>(tx.conn()?)
        .await?;
    let mut users: Vec<UserId> = rows.iter().map(|row| UserId(row.1)).collect();
    users.extend(covers.iter().map(|(_, user)| UserId(*user)));
    let users = names::of_users(tx, &users).await?;
    let mut by_absence: BTreeMap<Uuid, Vec<(UserName, usize)>> = BTreeMap::new();
    for (absence, user) in covers {
        let user = users.find(UserId(user))?;
        let of = by_absence.entry(absence).or_default();
        match of.iter_mut().find(|(known, _)| *known == user) {
            Some((_, seats)) => *seats += 1,
            None => of.push((user, 1)),
        }
    }
    rows.into_iter()
        .map(|(id, user, membership, from, until)| {
            Ok(AbsenceLine {
                id: AbsenceId(id),
                who: users.find(UserId(user))?,
                membership: MembershipId(membership),
                away: Away { from, until },
                covers: by_absence.remove(&id).unwrap_or_default(),
            })
        })
        .collect()
}
