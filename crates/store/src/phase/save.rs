//! Writing a proposal, and a step with the case that follows it.

use super::snapshot;
use crate::audit;
use crate::error::StoreError;
use crate::kept::Keep;
use crate::schema::{cases, check_ins, phase_changes, phase_proposals};
use crate::term::{self, Ending, NewTerm};
use crate::tx::Tx;
use access::{Named, Permit, may};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::duo::Seat;
use domain::id::{CheckInId, IncidentId, PersonId, PhaseChangeId, PhaseProposalId};
use domain::phase::check_in::CHECK_INS;
use domain::phase::{Change, Phase};
use domain::term::{StepKind, TermKind, TermOwner};
use domain::text::LongText;
use domain::version::Version;

/// A step to take.
#[derive(Debug, Clone)]
pub struct Step {
    pub id: PhaseChangeId,
    /// Its place in the history of the case: one more than the step before it.
    pub number: i32,
    pub change: Change,
    /// The version of the safety plan that holds.
    pub plan_version: Option<i32>,
    /// The proposal that was agreed with.
    pub proposal: Option<PhaseProposalId>,
    /// The incident that made it so.
    pub incident: Option<IncidentId>,
    /// The days of the check-ins that follow on closing.
    pub check_ins: Vec<(CheckInId, NaiveDate)>,
    /// The terms that start with it.
    pub terms: Vec<NewTerm>,
}

/// Saves a proposal to pass after this step, and records the act.
///
/// # Errors
/// [`StoreError::Conflict`] when a proposal waits already; those of the database.
pub async fn propose(
    tx: &mut Tx,
    permit: &Permit<may::MovePhase>,
    id: PhaseProposalId,
    after_step: i32,
    new: (Phase, Phase, Seat, Option<&LongText>),
) -> Result<(), StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let (now, caller) = (tx.now(), permit.caller());
    let (from, to, seat, note) = new;
    diesel::insert_into(phase_proposals::table)
        .values((
            (phase_proposals::id.eq(id.0), phase_proposals::case_id.eq(case.0)),
            phase_proposals::after_step.eq(after_step),
            phase_proposals::from_phase.eq(from.code()),
            phase_proposals::to_phase.eq(to.code()),
            phase_proposals::note.eq(note.map(LongText::as_str)),
            phase_proposals::seat.eq(seat.number()),
            phase_proposals::proposed_by.eq(caller.user.0),
            phase_proposals::membership_id.eq(caller.membership.0),
            phase_proposals::organisation_id.eq(caller.organisation.0),
            phase_proposals::proposed_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    audit::record(tx, permit, &[]).await
}

/// Takes a step: adds it, lets the case follow, and records the act with everybody whom the gate named.
///
/// # Errors
/// [`StoreError::Conflict`] when another step was taken in the meantime, or, for a reopening, when the household has
/// another open case; those of the database.
pub async fn take<P>(tx: &mut Tx, permit: &Permit<P>, step: &Step) -> Result<Version, StoreError>
where
    P: Named<Sight = may::ReadCase>,
{
    insert(tx, permit, step).await?;
    let version = follow(tx, permit, step.change.to).await?;
    let case = permit.case().ok_or(StoreError::Stale)?;
    let planned: Vec<_> = step
        .check_ins
        .iter()
        .map(|(id, due_on)| {
            (
                check_ins::id.eq(id.0),
                check_ins::case_id.eq(case.0),
                check_ins::closing_id.eq(step.id.0),
                check_ins::due_on.eq(*due_on),
            )
        })
        .collect();
    if !planned.is_empty() {
        diesel::insert_into(check_ins::table).values(planned).execute(tx.conn()?).await?;
    }
    let owner = TermOwner::Case(case);
    term::insert(tx, permit.caller(), (owner, None), &step.terms).await?;
    if let Some(kinds) = no_longer_needed(&step.change) {
        let ending = Ending { kinds, origin: None, how: StepKind::Stopped, at: tx.now() };
        term::end(tx, permit.caller(), owner, ending).await?;
    }
    let named = step.change.criteria.iter().flat_map(|it| it.evidence.persons.iter().copied());
    audit::record(tx, permit, &named.collect::<Vec<PersonId>>()).await?;
    Ok(version)
}

/// The terms that end with a step: nobody looks at the plan of a closed case, or asks after one that is open again.
fn no_longer_needed(change: &Change) -> Option<&'static [TermKind]> {
    match (change.from, change.to) {
        (_, Phase::Closed) => Some(&[TermKind::PlanReview]),
        (Phase::Closed, _) => Some(&CHECK_INS),
        _ => None,
    }
}

async fn insert<P: Named>(tx: &mut Tx, permit: &Permit<P>, step: &Step) -> Result<(), StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let (now, caller, change) = (tx.now(), permit.caller(), &step.change);
    diesel::insert_into(phase_changes::table)
        .values((
            (phase_changes::id.eq(step.id.0), phase_changes::case_id.eq(case.0)),
            phase_changes::step.eq(step.number),
            (phase_changes::from_phase.eq(change.from.code()), phase_changes::to_phase.eq(change.to.code())),
            phase_changes::kind.eq(change.kind.code()),
            phase_changes::cause.eq(change.cause.map(|it| it.code())),
            phase_changes::reason.eq(change.reason.as_ref().map(LongText::as_str)),
            phase_changes::criteria.eq(snapshot::of(&change.criteria)),
            phase_changes::plan_version.eq(step.plan_version),
            phase_changes::proposal_id.eq(step.proposal.map(|it| it.0)),
            phase_changes::incident_id.eq(step.incident.map(|it| it.0)),
            phase_changes::changed_by.eq(caller.user.0),
            phase_changes::membership_id.eq(caller.membership.0),
            phase_changes::organisation_id.eq(caller.organisation.0),
            phase_changes::changed_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    Ok(())
}

/// A closed case keeps the phase in which it ended beside its state.
async fn follow<P: Named>(tx: &mut Tx, permit: &Permit<P>, to: Phase) -> Result<Version, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let now = tx.now();
    let version = cases::version.eq(cases::version + 1);
    let raised = match to {
        Phase::Closed => {
            diesel::update(cases::table.find(case.0))
                .set((cases::state.eq("closed"), cases::closed_at.eq(Some(now)), version))
                .returning(cases::version)
                .kept()
                .get_result::<i64>(tx.conn()?)
                .await
        }
        Phase::Direct | Phase::Stable | Phase::Recovery => {
            diesel::update(cases::table.find(case.0))
                .set((
                    cases::state.eq("open"),
                    cases::closed_at.eq(None::<DateTime<Utc>>),
                    cases::phase.eq(to.code()),
                    version,
                ))
                .returning(cases::version)
                .kept()
                .get_result::<i64>(tx.conn()?)
                .await
        }
    };
    raised.optional()?.map(Version).ok_or(StoreError::Stale)
}
