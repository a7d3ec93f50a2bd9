//! The steps of a handover as they are written: the handover goes on from where it was seen, and the step is added to those
//! before it.

use super::Stored;
use super::freeze;
use crate::audit::{self, Act, Outcome};
use crate::error::StoreError;
use crate::job::{self, Job};
use crate::kept::Keep;
use crate::schema::{handover_contents, handover_steps, handovers, tasks};
use crate::term::{self, NewTerm};
use crate::tx::Tx;
use access::{Caller, Permit, may};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::handover::{Contents, HandoverState, Informed, NewHandover, Preview, Side, StepKind};
use domain::id::{HandoverId, TaskId, TeamId};
use domain::notice::NoticeKind;
use domain::task::{TaskCause, TaskKind};
use domain::term::TermOwner;
use domain::text::LongText;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// What is frozen with an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offering {
    pub answer_by: DateTime<Utc>,
    pub preview: Preview,
    pub contents: Contents,
    /// The term for the answer.
    pub term: Option<NewTerm>,
}

/// Who took a step, for its row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Taker {
    pub(super) side: Side,
    pub(super) user: Uuid,
    pub(super) membership: Uuid,
}

impl Taker {
    pub(super) const fn of(caller: &Caller, side: Side) -> Self {
        Self { side, user: caller.user.0, membership: caller.membership.0 }
    }
}

