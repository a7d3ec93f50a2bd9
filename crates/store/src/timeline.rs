//! The timeline of a case: everything that happened in it, in one list, newest first.
//!
//! An item that is only for one organisation is not there for another. A page of any length and any mixture costs
//! the same number of statements.

mod detail;

use crate::audit;
use crate::error::StoreError;
use crate::names::{self, PersonName, PersonNames, UserName};
use crate::round::settled::blind_in;
use crate::row;
use crate::schema::case_timeline;
use crate::tx::Tx;
use access::{Permit, may};
use chrono::{DateTime, Utc};
use detail::Detail;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::case::{LegalGround, ParticipationTask};
use domain::contact::{Compartment, ContactKind, Presence};
use domain::duo::{Seat, SeatKind};
use domain::id::{ContactId, OrganisationId, ParticipationId, PersonId, ScoreId, SeatId, TeamId};
use domain::score::{AskedHow, SafetyScore};
use std::collections::BTreeSet;
use uuid::Uuid;

/// One thing that happened in a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineItem {
    pub place: TimelinePlace,
    /// Who did or recorded it.
    pub by: UserName,
    pub event: TimelineEvent,
}

/// Where an item stands in the timeline; the next page begins after the last one of this page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TimelinePlace {
    pub at: DateTime<Utc>,
    pub id: Uuid,
}

domain::codes! {
    /// A kind of thing that can happen in a case.
    pub enum TimelineKind {
        /// The case was opened.
        CaseOpened => "case_opened",
        /// A team began to hold the view on safety.
        HolderChanged => "holder_changed",
        /// A team began to take part.
        ParticipationStarted => "participation_started",
        /// Somebody took a seat in the duo.
        DuoSeatTaken => "duo_seat_taken",
        /// A team takes part no longer.
        ParticipationEnded => "participation_ended",
        /// A contact with the household.
        Contact => "contact",
        /// A safety score.
        Score => "score",
        /// A sign of danger was written down.
        RedFlag => "red_flag",
        /// A suspicion of intieme terreur was raised or withdrawn.
        TerrorSuspicion => "terror_suspicion",
        /// How somebody is reached safely was written down; the way itself is not in the timeline.
        SafeContact => "safe_contact",
        /// A task was done.
        TaskDone => "task_done",
        /// The case came into another phase, or back.
        PhaseChanged => "phase_changed",
        /// An incident.
        Incident => "incident",
        /// Something that changes the family was recorded, or withdrawn.
        LifeEvent => "life_event",
        /// Somebody asked after the closed case.
        CheckIn => "check_in",
        /// A version of the safety plan was adopted.
        PlanAdopted => "plan_adopted",
        /// It was noted what became of a part of the safety plan.
        PlanMark => "plan_mark",
        /// Everybody was asked for a score.
        RoundOpened => "round_opened",
        /// A scoring round was closed.
        RoundClosed => "round_closed",
        /// A step of a handover of the view on safety.
        Handover => "handover",
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimelineEvent {
    /// The case was opened.
    CaseOpened { reason: String },
    /// A team began to hold the view on safety.
    HolderChanged { team: TeamId, team_name: String, reason: String },
    /// A team began to take part.
    ParticipationStarted {
        participation: ParticipationId,
        team_name: String,
        task: ParticipationTask,
        ground: LegalGround,
        /// The one person whom it works for; nothing for the household as a whole.
        works_for: Option<PersonName>,
    },
    /// Somebody took a seat in the duo.
    DuoSeatTaken(SeatTaken),
    /// A contact with the household.
    Contact(Box<LoggedContact>),
    /// A safety score.
    Score(Box<GivenScore>),
    /// A step that a code, a person and some words tell.
    Step(Box<Step>),
}

/// A step that a code, a person and some words tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The list of which `code` is one is that of the kind.
    pub kind: TimelineKind,
    /// Which of its kind: for a task that was done what had to be done, and so on.
    pub code: String,
    /// Whom it is about; nothing for the household as a whole.
    pub about: Option<PersonName>,
    /// What was written with it.
    pub text: Option<String>,
}

/// Somebody took a seat in the duo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatTaken {
    pub id: SeatId,
    pub seat: Seat,
    pub kind: SeatKind,
    /// Name of who took it.
    pub member: String,
    pub until: Option<DateTime<Utc>>,
    /// Why the duo changed here.
    pub reason: Option<String>,
}

