//! Incidents: saving a new one, and the list of a case. An incident is never changed.

use crate::audit;
use crate::error::StoreError;
use crate::names::{self, PersonName, UserName};
use crate::row;
use crate::schema::{incident_people, incidents, organisations, phase_changes};
use crate::tx::Tx;
use access::{Permit, may};
use chrono::{DateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{IncidentId, OrganisationId, PersonId, UserId};
use domain::incident::{NewIncident, Part, PartMoment, Recorded};
use domain::text::LongText;
use domain::violence::ViolenceType;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// An incident with names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentLine {
    pub id: IncidentId,
    pub happened: PartMoment,
    pub kinds: Vec<ViolenceType>,
    pub people: Vec<(Part, PersonName)>,
    pub told: String,
    pub done: Option<String>,
    pub acute: bool,
    pub police: bool,
    /// Why there was no new danger.
    pub stay_reason: Option<String>,
    /// Whether it made the case fall back to direct safety.
    pub fell_back: bool,
    pub corrects: Option<IncidentId>,
    pub corrected_by: Option<IncidentId>,
    pub by: UserName,
    /// On behalf of which organisation it was recorded.
    pub organisation: (OrganisationId, String),
    pub recorded_at: DateTime<Utc>,
}

/// Where an incident stands in the list of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IncidentPlace {
    pub until: DateTime<Utc>,
    pub id: IncidentId,
}

/// What a correction needs to know of the incident of this case that it corrects; nothing when there is none.
///
/// # Errors
/// Those of the database.
pub async fn recorded(
    tx: &mut Tx,
    permit: &Permit<may::RecordIncident>,
    wanted: IncidentId,
) -> Result<Option<Recorded>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let later = diesel::alias!(incidents as later);
    let corrected = later.filter(later.field(incidents::corrects_id).eq(incidents::id.nullable()));
    let fell_back = phase_changes::table.filter(phase_changes::incident_id.eq(incidents::id.nullable()));
    let found = incidents::table
        .filter(incidents::id.eq(wanted.0))
        .filter(incidents::case_id.eq(case.0))
        .select((incidents::organisation_id, exists(corrected), exists(fell_back)))
        .first::<(Uuid, bool, bool)>(tx.conn()?)
        .await
        .optional()?;
    Ok(found.map(|(organisation, corrected, fell_back)| Recorded {
        organisation: OrganisationId(organisation),
        corrected,
        fell_back,
    }))
}

/// Saves an incident and records everybody who had a part in it.
///
/// # Errors
/// [`StoreError::Conflict`] when the incident that this one corrects was corrected in the meantime; those of the
/// database.
pub async fn save(
    tx: &mut Tx,
    permit: &Permit<may::RecordIncident>,
    id: IncidentId,
    new: &NewIncident,
) -> Result<(), StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let (now, caller) = (tx.now(), permit.caller());
    let kinds: Vec<&str> = new.kinds.iter().map(|it| it.code()).collect();
    diesel::insert_into(incidents::table)
        .values((
            (incidents::id.eq(id.0), incidents::case_id.eq(case.0)),
            incidents::happened.eq(new.happened.to_text()),
            incidents::happened_from.eq(new.happened.earliest()),
            incidents::happened_until.eq(new.happened.latest()),
            incidents::kinds.eq(kinds),
            incidents::told.eq(new.told.as_str()),
            incidents::done.eq(new.done.as_ref().map(LongText::as_str)),
            (incidents::acute.eq(new.acute), incidents::police.eq(new.police)),
            incidents::stay_reason.eq(new.stay_reason.as_ref().map(LongText::as_str)),
            incidents::corrects_id.eq(new.corrects.map(|it| it.0)),
            incidents::recorded_by.eq(caller.user.0),
            incidents::membership_id.eq(caller.membership.0),
            incidents::organisation_id.eq(caller.organisation.0),
            incidents::recorded_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    let people: Vec<_> = new
        .people
        .iter()
        .map(|(part, person)| {
            (
                incident_people::incident_id.eq(id.0),
                incident_people::person_id.eq(person.0),
                incident_people::part.eq(part.code()),
            )
        })
        .collect();
    if !people.is_empty() {
        diesel::insert_into(incident_people::table).values(people).execute(tx.conn()?).await?;
    }
    audit::record(tx, permit, &new.persons()).await
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = incidents, check_for_backend(diesel::pg::Pg))]
struct IncidentRow {
    id: Uuid,
    happened: String,
    kinds: Vec<String>,
    told: String,
    done: Option<String>,
    acute: bool,
    police: bool,
    stay_reason: Option<String>,
    corrects_id: Option<Uuid>,
    recorded_by: Uuid,
    organisation_id: Uuid,
    recorded_at: DateTime<Utc>,
}

