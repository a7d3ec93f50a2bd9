//! The safety assessment of a report by Veilig Thuis: what was found, what happens next, and why. An assessment
//! that comes late is still an assessment: being overdue must never be refused.

pub mod course;

use chrono::{DateTime, Utc};

use crate::code::codes;
use crate::fault::{FaultCode, Faults};
use crate::term::Due;
use crate::text::LongText;

pub use course::{Course, follows};

/// An assessment as it was typed. Fields in faults: `finding`, `outcome`, `rationale`, `decidedAt`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AssessmentDraft {
    /// What was found.
    pub finding: Option<SafetyFinding>,
    /// What happens next.
    pub outcome: Option<Outcome>,
    /// Why.
    pub rationale: Option<String>,
    /// When it was decided.
    pub decided_at: Option<DateTime<Utc>>,
}

/// An assessment that may be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAssessment {
    /// What was found.
    pub finding: SafetyFinding,
    /// What happens next.
    pub outcome: Outcome,
    /// Why.
    pub rationale: LongText,
    /// When it was decided.
    pub decided_at: DateTime<Utc>,
    /// Whether it came after the fifth working day.
    pub late: bool,
}

codes! {
    /// What was found. Source: region policy 2020-2025 (75% acute or structural, 8% none but risks).
    pub enum SafetyFinding {
        /// Danger right now.
        Acute => "acute",
        /// Unsafe for a long time.
        Structural => "structural",
        /// Both.
        AcuteAndStructural => "acute_and_structural",
        /// Safe, with risk factors.
        NoUnsafetyWithRisks => "no_unsafety_with_risks",
        /// Safe.
        NoUnsafety => "no_unsafety",
        /// Not known.
        Unknown => "unknown",
    }
}

codes! {
    /// What happens after an assessment. Source: Handelingsprotocol Veilig Thuis 2019.
    pub enum Outcome {
        /// Veilig Thuis investigates.
        OwnInvestigation => "own_investigation",
        /// The Council for Child Protection is asked to investigate.
        CouncilInvestigationRequest => "council_investigation_request",
        /// Veilig Thuis sets conditions, hands over and monitors.
        ConditionsAndFollowUp => "conditions_and_follow_up",
        /// To a local team.
        TransferLocalTeam => "transfer_local_team",
        /// To help that is already there.
        TransferOngoingHelp => "transfer_ongoing_help",
        /// To the multidisciplinary approach MDA++.
        TransferMda => "transfer_mda",
        /// To those concerned themselves.
        TransferThoseConcerned => "transfer_those_concerned",
        /// Veilig Thuis is no longer involved.
        EndOfInvolvement => "end_of_involvement",
    }
}

impl SafetyFinding {
    /// Whether somebody is in danger right now.
    #[must_use]
    pub const fn is_acute(self) -> bool {
        matches!(self, Self::Acute | Self::AcuteAndStructural)
    }
}

impl Outcome {
    /// Whether joint work follows, for which a case opens: everything but leaving it to those concerned or
    /// ending the involvement.
    #[must_use]
    pub const fn opens_case(self) -> bool {
        match self {
            Self::OwnInvestigation
            | Self::CouncilInvestigationRequest
            | Self::ConditionsAndFollowUp
            | Self::TransferLocalTeam
            | Self::TransferOngoingHelp
            | Self::TransferMda => true,
            Self::TransferThoseConcerned | Self::EndOfInvolvement => false,
        }
    }
}

/// Whether a case opens after this outcome.
#[must_use]
pub const fn opens_case(outcome: Outcome) -> bool {
    outcome.opens_case()
}

