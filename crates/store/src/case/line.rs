//! Cases as they stand in a list: who it is about, who works on it, when there was contact, how safe it is.
//!
//! A page of any length costs the same number of statements.

use super::facts::enter;
use crate::error::StoreError;
use crate::names::NameRow;
use crate::round::settled::settled;
use crate::row;
use crate::schema::{
    areas, cases, contact_entries, contact_presences, duo_seats, household_members, households,
    organisations, participations, persons, safety_scores, teams, users, view_holders,
};
use crate::tx::Tx;
use access::{Caller, CaseScope};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use domain::contact::Presence;
use domain::duo::SeatKind;
use domain::id::{CaseId, HouseholdId, PersonId, TeamId, UserId};
use domain::version::Version;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A case in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseLine {
    pub case: CaseId,
    pub version: Version,
    /// What people call the case without naming anybody.
    pub code: String,
    pub household: HouseholdId,
    pub area: String,
    /// Code of the phase.
    pub phase: String,
    pub open: bool,
    pub opened_at: DateTime<Utc>,
    pub reason: String,
    /// Who belongs to the household now.
    pub members: Vec<MemberLine>,
    /// Who sits in a seat now.
    pub seats: Vec<SeatLine>,
    /// The team that holds the view on safety now.
    pub holder: Option<(TeamId, String)>,
    pub last_contact_at: Option<DateTime<Utc>>,
    /// The latest score of each rater about each subject.
    pub scores: Vec<LatestScore>,
}

/// A member of the household in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberLine {
    pub person: PersonId,
    /// Name on the page.
    pub name: String,
    /// Code of the role in the household.
    pub role: String,
    /// Birth date as far as known.
    pub birth: String,
    pub born_from: Option<NaiveDate>,
    pub lives_here: bool,
}

/// Somebody in a seat of the duo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatLine {
    pub seat: i16,
    pub kind: SeatKind,
    pub user: UserId,
    pub name: String,
    pub organisation: String,
    pub until: Option<DateTime<Utc>>,
}

/// The latest score of a rater.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LatestScore {
    pub value: i16,
    pub at: DateTime<Utc>,
    pub rater_user: Option<UserId>,
    pub rater_person: Option<PersonId>,
    pub about: Option<PersonId>,
}

/// One page of the cases in scope, newest first, at most `limit`, older than `after`.
///
/// # Errors
/// Those of the database.
pub async fn page(
    tx: &mut Tx,
    caller: &Caller,
    scope: CaseScope,
    after: Option<CaseId>,
    limit: i64,
) -> Result<Vec<CaseId>, StoreError> {
    let before = after.map_or(Uuid::max(), |case| case.0);
    let now = tx.now();
    let mut found = Vec::new();
    if scope.in_duo {
        found.extend(
            duo_seats::table
                .filter(
                    duo_seats::user_id
                        .eq(caller.user.0)
                        .and(duo_seats::membership_id.eq(caller.membership.0)),
                )
                .filter(duo_seats::starts_at.le(now))
                .filter(duo_seats::ends_at.is_null().or(duo_seats::ends_at.gt(now)))
                .filter(duo_seats::case_id.lt(before))
                .select(duo_seats::case_id)
                .distinct()
                .order(duo_seats::case_id.desc())
                .limit(limit)
                .load::<Uuid>(tx.conn()?)
                .await?,
        );
    }
    if scope.team_takes_part {
        let teams: Vec<Uuid> = caller.teams.iter().map(|team| team.0).collect();
        found.extend(
            participations::table
                .filter(participations::team_id.eq_any(teams))
                .filter(participations::starts_at.le(now))
                .filter(participations::ends_at.is_null().or(participations::ends_at.gt(now)))
                .filter(participations::case_id.lt(before))
                .select(participations::case_id)
                .distinct()
                .order(participations::case_id.desc())
                .limit(limit)
                .load::<Uuid>(tx.conn()?)
                .await?,
        );
    }
    if scope.opener {
        found.extend(
            cases::table
                .filter(cases::opened_by.eq(caller.user.0))
                .filter(cases::opened_as.eq(caller.membership.0))
                .filter(not(exists(duo_seats::table.filter(duo_seats::case_id.eq(cases::id)))))
                .filter(cases::id.lt(before))
                .select(cases::id)
                .order(cases::id.desc())
                .limit(limit)
                .load::<Uuid>(tx.conn()?)
                .await?,
        );
    }
    found.sort_by(|a, b| b.cmp(a));
    found.dedup();
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found.into_iter().map(CaseId).collect())
}

