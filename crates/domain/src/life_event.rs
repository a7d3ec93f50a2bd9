//! Life events: what changes a family so much that it needs extra effort, such as a baby on its way. One asks for a
//! look at the safety plan and never changes a score. Entries are never changed; a correction is a new entry, and one
//! that was a mistake is withdrawn.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, NaiveDate, Utc};

use crate::code::{codes, rules};
use crate::fault::{FaultCode, Faults};
use crate::id::{LifeEventId, OrganisationId, PersonId, TaskId};
use crate::incident::PartMoment;
use crate::task::{NewTask, TaskCause, TaskKind};
use crate::text::LongText;

codes! {
    /// What changes a family. Source: Regioaanpak huiselijk geweld en kindermishandeling 2020-2025, paragraph 5.1, third
    /// goal, which names these two as the moments that ask for extra effort.
    pub enum LifeEventKind {
        /// A baby is born or on its way.
        Birth => "birth",
        /// Parents part in conflict.
        ConflictSeparation => "conflict_separation",
    }
}

rules! {
    /// A rule about life events that a step would have broken.
    pub enum LifeEventRule {
        /// There is no such event in this case.
        NotThere => "no_such_life_event",
        /// Corrected before: the latest version counts.
        AlreadyCorrected => "life_event_already_corrected",
        /// Withdrawn before.
        AlreadyWithdrawn => "life_event_already_withdrawn",
        /// Recorded on behalf of another organisation.
        RecordedElsewhere => "life_event_recorded_elsewhere",
    }
}

/// A life event as it was typed. Fields in faults: `kind`, `expected`, `happens`, `persons`, `note`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LifeEventDraft {
    /// What kind of event.
    pub kind: Option<LifeEventKind>,
    /// Whether it is expected and has not happened yet.
    pub expected: Option<bool>,
    /// The day or the month in which it happened or is expected.
    pub happens: Option<PartMoment>,
    /// Whom it concerns; nobody in particular for the whole household.
    pub persons: Vec<PersonId>,
    /// What colleagues should know.
    pub note: Option<String>,
    /// The entry that this one corrects.
    pub corrects: Option<LifeEventId>,
}

/// A life event that may be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLifeEvent {
    /// What kind of event.
    pub kind: LifeEventKind,
    /// Whether it was expected when it was recorded.
    pub expected: bool,
    /// The day or the month.
    pub happens: PartMoment,
    /// Whom it concerns, each once.
    pub persons: BTreeSet<PersonId>,
    /// What colleagues should know.
    pub note: Option<LongText>,
    /// The entry that this one corrects.
    pub corrects: Option<LifeEventId>,
}

/// A stored life event, as far as the next step needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredLifeEvent {
    /// On behalf of which organisation.
    pub organisation: OrganisationId,
    /// Whether a later entry replaces it.
    pub corrected: bool,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
}

/// The numbers that the region sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LifeEventPolicy {
    /// In so many days the plan was looked at again.
    pub days_to_review: u8,
}

impl LifeEventDraft {
    /// How long before the opening of the case an event may lie, in days: what came before belongs to the story.
    pub const DAYS_BEFORE_CASE: i64 = 366;
    /// How far ahead an event may be expected, in days; a proposal of the design, so that a slip of the year is told.
    pub const DAYS_AHEAD: i64 = 366;
    /// The most people whom it concerns.
    pub const MOST_PEOPLE: usize = 50;

    /// Checks an event against the clock and the opening of its case.
    ///
    /// # Errors
    /// All faults at once.
    pub fn check(self, now: DateTime<Utc>, case_opened_at: DateTime<Utc>) -> Result<NewLifeEvent, Faults> {
        let mut faults = Faults::none();
        let kind = faults.need("kind", self.kind);
        let expected = faults.need("expected", self.expected);
        let happens = faults.need("happens", self.happens);
        if let Some((happens, expected)) = happens.zip(expected) {
            check_day(happens, expected, (now, case_opened_at), &mut faults);
        }
        let persons = check_people(&self.persons, &mut faults);
        let note = match self.note.as_deref().map(LongText::parse) {
            None | Some(Err((FaultCode::Empty, _))) => None,
            Some(parsed) => faults.keep("note", parsed),
        };
        let corrects = self.corrects;
        let complete = kind.zip(expected).zip(happens);
        faults.into_complete(complete.map(|((kind, expected), happens)| NewLifeEvent {
            kind,
            expected,
            happens,
            persons,
            note,
            corrects,
        }))
    }
}

impl NewLifeEvent {
    /// The one look at the plan that it asks for, whoever it concerns: the plan is that of the whole household. A
    /// correction asks for none, because the entry that it corrects did.
    #[must_use]
    pub fn review(
        &self,
        (event, task): (LifeEventId, TaskId),
        today: NaiveDate,
        policy: LifeEventPolicy,
    ) -> Option<NewTask> {
        if self.corrects.is_some() {
            return None;
        }
        Some(NewTask {
            id: task,
            kind: TaskKind::LifeEvent,
            cause: TaskCause::LifeEvent,
            origin: event.0,
            person: None,
            told: None,
            due: today + Duration::days(policy.days_to_review.into()),
        })
    }
}

impl StoredLifeEvent {
    /// Nothing when this entry may be corrected or withdrawn on behalf of this organisation.
    ///
    /// # Errors
    /// `life_event_recorded_elsewhere`, `life_event_already_withdrawn`, `life_event_already_corrected`.
    pub fn require_changeable(&self, by: OrganisationId) -> Result<(), LifeEventRule> {
        if self.organisation != by {
            return Err(LifeEventRule::RecordedElsewhere);
        }
        if self.withdrawn {
            return Err(LifeEventRule::AlreadyWithdrawn);
        }
        if self.corrected {
            return Err(LifeEventRule::AlreadyCorrected);
        }
        Ok(())
    }
}

/// What is expected has not passed, and what happened has come. A clock time says more than anybody means.
fn check_day(
    happens: PartMoment,
    expected: bool,
    (now, opened): (DateTime<Utc>, DateTime<Utc>),
    faults: &mut Faults,
) {
    if matches!(happens, PartMoment::Minute(_)) {
        faults.add("happens", FaultCode::NotADate);
    } else if expected && happens.latest() < now {
        faults.add("happens", FaultCode::InThePast);
    } else if !expected && happens.earliest() > now {
        faults.add("happens", FaultCode::InTheFuture);
    } else if happens.earliest() - now > Duration::days(LifeEventDraft::DAYS_AHEAD) {
        faults.add_limit("happens", FaultCode::OutOfRange, LifeEventDraft::DAYS_AHEAD);
    } else if opened - happens.latest() > Duration::days(LifeEventDraft::DAYS_BEFORE_CASE) {
        faults.add_limit("happens", FaultCode::BeforeCase, LifeEventDraft::DAYS_BEFORE_CASE);
    }
}

fn check_people(people: &[PersonId], faults: &mut Faults) -> BTreeSet<PersonId> {
    let mut known = BTreeSet::new();
    if people.len() > LifeEventDraft::MOST_PEOPLE {
        let most = i64::try_from(LifeEventDraft::MOST_PEOPLE).unwrap_or(i64::MAX);
        faults.add_limit("persons", FaultCode::TooMany, most);
        return known;
    }
    for (position, person) in people.iter().enumerate() {
        if !known.insert(*person) {
            faults.add(format!("persons.{position}"), FaultCode::Duplicate);
        }
    }
    known
}

#[cfg(test)]
mod tests;