/// One page of the incidents of the case, newest first, corrected ones included, with the place of each. Everybody who
/// had a part in one is recorded.
///
/// # Errors
/// Those of the database.
pub async fn page(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    after: Option<IncidentPlace>,
    limit: i64,
) -> Result<Vec<(IncidentPlace, IncidentLine)>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let mut wanted = incidents::table
        .filter(incidents::case_id.eq(case.0))
        .order((incidents::happened_until.desc(), incidents::id))
        .limit(limit)
        .select((incidents::happened_until, incidents::id))
        .into_boxed();
    if let Some(IncidentPlace { until, id }) = after {
        wanted = wanted.filter(
            incidents::happened_until
                .lt(until)
                .or(incidents::happened_until.eq(until).and(incidents::id.gt(id.0))),
        );
    }
    let places = wanted.load::<(DateTime<Utc>, Uuid)>(tx.conn()?).await?;
    let ids: Vec<Uuid> = places.iter().map(|(_, id)| *id).collect();
    let mut lines = lines(tx, permit, &ids).await?;
    let place = |(until, id)| IncidentPlace { until, id: IncidentId(id) };
    Ok(places.into_iter().filter_map(|(until, id)| Some((place((until, id)), lines.remove(&id)?))).collect())
}

/// The latest incidents of the case, newest first.
///
/// # Errors
/// Those of the database.
pub async fn latest(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    limit: i64,
) -> Result<Vec<IncidentLine>, StoreError> {
    Ok(page(tx, permit, None, limit).await?.into_iter().map(|(_, line)| line).collect())
}

/// One incident of the case; nothing when there is none.
///
/// # Errors
/// Those of the database.
pub async fn find(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    wanted: IncidentId,
) -> Result<Option<IncidentLine>, StoreError> {
    Ok(lines(tx, permit, &[wanted.0]).await?.remove(&wanted.0))
}

async fn lines(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    ids: &[Uuid],
) -> Result<BTreeMap<Uuid, IncidentLine>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let later = diesel::alias!(incidents as later);
    let corrected_by = later
        .filter(later.field(incidents::corrects_id).eq(incidents::id.nullable()))
        .select(later.field(incidents::id))
        .single_value();
    let fell_back = phase_changes::table.filter(phase_changes::incident_id.eq(incidents::id.nullable()));
    let rows = incidents::table
        .inner_join(organisations::table)
        .filter(incidents::case_id.eq(case.0))
        .filter(incidents::id.eq_any(ids))
        .select((IncidentRow::as_select(), organisations::name, corrected_by, exists(fell_back)))
        .load::<(IncidentRow, String, Option<Uuid>, bool)>(tx.conn()?)
        .await?;
    let users: BTreeSet<UserId> = rows.iter().map(|(row, ..)| UserId(row.recorded_by)).collect();
    let users = names::of_users(tx, &users.into_iter().collect::<Vec<_>>()).await?;
    let mut people = people_of(tx, permit, ids).await?;
    rows.into_iter()
        .map(|(row, organisation, corrected_by, fell_back)| {
            let by = users.find(UserId(row.recorded_by))?;
            let people = people.remove(&row.id).unwrap_or_default();
            let id = row.id;
            let line = row.into_line(by, organisation, people)?;
            Ok((id, IncidentLine { fell_back, corrected_by: corrected_by.map(IncidentId), ..line }))
        })
        .collect()
}

async fn people_of(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    ids: &[Uuid],
) -> Result<BTreeMap<Uuid, Vec<(Part, PersonName)>>, StoreError> {
    let rows = incident_people::table
        .filter(incident_people::incident_id.eq_any(ids))
        .order((incident_people::part, incident_people::person_id))
        .select((incident_people::incident_id, incident_people::part, incident_people::person_id))
        .load::<(Uuid, String, Uuid)>(tx.conn()?)
        .await?;
    let persons: BTreeSet<PersonId> = rows.iter().map(|(.., person)| PersonId(*person)).collect();
    let persons: Vec<PersonId> = persons.into_iter().collect();
    let names = names::of_persons(tx, &persons).await?;
    audit::record(tx, permit, &persons).await?;
    let mut people: BTreeMap<Uuid, Vec<(Part, PersonName)>> = BTreeMap::new();
    for (incident, part, person) in rows {
        let part = row::code("incident_people", "part", incident, Part::from_code(&part))?;
        people.entry(incident).or_default().push((part, names.find(PersonId(person))?));
    }
    Ok(people)
}

impl IncidentRow {
    fn into_line(
        self,
        by: UserName,
        organisation: String,
        people: Vec<(Part, PersonName)>,
    ) -> Result<IncidentLine, StoreError> {
        let kind = |code: &String| row::code("incidents", "kinds", self.id, ViolenceType::from_code(code));
        Ok(IncidentLine {
            id: IncidentId(self.id),
            happened: row::code("incidents", "happened", self.id, PartMoment::parse(&self.happened).ok())?,
            kinds: self.kinds.iter().map(kind).collect::<Result<_, _>>()?,
            people,
            told: self.told,
            done: self.done,
            acute: self.acute,
            police: self.police,
            stay_reason: self.stay_reason,
            fell_back: false,
            corrects: self.corrects_id.map(IncidentId),
            corrected_by: None,
            by,
            organisation: (OrganisationId(self.organisation_id), organisation),
            recorded_at: self.recorded_at,
        })
    }
}
