//! The safety score: a whole number from 1 to 10, given by a professional or a member of the household.
//! Scores are shown side by side and must never be averaged: a child is not outvoted.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};

use crate::code::codes;
use crate::fault::{FaultCode, Faults, ValueFault};
use crate::id::{OrganisationId, PersonId, UserId};
use crate::text::LongText;

/// A score on the safety scale: 1 (very unsafe) to 10 (safe). Source: region report 2022, section 3.7; 0 does
/// not exist on this scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SafetyScore(u8);

/// Which wording of the scale was used; the meaning of the numbers may change over the years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ScaleVersion(pub i32);

/// Whose view on safety a score is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rater {
    /// A professional.
    Professional {
        /// Who.
        user: UserId,
        /// On behalf of which organisation.
        organisation: OrganisationId,
    },
    /// A member of the household.
    Member {
        /// Who.
        person: PersonId,
        /// How old this person was, in years; nothing when the birth date is unknown.
        age_at: Option<u16>,
        /// The professional who wrote it down.
        entered_by: UserId,
        /// How it was asked; needed for children.
        asked_how: Option<AskedHow>,
    },
}

/// A rater without the circumstances: one series of scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RaterKey {
    /// A professional.
    Professional(UserId),
    /// A member of the household.
    Member(PersonId),
}

/// Whose safety a score is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// The household as a whole.
    Household,
    /// One person.
    Person(PersonId),
}

codes! {
    /// How a member of the household was asked.
    pub enum AskedHow {
        /// Face to face.
        InPerson => "in_person",
        /// By telephone.
        ByPhone => "by_phone",
        /// With a picture card, as for young children.
        WithCard => "with_card",
        /// In writing.
        InWriting => "in_writing",
    }
}

/// When a score needs a reason; a proposal, so a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScorePolicy {
    /// At this score or lower.
    pub reason_at_most: u8,
    /// When it moves by this much or more since the last score of the same rater about the same subject.
    pub reason_when_moves: u8,
}

/// A score as it was typed. Fields in faults: `value`, `reason`, `scoredAt`, `askedHow`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreDraft {
    /// The number.
    pub value: Option<i64>,
    /// Who gives it.
    pub rater: Rater,
    /// What it is about.
    pub subject: Subject,
    /// Why this number.
    pub reason: Option<String>,
    /// When it was given.
    pub scored_at: Option<DateTime<Utc>>,
    /// The scale that was used.
    pub scale: ScaleVersion,
}

/// A score that may be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewScore {
    /// The number.
    pub value: SafetyScore,
    /// Who gives it.
    pub rater: Rater,
    /// What it is about.
    pub subject: Subject,
    /// Why this number.
    pub reason: Option<LongText>,
    /// When it was given.
    pub scored_at: DateTime<Utc>,
    /// The scale that was used.
    pub scale: ScaleVersion,
}

/// A stored score, as far as the summary needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scored {
    /// Who gave it.
    pub rater: RaterKey,
    /// What it is about.
    pub subject: Subject,
    /// When it was given.
    pub scored_at: DateTime<Utc>,
    /// The number.
    pub value: SafetyScore,
}

/// How the latest scores of all raters lie. There is no mean, on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// The lowest score.
    pub lowest: SafetyScore,
    /// The highest score.
    pub highest: SafetyScore,
    /// The distance between them, 0 to 9.
    pub spread: u8,
    /// How many raters.
    pub count: usize,
}

impl SafetyScore {
    /// The lowest score.
    pub const MIN: Self = Self(1);
    /// The highest score.
    pub const MAX: Self = Self(10);

    /// Reads a score.
    ///
    /// # Errors
    /// `out_of_range` below 1 or above 10; the limit is the bound that was passed.
    pub fn new(value: i64) -> Result<Self, ValueFault> {
        let bound = if value < 1 { Self::MIN } else { Self::MAX };
        u8::try_from(value)
            .ok()
            .map(Self)
            .filter(|it| (Self::MIN..=Self::MAX).contains(it))
            .ok_or((FaultCode::OutOfRange, Some(bound.0.into())))
    }

