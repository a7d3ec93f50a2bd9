//! Opening a case: when a report may open one, what a team is there for from the start, and under which law.
//! Permission is decided elsewhere.

use super::{CaseOrigin, LegalGround, ParticipationTask};
use crate::assessment::Outcome;
use crate::code::rules;
use crate::duo::OrganisationKind;
use crate::report::ReportState;

rules! {
    /// A rule about opening a case from a report that a step would have broken.
    pub enum OpeningRule {
        /// The report was not assessed yet.
        NotAssessed => "report_not_assessed",
        /// The outcome of the assessment asks for no case.
        OutcomeOpensNone => "outcome_opens_no_case",
        /// The report opened a case before.
        OpenedBefore => "report_opened_a_case",
    }
}

/// Where a report stands once it opens a case.
///
/// # Errors
/// `report_opened_a_case`, `report_not_assessed`, `outcome_opens_no_case`.
pub fn open_from(outcome: Option<Outcome>, opened_before: bool) -> Result<ReportState, OpeningRule> {
    if opened_before {
        return Err(OpeningRule::OpenedBefore);
    }
    match outcome {
        None => Err(OpeningRule::NotAssessed),
        Some(outcome) if outcome.opens_case() => Ok(outcome.state_after_opening()),
        Some(_) => Err(OpeningRule::OutcomeOpensNone),
    }
}

/// What a team of this kind of organisation is there for in a case.
#[must_use]
pub const fn task_of(kind: OrganisationKind) -> ParticipationTask {
    match kind {
        OrganisationKind::BlijvendVeilig => ParticipationTask::SafetyExpertise,
        OrganisationKind::VeiligThuis => ParticipationTask::VeiligThuis,
        OrganisationKind::LocalTeamYouth
        | OrganisationKind::LocalTeamAdults
        | OrganisationKind::LocalTeamSocial => ParticipationTask::LocalHelp,
        OrganisationKind::Shelter => ParticipationTask::Shelter,
        OrganisationKind::ChildProtection | OrganisationKind::CouncilChildProtection => {
            ParticipationTask::ChildProtection
        }
        OrganisationKind::Police => ParticipationTask::Police,
        OrganisationKind::Probation => ParticipationTask::Probation,
        OrganisationKind::MentalHealth => ParticipationTask::Health,
        OrganisationKind::Prosecution
        | OrganisationKind::Municipality
        | OrganisationKind::Network
        | OrganisationKind::Other => ParticipationTask::Other,
    }
}

/// The law under which a team of this kind takes part in a case that begins this way; where no law is clear, only
/// consent is left. A proposal: the region decides. Source: Wmo 2015 art. 5.1.1 and 5.1.6, Jeugdwet art. 7.3.11.
#[must_use]
pub const fn ground_of(kind: OrganisationKind, origin: CaseOrigin) -> LegalGround {
    match (kind, origin) {
        // Blijvend Veilig carries out the task of Veilig Thuis here, or gives help together with a local team.
        (OrganisationKind::VeiligThuis, _) | (OrganisationKind::BlijvendVeilig, CaseOrigin::Assessment) => {
            LegalGround::Wmo516
        }
        (OrganisationKind::BlijvendVeilig, CaseOrigin::LocalTeam) | (OrganisationKind::LocalTeamYouth, _) => {
            LegalGround::Youth7311
        }
        (OrganisationKind::LocalTeamAdults | OrganisationKind::LocalTeamSocial, _) => LegalGround::Wmo511,
        (
            OrganisationKind::Shelter
            | OrganisationKind::ChildProtection
            | OrganisationKind::CouncilChildProtection
            | OrganisationKind::Police
            | OrganisationKind::Prosecution
            | OrganisationKind::Probation
            | OrganisationKind::MentalHealth
            | OrganisationKind::Municipality
            | OrganisationKind::Network
            | OrganisationKind::Other,
            _,
        ) => LegalGround::Consent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_opens_one_case_and_only_when_its_outcome_asks_for_one() {
        assert_eq!(open_from(None, false), Err(OpeningRule::NotAssessed));
        for outcome in Outcome::ALL {
            assert_eq!(open_from(Some(*outcome), true), Err(OpeningRule::OpenedBefore), "{outcome}");
            assert_eq!(open_from(Some(*outcome), false).is_ok(), outcome.opens_case(), "{outcome}");
        }
        assert_eq!(open_from(Some(Outcome::TransferMda), false), Ok(ReportState::InMonitoring));
        assert_eq!(open_from(Some(Outcome::OwnInvestigation), false), Ok(ReportState::Assessed));
    }

    #[test]
    fn blijvend_veilig_acts_under_the_law_of_the_task_that_it_carries_out() {
        let kind = OrganisationKind::BlijvendVeilig;
        assert_eq!(ground_of(kind, CaseOrigin::Assessment), LegalGround::Wmo516);
        assert_eq!(ground_of(kind, CaseOrigin::LocalTeam), LegalGround::Youth7311);
        assert_eq!(task_of(kind), ParticipationTask::SafetyExpertise);
    }
}
