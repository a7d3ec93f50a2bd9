//! Life events: saving one, withdrawing one, and those of a case. None is ever changed.

use crate::audit;
use crate::error::StoreError;
use crate::names::{self, PersonName, UserName};
use crate::row;
use crate::schema::{life_event_people, life_event_withdrawals, life_events};
use crate::tx::Tx;
use access::{Permit, may};
use chrono::{DateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{LifeEventId, OrganisationId, PersonId, UserId};
use domain::incident::PartMoment;
use domain::life_event::{LifeEventKind, NewLifeEvent, StoredLifeEvent};
use domain::text::LongText;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A life event with names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LifeEventLine {
    pub id: LifeEventId,
    pub kind: LifeEventKind,
    /// Whether it was expected when it was recorded.
    pub expected: bool,
    /// The day or the month.
    pub happens: PartMoment,
    /// Whom it concerns; nobody for the whole household.
    pub people: Vec<PersonName>,
    pub note: Option<String>,
    pub corrects: Option<LifeEventId>,
    /// The entry that replaces this one.
    pub corrected_by: Option<LifeEventId>,
    pub by: UserName,
    /// On behalf of which organisation it was recorded.
    pub organisation: OrganisationId,
    pub recorded_at: DateTime<Utc>,
    /// That it was a mistake.
    pub withdrawn: Option<Withdrawn>,
}

/// That a life event was a mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawn {
    pub reason: String,
    pub by: UserName,
    pub at: DateTime<Utc>,
}

/// The most life events that are read of one case, the latest first; a household has few.
const MOST: i64 = 100;

impl LifeEventLine {
    /// Whether it was neither corrected nor withdrawn.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.corrected_by.is_none() && self.withdrawn.is_none()
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = life_events, check_for_backend(diesel::pg::Pg))]
struct EventRow {
    id: Uuid,
    kind: String,
    expected: bool,
    happens: String,
    note: Option<String>,
    corrects_id: Option<Uuid>,
    recorded_by: Uuid,
    organisation_id: Uuid,
    recorded_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = life_event_withdrawals, check_for_backend(diesel::pg::Pg))]
struct WithdrawalRow {
    reason: String,
    withdrawn_by: Uuid,
    withdrawn_at: DateTime<Utc>,
}

type Read = (EventRow, Option<WithdrawalRow>, Option<Uuid>);

/// The life events of the case, what comes last first, also what was corrected or withdrawn. Whomever they concern is
/// recorded.
///
/// # Errors
/// Those of the database.
pub async fn list(tx: &mut Tx, permit: &Permit<may::ReadCase>) -> Result<Vec<LifeEventLine>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let later = diesel::alias!(life_events as later);
    let corrected_by = later
        .filter(later.field(life_events::corrects_id).eq(life_events::id.nullable()))
        .select(later.field(life_events::id))
        .single_value();
    let rows = life_events::table
        .left_join(life_event_withdrawals::table)
        .filter(life_events::case_id.eq(case.0))
        .order((life_events::happens_from.desc(), life_events::id.desc()))
        .limit(MOST)
        .select((EventRow::as_select(), Option::<WithdrawalRow>::as_select(), corrected_by))
        .load::<Read>(tx.conn()?)
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = rows.iter().map(|(row, ..)| row.id).collect();
    let people = life_event_people::table
        .filter(life_event_people::life_event_id.eq_any(ids))
        .order((life_event_people::life_event_id, life_event_people::person_id))
        .select((life_event_people::life_event_id, life_event_people::person_id))
        .load::<(Uuid, Uuid)>(tx.conn()?)
        .await?;
    named(tx, permit, rows, people).await
}

/// What correcting or withdrawing this event of the case has to know; nothing when there is none.
///
/// # Errors
/// Those of the database.
pub async fn stored(
    tx: &mut Tx,
    permit: &Permit<may::RecordLifeEvent>,
    wanted: LifeEventId,
) -> Result<Option<StoredLifeEvent>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let later = diesel::alias!(life_events as later);
    let corrected = later.filter(later.field(life_events::corrects_id).eq(life_events::id.nullable()));
    let withdrawn =
        life_event_withdrawals::table.filter(life_event_withdrawals::life_event_id.eq(life_events::id));
    let found = life_events::table
        .filter(life_events::id.eq(wanted.0).and(life_events::case_id.eq(case.0)))
        .select((life_events::organisation_id, exists(corrected), exists(withdrawn)))
        .first::<(Uuid, bool, bool)>(tx.conn()?)
        .await
        .optional()?;
    Ok(found.map(|(organisation, corrected, withdrawn)| StoredLifeEvent {
        organisation: OrganisationId(organisation),
        corrected,
        withdrawn,
    }))
}

