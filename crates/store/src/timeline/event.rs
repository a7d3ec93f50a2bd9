//! What the timeline tells of a case: one kind of event for each kind of thing that can happen.

use super::detail::Detail;
use super::term::TermTold;
use crate::error::StoreError;
use crate::names::{PersonName, PersonNames, UserName};
use chrono::{DateTime, Utc};
use domain::case::{LegalGround, ParticipationTask};
use domain::contact::{Compartment, ContactKind, Presence};
use domain::duo::{Seat, SeatKind};
use domain::id::{ContactId, OrganisationId, ParticipationId, PersonId, ScoreId, SeatId, TeamId};
use domain::score::{AskedHow, SafetyScore};
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
        /// A term began, something was done with it, or it was over.
        Term => "term",
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
    /// Something happened to a term.
    Term(Box<TermTold>),
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
            Self::Term(_) => TimelineKind::Term,
            Self::Step(step) => step.kind,
        }
    }
}

/// The event with the names of the people in it.
pub(super) fn event(id: Uuid, detail: Detail, names: &PersonNames) -> Result<TimelineEvent, StoreError> {
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
        Detail::Term(told) => TimelineEvent::Term(Box::new(told)),
        Detail::Step(kind, step) => TimelineEvent::Step(Box::new(Step {
            kind,
            code: step.code,
            about: step.person.map(|it| names.find(PersonId(it))).transpose()?,
            text: step.text,
        })),
    })
}
