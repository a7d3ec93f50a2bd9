//! Asking after a case that was closed: by which terms, and what was answered. Whoever asks must never be refused an
//! answer that says that it is not safe.

use crate::fault::{FaultCode, Faults};
use crate::score::SafetyScore;
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

#[cfg(test)]
mod tests {
    use super::*;

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
