//! What is filled in to ask for something, to pass it on, and to end it.

use casework::task::{CompleteTask, OpenTask, OwnerChoice, PassOn, PassOnTasks};
use chrono::NaiveDate;
use domain::duo::Seat;
use domain::fault::{FaultCode, ValueFault};
use domain::id::{CaseId, MembershipId, PersonId, TaskId, TeamId};
use domain::task::{TaskDraft, TaskEnding};
use domain::text::LongText;
use serde_json::{Value, json};

use crate::shared::fields::{Body, Field, Fields};
use crate::shared::ids;

/// How a task ends, and what was done or decided.
#[derive(Debug, Clone)]
pub struct CompletionBody {
    ending: TaskEnding,
    outcome: LongText,
}

/// Something that has to be done.
#[derive(Debug, Clone)]
pub struct TaskBody {
    told: Option<String>,
    due: Option<NaiveDate>,
    person: Option<PersonId>,
    owner: Option<OwnerField>,
}

/// Whose turn a task becomes, and why.
#[derive(Debug, Clone)]
pub struct TurnBody {
    owner: Option<OwnerField>,
    reason: Option<String>,
}

/// Whose turn many tasks become, and why.
#[derive(Debug, Clone)]
pub struct TurnsBody {
    tasks: Vec<TaskId>,
    owner: NextField,
    reason: Option<String>,
}

/// Whose turn it is, as one word: `duo`, `me`, `seat-1`, or `person-` and `team-` with an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnerField(pub OwnerChoice);

/// The same, or `other` for the other seat of the duo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextField(pub Option<OwnerChoice>);

/// So many tasks are passed on at once.
const MOST: usize = 100;

impl Body for CompletionBody {
    const NAME: &'static str = "NewTaskCompletion";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let ending = fields.optional("ending").unwrap_or(TaskEnding::Done);
        let outcome = fields.required("outcome");
        Some(Self { ending, outcome: outcome? })
    }
}

impl CompletionBody {
    /// What the use case is asked to do.
    pub fn command(self, case: CaseId, task: TaskId) -> CompleteTask {
        CompleteTask { case, task, ending: self.ending, outcome: self.outcome }
    }
}

impl Body for TaskBody {
    const NAME: &'static str = "NewTask";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let told = fields.required("told");
        let due = fields.required("due");
        let person = fields.optional("person");
        let owner = fields.optional("owner");
        Some(Self { told, due, person, owner })
    }
}

impl TaskBody {
    /// What the use case is asked to do.
    pub fn command(self, case: CaseId) -> OpenTask {
        let task = TaskDraft { told: self.told, due: self.due, person: self.person };
        OpenTask { case, task, owner: self.owner.map(|it| it.0).unwrap_or_default() }
    }
}

impl Body for TurnBody {
    const NAME: &'static str = "NewTaskTurn";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let owner = fields.required("owner");
        let reason = fields.optional("reason");
        Some(Self { owner, reason })
    }
}

impl TurnBody {
    /// Whether it becomes the turn of who sends it.
    pub fn takes(&self) -> bool {
        self.owner == Some(OwnerField(OwnerChoice::Me))
    }

    /// What the use case is asked to do.
    pub fn command(self, case: CaseId, task: TaskId) -> PassOn {
        PassOn { case, task, owner: self.owner.map(|it| it.0).unwrap_or_default(), reason: self.reason }
    }
}

impl Body for TurnsBody {
    const NAME: &'static str = "NewTaskTurns";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let tasks = fields.list("tasks", 1..=MOST);
        let owner = fields.required("owner");
        let reason = fields.required("reason");
        Some(Self { tasks: tasks?, owner: owner?, reason })
    }
}

impl TurnsBody {
    /// What the use case is asked to do, with the tasks of this colleague.
    pub fn command(self, from: MembershipId) -> PassOnTasks {
        PassOnTasks { tasks: self.tasks, from, owner: self.owner.0, reason: self.reason }
    }
}

impl OwnerField {
    /// The word for a choice.
    pub fn word(choice: OwnerChoice) -> String {
        match choice {
            OwnerChoice::Duo => "duo".to_owned(),
            OwnerChoice::Me => "me".to_owned(),
            OwnerChoice::Seat(seat) => format!("seat-{}", seat.number()),
            OwnerChoice::Person(membership) => format!("person-{membership}"),
            OwnerChoice::Team(team) => format!("team-{team}"),
        }
    }
}

impl Field for OwnerField {
    fn from_json(value: &Value) -> Result<Self, ValueFault> {
        Self::from_text(value.as_str().ok_or((FaultCode::NotText, None))?)
    }

    fn from_text(text: &str) -> Result<Self, ValueFault> {
        let unknown = (FaultCode::UnknownChoice, None);
        let choice = match text.split_once('-') {
            None if text == "duo" => Some(OwnerChoice::Duo),
            None if text == "me" => Some(OwnerChoice::Me),
            Some(("seat", number)) => Seat::from_code(number).map(OwnerChoice::Seat),
            Some(("person", id)) => ids::parse(id).map(|it| OwnerChoice::Person(MembershipId(it))),
            Some(("team", id)) => ids::parse(id).map(|it| OwnerChoice::Team(TeamId(it))),
            _ => None,
        };
        choice.map(Self).ok_or(unknown)
    }

    fn schema() -> Value {
        json!({
            "type": "string", "pattern": "^(duo|me|seat-[12]|(person|team)-[0-9a-f-]{36})$",
            "description": "Wie aan zet is: het duo, wie dit vraagt, een plek daarin, of een persoon (aanstelling) of team met kenmerk",
            "example": "duo",
        })
    }
}

impl Field for NextField {
    fn from_json(value: &Value) -> Result<Self, ValueFault> {
        Self::from_text(value.as_str().ok_or((FaultCode::NotText, None))?)
    }

    fn from_text(text: &str) -> Result<Self, ValueFault> {
        if text == "other" { Ok(Self(None)) } else { OwnerField::from_text(text).map(|it| Self(Some(it.0))) }
    }

    fn schema() -> Value {
        json!({
            "type": "string", "pattern": "^(other|duo|me|seat-[12]|(person|team)-[0-9a-f-]{36})$",
            "description": "Wie aan zet is; `other` voor de andere plek in het duo van die collega",
            "example": "other",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_owner_has_one_word() {
        let id = uuid::Uuid::from_u128(7);
        for choice in [
            OwnerChoice::Duo,
            OwnerChoice::Me,
            OwnerChoice::Seat(Seat::Two),
            OwnerChoice::Person(MembershipId(id)),
            OwnerChoice::Team(TeamId(id)),
        ] {
            let word = OwnerField::word(choice);
            assert_eq!(OwnerField::from_text(&word), Ok(OwnerField(choice)), "{word}");
        }
        for word in ["", "seat-3", "duo-1", "person-1", "team-", "other"] {
            assert!(OwnerField::from_text(word).is_err(), "{word}");
        }
        assert_eq!(NextField::from_text("other"), Ok(NextField(None)));
    }
}
