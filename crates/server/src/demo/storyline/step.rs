//! The steps of the storyline as `seeds/demo/storyline.toml` writes them. Days count from the first one; people, parts
//! of the plan and members of the cast go by short names. Nothing here knows what a step does.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::failure::Failure;

/// The whole storyline.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// The members of the household.
    pub person: Vec<Member>,
    /// Everything that happens, in the order of time.
    pub step: Vec<Step>,
}

/// A member of the household.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    pub name: String,
    pub given: String,
    pub family: String,
    pub pronouns: String,
    pub role: String,
    /// On the first day, in whole years and days after the birthday.
    pub age: (i32, i64),
}

/// Something that happens.
#[derive(Debug, Clone, Deserialize)]
pub struct Step {
    /// So many days after the first one.
    pub day: i64,
    /// Hour and minute in Amsterdam.
    pub at: (i64, i64),
    /// Also on a day on which offices are closed.
    #[serde(default)]
    pub any_day: bool,
    /// Who does it.
    pub by: String,
    #[serde(flatten)]
    pub act: Act,
}

/// What is done.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Act {
    Report {
        violence: Vec<String>,
        source: String,
        contact: String,
        told: String,
    },
    Assess {
        finding: String,
        outcome: String,
        rationale: String,
    },
    Open {
        reason: String,
        safety_team: String,
        local_team: String,
    },
    Duo {
        first: String,
        second: String,
    },
    Contact(Contact),
    Add {
        part: String,
        kind: String,
        #[serde(flatten)]
        text: Part,
    },
    Change {
        part: String,
        #[serde(default)]
        at_once: bool,
        #[serde(flatten)]
        text: Part,
    },
    Mark {
        part: String,
        mark: String,
        note: Option<String>,
    },
    Adopt {
        voices: Vec<Voice>,
    },
    Consent {
        agrees: bool,
        reason: Option<String>,
    },
    Round {
        answers: Vec<Answer>,
    },
    Score(Answer),
    Propose {
        to: String,
        note: Option<String>,
    },
    Agree,
    Give(Gift),
    Sign(Sign),
    Reach(Reach),
    Incident(Incident),
    LifeEvent(LifeEvent),
    Done {
        task: String,
        outcome: String,
    },
}

/// A contact with the household.
#[derive(Debug, Clone, Deserialize)]
pub struct Contact {
    pub kind: String,
    pub met: Vec<String>,
    #[serde(default)]
    pub alone: bool,
    /// Only for the own organisation.
    #[serde(default)]
    pub private: bool,
    pub observed: String,
    pub agreed: Option<String>,
    pub next: Option<String>,
}

/// What a part of the plan says, or in a change the fields that become otherwise.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Part {
    #[serde(default)]
    pub texts: BTreeMap<String, String>,
    #[serde(default)]
    pub days: BTreeMap<String, i64>,
    pub under: Option<String>,
    pub person: Option<String>,
    /// A member, a professional of the cast, or the name of somebody else with what that person is.
    pub who: Option<Vec<String>>,
    pub factor: Option<String>,
    pub screening: Option<String>,
    pub set_by: Option<String>,
    #[serde(default)]
    pub concerns: Vec<String>,
}

/// What a member of the household said of a version.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voice {
    pub person: String,
    pub opinion: String,
    pub reason: Option<String>,
    pub asked_how: Option<String>,
    pub own_words: Option<String>,
}

/// A score, or why there is none: of a member of the household, or of somebody of the cast.
#[derive(Debug, Clone, Deserialize)]
pub struct Answer {
    pub rater: String,
    pub value: Option<i64>,
    pub reason: Option<String>,
    pub asked_how: Option<String>,
    /// Scores for members of the household.
    #[serde(default)]
    pub about: Vec<(String, i64, String)>,
}

/// An incident.
#[derive(Debug, Clone, Deserialize)]
pub struct Incident {
    /// So many hours ago.
    pub hours_ago: i64,
    pub kinds: Vec<String>,
    pub did: Vec<String>,
    pub harmed: Vec<String>,
    pub saw: Vec<String>,
    pub told: String,
    pub done: String,
    pub police: bool,
}

/// A life event that is expected.
#[derive(Debug, Clone, Deserialize)]
pub struct LifeEvent {
    pub event: String,
    /// The day on which it is expected.
    pub expected: i64,
    pub persons: Vec<String>,
    pub note: String,
}

/// The plan on paper, in somebody's hands.
#[derive(Debug, Clone, Deserialize)]
pub struct Gift {
    pub reader: String,
    pub person: Option<String>,
    pub sheet: String,
    pub ground: String,
    pub receiver: String,
}

/// A sign of danger, and what was decided on it.
#[derive(Debug, Clone, Deserialize)]
pub struct Sign {
    pub person: String,
    pub flag: String,
    pub source: String,
    pub note: String,
    pub decided: String,
}

/// How somebody is reached safely.
#[derive(Debug, Clone, Deserialize)]
pub struct Reach {
    pub person: String,
    pub channel: String,
    pub number: String,
    pub hours: String,
    pub may_be_said: String,
    pub overheard_by: String,
}

impl Script {
    /// Reads the storyline that is built into the program.
    ///
    /// # Errors
    /// When the file is not as it should be.
    pub fn read() -> Result<Self, Failure> {
        toml::from_str(include_str!("../../../../../seeds/demo/storyline.toml"))
            .map_err(|error| Failure::Usage(format!("seeds/demo/storyline.toml: {error}")))
    }
}

/// What a word stands for.
///
/// # Errors
/// When it stands for nothing.
pub fn known<T>(word: &str, found: Option<T>) -> Result<T, Failure> {
    found.ok_or_else(|| Failure::Usage(format!("seeds/demo/storyline.toml: {word} is not known")))
}
