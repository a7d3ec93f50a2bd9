//! The reference data of this release, read from the files that are built into the program.
//!
//! A record is known by its key: its identifier is derived from it and is the same in every installation.

use crate::written_day::Day;
use crate::{Casework, Refusal};
use domain::id::{AreaId, OrganisationId, TeamId, VignetteId};
use domain::time::amsterdam_day;
use secrecy::SecretString;
use serde::Deserialize;
use store::reference::{Area, EquatedDay, Organisation, Reference, Team, TeamRow, Vignette};
use store::{Errand, StoreError, Tx};
use uuid::Uuid;

pub use store::reference::{AreaChoice, OrganisationChoice, TeamChoice};

const NAMESPACE: Uuid = Uuid::from_u128(0x9e1f_0f63_6a1c_4d0e_9a55_7461_6e64_656d);

/// Why the reference data cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum ReferenceError {
    /// A file is not as it should be; the text says where.
    #[error("the reference data cannot be read")]
    File(#[from] toml::de::Error),
    #[error("the reference data cannot be stored")]
    Store(#[from] StoreError),
}

/// Brings the reference data in the database up to date, as the migrator.
///
/// # Errors
/// When a file or the database does not allow it.
pub async fn load(migrator: &SecretString) -> Result<(), ReferenceError> {
    Ok(store::reference::load(migrator, &read()?).await?)
}

/// Teams that can be chosen today.
///
/// # Errors
/// Those of the database.
pub async fn teams(casework: &Casework) -> Result<Vec<TeamChoice>, Refusal> {
    casework
        .on_errand(Errand::Reference, async |tx: &mut Tx| {
            let today = amsterdam_day(tx.now());
            Ok(store::reference::team_choices(tx, today).await?)
        })
        .await
}

/// Areas that can be chosen today.
///
/// # Errors
/// Those of the database.
pub async fn areas(casework: &Casework) -> Result<Vec<AreaChoice>, Refusal> {
    casework
        .on_errand(Errand::Reference, async |tx: &mut Tx| {
            let today = amsterdam_day(tx.now());
            Ok(store::reference::area_choices(tx, today).await?)
        })
        .await
}

/// Organisations that take part today.
///
/// # Errors
/// Those of the database.
pub async fn organisations(casework: &Casework) -> Result<Vec<OrganisationChoice>, Refusal> {
    casework
        .on_errand(Errand::Reference, async |tx: &mut Tx| {
            let today = amsterdam_day(tx.now());
            Ok(store::reference::organisation_choices(tx, today).await?)
        })
        .await
}

/// The identifier of an area.
#[must_use]
pub fn area_id(key: &str) -> AreaId {
    AreaId(derived("area", key))
}

/// The identifier of an organisation.
#[must_use]
pub fn organisation_id(key: &str) -> OrganisationId {
    OrganisationId(derived("organisation", key))
}

/// The identifier of a team.
#[must_use]
pub fn team_id(key: &str) -> TeamId {
    TeamId(derived("team", key))
}

/// The identifier of a version of a vignette.
#[must_use]
pub fn vignette_id(key: &str, version: i32) -> VignetteId {
    VignetteId(derived("vignette", &format!("{key}/{version}")))
}

fn derived(kind: &str, key: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, format!("{kind}/{key}").as_bytes())
}

#[derive(Deserialize)]
struct AreaFile {
    area: Vec<AreaRecord>,
}

#[derive(Deserialize)]
struct AreaRecord {
    key: String,
    name: String,
    kind: String,
    cbs_code: Option<String>,
    letter: Option<String>,
    parent: Option<String>,
    source: String,
    valid_from: Day,
    valid_until: Option<Day>,
}

#[derive(Deserialize)]
struct OrganisationFile {
    organisation: Vec<OrganisationRecord>,
}

#[derive(Deserialize)]
struct OrganisationRecord {
    key: String,
    name: String,
    kind: String,
    tasks: Vec<String>,
    contact: Contact,
    source: String,
    valid_from: Day,
    valid_until: Option<Day>,
}

#[derive(Deserialize)]
struct Contact {
    phone: String,
    email: String,
}

#[derive(Deserialize)]
struct TeamFile {
    team: Vec<TeamRecord>,
}

#[derive(Deserialize)]
struct TeamRecord {
    key: String,
    name: String,
    organisation: String,
    areas: Vec<String>,
    source: String,
    valid_from: Day,
    valid_until: Option<Day>,
}

#[derive(Deserialize)]
struct HolidayFile {
    holiday: Vec<HolidayRecord>,
}

