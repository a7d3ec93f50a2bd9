//! One rater's answer in a round: a score for the household and, for who wants, one for each member. Every score obeys
//! the rules of any score; nothing here knows what others answered.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::fault::{FaultCode, Faults};
use crate::id::PersonId;
use crate::score::{NewScore, Rater, SafetyScore, ScaleVersion, ScoreDraft, ScorePolicy, Subject};

/// A score with its reason, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    pub value: Option<i64>,
    pub reason: Option<String>,
}

/// A score of one member of the household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Where it stands in what was filled in; faults name it.
    pub place: usize,
    pub person: PersonId,
    pub part: Part,
}

/// An answer as it was typed. Fields in faults: `value`, `reason`, `askedHow`, `about`, and of a member
/// `about.0.person`, `about.0.value`, `about.0.reason`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerDraft {
    pub rater: Rater,
    /// Of the household as a whole.
    pub household: Part,
    /// Of members of the household.
    pub about: Vec<About>,
    pub scale: ScaleVersion,
}

/// What the rules need to know around an answer.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// Who may be scored.
    pub members: &'a BTreeSet<PersonId>,
    /// The rater's last score that everybody may see, about this subject.
    pub previous: &'a dyn Fn(Subject) -> Option<SafetyScore>,
    pub policy: &'a ScorePolicy,
    pub now: DateTime<Utc>,
}

impl AnswerDraft {
    /// Checks the whole answer; the score of the household comes first in what is stored.
    ///
    /// # Errors
    /// All faults at once.
    pub fn check(self, around: Around<'_>) -> Result<Vec<NewScore>, Faults> {
        let mut faults = Faults::none();
        let mut scores = Vec::with_capacity(1 + self.about.len());
        match self.score(Subject::Household, &self.household, around) {
            Ok(score) => scores.push(score),
            Err(wrong) => faults.merge(wrong),
        }
        let mut seen = BTreeSet::new();
        for About { place, person, part } in &self.about {
            let place = format!("about.{place}");
            if !around.members.contains(person) {
                faults.add(format!("{place}.person"), FaultCode::UnknownChoice);
            }
            if !seen.insert(*person) {
                faults.add(format!("{place}.person"), FaultCode::Duplicate);
            }
            match self.score(Subject::Person(*person), part, around) {
                Ok(score) => scores.push(score),
                // How somebody was asked is said once, for the whole answer.
                Err(wrong) => faults.merge(without(wrong, "askedHow").under(&place)),
            }
        }
        faults.into_result(scores)
    }

    fn score(&self, subject: Subject, part: &Part, around: Around<'_>) -> Result<NewScore, Faults> {
        let draft = ScoreDraft {
            value: part.value,
            rater: self.rater,
            subject,
            reason: part.reason.clone(),
            scored_at: Some(around.now),
            scale: self.scale,
        };
        draft.check((around.previous)(subject), around.policy, around.now)
    }
}

fn without(faults: Faults, field: &str) -> Faults {
    let mut kept = Faults::none();
    for fault in faults.into_iter().filter(|it| it.field != field) {
        match fault.limit {
            Some(limit) => kept.add_limit(fault.field, fault.code, limit),
            None => kept.add(fault.field, fault.code),
        }
    }
    kept
}
