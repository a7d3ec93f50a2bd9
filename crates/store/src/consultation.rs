//! Consultations: where each stands, what was said in it, and the facts that were frozen with a question. Where it stands
//! is read by whoever may take it up; the words only by both sides.

pub mod advisers;
pub mod list;
pub mod read;
pub mod save;
pub mod snapshot;

pub use advisers::{Adviser, advisers};
pub use list::{ConsultationLine, advised, announced, asked, board, going_on};
pub use read::{ConsultationFile, EntryLine, FrozenFacts, line, read};
pub use save::{NewEntry, NewQuestion, ask, move_on};
pub use snapshot::{CaseSnapshot, SnapshotMember, SnapshotScore, names_in_sight, take};

use crate::case;
use crate::error::StoreError;
use crate::row;
use crate::schema::{areas, cases, consultations, households, organisations, team_areas, teams};
use crate::tx::Tx;
use access::ConsultationFacts;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::consultation::{ConsultationState, Expertise, Outcome, Urgency};
use domain::duo::OrganisationKind;
use domain::id::{AreaId, CaseId, ConsultationId, MembershipId, TeamId, UserId};
use domain::term::Due;
use domain::version::{Version, Versioned};
use uuid::Uuid;

/// Where a consultation stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub state: ConsultationState,
    pub urgency: Urgency,
    pub expertise: Expertise,
    pub area: AreaId,
    /// Who advises, or advised.
    pub adviser: Option<(UserId, MembershipId)>,
    /// Since when the last question waits.
    pub waits_since: DateTime<Utc>,
    /// The first day of the definition by which it is due.
    pub defined_from: NaiveDate,
    pub due: Due,
    pub outcome: Option<Outcome>,
    pub ended_at: Option<DateTime<Utc>>,
    /// The latest version of its facts; 0 for none.
    pub facts_version: i32,
    /// How much happened in it so far.
    pub entries: i32,
}

/// The facts of a consultation and where it stands, unless it does not exist or row level security hides it.
///
/// # Errors
/// Those of the database.
pub async fn facts(
    tx: &mut Tx,
    wanted: ConsultationId,
) -> Result<Option<Versioned<(ConsultationFacts, Standing)>>, StoreError> {
    let found = consultations::table
        .find(wanted.0)
        .select(Row::as_select())
        .first::<Row>(tx.conn()?)
        .await
        .optional()?;
    complete(tx, found).await
}

/// The same, with the consultation locked until the end of the transaction.
///
/// # Errors
/// Those of the database.
pub async fn lock_facts(
    tx: &mut Tx,
    wanted: ConsultationId,
) -> Result<Option<Versioned<(ConsultationFacts, Standing)>>, StoreError> {
    let found = consultations::table
        .find(wanted.0)
        .select(Row::as_select())
        .for_no_key_update()
        .first::<Row>(tx.conn()?)
        .await
        .optional()?;
    complete(tx, found).await
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = consultations, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: Uuid,
    area_id: Uuid,
    case_id: Option<Uuid>,
    expertise: String,
    urgency: String,
    state: String,
    asked_by: Uuid,
    asked_as: Uuid,
    adviser_id: Option<Uuid>,
    adviser_as: Option<Uuid>,
    waits_since: DateTime<Utc>,
    defined_from: NaiveDate,
    due_on: NaiveDate,
    due_at: DateTime<Utc>,
    outcome: Option<String>,
    ended_at: Option<DateTime<Utc>>,
    facts_version: i32,
    entries: i32,
    version: i64,
}

const TABLE: &str = "consultations";