/// Writes a handover down.
///
/// # Errors
/// [`StoreError::Conflict`] with `one_open_handover`; those of the database.
pub async fn prepare(
    tx: &mut Tx,
    permit: &Permit<may::OfferHandover>,
    (id, giver): (HandoverId, TeamId),
    new: &NewHandover,
) -> Result<(), StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let (now, caller) = (tx.now(), permit.caller());
    let (informed_on, not_yet) = match &new.informed {
        Informed::On(day) => (Some(*day), None),
        Informed::NotYet(reason) => (None, Some(reason.as_str())),
    };
    diesel::insert_into(handovers::table)
        .values((
            (handovers::id.eq(id.0), handovers::case_id.eq(case.0)),
            (handovers::from_team_id.eq(giver.0), handovers::to_team_id.eq(new.receiver.0)),
            (handovers::legal_ground.eq(new.ground.code()), handovers::why.eq(new.why.as_str())),
            handovers::monitoring.eq(new.monitoring.as_ref().map(LongText::as_str)),
            (handovers::informed_on.eq(informed_on), handovers::not_informed_reason.eq(not_yet)),
            (handovers::meet_on.eq(new.meet_on), handovers::state.eq(HandoverState::Draft.code())),
            (handovers::prepared_by.eq(caller.user.0), handovers::prepared_as.eq(caller.membership.0)),
            handovers::prepared_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    add_step(tx, (id.0, case.0, 1), (StepKind::Prepare, None), Taker::of(caller, Side::Giver)).await?;
    audit::record(tx, permit, &[]).await
}

/// Offers it, freezes what goes along, starts the term for the answer and sees to its end, and tells the receiver. Everybody in the contents belongs
/// to the act.
///
/// # Errors
/// Those of the database.
pub async fn save_offer(
    tx: &mut Tx,
    permit: &Permit<may::OfferHandover>,
    stored: &Stored,
    offering: &Offering,
) -> Result<(), StoreError> {
    let (now, caller) = (tx.now(), permit.caller());
    let Offering { answer_by, preview, contents, term } = offering;
    let count = |it: u16| i16::try_from(it).unwrap_or(i16::MAX);
    let changed = diesel::update(seen(stored))
        .set((
            (handovers::state.eq(HandoverState::Offered.code()), handovers::answer_by.eq(answer_by)),
            handovers::phase.eq(preview.phase.code()),
            (handovers::adults.eq(count(preview.adults)), handovers::children.eq(count(preview.children))),
            handovers::conditions.eq(count(preview.conditions)),
            handovers::lowest_score.eq(preview.lowest_score.map(i16::from)),
            (handovers::offered_by.eq(caller.user.0), handovers::offered_as.eq(caller.membership.0)),
            (handovers::offered_at.eq(now), handovers::version.eq(handovers::version + 1)),
        ))
        .kept()
        .execute(tx.conn()?)
        .await?;
    one(changed)?;
    let snapshot = freeze::snapshot(contents);
    let hash: [u8; 32] = Sha256::digest(snapshot.to_string().as_bytes()).into();
    diesel::insert_into(handover_contents::table)
        .values((
            handover_contents::handover_id.eq(stored.id.0),
            handover_contents::case_id.eq(stored.case.0),
            handover_contents::plan_version_id.eq(contents.plan.map(|(id, _)| id.0)),
            handover_contents::assessment_id.eq(contents.assessment.map(|it| it.0)),
            handover_contents::snapshot.eq(snapshot),
            handover_contents::content_hash.eq(&hash[..]),
        ))
        .execute(tx.conn()?)
        .await?;
    next_step(tx, stored, (StepKind::Offer, None), Taker::of(caller, Side::Giver)).await?;
    term::insert(tx, caller, (TermOwner::Case(stored.case), None), term.as_slice()).await?;
    tell(tx, stored, NoticeKind::HandoverOffered).await?;
    job::enqueue_for(tx, &Job::Lapse { handover: stored.id }, *answer_by).await?;
    let persons: Vec<_> = contents.scores.iter().flat_map(|it| [it.rater, it.about]).flatten().collect();
    audit::record(tx, permit, &persons).await
}

/// Takes it back.
///
/// # Errors
/// Those of the database.
pub async fn withdraw(
    tx: &mut Tx,
    permit: &Permit<may::OfferHandover>,
    stored: &Stored,
    reason: &LongText,
) -> Result<(), StoreError> {
    let taker = Taker::of(permit.caller(), Side::Giver);
    decide(tx, stored, (HandoverState::Withdrawn, Some(reason.as_str())), Some(taker)).await?;
    next_step(tx, stored, (StepKind::Withdraw, Some(reason.as_str())), taker).await?;
    audit::record(tx, permit, &[]).await
}

/// Refuses it, and wakes the giver: a task for the case and a notice for who offered it.
///
/// # Errors
/// Those of the database.
pub async fn refuse(
    tx: &mut Tx,
    permit: &Permit<may::AnswerHandover>,
    stored: &Stored,
    reason: &LongText,
    (task, due): (TaskId, NaiveDate),
) -> Result<(), StoreError> {
    let taker = Taker::of(permit.caller(), Side::Receiver);
    decide(tx, stored, (HandoverState::Refused, Some(reason.as_str())), Some(taker)).await?;
    next_step(tx, stored, (StepKind::Refuse, Some(reason.as_str())), taker).await?;
    wake(tx, stored, (TaskKind::HandoverRefused, task, due), taker).await?;
    audit::record(tx, permit, &[]).await
}

/// Notes that it was talked over on a day, or that all is done.
///
/// # Errors
/// Those of the database.
pub async fn finish(
    tx: &mut Tx,
    permit: &Permit<may::FinishHandover>,
    stored: &Stored,
    side: Side,
    talked_over_on: Option<NaiveDate>,
) -> Result<(), StoreError> {
    let next = handovers::version.eq(handovers::version + 1);
    let (changed, step) = match talked_over_on {
        Some(day) => {
            let set = (handovers::talked_over_on.eq(day), next);
            (diesel::update(seen(stored)).set(set).kept().execute(tx.conn()?).await?, StepKind::TalkOver)
        }
        None => {
            let set = (handovers::state.eq(HandoverState::Completed.code()), next);
            (diesel::update(seen(stored)).set(set).kept().execute(tx.conn()?).await?, StepKind::Complete)
        }
    };
    one(changed)?;
    next_step(tx, stored, (step, None), Taker::of(permit.caller(), side)).await?;
    audit::record(tx, permit, &[]).await
}

/// Lets an offer lapse on behalf of the clock, and wakes the giver.
///
/// # Errors
/// Those of the database.
pub async fn lapse(tx: &mut Tx, stored: &Stored, task: (TaskId, NaiveDate)) -> Result<(), StoreError> {
    let (user, membership) = handovers::table
        .find(stored.id.0)
        .select((handovers::offered_by.assume_not_null(), handovers::offered_as.assume_not_null()))
        .first::<(Uuid, Uuid)>(tx.conn()?)
        .await?;
    let taker = Taker { side: Side::Clock, user, membership };
    decide(tx, stored, (HandoverState::Lapsed, None), None).await?;
    next_step(tx, stored, (StepKind::Lapse, None), taker).await?;
    wake(tx, stored, (TaskKind::HandoverLapsed, task.0, task.1), taker).await?;
    let subject_id = Some(stored.id.0);
    let act = Act { action: "lapse_handover", outcome: Outcome::Done, subject: "handover", subject_id };
    audit::record_act_of(tx, &act).await
}

/// Ends an offer: once, from where it was seen.
pub(super) async fn decide(
    tx: &mut Tx,
    stored: &Stored,
    (state, reason): (HandoverState, Option<&str>),
    by: Option<Taker>,
) -> Result<(), StoreError> {
    let now = tx.now();
    let accepted_at = (state == HandoverState::Accepted).then_some(now);
    let changed = diesel::update(seen(stored))
        .set((
            (handovers::state.eq(state.code()), handovers::reason.eq(reason.map(str::to_owned))),
            handovers::decided_by.eq(by.map(|it| it.user)),
            handovers::decided_as.eq(by.map(|it| it.membership)),
            (handovers::decided_at.eq(now), handovers::accepted_at.eq(accepted_at)),
            handovers::version.eq(handovers::version + 1),
        ))
        .kept()
        .execute(tx.conn()?)
        .await?;
    one(changed)
}

/// Adds the step after the version that was seen.
pub(super) async fn next_step(
    tx: &mut Tx,
    stored: &Stored,
    what: (StepKind, Option<&str>),
    taker: Taker,
) -> Result<(), StoreError> {
    let number = i32::try_from(stored.version.0 + 1).unwrap_or(i32::MAX);
    add_step(tx, (stored.id.0, stored.case.0, number), what, taker).await
}

/// Tells whom it is for that it is offered, or that the offer ended.
pub(super) async fn tell(tx: &mut Tx, stored: &Stored, about: NoticeKind) -> Result<(), StoreError> {
    job::enqueue(tx, &Job::Tell { about, case: stored.case, origin: stored.id.0 }).await
}

#[diesel::dsl::auto_type(no_type_alias)]
fn seen(stored: &Stored) -> _ {
    let (id, version): (Uuid, i64) = (stored.id.0, stored.version.0);
    handovers::table.filter(handovers::id.eq(id)).filter(handovers::version.eq(version))
}

const fn one(changed: usize) -> Result<(), StoreError> {
    if changed == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

async fn add_step(
    tx: &mut Tx,
    (handover, case, number): (Uuid, Uuid, i32),
    (kind, reason): (StepKind, Option<&str>),
    taker: Taker,
) -> Result<(), StoreError> {
    let now = tx.now();
    diesel::insert_into(handover_steps::table)
        .values((
            (handover_steps::handover_id.eq(handover), handover_steps::case_id.eq(case)),
            (handover_steps::step.eq(number), handover_steps::kind.eq(kind.code())),
            (
                handover_steps::side.eq(taker.side.code()),
                handover_steps::reason.eq(reason.map(str::to_owned)),
            ),
            (handover_steps::taken_by.eq(taker.user), handover_steps::membership_id.eq(taker.membership)),
            handover_steps::taken_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    Ok(())
}

/// Opens the task that the end of an offer asks of the giver.
async fn wake(
    tx: &mut Tx,
    stored: &Stored,
    (kind, task, due): (TaskKind, TaskId, NaiveDate),
    taker: Taker,
) -> Result<(), StoreError> {
    let now = tx.now();
    diesel::insert_into(tasks::table)
        .values((
            (tasks::id.eq(task.0), tasks::case_id.eq(stored.case.0), tasks::kind.eq(kind.code())),
            (tasks::cause.eq(TaskCause::Handover.code()), tasks::origin_id.eq(stored.id.0)),
            (tasks::opened_by.eq(taker.user), tasks::membership_id.eq(taker.membership)),
            (tasks::opened_at.eq(now), tasks::due_on.eq(due)),
        ))
        .execute(tx.conn()?)
        .await?;
    let about = NoticeKind::of_task(kind);
    job::enqueue(tx, &Job::Tell { about, case: stored.case, origin: task.0 }).await?;
    tell(tx, stored, NoticeKind::HandoverEnded).await
}
