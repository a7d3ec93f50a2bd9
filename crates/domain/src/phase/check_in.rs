//! Asking after a case that was closed: by which terms, and what was answered. Whoever asks must never be refused an
//! answer that says that it is not safe.

use chrono::{Duration, NaiveDate};

use crate::fault::{FaultCode, Faults};
use crate::id::{CheckInId, TaskId};
use crate::score::SafetyScore;
use crate::task::{NewTask, TaskCause, TaskKind};
use crate::term::TermKind;
use crate::text::LongText;

/// An answer as it was typed. Fields in faults: `safe`, `score`, `notes`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckInDraft {
    /// Whether it is still safe.
    pub safe: Option<bool>,
    /// How safe, 1 to 10.
    pub score: Option<i64>,
    /// What was heard.
    pub notes: Option<String>,
    /// Whether the case opens again.
    pub reopen: bool,
}

/// An answer that may be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckInAnswer {
    /// Whether it is still safe.
    pub safe: bool,
    /// How safe.
    pub score: Option<SafetyScore>,
    /// What was heard.
    pub notes: LongText,
    /// Whether the case opens again.
    pub reopen: bool,
}

/// The numbers that the region sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckInPolicy {
    /// In so many days somebody decided what a case needs that stays closed and is not safe.
    pub days_to_decide: u8,
}

/// The terms by which somebody asks after a closed case, in order.
pub const CHECK_INS: [TermKind; 3] =
    [TermKind::CheckInFirst, TermKind::CheckInSecond, TermKind::CheckInThird];

impl CheckInDraft {
    /// Checks an answer.
    ///
    /// # Errors
    /// All faults at once; `does_not_fit` on `reopen` for a household that is safe.
    pub fn check(self) -> Result<CheckInAnswer, Faults> {
        let mut faults = Faults::none();
        let safe = faults.need("safe", self.safe);
        let score = self.score.and_then(|it| faults.keep("score", SafetyScore::new(it)));
        let notes = faults.need("notes", self.notes.as_deref());
        let notes = notes.and_then(|it| faults.keep("notes", LongText::parse(it)));
        if self.reopen && safe == Some(true) {
            faults.add("reopen", FaultCode::DoesNotFit);
        }
        let complete = safe.zip(notes);
        faults.into_complete(complete.map(|(safe, notes)| CheckInAnswer {
            safe,
            score,
            notes,
            reopen: self.reopen,
        }))
    }
}

impl CheckInAnswer {
    /// The decision that this check-in asks for, when it is not safe and the case stays closed nevertheless.
    #[must_use]
    pub fn decision(
        &self,
        (check_in, task): (CheckInId, TaskId),
        today: NaiveDate,
        policy: CheckInPolicy,
    ) -> Option<NewTask> {
        if self.safe || self.reopen {
            return None;
        }
        Some(NewTask {
            id: task,
            kind: TaskKind::NotSafeAfterClosing,
            cause: TaskCause::CheckIn,
            origin: check_in.0,
            person: None,
            told: None,
            due: today + Duration::days(policy.days_to_decide.into()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn an_answer_says_whether_it_is_safe_and_what_was_heard() {
        let draft = |safe, score, notes: &str, reopen| {
            CheckInDraft { safe, score, notes: Some(notes.to_owned()), reopen }.check()
        };
        assert!(draft(Some(true), Some(8), "Rustig", false).is_ok());
        assert!(draft(Some(false), None, "Weer ruzie", true).is_ok());
        for (faults, told) in [
            (draft(None, Some(0), " ", false), "safe: missing, score: out_of_range, notes: empty"),
            (draft(Some(true), None, "Rustig", true), "reopen: does_not_fit"),
        ] {
            assert_eq!(faults.unwrap_err().to_string(), told);
        }
    }
    #[test]
    fn a_decision_is_asked_for_when_it_is_not_safe_and_the_case_stays_closed() {
        let policy = CheckInPolicy { days_to_decide: 1 };
        let ids = (CheckInId(Uuid::from_u128(1)), TaskId(Uuid::from_u128(2)));
        let today = NaiveDate::from_ymd_opt(2026, 5, 7).unwrap();
        let asked = |safe, reopen| {
            let draft =
                CheckInDraft { safe: Some(safe), notes: Some("Rust".to_owned()), reopen, score: None };
            draft.check().unwrap().decision(ids, today, policy)
        };
        assert_eq!((asked(true, false), asked(false, true)), (None, None));
        let task = asked(false, false).unwrap();
        assert_eq!((task.kind, task.cause), (TaskKind::NotSafeAfterClosing, TaskCause::CheckIn));
        assert_eq!((task.id, task.origin, task.due.to_string()), (ids.1, ids.0.0, "2026-05-08".to_owned()));
    }
}