    /// The number, 1 to 10.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }

    /// How far two scores lie apart, 0 to 9.
    #[must_use]
    pub const fn distance(self, other: Self) -> u8 {
        self.0.abs_diff(other.0)
    }
}

impl ScorePolicy {
    /// Whether this score needs a reason, given the last one of the same rater about the same subject.
    #[must_use]
    pub fn needs_reason(&self, value: SafetyScore, previous: Option<SafetyScore>) -> bool {
        value.get() <= self.reason_at_most
            || previous.is_some_and(|it| it.distance(value) >= self.reason_when_moves)
    }
}

impl Rater {
    /// The series of scores that this rater adds to.
    #[must_use]
    pub const fn key(&self) -> RaterKey {
        match self {
            Self::Professional { user, .. } => RaterKey::Professional(*user),
            Self::Member { person, .. } => RaterKey::Member(*person),
        }
    }

    fn lacks_how_asked(&self) -> bool {
        matches!(self, Self::Member { age_at: Some(age), asked_how: None, .. } if *age < 18)
    }
}

impl ScoreDraft {
    /// How long after the fact a score may still be noted, in days.
    pub const OLDEST_DAYS: i64 = 366;

    /// Checks a score against the clock and against the previous score of the same rater about the same
    /// subject.
    ///
    /// # Errors
    /// All faults at once, among which `reason_required` on `reason` and `asked_how_required` on `askedHow`.
    pub fn check(
        self,
        previous: Option<SafetyScore>,
        policy: &ScorePolicy,
        now: DateTime<Utc>,
    ) -> Result<NewScore, Faults> {
        let mut faults = Faults::none();
        let value = faults.need("value", self.value);
        let value = value.and_then(|it| faults.keep("value", SafetyScore::new(it)));
        let reason = match self.reason.as_deref().map(LongText::parse) {
            None | Some(Err((FaultCode::Empty, _))) => None,
            Some(parsed) => faults.keep("reason", parsed),
        };
        if reason.is_none() && value.is_some_and(|it| policy.needs_reason(it, previous)) {
            faults.add("reason", FaultCode::ReasonRequired);
        }
        let scored_at = faults.need("scoredAt", self.scored_at);
        if scored_at.is_some_and(|it| it > now) {
            faults.add("scoredAt", FaultCode::InTheFuture);
        }
        if scored_at.is_some_and(|it| now - it > Duration::days(Self::OLDEST_DAYS)) {
            faults.add_limit("scoredAt", FaultCode::InThePast, Self::OLDEST_DAYS);
        }
        if self.rater.lacks_how_asked() {
            faults.add("askedHow", FaultCode::AskedHowRequired);
        }
        let Self { rater, subject, scale, .. } = self;
        let complete = value.zip(scored_at);
        faults.into_complete(complete.map(|(value, scored_at)| NewScore {
            value,
            rater,
            subject,
            reason,
            scored_at,
            scale,
        }))
    }
}

/// The latest score of each rater about one subject. Of two at the same moment the later in the list counts.
#[must_use]
pub fn latest_per_rater(scores: &[Scored], subject: Subject) -> BTreeMap<RaterKey, Scored> {
    let mut latest: BTreeMap<RaterKey, Scored> = BTreeMap::new();
    for score in scores.iter().filter(|it| it.subject == subject) {
        let known = latest.entry(score.rater).or_insert(*score);
        if known.scored_at <= score.scored_at {
            *known = *score;
        }
    }
    latest
}

/// How the latest score per rater lies; nothing when there is none.
#[must_use]
pub fn summary(latest: &[SafetyScore]) -> Option<Summary> {
    let lowest = *latest.iter().min()?;
    let highest = *latest.iter().max()?;
    Some(Summary { lowest, highest, spread: lowest.distance(highest), count: latest.len() })
}

#[cfg(test)]
mod tests;