/// The lines of these cases, in this order; cases that row level security hides are left out.
///
/// The caller of this function records everybody who is in the lines.
///
/// # Errors
/// Those of the database.
pub async fn lines(tx: &mut Tx, wanted: &[CaseId]) -> Result<Vec<CaseLine>, StoreError> {
    let ids: Vec<Uuid> = wanted.iter().map(|case| case.0).collect();
    enter(tx, &ids).await?;
    let mut lines = bare_lines(tx, &ids).await?;
    let households: Vec<Uuid> = lines.values().map(|line| line.household.0).collect();
    let mut members = members_of(tx, &households).await?;
    let mut seats = seats_of(tx, &ids).await?;
    let mut holders = holders_of(tx, &ids).await?;
    let contacts = last_contacts_of(tx, &ids).await?;
    let mut scores = latest_scores_of(tx, &ids).await?;
    for (id, line) in &mut lines {
        line.members = members.remove(&line.household.0).unwrap_or_default();
        line.seats = seats.remove(id).unwrap_or_default();
        line.holder = holders.remove(id);
        line.last_contact_at = contacts.get(id).copied();
        line.scores = scores.remove(id).unwrap_or_default();
    }
    Ok(ids.iter().filter_map(|id| lines.remove(id)).collect())
}

impl CaseLine {
    /// Everybody whom the line shows.
    #[must_use]
    pub fn persons(&self) -> Vec<PersonId> {
        self.members.iter().map(|member| member.person).collect()
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = cases, check_for_backend(diesel::pg::Pg))]
struct CaseRow {
    id: Uuid,
    version: i64,
    code: String,
    household_id: Uuid,
    phase: String,
    state: String,
    opened_at: DateTime<Utc>,
    reason: String,
}

async fn bare_lines(tx: &mut Tx, ids: &[Uuid]) -> Result<BTreeMap<Uuid, CaseLine>, StoreError> {
    let rows = cases::table
        .inner_join(households::table.inner_join(areas::table))
        .filter(cases::id.eq_any(ids))
        .select((CaseRow::as_select(), areas::name))
        .load::<(CaseRow, String)>(tx.conn()?)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(row, area)| {
            let line = CaseLine {
                case: CaseId(row.id),
                version: Version(row.version),
                code: row.code,
                household: HouseholdId(row.household_id),
                area,
                phase: row.phase,
                open: row.state == "open",
                opened_at: row.opened_at,
                reason: row.reason,
                members: Vec::new(),
                seats: Vec::new(),
                holder: None,
                last_contact_at: None,
                scores: Vec::new(),
            };
            (row.id, line)
        })
        .collect())
}

/// Who belongs to each of these households now. The caller of this function records everybody who is in it.
pub(crate) async fn members_of(
    tx: &mut Tx,
    households: &[Uuid],
) -> Result<BTreeMap<Uuid, Vec<MemberLine>>, StoreError> {
    let rows = household_members::table
        .inner_join(persons::table)
        .filter(household_members::household_id.eq_any(households))
        .filter(household_members::left_on.is_null())
        .order((persons::born_from.asc().nulls_last(), persons::id))
        .select((
            household_members::household_id,
            household_members::role,
            household_members::lives_here,
            NameRow::as_select(),
        ))
        .load::<(Uuid, String, bool, NameRow)>(tx.conn()?)
        .await?;
    let mut members: BTreeMap<Uuid, Vec<MemberLine>> = BTreeMap::new();
    for (household, role, lives_here, person) in rows {
        members.entry(household).or_default().push(MemberLine {
            person: PersonId(person.id),
            name: tx.names.person(&person),
            role,
            birth: person.birth,
            born_from: person.born_from,
            lives_here,
        });
    }
    Ok(members)
}

async fn seats_of(tx: &mut Tx, ids: &[Uuid]) -> Result<BTreeMap<Uuid, Vec<SeatLine>>, StoreError> {
    let now = tx.now();
    let rows = duo_seats::table
        .inner_join(users::table.on(users::id.eq(duo_seats::user_id)))
        .inner_join(
            crate::schema::memberships::table
                .on(crate::schema::memberships::id.eq(duo_seats::membership_id))
                .inner_join(organisations::table),
        )
        .filter(duo_seats::case_id.eq_any(ids))
        .filter(duo_seats::starts_at.le(now))
        .filter(duo_seats::ends_at.is_null().or(duo_seats::ends_at.gt(now)))
        .order((duo_seats::seat, duo_seats::starts_at))
        .select((
            duo_seats::case_id,
            (duo_seats::id, duo_seats::seat, duo_seats::kind, duo_seats::ends_at),
            (users::id, users::display_name),
            organisations::name,
        ))
        .load::<(Uuid, (Uuid, i16, String, Option<DateTime<Utc>>), (Uuid, String), String)>(tx.conn()?)
        .await?;
    let mut seats: BTreeMap<Uuid, Vec<SeatLine>> = BTreeMap::new();
    for (case, (id, seat, kind, until), (user, name), organisation) in rows {
        let kind = row::code("duo_seats", "kind", id, SeatKind::from_code(&kind))?;
        tx.names.user(user, &name);
        seats.entry(case).or_default().push(SeatLine {
            seat,
            kind,
            user: UserId(user),
            name,
            organisation,
            until,
        });
    }
    Ok(seats)
}

