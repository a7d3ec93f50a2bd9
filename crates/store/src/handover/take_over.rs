//! Accepting: the receiver becomes the holder, and who has no reason left to be there leaves, all in one transaction. The
//! order matters to row level security: the acceptance opens the case to the receiver's part, and that part to the rest.

use super::Stored;
use super::save::{Taker, decide, next_step, tell};
use crate::audit;
use crate::case::facts::enter;
use crate::error::StoreError;
use crate::kept::Keep;
use crate::row;
use crate::schema::{
    disclosures, duo_seats, handover_contents, handovers, membership_teams, participations, teams,
    view_holders,
};
use crate::term::{self, NewTerm};
use crate::tx::Tx;
use access::{Permit, may};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::case::{LegalGround, Participation, ParticipationTask};
use domain::disclosure::{DisclosureGround, ReaderKind, Sheet};
use domain::handover::{HandoverState, SeatOf, Side, StepKind};
use domain::id::{DisclosureId, ParticipationId, PersonId, SeatId, TeamId};
use domain::notice::NoticeKind;
use domain::term::TermOwner;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The part of the receiver from the acceptance on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub id: ParticipationId,
    pub task: ParticipationTask,
}

/// Who is there once the receiver takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub parts: Vec<(ParticipationId, Participation)>,
    pub seats: Vec<SeatOf>,
    /// Whether the giver is of Veilig Thuis, by its part in the case.
    pub giver_monitors: bool,
}

/// What the acceptance does to the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakingOver {
    pub disclosure: DisclosureId,
    pub leaving_parts: Vec<ParticipationId>,
    pub leaving_seats: Vec<SeatId>,
    /// The moments at which Veilig Thuis looks again.
    pub terms: Vec<NewTerm>,
}

/// The reason with which a holder follows another.
const BY_HANDOVER: &str = "handover";

/// Accepts the offer, and lets the receiver take part for the household as a whole.
///
/// # Errors
/// Those of the database.
pub async fn accept(
    tx: &mut Tx,
    permit: &Permit<may::AnswerHandover>,
    stored: &Stored,
    part: Part,
) -> Result<(), StoreError> {
    let now = tx.now();
    let taker = Taker::of(permit.caller(), Side::Receiver);
    decide(tx, stored, (HandoverState::Accepted, None), Some(taker)).await?;
    next_step(tx, stored, (StepKind::Accept, None), taker).await?;
    let own = participations::table
        .filter(participations::case_id.eq(stored.case.0))
        .filter(participations::team_id.eq(stored.value.receiver.0))
        .filter(participations::starts_at.le(now))
        .filter(participations::ends_at.is_null().or(participations::ends_at.gt(now)))
        .select((participations::id, participations::works_for_person_id))
        .load::<(Uuid, Option<Uuid>)>(tx.conn()?)
        .await?;
    if own.iter().any(|(_, person)| person.is_none()) {
        return enter(tx, &[stored.case.0]).await;
    }
    for (id, _) in own {
        end_part(tx, permit, ParticipationId(id)).await?;
    }
    let ground = handovers::table.find(stored.id.0).select(handovers::legal_ground);
    let ground = ground.first::<String>(tx.conn()?).await?;
    diesel::insert_into(participations::table)
        .values((
            (participations::id.eq(part.id.0), participations::case_id.eq(stored.case.0)),
            participations::team_id.eq(stored.value.receiver.0),
            (participations::task.eq(part.task.code()), participations::legal_ground.eq(ground)),
            (participations::starts_at.eq(now), participations::added_by.eq(permit.caller().user.0)),
        ))
        .execute(tx.conn()?)
        .await?;
    enter(tx, &[stored.case.0]).await
}

/// Who takes part and sits in the duo now that the receiver does.
///
/// # Errors
/// Those of the database.
pub async fn standing(
    tx: &mut Tx,
    permit: &Permit<may::AnswerHandover>,
    stored: &Stored,
) -> Result<Standing, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let now = tx.now();
    let rows = participations::table
        .filter(participations::case_id.eq(case.0))
        .filter(participations::starts_at.le(now))
        .filter(participations::ends_at.is_null().or(participations::ends_at.gt(now)))
        .order(participations::id)
        .select((
            participations::id,
            participations::team_id,
            participations::task,
            participations::legal_ground,
            participations::works_for_person_id,
            participations::starts_at,
        ))
        .load::<(Uuid, Uuid, String, String, Option<Uuid>, DateTime<Utc>)>(tx.conn()?)
        .await?;
    let mut parts = Vec::with_capacity(rows.len());
    for (id, team, task, ground, person, from) in rows {
        let task = row::code("participations", "task", id, ParticipationTask::from_code(&task))?;
        let ground = row::code("participations", "legal_ground", id, LegalGround::from_code(&ground))?;
        let works_for = person.map(PersonId);
        let value = Participation { team: TeamId(team), task, ground, works_for, from, until: None };
        parts.push((ParticipationId(id), value));
    }
    let giver_monitors = parts
        .iter()
        .any(|(_, it)| it.team == stored.value.giver && it.task == ParticipationTask::VeiligThuis);
    Ok(Standing { parts, seats: seats(tx, case.0).await?, giver_monitors })
}

