//! What the view of the timeline tells of each kind of thing, read strictly: a field too many, too few or of
//! another form is a row that cannot exist.

use super::term::{TermDetail, TermTold};
use super::{GivenScore, LoggedContact, SeatTaken, TimelineKind};
use crate::error::StoreError;
use crate::row;
use access::Hearing;
use chrono::{DateTime, Utc};
use domain::case::{LegalGround, ParticipationTask};
use domain::contact::{Compartment, ContactKind, PersonPresence, Presence};
use domain::duo::{Seat, SeatKind};
use domain::id::{ContactId, OrganisationId, PersonId, ScoreId, SeatId};
use domain::score::{AskedHow, SafetyScore};
use domain::voice::Voice;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// What happened, with people as identifiers.
pub(super) enum Detail {
    CaseOpened {
        reason: String,
    },
    HolderChanged {
        team: String,
        reason: String,
    },
    ParticipationStarted {
        team: String,
        task: ParticipationTask,
        ground: LegalGround,
        works_for: Option<PersonId>,
    },
    DuoSeatTaken(SeatTaken),
    Contact(LoggedContact, Option<PersonId>, Vec<PersonPresence>),
    Score(GivenScore, ScorePeople),
    Term(TermTold),
    Step(TimelineKind, StepTold),
}

/// The people of a score.
pub(super) struct ScorePeople {
    pub(super) rater: Option<PersonId>,
    pub(super) about: Option<PersonId>,
}

/// Reads the detail of one row.
pub(super) fn parse(kind: TimelineKind, id: Uuid, detail: serde_json::Value) -> Result<Detail, StoreError> {
    match kind {
        TimelineKind::CaseOpened => {
            let CaseOpened { reason } = read(id, detail)?;
            Ok(Detail::CaseOpened { reason })
        }
        TimelineKind::HolderChanged => {
            let HolderChanged { team, reason } = read(id, detail)?;
            Ok(Detail::HolderChanged { team, reason })
        }
        TimelineKind::ParticipationStarted => participation(id, read(id, detail)?),
        TimelineKind::DuoSeatTaken => seat(id, read(id, detail)?),
        TimelineKind::Contact => contact(id, read(id, detail)?),
        TimelineKind::Score => score(id, read(id, detail)?),
        TimelineKind::Term => Ok(Detail::Term(read::<TermDetail>(id, detail)?.told(id)?)),
        TimelineKind::TaskDone
        | TimelineKind::PhaseChanged
        | TimelineKind::Incident
        | TimelineKind::LifeEvent
        | TimelineKind::CheckIn
        | TimelineKind::Handover
        | TimelineKind::PlanAdopted
        | TimelineKind::PlanMark
        | TimelineKind::RoundOpened
        | TimelineKind::RoundClosed
        | TimelineKind::ParticipationEnded
        | TimelineKind::RedFlag
        | TimelineKind::TerrorSuspicion
        | TimelineKind::SafeContact => Ok(Detail::Step(kind, read(id, detail)?)),
    }
}

impl Detail {
    /// Everybody of whom it speaks.
    pub(super) fn persons(&self) -> Vec<PersonId> {
        match self {
            Self::Contact(_, person, present) => {
                person.iter().copied().chain(present.iter().map(|met| met.person)).collect()
            }
            Self::ParticipationStarted { works_for, .. } => works_for.iter().copied().collect(),
            Self::Score(_, people) => people.rater.into_iter().chain(people.about).collect(),
            Self::Step(_, step) => step.person.into_iter().map(PersonId).collect(),
            Self::CaseOpened { .. } | Self::HolderChanged { .. } | Self::DuoSeatTaken(_) | Self::Term(_) => {
                Vec::new()
            }
        }
    }

