//! Reference data: areas, organisations, teams, equated days, vignettes. It holds no personal data, so it needs no permit.

use crate::error::StoreError;
use crate::schema::{areas, equated_days, organisations, team_areas, teams, vignettes};
use crate::tx::Tx;
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::upsert::excluded;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use domain::case::ParticipationTask;
use domain::duo::OrganisationKind;
use domain::id::{AreaId, OrganisationId, TeamId};
use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;

/// Everything that a release brings along.
#[derive(Debug, Clone, Default)]
pub struct Reference {
    pub areas: Vec<Area>,
    pub organisations: Vec<Organisation>,
    pub teams: Vec<Team>,
    pub equated_days: Vec<EquatedDay>,
    pub vignettes: Vec<Vignette>,
}

/// A municipality or a district.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = areas)]
pub struct Area {
    pub id: Uuid,
    pub key: String,
    pub name: String,
    pub kind: String,
    pub code: Option<String>,
    pub parent_id: Option<Uuid>,
    pub source: String,
    pub valid_from: NaiveDate,
    pub valid_until: Option<NaiveDate>,
}

/// A partner organisation.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = organisations)]
pub struct Organisation {
    pub id: Uuid,
    pub key: String,
    pub name: String,
    pub kind: String,
    pub tasks: Vec<String>,
    pub contact: String,
    pub source: String,
    pub valid_from: NaiveDate,
    pub valid_until: Option<NaiveDate>,
}

/// A team with its working areas.
#[derive(Debug, Clone)]
pub struct Team {
    pub row: TeamRow,
    pub areas: Vec<Uuid>,
}

/// A team.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = teams)]
pub struct TeamRow {
    pub id: Uuid,
    pub key: String,
    pub organisation_id: Uuid,
    pub name: String,
    pub source: String,
    pub valid_from: NaiveDate,
    pub valid_until: Option<NaiveDate>,
}

/// A day that a decision equates with a public holiday.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = equated_days)]
pub struct EquatedDay {
    pub day: NaiveDate,
    pub source: String,
}

/// A fictional situation to practise the safety scale on.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = vignettes)]
pub struct Vignette {
    pub id: Uuid,
    pub key: String,
    pub version: i32,
    pub number: i32,
    pub title: String,
    pub body: String,
    pub source: String,
    pub valid_from: NaiveDate,
    pub valid_until: Option<NaiveDate>,
}

/// A team as a choice on a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamChoice {
    pub team: TeamId,
    pub name: String,
    pub organisation: OrganisationId,
    pub organisation_name: String,
    pub kind: OrganisationKind,
    pub areas: Vec<AreaId>,
}

/// An area as a choice on a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaChoice {
    pub area: AreaId,
    pub name: String,
    pub parent: Option<AreaId>,
}

/// An organisation as a choice on a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationChoice {
    pub organisation: OrganisationId,
    pub name: String,
    pub kind: OrganisationKind,
    /// What its teams may do in a case; nothing when it takes no part in one.
    pub tasks: Vec<ParticipationTask>,
    /// How to reach it: telephone number and mail address.
    pub contact: String,
}

/// Brings the reference data up to date; what a release no longer names stays, because history points at it.
///
/// # Errors
/// Those of the database.
pub async fn load(migrator: &SecretString, reference: &Reference) -> Result<(), StoreError> {
    let away = |error: diesel::ConnectionError| StoreError::Unavailable(Box::new(error));
    let mut connection = AsyncPgConnection::establish(migrator.expose_secret()).await.map_err(away)?;
    connection.batch_execute("SET ROLE tandem_owner").await?;
    load_areas(&mut connection, &reference.areas).await?;
    load_organisations(&mut connection, &reference.organisations).await?;
    load_teams(&mut connection, &reference.teams).await?;
    diesel::insert_into(equated_days::table)
        .values(&reference.equated_days)
        .on_conflict(equated_days::day)
        .do_update()
        .set(equated_days::source.eq(excluded(equated_days::source)))
        .execute(&mut connection)
        .await?;
    load_vignettes(&mut connection, &reference.vignettes).await
}

/// The teams that exist on a day, with what they can be chosen by.
///
/// # Errors
/// Those of the database.
pub async fn team_choices(tx: &mut Tx, on: NaiveDate) -> Result<Vec<TeamChoice>, StoreError> {
    let rows = teams::table
        .inner_join(organisations::table)
        .filter(teams::valid_from.le(on))
        .filter(teams::valid_until.is_null().or(teams::valid_until.ge(on)))
        .order((organisations::name, teams::name))
        .select((teams::id, teams::name, organisations::id, organisations::name, organisations::kind))
        .load::<(Uuid, String, Uuid, String, String)>(tx.conn()?)
        .await?;
    let areas = team_areas::table
        .select((team_areas::team_id, team_areas::area_id))
        .load::<(Uuid, Uuid)>(tx.conn()?)
        .await?;
    rows.into_iter()
        .map(|(team, name, organisation, organisation_name, kind)| {
            let kind =
                crate::row::code("organisations", "kind", organisation, OrganisationKind::from_code(&kind))?;
            let areas = areas.iter().filter(|(of, _)| *of == team).map(|(_, area)| AreaId(*area)).collect();
            let organisation = OrganisationId(organisation);
            Ok(TeamChoice { team: TeamId(team), name, organisation, organisation_name, kind, areas })
        })
        .collect()
}

