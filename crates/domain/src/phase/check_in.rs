//! Asking after a case that was closed: on which days, and what was answered. Whoever asks must never be refused an
//! answer that says that it is not safe.

use chrono::{DateTime, Months, NaiveDate, Utc};

use super::gate::PhasePolicy;
use crate::fault::{FaultCode, Faults};
use crate::score::SafetyScore;
use crate::text::LongText;
use crate::time::amsterdam_day;

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

/// The days on which somebody asks, counted from the day of closing, in order and each once.
#[must_use]
pub fn due_days(closed_at: DateTime<Utc>, policy: &PhasePolicy) -> Vec<NaiveDate> {
    let day = amsterdam_day(closed_at);
    let after = |months: &u8| day.checked_add_months(Months::new((*months).into()));
    let mut days: Vec<NaiveDate> =
        policy.check_in_months.iter().filter(|months| **months > 0).filter_map(after).collect();
    days.sort_unstable();
    days.dedup();
    days
}

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

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(check_in_months: [u8; 3]) -> PhasePolicy {
        PhasePolicy {
            observation_days: 28,
            professional_score: 6,
            alarming_score: 3,
            asked_from_age: 12,
            heard_days: 92,
            quiet_days: 92,
            check_in_months,
        }
    }

    #[test]
    fn somebody_asks_after_three_twelve_and_eighteen_months() {
        let told = |at: &str, months| -> Vec<String> {
            due_days(at.parse().unwrap(), &policy(months)).iter().map(ToString::to_string).collect()
        };
        assert_eq!(told("2026-05-07T09:00:00Z", [3, 12, 18]), ["2026-08-07", "2027-05-07", "2027-11-07"]);
        // Closed after midnight in Amsterdam, and a month that is shorter.
        assert_eq!(told("2026-11-29T23:30:00Z", [3, 0, 3]), ["2027-02-28"]);
        assert!(told("2026-05-07T09:00:00Z", [0, 0, 0]).is_empty());
    }

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
}
