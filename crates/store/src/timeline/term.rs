//! What the timeline tells of a term: that it began, what people did with it, and that it was over before it was met.

use crate::error::StoreError;
use crate::row;
use chrono::NaiveDate;
use domain::term::TermKind;
use serde::Deserialize;
use uuid::Uuid;

domain::codes! {
    /// What happened to a term.
    pub enum TermMoment {
        /// It began.
        Started => "started",
        /// It was made longer.
        Extended => "extended",
        /// It was put on hold.
        Suspended => "suspended",
        /// It runs again.
        Resumed => "resumed",
        /// Somebody wrote down why it becomes late.
        Explained => "explained",
        /// It was met.
        Met => "met",
        /// It is no longer needed.
        Stopped => "stopped",
        /// It was over before it was met.
        Overdue => "overdue",
    }
}

/// Something that happened to a term of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermTold {
    pub moment: TermMoment,
    pub kind: TermKind,
    /// The first day of the definition by which it started: what it is called stands there.
    pub defined_from: NaiveDate,
    /// The last day on which it is in time; nothing when this does not tell.
    pub due: Option<NaiveDate>,
    pub reason: Option<String>,
}

/// What the view tells.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct TermDetail {
    step: String,
    term: String,
    defined_from: NaiveDate,
    due: Option<NaiveDate>,
    reason: Option<String>,
}

impl TermDetail {
    /// Reads it; a code of nobody is a row that cannot exist.
    pub(super) fn told(self, id: Uuid) -> Result<TermTold, StoreError> {
        Ok(TermTold {
            moment: row::code("case_timeline", "step", id, TermMoment::from_code(&self.step))?,
            kind: row::code("case_timeline", "term", id, TermKind::from_code(&self.term))?,
            defined_from: self.defined_from,
            due: self.due,
            reason: self.reason,
        })
    }
}
