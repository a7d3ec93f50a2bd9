//! What waits for a team: tasks that were given to it, and those of cases in which nobody sits.

use super::{OpenWork, Work};
use crate::error::StoreError;
use crate::row;
use crate::schema::team_work;
use crate::tx::Tx;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{CaseId, MembershipId, TaskId, TeamId, UserId};
use domain::task::{TaskCause, TaskKind, WaitsFor};
use serde::Deserialize;
use uuid::Uuid;

/// A task that waits for a team of the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamTask {
    /// What people call the case without naming anybody.
    pub code: String,
    pub team: TeamId,
    /// Who of the team took it.
    pub taken: Option<Taker>,
    pub work: OpenWork,
}

/// Who of a team took a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taker {
    pub user: UserId,
    pub membership: MembershipId,
    pub name: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = team_work, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: Uuid,
    case_id: Uuid,
    code: String,
    since: DateTime<Utc>,
    due_on: NaiveDate,
    kind: String,
    cause: String,
    origin_id: Uuid,
    team_id: Uuid,
    detail: serde_json::Value,
}

/// What a task may have or not.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Detail {
    told: Option<String>,
    user: Option<Uuid>,
    membership: Option<Uuid>,
    name: Option<String>,
}

/// The open tasks of the teams of the caller, what is due first, first; at most so many. The caller of this function
/// records the list.
///
/// # Errors
/// Those of the database.
pub async fn of_teams(tx: &mut Tx, most: i64) -> Result<Vec<TeamTask>, StoreError> {
    let rows = team_work::table
        .order((team_work::due_on, team_work::since, team_work::id))
        .limit(most)
        .select(Row::as_select())
        .load::<Row>(tx.conn()?)
        .await?;
    rows.into_iter().map(Row::task).collect()
}

impl Row {
    fn task(self) -> Result<TeamTask, StoreError> {
        let team = TeamId(self.team_id);
        let Detail { told, user, membership, name } =
            row::code("team_work", "detail", self.id, serde_json::from_value(self.detail).ok())?;
        let taken = user.zip(membership).zip(name).map(|((user, membership), name)| Taker {
            user: UserId(user),
            membership: MembershipId(membership),
            name,
        });
        let waits_for = taken.as_ref().map_or(WaitsFor::Team(team), |it| WaitsFor::Member(it.user, team));
        let what = Work::Task {
            task: TaskId(self.id),
            kind: row::code("tasks", "kind", self.id, TaskKind::from_code(&self.kind))?,
            told,
            cause: row::code("tasks", "cause", self.id, TaskCause::from_code(&self.cause))?,
            origin: self.origin_id,
            waits_for,
            owner: taken.as_ref().map(|it| it.user),
        };
        let work = OpenWork {
            case: CaseId(self.case_id),
            what,
            person: None,
            due: Some(self.due_on),
            since: self.since,
        };
        Ok(TeamTask { code: self.code, team, taken, work })
    }
}
