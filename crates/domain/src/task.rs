//! What has to be done in a case, because something happened or because somebody asked. A task asks for a look and a
//! decision by people; it never decides anything itself, and ends only when somebody wrote what was done or why it is
//! not needed. Whose turn it is may change; the task stays.

pub mod owner;

use chrono::NaiveDate;

use crate::code::{codes, rules};
use crate::fault::{FaultCode, Faults};
use crate::id::{PersonId, TaskId};
use crate::text::{LongText, ShortText};

pub use owner::{Crew, Owner, Sitting, WaitsFor};

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
        /// A case is closed and its household is not safe.
        NotSafeAfterClosing => "not_safe_after_closing",
        /// Something in the life of the family asks for another look at the plan.
        LifeEvent => "life_event",
        /// The red flags ask for a decision on the same day.
        RedFlags => "red_flags",
        /// A team refused to take the view on safety over.
        HandoverRefused => "handover_refused",
        /// A team did not answer in time whether it takes the view on safety over.
        HandoverLapsed => "handover_lapsed",
        /// The view on safety was taken over and has yet to be talked over.
        HandoverMeeting => "handover_meeting",
        /// Somebody asked for it, in own words.
        ByHand => "by_hand",
    }
}

codes! {
    /// What kind of thing asked for a task.
    pub enum TaskCause {
        /// A scoring round.
        Round => "round",
        /// A score outside a round.
        Score => "score",
        /// A step of the case into another phase.
        PhaseChange => "phase_change",
        /// An incident.
        Incident => "incident",
        /// A red flag.
        RedFlag => "red_flag",
        /// A life event.
        LifeEvent => "life_event",
        /// Asking after a case that was closed.
        CheckIn => "check_in",
        /// A term that runs.
        Term => "term",
        /// A handover of the view on safety.
        Handover => "handover",
        /// Somebody, by hand.
        Hand => "hand",
    }
}

codes! {
    /// How a task ends.
    pub enum TaskEnding {
        /// It was done.
        Done => "done",
        /// It does not have to be done; the outcome says why.
        NotNeeded => "not_needed",
    }
}

rules! {
    /// A rule that a step with a task may break.
    pub enum TaskRule {
        /// The case has no such task.
        NotThere => "task_not_there",
        /// The task was done before.
        AlreadyDone => "task_already_done",
        /// Whoever would do it has no seat in the duo.
        OwnerNotInDuo => "task_owner_not_in_duo",
        /// The team takes no part in the case.
        TeamNotInCase => "task_team_not_in_case",
        /// It waits neither for a team of who takes or ends it, nor for that one.
        NotForTeam => "task_not_for_team",
        /// It is that one's turn already.
        SameOwner => "task_same_owner",
    }
}

/// A task to open. `origin` is what asks for it: the same thing never asks twice for the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTask {
    /// Its identifier, for when it is new.
    pub id: TaskId,
    /// What has to be done.
    pub kind: TaskKind,
    /// What kind of thing asks for it.
    pub cause: TaskCause,
    /// The round, score, change of phase or flag that asks for it; the task itself when somebody asks by hand.
    pub origin: uuid::Uuid,
    /// Whom it is about; nothing for the whole household.
    pub person: Option<PersonId>,
    /// What has to be done in the words of who asks; nothing when a rule asks.
    pub told: Option<ShortText>,
    /// The last day on which it is in time.
    pub due: NaiveDate,
}

/// A task as somebody asks for it. Fields in faults: `told`, `due`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TaskDraft {
    /// What has to be done.
    pub told: Option<String>,
    /// The last day on which it is in time; today or later.
    pub due: Option<NaiveDate>,
    /// Whom it is about; nothing for the whole household.
    pub person: Option<PersonId>,
}

impl TaskDraft {
    /// The longest that something may lie ahead, in days; a proposal of the design, so that a slip of the year is told.
    pub const LONGEST_DAYS: i64 = 731;

    /// Makes a task of it.
    ///
    /// # Errors
    /// All faults at once.
    pub fn check(self, id: TaskId, today: NaiveDate) -> Result<NewTask, Faults> {
        let mut faults = Faults::none();
        let told = faults.need("told", self.told).and_then(|it| faults.keep("told", ShortText::parse(&it)));
        let due = faults.need("due", self.due);
        if due.is_some_and(|day| day < today) {
            faults.add_limit("due", FaultCode::InThePast, 0);
        }
        if due.is_some_and(|day| (day - today).num_days() > Self::LONGEST_DAYS) {
            faults.add_limit("due", FaultCode::OutOfRange, Self::LONGEST_DAYS);
        }
        let complete = told.zip(due).map(|(told, due)| NewTask {
            id,
            kind: TaskKind::ByHand,
            cause: TaskCause::Hand,
            origin: id.0,
            person: self.person,
            told: Some(told),
            due,
        });
        faults.into_complete(complete)
    }
}

/// The reason for which a task is passed on, which is never left out.
///
/// # Errors
/// `reason_required` and what a text may lack, on `reason`.
pub fn reason(written: Option<&str>) -> Result<LongText, Faults> {
    let mut faults = Faults::none();
    let reason = match written.map(LongText::parse) {
        None | Some(Err((FaultCode::Empty, _))) => {
            faults.add("reason", FaultCode::ReasonRequired);
            None
        }
        Some(parsed) => faults.keep("reason", parsed),
    };
    faults.into_complete(reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn check(told: &str, due: &str) -> Result<NewTask, String> {
        let draft = TaskDraft { told: Some(told.to_owned()), due: Some(day(due)), person: None };
        draft.check(TaskId(Uuid::from_u128(1)), day("2026-05-07")).map_err(|it| it.to_string())
    }

    #[test]
    fn who_asks_by_hand_says_what_and_by_when() {
        let new = check(" Bel de school ", "2026-05-07").unwrap();
        assert_eq!(new.told.unwrap().as_str(), "Bel de school");
        assert_eq!((new.kind, new.cause, new.origin), (TaskKind::ByHand, TaskCause::Hand, new.id.0));
        for (told, due, wrong) in [
            (" ", "2026-05-07", "told: empty"),
            ("Bel", "2026-05-06", "due: in_the_past"),
            ("Bel", "2036-05-06", "due: out_of_range"),
            ("Bel\nnu", "2026-05-01", "told: control_character, due: in_the_past"),
        ] {
            assert_eq!(check(told, due).unwrap_err(), wrong);
        }
        let nothing = TaskDraft::default().check(TaskId(Uuid::nil()), day("2026-05-07")).unwrap_err();
        assert_eq!(nothing.to_string(), "told: missing, due: missing");
    }

    #[test]
    fn passing_on_takes_a_reason() {
        assert_eq!(reason(None).unwrap_err().to_string(), "reason: reason_required");
        assert_eq!(reason(Some(" \n")).unwrap_err().to_string(), "reason: reason_required");
        assert_eq!(reason(Some("Verlof")).unwrap().as_str(), "Verlof");
    }
}