async fn complete(
    tx: &mut Tx,
    found: Option<Row>,
) -> Result<Option<Versioned<(ConsultationFacts, Standing)>>, StoreError> {
    let Some(found) = found else { return Ok(None) };
    let about = match found.case_id.map(CaseId) {
        Some(about) => Some((about, case::facts(tx, about).await?.map(|it| it.value))),
        None => None,
    };
    let (version, asker) = (Version(found.version), (UserId(found.asked_by), MembershipId(found.asked_as)));
    let consultation = ConsultationId(found.id);
    let standing = found.standing()?;
    let advising = teams_that_advise(tx, standing.area, standing.expertise).await?;
    let ended = standing.state == ConsultationState::Ended;
    let reported_to = if ended && standing.outcome == Some(Outcome::Report) {
        teams_in(tx, standing.area, vec![OrganisationKind::VeiligThuis.code()]).await?
    } else {
        Vec::new()
    };
    let adviser = standing.adviser;
    let facts = ConsultationFacts { consultation, about, asker, adviser, ended, advising, reported_to };
    Ok(Some(Versioned { version, value: (facts, standing) }))
}

/// The teams that advise where it is: those of Blijvend Veilig and, on mental health, those of mental health care.
pub(crate) async fn teams_that_advise(
    tx: &mut Tx,
    area: AreaId,
    expertise: Expertise,
) -> Result<Vec<TeamId>, StoreError> {
    teams_in(tx, area, kinds_that_advise(expertise)).await
}

/// The teams of these kinds of organisation that work there. A team for a whole municipality works in its districts as well.
async fn teams_in(tx: &mut Tx, area: AreaId, kinds: Vec<&'static str>) -> Result<Vec<TeamId>, StoreError> {
    let parent = areas::table
        .find(area.0)
        .select(areas::parent_id)
        .first::<Option<Uuid>>(tx.conn()?)
        .await
        .optional()?
        .flatten();
    let here: Vec<Uuid> = [Some(area.0), parent].into_iter().flatten().collect();
    let found = teams::table
        .inner_join(organisations::table)
        .inner_join(team_areas::table)
        .filter(team_areas::area_id.eq_any(here))
        .filter(organisations::kind.eq_any(kinds))
        .order(teams::id)
        .distinct()
        .select(teams::id)
        .load::<Uuid>(tx.conn()?)
        .await?;
    Ok(found.into_iter().map(TeamId).collect())
}

fn kinds_that_advise(expertise: Expertise) -> Vec<&'static str> {
    let mut kinds = vec![OrganisationKind::BlijvendVeilig.code()];
    if expertise == Expertise::MentalHealth {
        kinds.push(OrganisationKind::MentalHealth.code());
    }
    kinds
}

impl Row {
    fn standing(self) -> Result<Standing, StoreError> {
        let id = self.id;
        let outcome = self.outcome.as_deref();
        Ok(Standing {
            state: row::code(TABLE, "state", id, ConsultationState::from_code(&self.state))?,
            urgency: row::code(TABLE, "urgency", id, Urgency::from_code(&self.urgency))?,
            expertise: row::code(TABLE, "expertise", id, Expertise::from_code(&self.expertise))?,
            area: AreaId(self.area_id),
            adviser: self.adviser_id.map(UserId).zip(self.adviser_as.map(MembershipId)),
            waits_since: self.waits_since,
            defined_from: self.defined_from,
            due: Due { day: self.due_on, at: self.due_at },
            outcome: outcome.map(|it| row::code(TABLE, "outcome", id, Outcome::from_code(it))).transpose()?,
            ended_at: self.ended_at,
            facts_version: self.facts_version,
            entries: self.entries,
        })
    }
}

/// Where a question is: where the household of its case is, or else where the team works.
///
/// # Errors
/// Those of the database.
pub async fn place(
    tx: &mut Tx,
    about: Option<CaseId>,
    team: Option<TeamId>,
) -> Result<Option<AreaId>, StoreError> {
    if let Some(case) = about {
        let found = cases::table
            .inner_join(households::table)
            .filter(cases::id.eq(case.0))
            .select(households::area_id)
            .first::<Uuid>(tx.conn()?)
            .await
            .optional()?;
        return Ok(found.map(AreaId));
    }
    let Some(team) = team else { return Ok(None) };
    let found = team_areas::table
        .filter(team_areas::team_id.eq(team.0))
        .order(team_areas::area_id)
        .select(team_areas::area_id)
        .first::<Uuid>(tx.conn()?)
        .await
        .optional()?;
    Ok(found.map(AreaId))
}