    /// Whether it is for somebody who hears these voices: who does not hear all that are in it does not see it.
    pub(super) fn is_for(&self, hearing: &Hearing) -> bool {
        let confided = |it: &PersonId| hearing.hears(Some(Voice::confided(*it)));
        match self {
            Self::ParticipationStarted { works_for, .. } => works_for.iter().all(confided),
            Self::Contact(_, person, present) => {
                let said = |it: &PersonPresence| hearing.hears(Some(Voice::said(it.person)));
                person.iter().all(confided)
                    && present.iter().all(|met| met.presence == Presence::NotReached || said(met))
            }
            Self::Score(_, people) => people.rater.is_none_or(|it| hearing.hears(Some(Voice::said(it)))),
            // What has to be done follows from everything that is known.
            Self::Step(TimelineKind::TaskDone, _) | Self::Term(_) => hearing.is_for_household(),
            Self::Step(_, step) => step.person.map(PersonId).iter().all(confided),
            Self::CaseOpened { .. } | Self::HolderChanged { .. } | Self::DuoSeatTaken(_) => true,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseOpened {
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HolderChanged {
    team: String,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct ParticipationStarted {
    team: String,
    task: String,
    legal_ground: String,
    works_for: Option<Uuid>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DuoSeatTaken {
    seat: i16,
    kind: String,
    member: String,
    until: Option<String>,
    reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Contact {
    kind: String,
    compartment: String,
    person: Option<Uuid>,
    organisation: Uuid,
    observed: Option<String>,
    agreed: Option<String>,
    next: Option<String>,
    written_at: String,
    corrects: Option<Uuid>,
    corrected_by: Option<Uuid>,
    joint_reason: Option<String>,
    present: Vec<ContactPresence>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ContactPresence {
    person: Uuid,
    presence: String,
    alone: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Score {
    value: i64,
    reason: Option<String>,
    rater_person: Option<Uuid>,
    about_person: Option<Uuid>,
    age_at: Option<u16>,
    asked_how: Option<String>,
    phase: String,
}

/// What the view tells of a step for which a code, a person and some words are enough.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepTold {
    pub(super) code: String,
    pub(super) person: Option<Uuid>,
    pub(super) text: Option<String>,
}

fn participation(id: Uuid, read: ParticipationStarted) -> Result<Detail, StoreError> {
    let task = row::code("participations", "task", id, ParticipationTask::from_code(&read.task))?;
    let ground = LegalGround::from_code(&read.legal_ground);
    let ground = row::code("participations", "legal_ground", id, ground)?;
    let works_for = read.works_for.map(PersonId);
    Ok(Detail::ParticipationStarted { team: read.team, task, ground, works_for })
}

fn seat(id: Uuid, read: DuoSeatTaken) -> Result<Detail, StoreError> {
    Ok(Detail::DuoSeatTaken(SeatTaken {
        id: SeatId(id),
        seat: row::code("duo_seats", "seat", id, Seat::from_number(read.seat))?,
        kind: row::code("duo_seats", "kind", id, SeatKind::from_code(&read.kind))?,
        member: read.member,
        until: read.until.map(|text| moment(id, &text)).transpose()?,
        reason: read.reason,
    }))
}

fn contact(id: Uuid, read: Contact) -> Result<Detail, StoreError> {
    let compartment = Compartment::from_code(&read.compartment);
    let contact = LoggedContact {
        id: ContactId(id),
        kind: row::code("contact_entries", "kind", id, ContactKind::from_code(&read.kind))?,
        compartment: row::code("contact_entries", "compartment", id, compartment)?,
        person: None,
        organisation: OrganisationId(read.organisation),
        observed: read.observed,
        agreed: read.agreed,
        next: read.next,
        written_at: moment(id, &read.written_at)?,
        corrects: read.corrects.map(ContactId),
        corrected_by: read.corrected_by.map(ContactId),
        present: Vec::new(),
        joint_reason: read.joint_reason,
    };
    let present = read
        .present
        .into_iter()
        .map(|met| {
            let presence = Presence::from_code(&met.presence);
            let presence = row::code("contact_presences", "presence", id, presence)?;
            Ok(PersonPresence { person: PersonId(met.person), presence, alone: met.alone })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Detail::Contact(contact, read.person.map(PersonId), present))
}

fn score(id: Uuid, read: Score) -> Result<Detail, StoreError> {
    let asked_how = read
        .asked_how
        .map(|code| row::code("safety_scores", "asked_how", id, AskedHow::from_code(&code)))
        .transpose()?;
    let score = GivenScore {
        id: ScoreId(id),
        value: row::code("safety_scores", "value", id, SafetyScore::new(read.value).ok())?,
        reason: read.reason,
        rater: None,
        age_at: read.age_at,
        asked_how,
        about: None,
        phase: read.phase,
    };
    let people =
        ScorePeople { rater: read.rater_person.map(PersonId), about: read.about_person.map(PersonId) };
    Ok(Detail::Score(score, people))
}

fn read<T: DeserializeOwned>(id: Uuid, detail: serde_json::Value) -> Result<T, StoreError> {
    row::code("case_timeline", "detail", id, serde_json::from_value(detail).ok())
}

fn moment(id: Uuid, text: &str) -> Result<DateTime<Utc>, StoreError> {
    row::code("case_timeline", "detail", id, text.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn accepts(kind: TimelineKind, detail: serde_json::Value) -> bool {
        parse(kind, Uuid::nil(), detail).is_ok()
    }

    #[test]
    fn a_detail_with_a_field_too_many_too_few_or_unknown_is_refused() {
        let seat =
            |kind: &str| json!({"seat": 1, "kind": kind, "member": "N", "until": null, "reason": null});
        assert!(accepts(TimelineKind::DuoSeatTaken, seat("member")));
        assert!(!accepts(TimelineKind::DuoSeatTaken, seat("guest")));
        assert!(!accepts(TimelineKind::CaseOpened, json!({})));
        assert!(!accepts(TimelineKind::CaseOpened, json!({"reason": "r", "more": 1})));
        assert!(accepts(TimelineKind::CaseOpened, json!({"reason": "r"})));
    }

    #[test]
    fn a_score_outside_the_scale_is_refused_when_read_back() {
        let score = |value: i64| {
            json!({"value": value, "reason": null, "raterPerson": null, "aboutPerson": null,
            "ageAt": null, "askedHow": null, "phase": "direct"})
        };
        assert!(accepts(TimelineKind::Score, score(10)));
        assert!(!accepts(TimelineKind::Score, score(11)));
        assert!(!accepts(TimelineKind::Score, score(0)));
    }
}
