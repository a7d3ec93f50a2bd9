//! How a report goes on from its assessment, and at which moments it did: what a later report on the same household
//! is called follows from that. Nothing here may move a report backwards.

use chrono::{DateTime, Utc};

use super::Outcome;
use crate::id::ReportId;
use crate::report::{FollowUp, ReportRule, ReportState, follow_up_of};

/// The moments at which a report went on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course {
    /// Which report.
    pub report: ReportId,
    /// When it came in.
    pub received_at: DateTime<Utc>,
    /// When its assessment was decided.
    pub assessed_at: Option<DateTime<Utc>>,
    /// When its case opened.
    pub opened_at: Option<DateTime<Utc>>,
    /// When that case closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// Where it stands now.
    pub state: ReportState,
}

impl Outcome {
    /// Where a report stands once it was assessed: it waits for its case, unless the outcome asks for none or the
    /// household has an open one already.
    #[must_use]
    pub const fn state_after_assessment(self, case_is_open: bool) -> ReportState {
        if case_is_open || !self.opens_case() { self.state_after_opening() } else { ReportState::Assessed }
    }

    /// Where a report stands once its case is open, or when the outcome asks for none: whoever was handed the
    /// household is monitored; while Veilig Thuis or the Council investigates, there is nothing to monitor yet.
    #[must_use]
    pub const fn state_after_opening(self) -> ReportState {
        match self {
            Self::OwnInvestigation | Self::CouncilInvestigationRequest => ReportState::Assessed,
            Self::ConditionsAndFollowUp
            | Self::TransferLocalTeam
            | Self::TransferOngoingHelp
            | Self::TransferMda
            | Self::TransferThoseConcerned => ReportState::InMonitoring,
            Self::EndOfInvolvement => ReportState::Closed,
        }
    }
}

impl ReportState {
    /// Where a report in this state stands after its assessment.
    ///
    /// # Errors
    /// `already_assessed`.
    pub fn assess(self, outcome: Outcome, case_is_open: bool) -> Result<Self, ReportRule> {
        let begun = if self == Self::Received { self.become_next(Self::InAssessment)? } else { self };
        let assessed = begun.become_next(Self::Assessed)?;
        let next = outcome.state_after_assessment(case_is_open);
        if next == assessed { Ok(assessed) } else { assessed.become_next(next) }
    }
}

impl Course {
    /// The states of the report with the moments since which it had them, oldest first.
    #[must_use]
    pub fn states(&self) -> Vec<(DateTime<Utc>, ReportState)> {
        let mut states = vec![(self.received_at, ReportState::Received)];
        if let Some(at) = self.assessed_at {
            states.push((at, if self.opened_at.is_some() { ReportState::Assessed } else { self.state }));
        }
        if let Some(at) = self.opened_at {
            states.push((at, self.state));
        }
        if let Some(at) = self.closed_at {
            states.push((at, ReportState::Closed));
        }
        states
    }
}

/// Which earlier report a report received at this moment follows, and what it is called for that: the latest one in
/// which Veilig Thuis was still involved, otherwise the latest one. Nothing when there was none.
#[must_use]
pub fn follows(earlier: &[Course], at: DateTime<Utc>) -> Option<(ReportId, FollowUp)> {
    let found = earlier.iter().filter_map(|it| Some((it, follow_up_of(&it.states(), at)?)));
    found
        .max_by_key(|(it, follow_up)| (*follow_up != FollowUp::AfterClosure, it.received_at, it.report))
        .map(|(it, follow_up)| (it.report, follow_up))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn day(day: u32) -> DateTime<Utc> {
        format!("2026-05-{day:02}T09:00:00Z").parse().unwrap()
    }

    fn report(number: u128, received: u32, state: ReportState) -> Course {
        Course {
            report: ReportId(Uuid::from_u128(number)),
            received_at: day(received),
            assessed_at: None,
            opened_at: None,
            closed_at: None,
            state,
        }
    }

    #[test]
    fn a_later_report_is_called_after_where_the_earlier_one_stood_at_that_moment() {
        let earlier = Course {
            assessed_at: Some(day(5)),
            opened_at: Some(day(8)),
            closed_at: Some(day(20)),
            ..report(1, 1, ReportState::InMonitoring)
        };
        for (at, called) in [
            (2, FollowUp::DuringAssessment),
            (5, FollowUp::AfterAssessment),
            (9, FollowUp::DuringMonitoring),
            (20, FollowUp::AfterClosure),
        ] {
            assert_eq!(follows(&[earlier], day(at)), Some((earlier.report, called)), "{at}");
        }
    }

    #[test]
    fn a_report_without_a_case_goes_where_its_assessment_sent_it() {
        for (state, called) in [
            (ReportState::Closed, FollowUp::AfterClosure),
            (ReportState::InMonitoring, FollowUp::DuringMonitoring),
            (ReportState::Assessed, FollowUp::AfterAssessment),
        ] {
            let earlier = Course { assessed_at: Some(day(5)), ..report(1, 1, state) };
            assert_eq!(follows(&[earlier], day(6)).map(|it| it.1), Some(called));
        }
    }

    #[test]
    fn involvement_counts_before_the_date_and_nothing_follows_what_came_later() {
        let running = report(1, 1, ReportState::Received);
        let closed = Course { assessed_at: Some(day(5)), ..report(2, 4, ReportState::Closed) };
        assert_eq!(follows(&[running, closed], day(6)).map(|it| it.0), Some(running.report));
        assert_eq!(follows(&[closed, report(3, 9, ReportState::Received)], day(6)).unwrap().0, closed.report);
        assert_eq!(follows(&[running], day(1) - chrono::Duration::seconds(1)), None);
    }

    #[test]
    fn an_assessment_moves_a_report_on_once() {
        for (outcome, with_case, next) in [
            (Outcome::TransferLocalTeam, false, ReportState::Assessed),
            (Outcome::TransferLocalTeam, true, ReportState::InMonitoring),
            (Outcome::OwnInvestigation, true, ReportState::Assessed),
            (Outcome::TransferThoseConcerned, false, ReportState::InMonitoring),
            (Outcome::EndOfInvolvement, false, ReportState::Closed),
        ] {
            for from in [ReportState::Received, ReportState::InAssessment] {
                assert_eq!(from.assess(outcome, with_case), Ok(next), "{outcome}");
            }
            assert_eq!(next.assess(outcome, with_case), Err(ReportRule::AlreadyAssessed));
        }
    }

    #[test]
    fn no_outcome_moves_a_report_backwards() {
        for outcome in Outcome::ALL {
            for case_is_open in [false, true] {
                let stands = outcome.state_after_assessment(case_is_open);
                let opened = outcome.state_after_opening();
                assert!(stands == opened || stands.may_become(opened), "{outcome}");
            }
        }
    }
}
