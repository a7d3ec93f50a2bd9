//! What goes along with a handover, frozen at the offer: what changes after it does not change what was handed over. Before
//! the answer the receiver sees a preview without a name or a word about anybody; the rest is for who accepted.

use chrono::{DateTime, NaiveDate, Utc};

use crate::id::{AssessmentId, PersonId, PlanVersionId, ScoreId, TermId, UserId};
use crate::phase::Phase;
use crate::term::TermKind;

/// What the receiver gets with the acceptance.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contents {
    /// The version of the safety plan that held, with its number; the conditions are in it.
    pub plan: Option<(PlanVersionId, i32)>,
    /// The assessment of the report from which the case was opened.
    pub assessment: Option<AssessmentId>,
    /// The latest score of every rater about everybody.
    pub scores: Vec<FrozenScore>,
    /// The terms that ran.
    pub terms: Vec<FrozenTerm>,
    /// The duo of that moment.
    pub contacts: Vec<FrozenContact>,
}

/// A score as it was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrozenScore {
    pub score: ScoreId,
    /// From 1 to 10.
    pub value: u8,
    /// The member of the household who gave it; nothing for a professional.
    pub rater: Option<PersonId>,
    /// About whom; nothing for the whole household.
    pub about: Option<PersonId>,
    pub at: DateTime<Utc>,
}

/// A term as it stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrozenTerm {
    pub term: TermId,
    pub kind: TermKind,
    pub due: NaiveDate,
}

/// Somebody who can be asked about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrozenContact {
    pub user: UserId,
    pub name: String,
    pub organisation: String,
}

/// What the receiver sees before deciding: numbers, and nothing about anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preview {
    pub phase: Phase,
    pub adults: u16,
    pub children: u16,
    /// How many safety conditions the plan has.
    pub conditions: u16,
    /// The lowest of the frozen scores.
    pub lowest_score: Option<u8>,
}

impl Contents {
    /// The lowest of the scores, if there are any.
    #[must_use]
    pub fn lowest_score(&self) -> Option<u8> {
        self.scores.iter().map(|it| it.value).min()
    }
}