/// A contact with the household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedContact {
    pub id: ContactId,
    pub kind: ContactKind,
    pub compartment: Compartment,
    /// Whose confidence it is, when it is one.
    pub person: Option<PersonName>,
    /// On behalf of which organisation it was written.
    pub organisation: OrganisationId,
    pub observed: Option<String>,
    pub agreed: Option<String>,
    pub next: Option<String>,
    pub written_at: DateTime<Utc>,
    /// The entry that this one corrects.
    pub corrects: Option<ContactId>,
    /// The entry that corrects this one.
    pub corrected_by: Option<ContactId>,
    pub present: Vec<Present>,
    /// Why two partners were met together although intieme terreur was suspected.
    pub joint_reason: Option<String>,
}

/// How one person was met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Present {
    pub who: PersonName,
    pub presence: Presence,
    /// Without another member of the household.
    pub alone: bool,
}

/// A safety score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenScore {
    pub id: ScoreId,
    pub value: SafetyScore,
    pub reason: Option<String>,
    /// The member of the household who gave it; nothing when the professional who entered it did.
    pub rater: Option<PersonName>,
    /// Age of that member at the time, in years.
    pub age_at: Option<u16>,
    pub asked_how: Option<AskedHow>,
    /// Whom it is about; nothing for the household as a whole.
    pub about: Option<PersonName>,
    /// Code of the phase of the case at the time.
    pub phase: String,
}

/// One page of the timeline of the case, newest first, at most `limit`, older than `after`, of these kinds or, when
/// none is named, of all, and whether there is more. Everybody whom it speaks of is recorded.
///
/// # Errors
/// Those of the database; [`StoreError::Row`] when something in it is not as the rules know it.
pub async fn page(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    kinds: &[TimelineKind],
    after: Option<TimelinePlace>,
    limit: usize,
) -> Result<(Vec<TimelineItem>, bool), StoreError> {
    let one_more = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
    let mut places = places(tx, permit, kinds, after, one_more).await?;
    // Nobody in the place that only tells that there is more is shown or recorded.
    let more = places.len() > limit;
    places.truncate(limit);
    let rows = rows(tx, permit, &places).await?;
    Ok((items(tx, permit, rows).await?, more))
}

/// One thing of this kind in the timeline of the case, if the caller sees one. Everybody of whom it speaks is
/// recorded.
///
/// # Errors
/// Those of the database; [`StoreError::Row`] when something in it is not as the rules know it.
pub async fn find(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    kind: TimelineKind,
    id: Uuid,
) -> Result<Option<TimelineItem>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let rows = case_timeline::table
        .filter(case_timeline::case_id.eq(case.0))
        .filter(case_timeline::kind.eq(kind.code()))
        .filter(case_timeline::id.eq(id))
        .filter(case_timeline::only_for.is_contained_by(vec![permit.caller().organisation.0]))
        .filter(case_timeline::id.ne_all(blind_in(case.0)))
        .limit(1)
        .select(TimelineRow::as_select())
        .load::<TimelineRow>(tx.conn()?)
        .await?;
    if rows.is_empty() {
        return Ok(None);
    }
    Ok(items(tx, permit, rows).await?.pop())
}

/// The items of these rows with names. Everybody of whom they speak is recorded.
async fn items(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    rows: Vec<TimelineRow>,
) -> Result<Vec<TimelineItem>, StoreError> {
    let mut details = Vec::with_capacity(rows.len());
    for row in rows {
        let kind = row::code("case_timeline", "kind", row.id, TimelineKind::from_code(&row.kind))?;
        details.push((
            TimelinePlace { at: row.at, id: row.id },
            domain::id::UserId(row.by_user_id),
            detail::parse(kind, row.id, row.detail)?,
        ));
    }
    // Row level security has left out already what this caller may not hear; the rule of the program says it again.
    details.retain(|(_, _, detail)| detail.is_for(permit.hearing()));
    let users: BTreeSet<_> = details.iter().map(|(_, by, _)| *by).collect();
    let persons: BTreeSet<_> = details.iter().flat_map(|(_, _, detail)| detail.persons()).collect();
    let persons: Vec<_> = persons.into_iter().collect();
    let user_names = names::of_users(tx, &users.into_iter().collect::<Vec<_>>()).await?;
    let person_names = names::of_persons(tx, &persons).await?;
    audit::record(tx, permit, &persons).await?;
    details
        .into_iter()
        .map(|(place, by, detail)| {
            let event = event(place.id, detail, &person_names)?;
            Ok(TimelineItem { place, by: user_names.find(by)?, event })
        })
        .collect()
}

