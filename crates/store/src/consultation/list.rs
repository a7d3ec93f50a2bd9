//! Consultations in lists: what somebody asked, what somebody advises on, and what waits where somebody works. Not a word
//! of what was said is in them, and nobody of a household.

use super::TABLE;
use crate::error::StoreError;
use crate::names::{self, UserName, UserNames};
use crate::row;
use crate::schema::{areas, consultations, team_areas, teams};
use crate::tx::Tx;
use access::Caller;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::consultation::{ConsultationState, Expertise, InQueue, Outcome, Urgency};
use domain::duo::OrganisationKind;
use domain::id::{ConsultationId, UserId};
use domain::term::Due;
use domain::version::Version;
use std::collections::BTreeSet;
use uuid::Uuid;

/// A consultation in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsultationLine {
    pub id: ConsultationId,
    pub version: Version,
    /// What people call it without naming anybody.
    pub code: String,
    pub team: String,
    pub area: String,
    /// Whether it is about a case; which one is in no list.
    pub about_case: bool,
    pub expertise: Expertise,
    pub urgency: Urgency,
    pub state: ConsultationState,
    pub asker: UserName,
    pub asked_at: DateTime<Utc>,
    /// Who advises, or advised.
    pub adviser: Option<UserName>,
    /// Since when the last question waits.
    pub waits_since: DateTime<Utc>,
    /// The first day of the definition of the term by which it is due.
    pub defined_from: NaiveDate,
    pub due: Due,
    pub outcome: Option<Outcome>,
    pub ended_at: Option<DateTime<Utc>>,
    pub facts_version: i32,
}

/// The most that a list holds.
const MOST: i64 = 200;
/// Of what came to a report only the latest.
const MOST_ANNOUNCED: i64 = 20;

impl ConsultationLine {
    /// Whether it waits for an answer and is over.
    #[must_use]
    pub fn is_overdue(&self, now: DateTime<Utc>) -> bool {
        self.state.waits() && self.due.is_over(now)
    }

    /// As it stands in the queue.
    #[must_use]
    pub const fn in_queue(&self) -> InQueue {
        InQueue {
            consultation: self.id,
            urgency: self.urgency,
            expertise: self.expertise,
            waits_since: self.waits_since,
        }
    }
}

/// What the caller asked, the latest first. The caller of this function records the list.
///
/// # Errors
/// Those of the database.
pub async fn asked(tx: &mut Tx, caller: &Caller) -> Result<Vec<ConsultationLine>, StoreError> {
    let own = consultations::asked_as.eq(caller.membership.0).and(consultations::asked_by.eq(caller.user.0));
    let rows = joined().filter(own).order((consultations::asked_at.desc(), consultations::id)).limit(MOST);
    lines(tx, rows).await
}

/// What the caller advises or advised on, the latest first. The caller of this function records the list.
///
/// # Errors
/// Those of the database.
pub async fn advised(tx: &mut Tx, caller: &Caller) -> Result<Vec<ConsultationLine>, StoreError> {
    let own =
        consultations::adviser_as.eq(caller.membership.0).and(consultations::adviser_id.eq(caller.user.0));
    let rows = joined()
        .filter(own.assume_not_null())
        .order((consultations::asked_at.desc(), consultations::id))
        .limit(MOST);
    lines(tx, rows).await
}

/// What has not ended and the caller asked or advises on, what is due first. The caller of this function records the list.
///
/// # Errors
/// Those of the database.
pub async fn going_on(tx: &mut Tx, caller: &Caller) -> Result<Vec<ConsultationLine>, StoreError> {
    let asked =
        consultations::asked_as.eq(caller.membership.0).and(consultations::asked_by.eq(caller.user.0));
    let advised =
        consultations::adviser_as.eq(caller.membership.0).and(consultations::adviser_id.eq(caller.user.0));
    let rows = joined()
        .filter(consultations::state.ne(ConsultationState::Ended.code()))
        .filter(asked.or(advised.assume_not_null()))
        .order((consultations::due_at, consultations::id))
        .limit(MOST);
    lines(tx, rows).await
}

/// What has not ended where the caller's teams may advise, what presses most first and then what waits longest. The caller
/// of this function records the list.
///
/// # Errors
/// Those of the database.
pub async fn board(tx: &mut Tx, caller: &Caller) -> Result<Vec<ConsultationLine>, StoreError> {
    if !caller.organisation_kind.advises() {
        return Ok(Vec::new());
    }
    let here = worked_areas(tx, caller).await?;
    let waiting = joined()
        .filter(consultations::state.ne(ConsultationState::Ended.code()))
        .filter(consultations::area_id.eq_any(here))
        .order((consultations::waits_since, consultations::id))
        .limit(MOST);
    let rows = if caller.organisation_kind == OrganisationKind::MentalHealth {
        waiting.filter(consultations::expertise.eq(Expertise::MentalHealth.code()))
    } else {
        waiting
    };
    let mut lines = lines(tx, rows).await?;
    lines.sort_by_key(|it| it.in_queue().place());
    Ok(lines)
}