/// The areas that exist on a day.
///
/// # Errors
/// Those of the database.
pub async fn area_choices(tx: &mut Tx, on: NaiveDate) -> Result<Vec<AreaChoice>, StoreError> {
    let rows = areas::table
        .filter(areas::valid_from.le(on))
        .filter(areas::valid_until.is_null().or(areas::valid_until.ge(on)))
        .order(areas::name)
        .select((areas::id, areas::name, areas::parent_id))
        .load::<(Uuid, String, Option<Uuid>)>(tx.conn()?)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(area, name, parent)| AreaChoice { area: AreaId(area), name, parent: parent.map(AreaId) })
        .collect())
}

/// The organisations that exist on a day.
///
/// # Errors
/// Those of the database.
pub async fn organisation_choices(tx: &mut Tx, on: NaiveDate) -> Result<Vec<OrganisationChoice>, StoreError> {
    let rows = organisations::table
        .filter(organisations::valid_from.le(on))
        .filter(organisations::valid_until.is_null().or(organisations::valid_until.ge(on)))
        .order(organisations::name)
        .select((
            organisations::id,
            organisations::name,
            organisations::kind,
            organisations::tasks,
            organisations::contact,
        ))
        .load::<(Uuid, String, String, Vec<String>, String)>(tx.conn()?)
        .await?;
    rows.into_iter()
        .map(|(id, name, kind, tasks, contact)| {
            let kind = crate::row::code("organisations", "kind", id, OrganisationKind::from_code(&kind))?;
            let task = |code: &String| ParticipationTask::from_code(code);
            let tasks = tasks
                .iter()
                .map(|code| crate::row::code("organisations", "tasks", id, task(code)))
                .collect::<Result<_, _>>()?;
            Ok(OrganisationChoice { organisation: OrganisationId(id), name, kind, tasks, contact })
        })
        .collect()
}

async fn load_areas(connection: &mut AsyncPgConnection, rows: &[Area]) -> Result<(), StoreError> {
    // Parents first, so that no row points at one that is not there yet.
    let (parents, children): (Vec<_>, Vec<_>) = rows.iter().partition(|area| area.parent_id.is_none());
    for rows in [parents, children] {
        diesel::insert_into(areas::table)
            .values(rows)
            .on_conflict(areas::id)
            .do_update()
            .set((
                areas::name.eq(excluded(areas::name)),
                areas::kind.eq(excluded(areas::kind)),
                areas::code.eq(excluded(areas::code)),
                areas::parent_id.eq(excluded(areas::parent_id)),
                areas::source.eq(excluded(areas::source)),
                areas::valid_from.eq(excluded(areas::valid_from)),
                areas::valid_until.eq(excluded(areas::valid_until)),
            ))
            .execute(connection)
            .await?;
    }
    Ok(())
}

async fn load_organisations(
    connection: &mut AsyncPgConnection,
    rows: &[Organisation],
) -> Result<(), StoreError> {
    diesel::insert_into(organisations::table)
        .values(rows)
        .on_conflict(organisations::id)
        .do_update()
        .set((
            organisations::name.eq(excluded(organisations::name)),
            organisations::kind.eq(excluded(organisations::kind)),
            organisations::tasks.eq(excluded(organisations::tasks)),
            organisations::contact.eq(excluded(organisations::contact)),
            organisations::source.eq(excluded(organisations::source)),
            organisations::valid_from.eq(excluded(organisations::valid_from)),
            organisations::valid_until.eq(excluded(organisations::valid_until)),
        ))
        .execute(connection)
        .await?;
    Ok(())
}

async fn load_teams(connection: &mut AsyncPgConnection, rows: &[Team]) -> Result<(), StoreError> {
    let bare: Vec<_> = rows.iter().map(|team| &team.row).collect();
    diesel::insert_into(teams::table)
        .values(bare)
        .on_conflict(teams::id)
        .do_update()
        .set((
            teams::name.eq(excluded(teams::name)),
            teams::organisation_id.eq(excluded(teams::organisation_id)),
            teams::source.eq(excluded(teams::source)),
            teams::valid_from.eq(excluded(teams::valid_from)),
            teams::valid_until.eq(excluded(teams::valid_until)),
        ))
        .execute(connection)
        .await?;
    let links: Vec<_> = rows
        .iter()
        .flat_map(|team| {
            team.areas.iter().map(|area| (team_areas::team_id.eq(team.row.id), team_areas::area_id.eq(*area)))
        })
        .collect();
    diesel::insert_into(team_areas::table).values(links).on_conflict_do_nothing().execute(connection).await?;
    Ok(())
}

/// A text is never changed under the scores that were given on it: only until when it is used.
async fn load_vignettes(connection: &mut AsyncPgConnection, rows: &[Vignette]) -> Result<(), StoreError> {
    diesel::insert_into(vignettes::table)
        .values(rows)
        .on_conflict(vignettes::id)
        .do_update()
        .set((
            vignettes::number.eq(excluded(vignettes::number)),
            vignettes::valid_from.eq(excluded(vignettes::valid_from)),
            vignettes::valid_until.eq(excluded(vignettes::valid_until)),
        ))
        .execute(connection)
        .await?;
    Ok(())
}