impl TimelineEvent {
    /// What kind of thing happened.
    #[must_use]
    pub const fn kind(&self) -> TimelineKind {
        match self {
            Self::CaseOpened { .. } => TimelineKind::CaseOpened,
            Self::HolderChanged { .. } => TimelineKind::HolderChanged,
            Self::ParticipationStarted { .. } => TimelineKind::ParticipationStarted,
            Self::DuoSeatTaken(_) => TimelineKind::DuoSeatTaken,
            Self::Contact(_) => TimelineKind::Contact,
            Self::Score(_) => TimelineKind::Score,
            Self::Step(step) => step.kind,
        }
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = case_timeline, check_for_backend(diesel::pg::Pg))]
struct TimelineRow {
    at: DateTime<Utc>,
    kind: String,
    id: Uuid,
    by_user_id: Uuid,
    detail: serde_json::Value,
}

/// Where the items of a page stand. Only the order is read here: what an item tells costs more, and most of a long
/// timeline is not on the page.
async fn places(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    kinds: &[TimelineKind],
    after: Option<TimelinePlace>,
    limit: i64,
) -> Result<Vec<TimelinePlace>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let kinds = if kinds.is_empty() { TimelineKind::ALL } else { kinds };
    let mut query = case_timeline::table
        .filter(case_timeline::case_id.eq(case.0))
        .filter(case_timeline::kind.eq_any(kinds.iter().map(|kind| kind.code())))
        .filter(case_timeline::only_for.is_contained_by(vec![permit.caller().organisation.0]))
        .filter(case_timeline::id.ne_all(blind_in(case.0)))
        .order((case_timeline::at.desc(), case_timeline::id.desc()))
        .limit(limit)
        .select((case_timeline::at, case_timeline::id))
        .into_boxed();
    if let Some(TimelinePlace { at, id }) = after {
        query =
            query.filter(case_timeline::at.lt(at).or(case_timeline::at.eq(at).and(case_timeline::id.lt(id))));
    }
    let found = query.load::<(DateTime<Utc>, Uuid)>(tx.conn()?).await?;
    Ok(found.into_iter().map(|(at, id)| TimelinePlace { at, id }).collect())
}

/// What stands in these places, in this order.
async fn rows(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    places: &[TimelinePlace],
) -> Result<Vec<TimelineRow>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let mut rows = case_timeline::table
        .filter(case_timeline::case_id.eq(case.0))
        .filter(case_timeline::id.eq_any(places.iter().map(|place| place.id).collect::<Vec<_>>()))
        .filter(case_timeline::only_for.is_contained_by(vec![permit.caller().organisation.0]))
        .filter(case_timeline::id.ne_all(blind_in(case.0)))
        .order((case_timeline::at.desc(), case_timeline::id.desc()))
        .select(TimelineRow::as_select())
        .load::<TimelineRow>(tx.conn()?)
        .await?;
    // A team that held the view twice has one identifier in two places.
    rows.retain(|row| places.contains(&TimelinePlace { at: row.at, id: row.id }));
    Ok(rows)
}

/// The event with the names of the people in it.
fn event(id: Uuid, detail: Detail, names: &PersonNames) -> Result<TimelineEvent, StoreError> {
    Ok(match detail {
        Detail::CaseOpened { reason } => TimelineEvent::CaseOpened { reason },
        Detail::HolderChanged { team, reason } => {
            TimelineEvent::HolderChanged { team: TeamId(id), team_name: team, reason }
        }
        Detail::ParticipationStarted { team, task, ground, works_for } => {
            TimelineEvent::ParticipationStarted {
                participation: ParticipationId(id),
                team_name: team,
                task,
                ground,
                works_for: works_for.map(|it| names.find(it)).transpose()?,
            }
        }
        Detail::DuoSeatTaken(seat) => TimelineEvent::DuoSeatTaken(seat),
        Detail::Contact(contact, person, present) => {
            let person = person.map(|it| names.find(it)).transpose()?;
            let present = present
                .into_iter()
                .map(|met| {
                    let who = names.find(met.person)?;
                    Ok(Present { who, presence: met.presence, alone: met.alone })
                })
                .collect::<Result<Vec<_>, StoreError>>()?;
            TimelineEvent::Contact(Box::new(LoggedContact { person, present, ..contact }))
        }
        Detail::Score(score, people) => TimelineEvent::Score(Box::new(GivenScore {
            rater: people.rater.map(|it| names.find(it)).transpose()?,
            about: people.about.map(|it| names.find(it)).transpose()?,
            ..score
        })),
        Detail::Step(kind, step) => TimelineEvent::Step(Box::new(Step {
            kind,
            code: step.code,
            about: step.person.map(|it| names.find(PersonId(it))).transpose()?,
            text: step.text,
        })),
    })
}
