//! What has to be done in a case because something happened. A task asks for a look and a decision by people; it
//! never decides anything itself, and ends only when somebody wrote what was done.

use chrono::NaiveDate;

use crate::code::codes;
use crate::id::{PersonId, TaskId};

codes! {
    /// What has to be done, named after what asks for it.
    pub enum TaskKind {
        /// Somebody's score fell by a lot.
        ScoreDropped => "score_dropped",
        /// Somebody gave a very low score.
        LowScore => "low_score",
        /// The scores of a round lie far apart.
        ScoresApart => "scores_apart",
        /// A child scores lower than the adults.
        ChildScoresLower => "child_scores_lower",
        /// A round was closed without the score of somebody who was asked.
        RaterMissing => "rater_missing",
        /// The case went back to direct safety.
        FellBack => "fell_back",
        /// Something in the life of the family asks for another look at the plan.
        LifeEvent => "life_event",
        /// The red flags ask for a decision on the same day.
        RedFlags => "red_flags",
    }
}

codes! {
    /// A rule that a step with a task may break.
    pub enum TaskRule {
        /// The case has no such task.
        NotThere => "task_not_there",
        /// The task was done before.
        AlreadyDone => "task_already_done",
    }
}

/// A task to open. `origin` is what asks for it: the same thing never asks twice for the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewTask {
    /// Its identifier, for when it is new.
    pub id: TaskId,
    /// What has to be done.
    pub kind: TaskKind,
    /// The round, score, change of phase or flag that asks for it.
    pub origin: uuid::Uuid,
    /// Whom it is about; nothing for the whole household.
    pub person: Option<PersonId>,
    /// The last day on which it is in time.
    pub due: NaiveDate,
}
