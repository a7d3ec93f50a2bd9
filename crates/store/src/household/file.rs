//! The file of one household: who belongs to it and belonged to it, how they are related, and what goes on.
//!
//! A file of any size costs the same number of statements. The caller's permit decides; what row level security
//! hides besides is not there and not counted.

use super::members::MemberRow;
use crate::audit;
use crate::error::StoreError;
use crate::person::{PersonRow, PersonView};
use crate::relationship::{self, Stored};
use crate::row;
use crate::schema::{areas, cases, household_members, households, persons, reports};
use crate::tx::Tx;
use access::{Permit, may};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::count;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::household::{LeaveReason, MemberRole};
use domain::id::{AreaId, CaseId, HouseholdId, MemberId, PersonId, ReportId, TeamId};
use domain::person::PersonName;
use domain::report::ReportState;
use domain::time::amsterdam_day;
use domain::version::Version;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Everything about a household on one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseholdFile {
    pub household: HouseholdId,
    pub version: Version,
    pub area: AreaId,
    pub area_name: String,
    pub registered_at: DateTime<Utc>,
    /// Who belongs to it, the oldest first.
    pub members: Vec<MemberFile>,
    /// Who belonged to it, the last to leave first. Of them only what the household knew.
    pub former: Vec<FormerMember>,
    /// Past and present.
    pub relationships: Vec<Stored>,
    /// The newest first.
    pub cases: Vec<CaseLine>,
    /// The newest first.
    pub reports: Vec<ReportLine>,
}

/// Somebody who belongs to the household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberFile {
    pub member: MemberId,
    pub person: PersonView,
    /// An unborn child that was born since is a child.
    pub role: MemberRole,
    pub lives_here: bool,
    pub since: NaiveDate,
    /// Other households of this person now, as far as row level security shows them.
    pub other_households: i64,
}

/// Somebody who belonged to the household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormerMember {
    pub member: MemberId,
    pub person: PersonId,
    /// As it was on the last day; what it became is not for this household.
    pub name: PersonName,
    pub role: MemberRole,
    pub since: NaiveDate,
    pub until: NaiveDate,
    pub because: LeaveReason,
}

/// A case of the household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseLine {
    pub case: CaseId,
    /// What people call the case without naming anybody.
    pub code: String,
    /// Code of the phase.
    pub phase: String,
    pub open: bool,
    pub opened_at: DateTime<Utc>,
}

/// A report about the household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportLine {
    pub report: ReportId,
    /// The team that handles it.
    pub team: TeamId,
    pub state: ReportState,
    pub received_at: DateTime<Utc>,
}

/// Reads the file of the permit's household, and records everybody who is in it.
///
/// # Errors
/// Those of the database; [`StoreError::Sealed`] when a number cannot be opened.
pub async fn file(
    tx: &mut Tx,
    permit: &Permit<may::ReadHousehold>,
) -> Result<Option<HouseholdFile>, StoreError> {
    let household = permit.household().ok_or(StoreError::Stale)?;
    let Some(mut file) = bare(tx, household).await? else { return Ok(None) };
    fill_members(tx, &mut file).await?;
    file.former = former_of(tx, household).await?;
    file.relationships = relationship::of_household(tx, permit).await?;
    file.cases = cases_of(tx, household).await?;
    file.reports = reports_of(tx, household).await?;
    audit::record(tx, permit, &file.persons()).await?;
    Ok(Some(file))
}

impl HouseholdFile {
    /// Everybody whom the file shows.
    #[must_use]
    pub fn persons(&self) -> Vec<PersonId> {
        let related = self.relationships.iter().flat_map(|it| [it.value.from, it.value.to]);
        let mut persons: Vec<_> = self
            .members
            .iter()
            .map(|it| it.person.person)
            .chain(self.former.iter().map(|it| it.person))
            .chain(related)
            .collect();
        persons.sort();
        persons.dedup();
        persons
    }
}

async fn bare(tx: &mut Tx, household: HouseholdId) -> Result<Option<HouseholdFile>, StoreError> {
    let found = households::table
        .inner_join(areas::table)
        .filter(households::id.eq(household.0))
        .select((households::version, households::registered_at, areas::id, areas::name))
        .first::<(i64, DateTime<Utc>, Uuid, String)>(tx.conn()?)
        .await
        .optional()?;
    Ok(found.map(|(version, registered_at, area, area_name)| HouseholdFile {
        household,
        version: Version(version),
        area: AreaId(area),
        area_name,
        registered_at,
        members: Vec::new(),
        former: Vec::new(),
        relationships: Vec::new(),
        cases: Vec::new(),
        reports: Vec::new(),
    }))
}