/// Saves a life event and records whom it concerns.
///
/// # Errors
/// [`StoreError::Conflict`] when the event that this one corrects was corrected in the meantime; those of the
/// database.
pub async fn save(
    tx: &mut Tx,
    permit: &Permit<may::RecordLifeEvent>,
    id: LifeEventId,
    new: &NewLifeEvent,
) -> Result<(), StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let (now, caller) = (tx.now(), permit.caller());
    diesel::insert_into(life_events::table)
        .values((
            (life_events::id.eq(id.0), life_events::case_id.eq(case.0)),
            (life_events::kind.eq(new.kind.code()), life_events::expected.eq(new.expected)),
            life_events::happens.eq(new.happens.to_text()),
            life_events::happens_from.eq(new.happens.earliest()),
            life_events::note.eq(new.note.as_ref().map(LongText::as_str)),
            life_events::corrects_id.eq(new.corrects.map(|it| it.0)),
            life_events::recorded_by.eq(caller.user.0),
            life_events::membership_id.eq(caller.membership.0),
            life_events::organisation_id.eq(caller.organisation.0),
            life_events::recorded_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    let concerns =
        |it: &PersonId| (life_event_people::life_event_id.eq(id.0), life_event_people::person_id.eq(it.0));
    let people: Vec<_> = new.persons.iter().map(concerns).collect();
    if !people.is_empty() {
        diesel::insert_into(life_event_people::table).values(people).execute(tx.conn()?).await?;
    }
    audit::record(tx, permit, &Vec::from_iter(new.persons.iter().copied())).await
}

/// Withdraws a life event; it stays to be read.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else was faster; those of the database.
pub async fn withdraw(
    tx: &mut Tx,
    permit: &Permit<may::RecordLifeEvent>,
    event: LifeEventId,
    reason: &LongText,
) -> Result<(), StoreError> {
    let now = tx.now();
    diesel::insert_into(life_event_withdrawals::table)
        .values((
            life_event_withdrawals::life_event_id.eq(event.0),
            life_event_withdrawals::reason.eq(reason.as_str()),
            life_event_withdrawals::withdrawn_by.eq(permit.caller().user.0),
            life_event_withdrawals::membership_id.eq(permit.caller().membership.0),
            life_event_withdrawals::withdrawn_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    audit::record(tx, permit, &[]).await
}

/// The events with names. Whomever they concern is recorded.
async fn named(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    rows: Vec<Read>,
    people: Vec<(Uuid, Uuid)>,
) -> Result<Vec<LifeEventLine>, StoreError> {
    let persons: BTreeSet<PersonId> = people.iter().map(|(_, person)| PersonId(*person)).collect();
    let persons: Vec<PersonId> = persons.into_iter().collect();
    let withdrew = rows.iter().filter_map(|(_, it, _)| it.as_ref()).map(|it| it.withdrawn_by);
    let users: BTreeSet<UserId> =
        rows.iter().map(|(it, ..)| it.recorded_by).chain(withdrew).map(UserId).collect();
    let person_names = names::of_persons(tx, &persons).await?;
    let user_names = names::of_users(tx, &users.into_iter().collect::<Vec<_>>()).await?;
    audit::record(tx, permit, &persons).await?;
    let mut of_event: BTreeMap<Uuid, Vec<PersonName>> = BTreeMap::new();
    for (event, person) in people {
        of_event.entry(event).or_default().push(person_names.find(PersonId(person))?);
    }
    rows.into_iter()
        .map(|(row, withdrawal, corrected_by)| {
            let withdrawn = withdrawal.map(|it| {
                let by = user_names.find(UserId(it.withdrawn_by))?;
                Ok::<_, StoreError>(Withdrawn { reason: it.reason, by, at: it.withdrawn_at })
            });
            Ok(LifeEventLine {
                id: LifeEventId(row.id),
                kind: row::code("life_events", "kind", row.id, LifeEventKind::from_code(&row.kind))?,
                expected: row.expected,
                happens: row::code("life_events", "happens", row.id, PartMoment::parse(&row.happens).ok())?,
                people: of_event.remove(&row.id).unwrap_or_default(),
                note: row.note,
                corrects: row.corrects_id.map(LifeEventId),
                corrected_by: corrected_by.map(LifeEventId),
                by: user_names.find(UserId(row.recorded_by))?,
                organisation: OrganisationId(row.organisation_id),
                recorded_at: row.recorded_at,
                withdrawn: withdrawn.transpose()?,
            })
        })
        .collect()
}
