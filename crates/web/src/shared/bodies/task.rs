//! What is filled in to end a task.

use casework::task::CompleteTask;
use domain::id::{CaseId, TaskId};
use domain::text::LongText;

use crate::shared::fields::{Body, Fields};

/// What was done or decided.
#[derive(Debug, Clone)]
pub struct CompletionBody {
    outcome: LongText,
}

impl Body for CompletionBody {
    const NAME: &'static str = "NewTaskCompletion";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        fields.required("outcome").map(|outcome| Self { outcome })
    }
}

impl CompletionBody {
    /// What the use case is asked to do.
    pub fn command(self, case: CaseId, task: TaskId) -> CompleteTask {
        CompleteTask { case, task, outcome: self.outcome }
    }
}
