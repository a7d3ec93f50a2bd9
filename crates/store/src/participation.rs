//! Which teams take part in a case: their dated task, its legal ground, and whom they work for.
//!
//! Who helps one person only is a confidence of that person, so it is left out for who works for another only.

use crate::audit;
use crate::error::StoreError;
use crate::hearing::Ears;
use crate::kept::Keep;
use crate::names::{self, PersonName};
use crate::row;
use crate::schema::{organisations, participations, teams};
use crate::tx::Tx;
use access::{Permit, may};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel_async::RunQueryDsl;
use domain::case::{LegalGround, Participation, ParticipationTask};
use domain::id::{ParticipationId, PersonId, TeamId};
use uuid::Uuid;

/// A participation as it was stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    pub id: ParticipationId,
    pub value: Participation,
}

/// A participation with names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParticipationLine {
    pub id: ParticipationId,
    pub value: Participation,
    pub team_name: String,
    pub organisation_name: String,
    /// The one person whom the team works for; nothing for the household as a whole.
    pub works_for: Option<PersonName>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = participations, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: Uuid,
    team_id: Uuid,
    task: String,
    legal_ground: String,
    works_for_person_id: Option<Uuid>,
    starts_at: DateTime<Utc>,
    ends_at: Option<DateTime<Utc>>,
}

/// Every participation of the case, past and present. For the rules, not for the eye.
///
/// # Errors
/// Those of the database.
pub async fn of_case(
    tx: &mut Tx,
    permit: &Permit<may::ArrangeParticipations>,
) -> Result<Vec<Stored>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let rows = participations::table
        .filter(participations::case_id.eq(case.0))
        .order((participations::starts_at, participations::id))
        .select(Row::as_select())
        .load::<Row>(tx.conn()?)
        .await?;
    rows.iter().map(Row::stored).collect()
}

/// The participations of the case, those that last first and then the latest first. Whom a team works for is recorded.
///
/// # Errors
/// Those of the database.
pub async fn list(tx: &mut Tx, permit: &Permit<may::ReadCase>) -> Result<Vec<ParticipationLine>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let ears = Ears::of(permit);
    let heard = participations::works_for_person_id
        .is_null()
        .or(ears.for_household.into_sql::<Bool>())
        .or(participations::works_for_person_id.assume_not_null().eq_any(ears.persons));
    let rows = participations::table
        .inner_join(teams::table.inner_join(organisations::table))
        .filter(participations::case_id.eq(case.0))
        .filter(heard)
        .order((
            participations::ends_at.desc().nulls_first(),
            participations::starts_at.desc(),
            participations::id,
        ))
        .select((Row::as_select(), teams::name, organisations::name))
        .load::<(Row, String, String)>(tx.conn()?)
        .await?;
    let mut persons: Vec<PersonId> =
        rows.iter().filter_map(|(row, ..)| row.works_for_person_id).map(PersonId).collect();
    persons.sort();
    persons.dedup();
    let known = names::of_persons(tx, &persons).await?;
    audit::record(tx, permit, &persons).await?;
    rows.into_iter()
        .map(|(row, team_name, organisation_name)| {
            let Stored { id, value } = row.stored()?;
            let works_for = value.works_for.map(|it| known.find(it)).transpose()?;
            Ok(ParticipationLine { id, value, team_name, organisation_name, works_for })
        })
        .collect()
}

/// Adds a team to the case and records whom it works for.
///
/// # Errors
/// [`StoreError::Conflict`] with `once_per_team_and_task`; those of the database.
pub async fn add(
    tx: &mut Tx,
    permit: &Permit<may::ArrangeParticipations>,
    new: &Stored,
) -> Result<(), StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    diesel::insert_into(participations::table)
        .values((
            participations::id.eq(new.id.0),
            participations::case_id.eq(case.0),
            participations::team_id.eq(new.value.team.0),
            participations::task.eq(new.value.task.code()),
            participations::legal_ground.eq(new.value.ground.code()),
            participations::works_for_person_id.eq(new.value.works_for.map(|it| it.0)),
            participations::starts_at.eq(new.value.from),
            participations::ends_at.eq(new.value.until),
            participations::added_by.eq(permit.caller().user.0),
        ))
        .execute(tx.conn()?)
        .await?;
    audit::record(tx, permit, &new.value.works_for.into_iter().collect::<Vec<_>>()).await
}

/// Ends a participation of the case.
///
/// # Errors
/// Those of the database.
pub async fn end(
    tx: &mut Tx,
    permit: &Permit<may::ArrangeParticipations>,
    ended: &Stored,
) -> Result<(), StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let row = participations::table.find(ended.id.0).filter(participations::case_id.eq(case.0));
    let changed = diesel::update(row)
        .set((
            participations::ends_at.eq(ended.value.until),
            participations::ended_by.eq(permit.caller().user.0),
        ))
        .kept()
        .execute(tx.conn()?)
        .await?;
    if changed == 0 {
        return Err(StoreError::Stale);
    }
    audit::record(tx, permit, &ended.value.works_for.into_iter().collect::<Vec<_>>()).await
}

impl Row {
    fn stored(&self) -> Result<Stored, StoreError> {
        let task = row::code("participations", "task", self.id, ParticipationTask::from_code(&self.task))?;
        let ground = LegalGround::from_code(&self.legal_ground);
        Ok(Stored {
            id: ParticipationId(self.id),
            value: Participation {
                team: TeamId(self.team_id),
                task,
                ground: row::code("participations", "legal_ground", self.id, ground)?,
                works_for: self.works_for_person_id.map(PersonId),
                from: self.starts_at,
                until: self.ends_at,
            },
        })
    }
}