async fn fill_members(tx: &mut Tx, file: &mut HouseholdFile) -> Result<(), StoreError> {
    let today = amsterdam_day(tx.now());
    let rows = household_members::table
        .inner_join(persons::table)
        .filter(household_members::household_id.eq(file.household.0))
        .filter(household_members::left_on.is_null())
        .order((persons::born_from.asc().nulls_last(), persons::id))
        .select((MemberRow::as_select(), PersonRow::as_select()))
        .load::<(MemberRow, PersonRow)>(tx.conn()?)
        .await?;
    let elsewhere = elsewhere(tx, file.household).await?;
    for (row, person) in rows {
        let stay = row.membership()?;
        let member = MemberId(row.id);
        let person = person.view(&tx.keys, today)?;
        let role = match stay.role {
            MemberRole::UnbornChild if !person.birth.is_expected() => MemberRole::Child,
            role => role,
        };
        file.members.push(MemberFile {
            member,
            role,
            lives_here: stay.lives_here,
            since: stay.from,
            other_households: elsewhere.get(&stay.person.0).copied().unwrap_or(0),
            person,
        });
    }
    Ok(())
}

/// Those who left, as the household knew them: who they are now is for their households of now.
async fn former_of(tx: &mut Tx, household: HouseholdId) -> Result<Vec<FormerMember>, StoreError> {
    let rows = household_members::table
        .filter(household_members::household_id.eq(household.0))
        .filter(household_members::left_on.is_not_null())
        .order((household_members::left_on.desc(), household_members::id))
        .select(MemberRow::as_select())
        .load::<MemberRow>(tx.conn()?)
        .await?;
    let mut former = Vec::with_capacity(rows.len());
    for row in rows {
        let stay = row.membership()?;
        let Some(((until, because), name)) = stay.until.zip(stay.left_because).zip(row.known_as()?) else {
            continue;
        };
        former.push(FormerMember {
            member: MemberId(row.id),
            person: stay.person,
            name,
            role: stay.role,
            since: stay.from,
            until,
            because,
        });
    }
    Ok(former)
}

/// In how many other households each member is now, counting only those that the caller may see.
async fn elsewhere(tx: &mut Tx, household: HouseholdId) -> Result<BTreeMap<Uuid, i64>, StoreError> {
    let (here, there) = diesel::alias!(household_members as here, household_members as there);
    let of_here = here
        .filter(here.field(household_members::household_id).eq(household.0))
        .filter(here.field(household_members::left_on).is_null())
        .select(here.field(household_members::person_id));
    let counted = there
        .filter(there.field(household_members::person_id).eq_any(of_here))
        .filter(there.field(household_members::household_id).ne(household.0))
        .filter(there.field(household_members::left_on).is_null())
        .group_by(there.field(household_members::person_id))
        .select((
            there.field(household_members::person_id),
            count(there.field(household_members::household_id)),
        ))
        .load::<(Uuid, i64)>(tx.conn()?)
        .await?;
    Ok(counted.into_iter().collect())
}

async fn cases_of(tx: &mut Tx, household: HouseholdId) -> Result<Vec<CaseLine>, StoreError> {
    let rows = cases::table
        .filter(cases::household_id.eq(household.0))
        .order((cases::opened_at.desc(), cases::id))
        .select((cases::id, cases::code, cases::phase, cases::state, cases::opened_at))
        .load::<(Uuid, String, String, String, DateTime<Utc>)>(tx.conn()?)
        .await?;
    let line = |(case, code, phase, state, opened_at): (Uuid, String, String, String, DateTime<Utc>)| {
        CaseLine { case: CaseId(case), code, phase, open: state == "open", opened_at }
    };
    Ok(rows.into_iter().map(line).collect())
}

async fn reports_of(tx: &mut Tx, household: HouseholdId) -> Result<Vec<ReportLine>, StoreError> {
    let rows = reports::table
        .filter(reports::household_id.eq(household.0))
        .order((reports::received_at.desc(), reports::id))
        .select((reports::id, reports::team_id, reports::state, reports::received_at))
        .load::<(Uuid, Uuid, String, DateTime<Utc>)>(tx.conn()?)
        .await?;
    rows.into_iter()
        .map(|(id, team, state, received_at)| {
            let state = row::code("reports", "state", id, ReportState::from_code(&state))?;
            Ok(ReportLine { report: ReportId(id), team: TeamId(team), state, received_at })
        })
        .collect()
}