#[derive(Deserialize)]
struct HolidayRecord {
    date: Day,
    source: String,
}

#[derive(Deserialize)]
struct VignetteFile {
    vignette: Vec<VignetteRecord>,
}

#[derive(Deserialize)]
struct VignetteRecord {
    key: String,
    version: i32,
    number: i32,
    title: String,
    body: String,
    source: String,
    valid_from: Day,
    valid_until: Option<Day>,
}

fn read() -> Result<Reference, toml::de::Error> {
    let areas: AreaFile = toml::from_str(include_str!("../../../seeds/reference/areas.toml"))?;
    let organisations: OrganisationFile =
        toml::from_str(include_str!("../../../seeds/reference/organisations.toml"))?;
    let teams: TeamFile = toml::from_str(include_str!("../../../seeds/reference/teams.toml"))?;
    let vignettes: VignetteFile = toml::from_str(include_str!("../../../seeds/calibration/vignettes.toml"))?;
    let holidays: HolidayFile = toml::from_str(include_str!("../../../seeds/reference/holidays.toml"))?;
    Ok(Reference {
        areas: areas.area.into_iter().map(AreaRecord::into_row).collect(),
        organisations: organisations.organisation.into_iter().map(OrganisationRecord::into_row).collect(),
        teams: teams.team.into_iter().map(TeamRecord::into_row).collect(),
        equated_days: holidays
            .holiday
            .into_iter()
            .map(|it| EquatedDay { day: it.date.0, source: it.source })
            .collect(),
        vignettes: vignettes.vignette.into_iter().map(VignetteRecord::into_row).collect(),
    })
}

impl AreaRecord {
    fn into_row(self) -> Area {
        Area {
            id: area_id(&self.key).0,
            key: self.key,
            name: self.name,
            kind: self.kind,
            code: self.cbs_code.or(self.letter),
            parent_id: self.parent.map(|parent| area_id(&parent).0),
            source: self.source,
            valid_from: self.valid_from.0,
            valid_until: self.valid_until.map(|day| day.0),
        }
    }
}

impl OrganisationRecord {
    fn into_row(self) -> Organisation {
        Organisation {
            id: organisation_id(&self.key).0,
            key: self.key,
            name: self.name,
            kind: self.kind,
            tasks: self.tasks,
            contact: format!("{} · {}", self.contact.phone, self.contact.email),
            source: self.source,
            valid_from: self.valid_from.0,
            valid_until: self.valid_until.map(|day| day.0),
        }
    }
}

impl TeamRecord {
    fn into_row(self) -> Team {
        Team {
            areas: self.areas.iter().map(|area| area_id(area).0).collect(),
            row: TeamRow {
                id: team_id(&self.key).0,
                organisation_id: organisation_id(&self.organisation).0,
                key: self.key,
                name: self.name,
                source: self.source,
                valid_from: self.valid_from.0,
                valid_until: self.valid_until.map(|day| day.0),
            },
        }
    }
}

impl VignetteRecord {
    fn into_row(self) -> Vignette {
        Vignette {
            id: vignette_id(&self.key, self.version).0,
            key: self.key,
            version: self.version,
            number: self.number,
            title: self.title,
            body: self.body.trim().to_owned(),
            source: self.source,
            valid_from: self.valid_from.0,
            valid_until: self.valid_until.map(|day| day.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::duo::OrganisationKind;

    #[test]
    fn the_files_are_whole_and_speak_the_words_of_the_rules() {
        let reference = read().unwrap();
        assert_eq!(reference.areas.iter().filter(|it| it.kind == "municipality").count(), 6);
        for organisation in &reference.organisations {
            assert!(OrganisationKind::from_code(&organisation.kind).is_some(), "{}", organisation.key);
        }
        for team in &reference.teams {
            assert!(
                reference.organisations.iter().any(|it| it.id == team.row.organisation_id),
                "{}",
                team.row.key
            );
            for area in &team.areas {
                assert!(reference.areas.iter().any(|it| it.id == *area), "{}", team.row.key);
            }
        }
        assert!(reference.vignettes.len() >= 6);
        for vignette in &reference.vignettes {
            let sentences = vignette.body.split(['.', '?']).filter(|it| !it.trim().is_empty());
            let longest = sentences.map(|it| it.split_whitespace().count()).max();
            assert!(longest.is_some_and(|it| it <= 22), "{}: {longest:?} words in a sentence", vignette.key);
        }
        for area in &reference.areas {
            assert!(area.parent_id.is_none_or(|parent| reference.areas.iter().any(|it| it.id == parent)));
        }
    }
}