/// What came to a report where the caller's teams of Veilig Thuis work, what ended last first. The caller of this function
/// records the list.
///
/// # Errors
/// Those of the database.
pub async fn announced(tx: &mut Tx, caller: &Caller) -> Result<Vec<ConsultationLine>, StoreError> {
    if caller.organisation_kind != OrganisationKind::VeiligThuis {
        return Ok(Vec::new());
    }
    let here = worked_areas(tx, caller).await?;
    let rows = joined()
        .filter(consultations::outcome.eq(Outcome::Report.code()))
        .filter(consultations::area_id.eq_any(here))
        .order((consultations::ended_at.desc(), consultations::id))
        .limit(MOST_ANNOUNCED);
    lines(tx, rows).await
}

/// Where the caller's teams work, districts of a municipality included. Read by itself: the areas are in the lines as well.
async fn worked_areas(tx: &mut Tx, caller: &Caller) -> Result<Vec<Uuid>, StoreError> {
    let own: Vec<Uuid> = caller.teams.iter().map(|team| team.0).collect();
    let worked = team_areas::table
        .filter(team_areas::team_id.eq_any(own))
        .select(team_areas::area_id)
        .load::<Uuid>(tx.conn()?)
        .await?;
    Ok(areas::table
        .filter(areas::id.eq_any(worked.clone()).or(areas::parent_id.assume_not_null().eq_any(worked)))
        .select(areas::id)
        .load::<Uuid>(tx.conn()?)
        .await?)
}

/// One consultation as it stands in a list.
pub(super) async fn find(
    tx: &mut Tx,
    wanted: ConsultationId,
) -> Result<Option<ConsultationLine>, StoreError> {
    Ok(lines(tx, joined().filter(consultations::id.eq(wanted.0))).await?.pop())
}

type Joined = diesel::dsl::IntoBoxed<
    'static,
    diesel::dsl::Select<
        diesel::dsl::InnerJoin<diesel::dsl::InnerJoin<consultations::table, teams::table>, areas::table>,
        (diesel::dsl::AsSelect<Row, Pg>, teams::name, areas::name),
    >,
    Pg,
>;

fn joined() -> Joined {
    consultations::table
        .inner_join(teams::table)
        .inner_join(areas::table)
        .select((Row::as_select(), teams::name, areas::name))
        .into_boxed()
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = consultations, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: Uuid,
    version: i64,
    code: String,
    case_id: Option<Uuid>,
    expertise: String,
    urgency: String,
    state: String,
    asked_by: Uuid,
    asked_at: DateTime<Utc>,
    adviser_id: Option<Uuid>,
    waits_since: DateTime<Utc>,
    defined_from: NaiveDate,
    due_on: NaiveDate,
    due_at: DateTime<Utc>,
    outcome: Option<String>,
    ended_at: Option<DateTime<Utc>>,
    facts_version: i32,
}

async fn lines(tx: &mut Tx, query: Joined) -> Result<Vec<ConsultationLine>, StoreError> {
    let rows = query.load::<(Row, String, String)>(tx.conn()?).await?;
    let people = rows.iter().flat_map(|(it, ..)| [Some(it.asked_by), it.adviser_id]).flatten();
    let users: BTreeSet<UserId> = people.map(UserId).collect();
    let users = names::of_users(tx, &users.into_iter().collect::<Vec<_>>()).await?;
    rows.into_iter().map(|(row, team, area)| row.into_line((team, area), &users)).collect()
}

impl Row {
    fn into_line(
        self,
        (team, area): (String, String),
        users: &UserNames,
    ) -> Result<ConsultationLine, StoreError> {
        let id = self.id;
        let outcome = self.outcome.as_deref();
        Ok(ConsultationLine {
            id: ConsultationId(id),
            version: Version(self.version),
            code: self.code,
            team,
            area,
            about_case: self.case_id.is_some(),
            expertise: row::code(TABLE, "expertise", id, Expertise::from_code(&self.expertise))?,
            urgency: row::code(TABLE, "urgency", id, Urgency::from_code(&self.urgency))?,
            state: row::code(TABLE, "state", id, ConsultationState::from_code(&self.state))?,
            asker: users.find(UserId(self.asked_by))?,
            asked_at: self.asked_at,
            adviser: self.adviser_id.map(|it| users.find(UserId(it))).transpose()?,
            waits_since: self.waits_since,
            defined_from: self.defined_from,
            due: Due { day: self.due_on, at: self.due_at },
            outcome: outcome.map(|it| row::code(TABLE, "outcome", id, Outcome::from_code(it))).transpose()?,
            ended_at: self.ended_at,
            facts_version: self.facts_version,
        })
    }
}
