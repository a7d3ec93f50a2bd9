//! What happened in a case, as programs see it. A kind of its own has a member of its own; the others are left out.

use casework::case::timeline::{
    GivenScore, LoggedContact, Present, SeatTaken, Step, TermTold, TimelineEvent, TimelineItem,
};
use casework::score::history::{PersonName, UserName};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// One thing that happened.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TimelineItemView {
    id: Uuid,
    at: DateTime<Utc>,
    /// Wat er gebeurde: case_opened, holder_changed, participation_started, duo_seat_taken, contact, score, term of een andere stap
    kind: &'static str,
    /// Wie het deed of vastlegde
    by: UserNameView,
    #[serde(skip_serializing_if = "Option::is_none")]
    opening: Option<OpeningView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    holder: Option<HolderChangeView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    participation: Option<ParticipationStartView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seat: Option<SeatTakenView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<ContactView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<GivenScoreView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    term: Option<TermMomentView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<StepView>,
}

/// A professional.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct UserNameView {
    user_id: Uuid,
    name: String,
}

/// A person.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PersonNameView {
    person_id: Uuid,
    name: String,
}

/// The case was opened.
#[derive(Serialize, ToSchema)]
pub struct OpeningView {
    reason: String,
}

/// A team began to hold the view on safety.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HolderChangeView {
    team_id: Uuid,
    name: String,
    reason: String,
}

/// A team began to take part.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ParticipationStartView {
    team: String,
    task: &'static str,
    legal_ground: &'static str,
    /// Voor wie het team werkt; anders voor het hele huishouden
    works_for: Option<PersonNameView>,
}

/// Somebody took a seat in the duo.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SeatTakenView {
    seat: i16,
    kind: &'static str,
    name: String,
    until: Option<DateTime<Utc>>,
    reason: Option<String>,
}

/// A contact with the household.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContactView {
    kind: &'static str,
    compartment: &'static str,
    /// Van wie dit in vertrouwen is, bij per_person
    person: Option<PersonNameView>,
    organisation_id: Uuid,
    presences: Vec<PresenceView>,
    observed: Option<String>,
    agreed: Option<String>,
    next: Option<String>,
    written_at: DateTime<Utc>,
    /// Het verslag dat dit verslag verbetert
    corrects_id: Option<Uuid>,
    /// Het verslag dat dit verslag heeft verbeterd
    corrected_by_id: Option<Uuid>,
    /// Waarom twee partners samen zijn gesproken terwijl er een vermoeden van intieme terreur is
    joint_reason: Option<String>,
}

/// How one person was met.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PresenceView {
    person: PersonNameView,
    presence: &'static str,
    alone: bool,
}

/// A score in the timeline.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct GivenScoreView {
    #[schema(minimum = 1, maximum = 10)]
    value: u8,
    reason: Option<String>,
    /// Het gezinslid dat het cijfer gaf; anders gaf de professional het
    rater: Option<PersonNameView>,
    /// Leeftijd van dat gezinslid op dat moment, in jaren
    age_at: Option<u16>,
    asked_how: Option<&'static str>,
    /// Over wie het gaat; anders over het hele huishouden
    about: Option<PersonNameView>,
    phase: String,
}

/// Something that happened to a term.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TermMomentView {
    /// started, extended, suspended, resumed, explained, met, stopped of overdue
    moment: &'static str,
    /// De soort termijn
    kind: &'static str,
    /// Vanaf wanneer die soort zo is
    defined_from: NaiveDate,
    due_on: Option<NaiveDate>,
    reason: Option<String>,
}

/// A step of another kind.
#[derive(Serialize, ToSchema)]
pub struct StepView {
    /// Welke stap; de lijst hangt af van de soort
    code: String,
    /// Over wie het gaat; anders over het hele huishouden
    about: Option<PersonNameView>,
    text: Option<String>,
}

impl From<TimelineItem> for TimelineItemView {
    fn from(item: TimelineItem) -> Self {
        let kind = item.event.kind().code();
        let bare = Self {
            id: item.place.id,
            at: item.place.at,
            kind,
            by: item.by.into(),
            opening: None,
            holder: None,
            participation: None,
            seat: None,
            contact: None,
            score: None,
            term: None,
            step: None,
        };
        match item.event {
            TimelineEvent::CaseOpened { reason } => Self { opening: Some(OpeningView { reason }), ..bare },
            TimelineEvent::HolderChanged { team, team_name, reason } => {
                let holder = HolderChangeView { team_id: team.0, name: team_name, reason };
                Self { holder: Some(holder), ..bare }
            }
            TimelineEvent::ParticipationStarted { participation: _, team_name, task, ground, works_for } => {
                let start = ParticipationStartView {
                    team: team_name,
                    task: task.code(),
                    legal_ground: ground.code(),
                    works_for: works_for.map(PersonNameView::from),
                };
                Self { participation: Some(start), ..bare }
            }
            TimelineEvent::DuoSeatTaken(seat) => Self { seat: Some(seat.into()), ..bare },
            TimelineEvent::Contact(contact) => Self { contact: Some((*contact).into()), ..bare },
            TimelineEvent::Score(score) => Self { score: Some((*score).into()), ..bare },
            TimelineEvent::Term(told) => Self { term: Some((*told).into()), ..bare },
            TimelineEvent::Step(step) => Self { step: Some((*step).into()), ..bare },
        }
    }
}

impl From<TermTold> for TermMomentView {
    fn from(it: TermTold) -> Self {
        Self {
            moment: it.moment.code(),
            kind: it.kind.code(),
            defined_from: it.defined_from,
            due_on: it.due,
            reason: it.reason,
        }
    }
}

impl From<Step> for StepView {
    fn from(step: Step) -> Self {
        Self { code: step.code, about: step.about.map(PersonNameView::from), text: step.text }
    }
}

impl From<UserName> for UserNameView {
    fn from(it: UserName) -> Self {
        Self { user_id: it.user.0, name: it.name }
    }
}

impl From<PersonName> for PersonNameView {
    fn from(it: PersonName) -> Self {
        Self { person_id: it.person.0, name: it.name }
    }
}

impl From<SeatTaken> for SeatTakenView {
    fn from(taken: SeatTaken) -> Self {
        Self {
            seat: taken.seat.number(),
            kind: taken.kind.code(),
            name: taken.member,
            until: taken.until,
            reason: taken.reason,
        }
    }
}

impl From<LoggedContact> for ContactView {
    fn from(contact: LoggedContact) -> Self {
        Self {
            kind: contact.kind.code(),
            compartment: contact.compartment.code(),
            person: contact.person.map(PersonNameView::from),
            organisation_id: contact.organisation.0,
            presences: contact.present.into_iter().map(PresenceView::from).collect(),
            observed: contact.observed,
            agreed: contact.agreed,
            next: contact.next,
            written_at: contact.written_at,
            corrects_id: contact.corrects.map(|it| it.0),
            corrected_by_id: contact.corrected_by.map(|it| it.0),
            joint_reason: contact.joint_reason,
        }
    }
}

impl From<Present> for PresenceView {
    fn from(met: Present) -> Self {
        Self { person: met.who.into(), presence: met.presence.code(), alone: met.alone }
    }
}

impl From<GivenScore> for GivenScoreView {
    fn from(score: GivenScore) -> Self {
        Self {
            value: score.value.get(),
            reason: score.reason,
            rater: score.rater.map(PersonNameView::from),
            age_at: score.age_at,
            asked_how: score.asked_how.map(|it| it.code()),
            about: score.about.map(PersonNameView::from),
            phase: score.phase,
        }
    }
}