/// Makes the receiver the holder, lets go who leaves, writes down what crossed the border, and tells the giver.
///
/// # Errors
/// Those of the database.
pub async fn settle(
    tx: &mut Tx,
    permit: &Permit<may::AnswerHandover>,
    stored: &Stored,
    taking: &TakingOver,
) -> Result<(), StoreError> {
    let (now, caller) = (tx.now(), permit.caller());
    diesel::insert_into(view_holders::table)
        .values((
            (view_holders::case_id.eq(stored.case.0), view_holders::since.eq(now)),
            (view_holders::team_id.eq(stored.value.receiver.0), view_holders::reason.eq(BY_HANDOVER)),
            (view_holders::recorded_by.eq(caller.user.0), view_holders::handover_id.eq(stored.id.0)),
        ))
        .execute(tx.conn()?)
        .await?;
    term::insert(tx, caller, (TermOwner::Case(stored.case), None), &taking.terms).await?;
    disclose(tx, permit, stored, taking.disclosure).await?;
    for part in &taking.leaving_parts {
        end_part(tx, permit, *part).await?;
    }
    let leaving: Vec<Uuid> = taking.leaving_seats.iter().map(|it| it.0).collect();
    diesel::update(duo_seats::table.filter(duo_seats::id.eq_any(leaving)))
        .set(duo_seats::ends_at.eq(now))
        .kept()
        .execute(tx.conn()?)
        .await?;
    tell(tx, stored, NoticeKind::HandoverEnded).await
}

async fn end_part(
    tx: &mut Tx,
    permit: &Permit<may::AnswerHandover>,
    part: ParticipationId,
) -> Result<(), StoreError> {
    let now = tx.now();
    diesel::update(participations::table.find(part.0))
        .set((participations::ends_at.eq(now), participations::ended_by.eq(permit.caller().user.0)))
        .kept()
        .execute(tx.conn()?)
        .await?;
    Ok(())
}

async fn seats(tx: &mut Tx, case: Uuid) -> Result<Vec<SeatOf>, StoreError> {
    let now = tx.now();
    let rows = duo_seats::table
        .inner_join(membership_teams::table.on(membership_teams::membership_id.eq(duo_seats::membership_id)))
        .filter(duo_seats::case_id.eq(case))
        .filter(duo_seats::starts_at.le(now))
        .filter(duo_seats::ends_at.is_null().or(duo_seats::ends_at.gt(now)))
        .select((duo_seats::id, membership_teams::team_id))
        .load::<(Uuid, Uuid)>(tx.conn()?)
        .await?;
    let mut seats: BTreeMap<Uuid, Vec<TeamId>> = BTreeMap::new();
    for (seat, team) in rows {
        seats.entry(seat).or_default().push(TeamId(team));
    }
    Ok(seats.into_iter().map(|(seat, teams)| SeatOf { seat: SeatId(seat), teams }).collect())
}

/// What crossed the border with the acceptance, in the register of everything that did. Everybody in it is recorded.
async fn disclose(
    tx: &mut Tx,
    permit: &Permit<may::AnswerHandover>,
    stored: &Stored,
    id: DisclosureId,
) -> Result<(), StoreError> {
    let (ground, by, on_behalf) = handovers::table
        .find(stored.id.0)
        .select((
            handovers::legal_ground,
            handovers::offered_by.assume_not_null(),
            handovers::offered_as.assume_not_null(),
        ))
        .first::<(String, Uuid, Uuid)>(tx.conn()?)
        .await?;
    let ground = row::code("handovers", "legal_ground", stored.id.0, LegalGround::from_code(&ground))?;
    let (copy, hash) = handover_contents::table
        .find(stored.id.0)
        .select((handover_contents::snapshot, handover_contents::content_hash))
        .first::<(serde_json::Value, Vec<u8>)>(tx.conn()?)
        .await?;
    let contents = super::freeze::read(stored.id, (None, None, copy.clone()))?;
    let number = copy.get("plan").and_then(serde_json::Value::as_i64).and_then(|it| i32::try_from(it).ok());
    let receiver = teams::table.find(stored.value.receiver.0).select(teams::name);
    let receiver = receiver.first::<String>(tx.conn()?).await?;
    let organisation = teams::table.find(stored.value.giver.0).select(teams::organisation_id);
    let organisation = organisation.first::<Uuid>(tx.conn()?).await?;
    let now = tx.now();
    diesel::insert_into(disclosures::table)
        .values((
            (disclosures::id.eq(id.0), disclosures::case_id.eq(stored.case.0)),
            disclosures::plan_version.eq(number),
            (disclosures::reader.eq(ReaderKind::Team.code()), disclosures::sheet.eq(Sheet::Handover.code())),
            disclosures::ground.eq(DisclosureGround::from(ground).code()),
            (disclosures::receiver.eq(receiver), disclosures::left_out.eq(0)),
            (disclosures::content.eq(copy.to_string()), disclosures::content_hash.eq(hash)),
            (disclosures::given_by.eq(by), disclosures::membership_id.eq(on_behalf)),
            (disclosures::organisation_id.eq(organisation), disclosures::given_at.eq(now)),
            disclosures::handover_id.eq(stored.id.0),
        ))
        .execute(tx.conn()?)
        .await?;
    let persons: Vec<PersonId> =
        contents.scores.iter().flat_map(|it| [it.rater, it.about]).flatten().collect();
    audit::record(tx, permit, &persons).await
}
