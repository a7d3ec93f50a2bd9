//! Whose turn tasks were, with names.

use crate::error::StoreError;
use crate::names::{UserName, UserNames};
use crate::row;
use crate::schema::{task_turns, teams};
use crate::tx::Tx;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::duo::Seat;
use domain::id::{MembershipId, TeamId, UserId};
use domain::task::Owner;
use domain::task::owner::OwnerKind;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TurnLine {
    pub owner: OwnerLine,
    /// Why it was passed on; nothing for who was named with the task.
    pub reason: Option<String>,
    pub by: UserName,
    pub at: DateTime<Utc>,
}

/// Whose turn it is, as a page tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnerLine {
    Duo,
    Seat(Seat),
    Person(UserName),
    Team(TeamId, String),
    /// Somebody who took it, and the team for which it waited.
    Member(UserName, TeamId, String),
}

#[derive(Queryable)]
pub(super) struct TurnRow {
    task: Uuid,
    pub(super) turn: i32,
    owner: String,
    seat: Option<i16>,
    person: (Option<Uuid>, Option<Uuid>),
    team: (Option<Uuid>, Option<String>),
    reason: Option<String>,
    made_by: Uuid,
    made_at: DateTime<Utc>,
}

/// The turns of these tasks, the first one first.
pub(super) async fn rows(tx: &mut Tx, tasks: &[Uuid]) -> Result<Vec<TurnRow>, StoreError> {
    Ok(task_turns::table
        .left_join(teams::table)
        .filter(task_turns::task_id.eq_any(tasks))
        .order((task_turns::task_id, task_turns::turn))
        .select((
            task_turns::task_id,
            task_turns::turn,
            task_turns::owner,
            task_turns::seat,
            (task_turns::owner_user_id, task_turns::owner_membership_id),
            (task_turns::team_id, teams::name.nullable()),
            task_turns::reason,
            task_turns::made_by,
            task_turns::made_at,
        ))
        .load::<TurnRow>(tx.conn()?)
        .await?)
}

/// The turns by task.
pub(super) fn by_task(
    rows: Vec<TurnRow>,
    users: &UserNames,
) -> Result<BTreeMap<Uuid, Vec<TurnLine>>, StoreError> {
    let mut turns: BTreeMap<Uuid, Vec<TurnLine>> = BTreeMap::new();
    for row in rows {
        let owner = match row.owner()? {
            Owner::Duo => OwnerLine::Duo,
            Owner::Seat(seat) => OwnerLine::Seat(seat),
            Owner::Person(user, _) => OwnerLine::Person(users.find(user)?),
            Owner::Team(team) => OwnerLine::Team(team, row.team.1.unwrap_or_default()),
            Owner::Member(user, _, team) => {
                OwnerLine::Member(users.find(user)?, team, row.team.1.unwrap_or_default())
            }
        };
        let by = users.find(UserId(row.made_by))?;
        let line = TurnLine { owner, reason: row.reason, by, at: row.made_at };
        turns.entry(row.task).or_default().push(line);
    }
    Ok(turns)
}

impl TurnRow {
    /// The professionals in it.
    pub(super) fn users(&self) -> impl Iterator<Item = UserId> {
        [Some(self.made_by), self.person.0].into_iter().flatten().map(UserId)
    }

    /// Whose turn it is.
    pub(super) fn owner(&self) -> Result<Owner, StoreError> {
        let person = self.person.0.map(UserId).zip(self.person.1.map(MembershipId));
        let team = self.team.0.map(TeamId);
        let owner = match OwnerKind::from_code(&self.owner) {
            Some(OwnerKind::Duo) => Some(Owner::Duo),
            Some(OwnerKind::Seat) => self.seat.and_then(Seat::from_number).map(Owner::Seat),
            Some(OwnerKind::Team) => team.map(Owner::Team),
            Some(OwnerKind::Person) => person.map(|(user, membership)| Owner::Person(user, membership)),
            Some(OwnerKind::Member) => {
                person.zip(team).map(|((user, membership), team)| Owner::Member(user, membership, team))
            }
            None => None,
        };
        row::code("task_turns", "owner", self.task, owner)
    }
}
