//! What is known of a case when its gate is asked: plain facts, gathered elsewhere. What is not known is absent, and
//! must never be taken for good news.

use chrono::{DateTime, NaiveDate, Utc};

use crate::household::MemberRole;
use crate::id::PersonId;

/// Everything that the gates look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The moment of asking.
    pub now: DateTime<Utc>,
    /// Since when the case is in its present phase.
    pub since: DateTime<Utc>,
    /// The safety plan; nothing when it is not known.
    pub plan: Option<PlanEvidence>,
    /// When the plan or the scores were last evaluated together.
    pub evaluated_at: Option<DateTime<Utc>>,
    /// The members of the household now, as far as they live.
    pub members: Vec<MemberEvidence>,
    /// The latest score of each professional about the household.
    pub professional_scores: Vec<ScoreEvidence>,
    /// All scores of the case that are open to everybody in it.
    pub scores: Vec<ScoreEvidence>,
    /// Red flags with a decision, of all red flags; nothing when they are not known.
    pub red_flags: Option<Tally>,
    /// The last moment at which an incident can have happened; nothing when there was none.
    pub last_incident: Option<DateTime<Utc>>,
    /// Open tasks; nothing when they are not known.
    pub open_tasks: Option<u32>,
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// How many are done.
    pub done: u32,
    /// How many there are.
    pub all: u32,
}

/// What the gates need to know of the safety plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlanEvidence {
    /// The version that holds; nothing when none was adopted.
    pub adopted: Option<Adopted>,
    /// The safety conditions that were not withdrawn.
    pub conditions: Vec<ConditionEvidence>,
    /// Risk factors with an outcome, of all.
    pub risk_factors: Tally,
    /// Recovery goals that were evaluated, of all.
    pub goals: Tally,
}

/// The version of the plan that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Adopted {
    /// Its number.
    pub version: i32,
    /// When it was adopted.
    pub at: DateTime<Utc>,
    /// How many members of the duo of now agreed with it.
    pub agreed_in_duo: u32,
    /// The last day on which it holds without being evaluated; nothing when it has none.
    pub valid_until: Option<NaiveDate>,
}

/// A safety condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConditionEvidence {
    /// How many agreements under it are active.
    pub active_agreements: u32,
    /// Since when it is fulfilled without a break; nothing when its latest mark says otherwise.
    pub fulfilled_since: Option<DateTime<Utc>>,
}

/// A member of the household, and when this person was heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MemberEvidence {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub role: MemberRole,
    /// The lowest age that this person can have, in years; nothing when it is not known.
    pub age: Option<u16>,
    /// When this person was last asked directly.
    pub asked_at: Option<DateTime<Utc>>,
    /// When this person was last heard in a way of its own, as with a picture card.
    pub own_way_at: Option<DateTime<Utc>>,
}

/// A score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoreEvidence {
    /// The number, 1 to 10.
    pub value: u8,
    /// When it was given.
    pub at: DateTime<Utc>,
}