async fn holders_of(tx: &mut Tx, ids: &[Uuid]) -> Result<BTreeMap<Uuid, (TeamId, String)>, StoreError> {
    let now = tx.now();
    let rows = view_holders::table
        .inner_join(teams::table)
        .filter(view_holders::case_id.eq_any(ids))
        .filter(view_holders::since.le(now))
        .distinct_on(view_holders::case_id)
        .order((view_holders::case_id, view_holders::since.desc()))
        .select((view_holders::case_id, teams::id, teams::name))
        .load::<(Uuid, Uuid, String)>(tx.conn()?)
        .await?;
    Ok(rows.into_iter().map(|(case, team, name)| (case, (TeamId(team), name))).collect())
}

/// Asks for each case apart, so that the index gives the newest entry and row level security looks at few others.
async fn last_contacts_of(tx: &mut Tx, ids: &[Uuid]) -> Result<BTreeMap<Uuid, DateTime<Utc>>, StoreError> {
    let later = diesel::alias!(contact_entries as later);
    // A corrected entry no longer stands: the contact may have been on another day.
    let corrected =
        later.filter(later.field(contact_entries::corrects_id).eq(contact_entries::id.nullable()));
    // Whom nobody reached, nobody spoke; a contact without anybody of the household is one with the people around it.
    let of_entry = || contact_presences::table.filter(contact_presences::contact_id.eq(contact_entries::id));
    let missed = contact_presences::presence.eq(Presence::NotReached.code());
    let met = contact_presences::presence.ne(Presence::NotReached.code());
    let last = contact_entries::table
        .filter(contact_entries::case_id.eq(cases::id))
        .filter(not(exists(corrected)))
        .filter(not(exists(of_entry().filter(missed))).or(exists(of_entry().filter(met))))
        .order(contact_entries::happened_at.desc())
        .select(contact_entries::happened_at)
        .limit(1)
        .single_value();
    let rows = cases::table
        .filter(cases::id.eq_any(ids))
        .select((cases::id, last))
        .load::<(Uuid, Option<DateTime<Utc>>)>(tx.conn()?)
        .await?;
    Ok(rows.into_iter().filter_map(|(case, at)| at.map(|at| (case, at))).collect())
}

#[diesel::declare_sql_function]
extern "SQL" {
    /// Exactly one of the two raters of a score is there.
    fn coalesce(user: Nullable<SqlUuid>, person: Nullable<SqlUuid>) -> Nullable<SqlUuid>;
}

async fn latest_scores_of(tx: &mut Tx, ids: &[Uuid]) -> Result<BTreeMap<Uuid, Vec<LatestScore>>, StoreError> {
    use safety_scores::dsl;
    let rater = coalesce(dsl::rater_user_id, dsl::rater_person_id);
    let rows = safety_scores::table
        .filter(dsl::case_id.eq_any(ids))
        .filter(settled())
        .distinct_on((dsl::case_id, rater, dsl::about_person_id))
        .order((dsl::case_id, rater, dsl::about_person_id, dsl::scored_at.desc(), dsl::entered_at.desc()))
        .select((
            dsl::case_id,
            dsl::value,
            dsl::scored_at,
            dsl::rater_user_id,
            dsl::rater_person_id,
            dsl::about_person_id,
        ))
        .load::<(Uuid, i16, DateTime<Utc>, Option<Uuid>, Option<Uuid>, Option<Uuid>)>(tx.conn()?)
        .await?;
    let mut scores: BTreeMap<Uuid, Vec<LatestScore>> = BTreeMap::new();
    for (case, value, at, user, person, about) in rows {
        scores.entry(case).or_default().push(LatestScore {
            value,
            at,
            rater_user: user.map(UserId),
            rater_person: person.map(PersonId),
            about: about.map(PersonId),
        });
    }
    Ok(scores)
}