impl AssessmentDraft {
    /// Checks an assessment of a report received at that moment, to be assessed by then; nothing when no term of the
    /// protocol ran.
    ///
    /// # Errors
    /// All faults at once, among which `outcome_against_finding` on `outcome`: nobody walks away from danger.
    pub fn check(
        self,
        received_at: DateTime<Utc>,
        due: Option<Due>,
        now: DateTime<Utc>,
    ) -> Result<NewAssessment, Faults> {
        let mut faults = Faults::none();
        let finding = faults.need("finding", self.finding);
        let outcome = faults.need("outcome", self.outcome);
        if outcome == Some(Outcome::EndOfInvolvement) && finding.is_some_and(SafetyFinding::is_acute) {
            faults.add("outcome", FaultCode::OutcomeAgainstFinding);
        }
        let rationale = faults.need("rationale", self.rationale.as_deref());
        let rationale = rationale.and_then(|it| faults.keep("rationale", LongText::parse(it)));
        let decided_at = faults.need("decidedAt", self.decided_at);
        if decided_at.is_some_and(|it| it > now) {
            faults.add("decidedAt", FaultCode::InTheFuture);
        }
        if decided_at.is_some_and(|it| it < received_at) {
            faults.add("decidedAt", FaultCode::BeforeReceipt);
        }
        let complete = finding.zip(outcome).zip(rationale.zip(decided_at));
        faults.into_complete(complete.map(|((finding, outcome), (rationale, decided_at))| {
            let late = due.is_some_and(|it| it.is_over(decided_at));
            NewAssessment { finding, outcome, rationale, decided_at, late }
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn draft() -> AssessmentDraft {
        AssessmentDraft {
            finding: Some(SafetyFinding::Structural),
            outcome: Some(Outcome::TransferLocalTeam),
            rationale: Some("De ouders werken mee.".to_owned()),
            decided_at: Some(moment("2026-05-12T09:00:00Z")),
        }
    }

    fn check(draft: AssessmentDraft) -> Result<NewAssessment, Faults> {
        let due = Due { day: "2026-05-18".parse().unwrap(), at: moment("2026-05-18T22:00:00Z") };
        draft.check(moment("2026-05-07T09:00:00Z"), Some(due), moment("2026-06-01T09:00:00Z"))
    }

    fn faults_of(draft: AssessmentDraft) -> String {
        check(draft).map_or_else(|it| it.to_string(), |_| String::new())
    }

    #[test]
    fn an_assessment_is_late_after_the_fifth_working_day_and_still_counts() {
        for (decided_at, late) in
            [("2026-05-18T21:59:59Z", false), ("2026-05-18T22:00:00Z", true), ("2026-05-07T09:00:00Z", false)]
        {
            let draft = AssessmentDraft { decided_at: Some(moment(decided_at)), ..draft() };
            assert_eq!(check(draft).unwrap().late, late, "{decided_at}");
        }
    }

    #[test]
    fn nobody_walks_away_from_danger() {
        for finding in SafetyFinding::ALL {
            let walks_away = AssessmentDraft {
                finding: Some(*finding),
                outcome: Some(Outcome::EndOfInvolvement),
                ..draft()
            };
            let expected = if finding.is_acute() { "outcome: outcome_against_finding" } else { "" };
            assert_eq!(faults_of(walks_away), expected, "{finding}");
        }
    }

    #[test]
    fn an_assessment_lies_between_the_report_and_now() {
        let at = |text| AssessmentDraft { decided_at: Some(moment(text)), ..draft() };
        assert_eq!(faults_of(at("2026-06-01T09:00:01Z")), "decidedAt: in_the_future");
        assert_eq!(faults_of(at("2026-05-07T08:59:59Z")), "decidedAt: before_receipt");
    }

    #[test]
    fn a_decision_has_a_reason_and_all_faults_are_told_at_once() {
        assert_eq!(
            faults_of(AssessmentDraft { rationale: Some(String::new()), ..draft() }),
            "rationale: empty"
        );
        let expected = "finding: missing, outcome: missing, rationale: missing, decidedAt: missing";
        assert_eq!(faults_of(AssessmentDraft::default()), expected);
    }

    #[test]
    fn a_case_opens_unless_it_is_left_to_those_concerned() {
        let without: Vec<_> = Outcome::ALL.iter().filter(|it| !opens_case(**it)).collect();
        assert_eq!(without, [&Outcome::TransferThoseConcerned, &Outcome::EndOfInvolvement]);
    }
}
