//! Where a report stands, and what a later report on the same household is called for that. A report only moves
//! forward; nothing here may reopen one.

use chrono::{DateTime, Utc};

use crate::code::{codes, rules};

codes! {
    /// Where a report stands.
    pub enum ReportState {
        /// Received, not yet looked into.
        Received => "received",
        /// Being assessed.
        InAssessment => "in_assessment",
        /// Assessed.
        Assessed => "assessed",
        /// Handed over and monitored.
        InMonitoring => "in_monitoring",
        /// Veilig Thuis is no longer involved.
        Closed => "closed",
    }
}

codes! {
    /// When a later report on the same household came in. Source: StatLine table 85361NED.
    pub enum FollowUp {
        /// While the earlier one was being assessed.
        DuringAssessment => "during_assessment",
        /// After its assessment.
        AfterAssessment => "after_assessment",
        /// While it was monitored.
        DuringMonitoring => "during_monitoring",
        /// After Veilig Thuis was no longer involved.
        AfterClosure => "after_closure",
    }
}

rules! {
    /// A rule about reports that a step would have broken.
    pub enum ReportRule {
        /// A report in this state cannot go there.
        NoSuchStep => "no_such_step",
        /// The report was assessed before.
        AlreadyAssessed => "already_assessed",
    }
}

impl ReportState {
    /// Whether a report in this state may go to that one.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Received, Self::InAssessment)
                | (Self::InAssessment, Self::Assessed)
                | (Self::Assessed, Self::InMonitoring | Self::Closed)
                | (Self::InMonitoring, Self::Closed)
        )
    }

    /// The next state.
    ///
    /// # Errors
    /// `already_assessed` when an assessment is asked for again, otherwise `no_such_step`.
    pub const fn become_next(self, next: Self) -> Result<Self, ReportRule> {
        if self.may_become(next) {
            return Ok(next);
        }
        match (self, next) {
            (Self::Assessed | Self::InMonitoring | Self::Closed, Self::InAssessment | Self::Assessed) => {
                Err(ReportRule::AlreadyAssessed)
            }
            _ => Err(ReportRule::NoSuchStep),
        }
    }

    /// What a later report is called while the earlier one stands here.
    #[must_use]
    pub const fn follow_up(self) -> FollowUp {
        match self {
            Self::Received | Self::InAssessment => FollowUp::DuringAssessment,
            Self::Assessed => FollowUp::AfterAssessment,
            Self::InMonitoring => FollowUp::DuringMonitoring,
            Self::Closed => FollowUp::AfterClosure,
        }
    }
}

/// What a report received at this moment is called, given the states of the earlier report and the moments since
/// which it had them, oldest first. Nothing when it came before the earlier one.
#[must_use]
pub fn follow_up_of(previous: &[(DateTime<Utc>, ReportState)], at: DateTime<Utc>) -> Option<FollowUp> {
    let stood = previous.iter().rev().find(|(since, _)| *since <= at)?;
    Some(stood.1.follow_up())
}
