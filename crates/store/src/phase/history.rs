//! The steps of a case with names: who proposed, who agreed, on behalf of whom, and what the gate said.

use super::snapshot;
use crate::audit;
use crate::error::StoreError;
use crate::names::{self, PersonName, UserName};
use crate::row;
use crate::schema::{organisations, phase_changes, phase_proposals};
use crate::tx::Tx;
use access::{Permit, may};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{IncidentId, PersonId, PhaseChangeId, PhaseProposalId, UserId};
use domain::phase::{Cause, ChangeKind, Criterion, Phase};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The steps so far, and the proposal that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps {
    /// Newest first, the latest [`MOST`].
    pub changes: Vec<ChangeLine>,
    pub pending: Option<ProposalLine>,
    /// The names of everybody whom a gate named, these ones and those of the gates of the steps.
    pub names: BTreeMap<PersonId, String>,
}

/// A step with names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeLine {
    pub id: PhaseChangeId,
    /// Its place in the history of the case, from 1.
    pub number: i32,
    pub from: Phase,
    pub to: Phase,
    pub kind: ChangeKind,
    pub cause: Option<Cause>,
    pub reason: Option<String>,
    /// The gate as it stood.
    pub criteria: Vec<Criterion>,
    /// The version of the safety plan that held.
    pub plan_version: Option<i32>,
    pub incident: Option<IncidentId>,
    /// Who agreed, let it pass, or sent it back.
    pub by: UserName,
    pub organisation: String,
    pub at: DateTime<Utc>,
    /// Who proposed it, where somebody did.
    pub proposal: Option<ProposalLine>,
}

/// A proposal with names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalLine {
    pub id: PhaseProposalId,
    pub to: Phase,
    pub note: Option<String>,
    pub by: UserName,
    pub organisation: String,
    pub at: DateTime<Utc>,
}

/// So many steps are shown beside the present phase; the timeline has them all.
pub const MOST: i64 = 50;

#[derive(Queryable, Selectable)]
#[diesel(table_name = phase_changes, check_for_backend(diesel::pg::Pg))]
struct ChangeRow {
    id: Uuid,
    step: i32,
    from_phase: String,
    to_phase: String,
    kind: String,
    cause: Option<String>,
    reason: Option<String>,
    criteria: serde_json::Value,
    plan_version: Option<i32>,
    proposal_id: Option<Uuid>,
    incident_id: Option<Uuid>,
    changed_by: Uuid,
    changed_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = phase_proposals, check_for_backend(diesel::pg::Pg))]
struct ProposalRow {
    id: Uuid,
    after_step: i32,
    to_phase: String,
    note: Option<String>,
    proposed_by: Uuid,
    proposed_at: DateTime<Utc>,
}

/// Reads the steps and the proposal that waits after the last one. Everybody whom a gate names is recorded, those whom
/// the gate of now names as well.
///
/// # Errors
/// Those of the database.
pub async fn steps(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    last: i32,
    gate: &[Criterion],
) -> Result<Steps, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let rows = phase_changes::table
        .inner_join(organisations::table)
        .filter(phase_changes::case_id.eq(case.0))
        .order(phase_changes::step.desc())
        .limit(MOST)
        .select((ChangeRow::as_select(), organisations::name))
        .load::<(ChangeRow, String)>(tx.conn()?)
        .await?;
    let mut proposals = proposals(tx, permit, last, &rows).await?;
    let users: BTreeSet<UserId> = rows.iter().map(|(row, _)| UserId(row.changed_by)).collect();
    let users = names::of_users(tx, &users.into_iter().collect::<Vec<_>>()).await?;
    let pending = proposals.iter().position(|(after, _)| *after == last);
    let pending = pending.map(|place| proposals.swap_remove(place).1);
    let changes = rows
        .into_iter()
        .map(|(row, organisation)| {
            let by = users.find(UserId(row.changed_by))?;
            let proposal = proposals.iter().find(|(_, it)| Some(it.id.0) == row.proposal_id);
            row.into_line(by, organisation, proposal.map(|(_, it)| it.clone()))
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    let names = named(tx, permit, changes.iter().flat_map(|it| &it.criteria).chain(gate)).await?;
    Ok(Steps { changes, pending, names })
}

/// The proposals behind these steps and the one that waits, each with the step after which it was made.
async fn proposals(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    last: i32,
    rows: &[(ChangeRow, String)],
) -> Result<Vec<(i32, ProposalLine)>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let ids: Vec<Uuid> = rows.iter().filter_map(|(row, _)| row.proposal_id).collect();
    let found = phase_proposals::table
        .inner_join(organisations::table)
        .filter(phase_proposals::case_id.eq(case.0))
        .filter(phase_proposals::id.eq_any(ids).or(phase_proposals::after_step.eq(last)))
        .select((ProposalRow::as_select(), organisations::name))
        .load::<(ProposalRow, String)>(tx.conn()?)
        .await?;
    let users: BTreeSet<UserId> = found.iter().map(|(row, _)| UserId(row.proposed_by)).collect();
    let users = names::of_users(tx, &users.into_iter().collect::<Vec<_>>()).await?;
    found
        .into_iter()
        .map(|(row, organisation)| {
            let line = ProposalLine {
                id: PhaseProposalId(row.id),
                to: row::code("phase_proposals", "to_phase", row.id, Phase::from_code(&row.to_phase))?,
                note: row.note,
                by: users.find(UserId(row.proposed_by))?,
                organisation,
                at: row.proposed_at,
            };
            Ok((row.after_step, line))
        })
        .collect()
}

async fn named(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    criteria: impl Iterator<Item = &Criterion>,
) -> Result<BTreeMap<PersonId, String>, StoreError> {
    let persons: BTreeSet<PersonId> = criteria.flat_map(|it| it.evidence.persons.iter().copied()).collect();
    let persons: Vec<PersonId> = persons.into_iter().collect();
    let names = names::of_persons(tx, &persons).await?;
    audit::record(tx, permit, &persons).await?;
    persons
        .into_iter()
        .map(|it| {
            let PersonName { person, name } = names.find(it)?;
            Ok((person, name))
        })
        .collect()
}

impl ChangeRow {
    fn into_line(
        self,
        by: UserName,
        organisation: String,
        proposal: Option<ProposalLine>,
    ) -> Result<ChangeLine, StoreError> {
        let phase = |column, code: &str| row::code("phase_changes", column, self.id, Phase::from_code(code));
        let cause = |code: &str| row::code("phase_changes", "cause", self.id, Cause::from_code(code));
        Ok(ChangeLine {
            id: PhaseChangeId(self.id),
            number: self.step,
            from: phase("from_phase", &self.from_phase)?,
            to: phase("to_phase", &self.to_phase)?,
            kind: row::code("phase_changes", "kind", self.id, ChangeKind::from_code(&self.kind))?,
            cause: self.cause.as_deref().map(cause).transpose()?,
            reason: self.reason,
            criteria: snapshot::read(self.id, self.criteria)?,
            plan_version: self.plan_version,
            incident: self.incident_id.map(IncidentId),
            by,
            organisation,
            at: self.changed_at,
            proposal,
        })
    }
}
