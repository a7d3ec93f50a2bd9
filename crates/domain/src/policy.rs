//! The working rules of the region: numbers that no law or source gives, each with the day from which it holds.
//!
//! What a law gives is not here but a constant beside its rule, with its article.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::NaiveDate;

use crate::agreement::AgreementPolicy;
use crate::code::codes;
use crate::danger::DangerPolicy;
use crate::duo::seats::DuoPolicy;
use crate::life_event::LifeEventPolicy;
use crate::notice::{LadderPolicy, NoticePolicy};
use crate::phase::PhasePolicy;
use crate::phase::check_in::CheckInPolicy;
use crate::round::alarm::AlarmPolicy;
use crate::score::{ScaleVersion, ScorePolicy};
use crate::silence::SilencePolicy;

codes! {
    /// A number that the region sets.
    pub enum Parameter {
        /// The version of the scale on which safety scores are given.
        ScaleVersion => "scale_version",
        /// A safety score needs a reason at this number or lower.
        ScoreReasonAtMost => "score_reason_at_most",
        /// A safety score needs a reason when it moves by this much.
        ScoreReasonWhenMoves => "score_reason_when_moves",
        /// The longest that somebody who left a duo stays beside the successor, in days.
        DuoLongestOverlapDays => "duo_longest_overlap_days",
        /// After so many days without contact a case asks for attention.
        DaysWithoutContact => "days_without_contact",
        /// For so many days who registered a household sees it for that reason alone.
        RegistrarDays => "registrar_days",
        /// So many days every safety condition must be fulfilled before a case is stable.
        GateObservationDays => "gate_observation_days",
        /// The lowest of the latest scores of professionals that lets a case become stable.
        GateProfessionalScore => "gate_professional_score",
        /// A score this low or lower since the last evaluation keeps every gate closed.
        GateAlarmingScore => "gate_alarming_score",
        /// What a member of the household said counts for so many days.
        GateHeardDays => "gate_heard_days",
        /// So many days without an incident before a case recovers or closes.
        GateQuietDays => "gate_quiet_days",
        /// From this age a member of the household is asked whether the safety plan is right; younger children are
        /// heard in an own way.
        PlanAskedFromAge => "plan_asked_from_age",
        /// Fewer things that were scored give no measure of agreement.
        AgreementLeastUnits => "agreement_least_units",
        /// Fewer people who scored give no measure of agreement and no distribution.
        AgreementLeastRaters => "agreement_least_raters",
        /// A score that falls by this much asks for attention.
        AlarmDrop => "alarm_drop",
        /// Scores that lie so far apart ask for attention.
        AlarmSpread => "alarm_spread",
        /// A score of this or lower asks for attention.
        AlarmAtMost => "alarm_at_most",
        /// In so many days somebody has looked at what a score asks for.
        AlarmDaysToLook => "alarm_days_to_look",
        /// After so many days without a scoring round a case asks for one.
        DaysWithoutRound => "days_without_round",
        /// So many red flags ask for a decision on the same day.
        RedFlagsForDecision => "red_flags_for_decision",
        /// In so many days after a check-in that heard of danger somebody decided what a closed case needs.
        CheckInDecisionDays => "check_in_decision_days",
        /// In so many days after a life event the plan was looked at again.
        LifeEventReviewDays => "life_event_review_days",
        /// After so many days a child that nobody saw asks for attention.
        SilenceChildDays => "silence_child_days",
        /// After so many days a plan that was not adopted anew asks for attention.
        SilencePlanDays => "silence_plan_days",
        /// After so many days a round that waits for answers asks for attention.
        SilenceAnswerDays => "silence_answer_days",
        /// After so many days help that did not start asks for attention.
        SilenceHelpDays => "silence_help_days",
        /// After so many days in the same phase a case asks for attention.
        SilencePhaseDays => "silence_phase_days",
        /// So many reasons at once suggest a spoednetwerkberaad.
        SilenceReasonsForBeraad => "silence_reasons_for_beraad",
        /// A term is told of so many days before it ends.
        NoticeTermDays => "notice_term_days",
        /// A notice is removed so many days after it was read.
        NoticeKeepDays => "notice_keep_days",
        /// An urgent notice that nobody reads goes to the other member of the duo after so many hours.
        NoticeOtherAfterHours => "notice_other_after_hours",
        /// An urgent notice that nobody reads goes to the team lead after so many hours.
        NoticeLeadAfterHours => "notice_lead_after_hours",
    }
}

/// A value of a parameter, from a day until a later value takes over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyValue {
    pub parameter: Parameter,
    pub value: u8,
    pub from: NaiveDate,
    /// Why it is so, for who works by it.
    pub why: String,
    /// Where it comes from, and whether it is a proposal.
    pub source: String,
}

/// The values that hold on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    pub score: ScorePolicy,
    pub scale: ScaleVersion,
    pub duo: DuoPolicy,
    /// After so many days without contact a case asks for attention.
    pub days_without_contact: u16,
    /// For so many days who registered a household sees it for that reason alone.
    pub registrar_days: u16,
    /// The gates between the phases.
    pub phase: PhasePolicy,
    /// From this age a member of the household is asked whether the safety plan is right, in years.
    pub plan_asked_from_age: u8,
    pub agreement: AgreementPolicy,
    /// When scores ask for attention.
    pub alarms: AlarmPolicy,
    pub danger: DangerPolicy,
    /// When somebody has decided what a closed case needs that is not safe.
    pub check_in: CheckInPolicy,
    /// When the plan is looked at after a life event.
    pub life_event: LifeEventPolicy,
    /// After how many days too little happens.
    pub silence: SilencePolicy,
    /// When terms are told of, and how long notices stay.
    pub notice: NoticePolicy,
    /// When an urgent notice that nobody reads climbs.
    pub ladder: LadderPolicy,
}

/// All values of all times: every parameter has at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyBook(BTreeMap<Parameter, Vec<PolicyValue>>);

/// Why values do not make a book.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyFault {
    #[error("{parameter} from {from} may be {least} to {most}", least = .parameter.range().start(), most = .parameter.range().end())]
    OutOfRange { parameter: Parameter, from: NaiveDate },
    #[error("{parameter} has two values from {from}")]
    TwoFromOneDay { parameter: Parameter, from: NaiveDate },
    #[error("{0} has no value")]
    Missing(Parameter),
}

impl Parameter {
    /// What it may be.
    #[must_use]
    pub const fn range(self) -> RangeInclusive<u8> {
        match self {
            Self::ScaleVersion => 1..=u8::MAX,
            Self::ScoreReasonAtMost => 0..=10,
            Self::ScoreReasonWhenMoves => 1..=9,
            Self::DuoLongestOverlapDays => 0..=92,
            Self::RedFlagsForDecision => 1..=13,
            Self::CheckInDecisionDays => 0..=14,
            Self::LifeEventReviewDays => 1..=92,
            Self::SilenceChildDays => 1..=183,
            Self::SilencePlanDays => 1..=u8::MAX,
            Self::SilenceAnswerDays => 1..=92,
            Self::SilenceHelpDays => 1..=183,
            Self::SilencePhaseDays => 1..=u8::MAX,
            Self::SilenceReasonsForBeraad => 2..=7,
            Self::DaysWithoutContact | Self::RegistrarDays => 1..=92,
            Self::GateObservationDays | Self::GateHeardDays | Self::GateQuietDays => 1..=u8::MAX,
            Self::GateProfessionalScore => 1..=10,
            Self::GateAlarmingScore => 0..=10,
            Self::PlanAskedFromAge => 0..=18,
            Self::AgreementLeastUnits | Self::AgreementLeastRaters => 3..=u8::MAX,
            Self::AlarmDrop | Self::AlarmSpread => 1..=9,
            Self::AlarmAtMost => 0..=10,
            Self::AlarmDaysToLook => 0..=28,
            Self::DaysWithoutRound => 1..=183,
            Self::NoticeTermDays => 0..=28,
            Self::NoticeKeepDays => 7..=u8::MAX,
            Self::NoticeOtherAfterHours | Self::NoticeLeadAfterHours => 1..=168,
        }
    }
}

impl PolicyBook {
    /// Puts values in the order of their days.
    ///
    /// # Errors
    /// All faults at once.
    pub fn new(values: Vec<PolicyValue>) -> Result<Self, Vec<PolicyFault>> {
        let mut book: BTreeMap<Parameter, Vec<PolicyValue>> = BTreeMap::new();
        let mut faults = Vec::new();
        for value in values {
            let (parameter, from) = (value.parameter, value.from);
            if !parameter.range().contains(&value.value) {
                faults.push(PolicyFault::OutOfRange { parameter, from });
            }
            let of_parameter = book.entry(parameter).or_default();
            match of_parameter.binary_search_by_key(&from, |it| it.from) {
                Ok(_) => faults.push(PolicyFault::TwoFromOneDay { parameter, from }),
                Err(place) => of_parameter.insert(place, value),
            }
        }
        let missing = Parameter::ALL.iter().filter(|it| !book.contains_key(it));
        faults.extend(missing.map(|it| PolicyFault::Missing(*it)));
        if faults.is_empty() { Ok(Self(book)) } else { Err(faults) }
    }

    /// What holds on a day. Before the first value of a parameter that first value holds.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Policy {
        let value = |parameter| self.value(parameter, day);
        Policy {
            score: ScorePolicy {
                reason_at_most: value(Parameter::ScoreReasonAtMost),
                reason_when_moves: value(Parameter::ScoreReasonWhenMoves),
            },
            scale: ScaleVersion(value(Parameter::ScaleVersion).into()),
            duo: DuoPolicy { longest_overlap_days: value(Parameter::DuoLongestOverlapDays).into() },
            days_without_contact: value(Parameter::DaysWithoutContact).into(),
            registrar_days: value(Parameter::RegistrarDays).into(),
            phase: PhasePolicy {
                observation_days: value(Parameter::GateObservationDays).into(),
                professional_score: value(Parameter::GateProfessionalScore),
                alarming_score: value(Parameter::GateAlarmingScore),
                asked_from_age: value(Parameter::PlanAskedFromAge).into(),
                heard_days: value(Parameter::GateHeardDays).into(),
                quiet_days: value(Parameter::GateQuietDays).into(),
            },
            plan_asked_from_age: value(Parameter::PlanAskedFromAge),
            agreement: AgreementPolicy {
                least_units: value(Parameter::AgreementLeastUnits),
                least_raters: value(Parameter::AgreementLeastRaters),
            },
            alarms: AlarmPolicy {
                drop_at_least: value(Parameter::AlarmDrop),
                spread_at_least: value(Parameter::AlarmSpread),
                low_at_most: value(Parameter::AlarmAtMost),
                days_without_round: value(Parameter::DaysWithoutRound).into(),
                days_to_look: value(Parameter::AlarmDaysToLook),
            },
            silence: SilencePolicy {
                contact_days: value(Parameter::DaysWithoutContact).into(),
                score_days: value(Parameter::DaysWithoutRound).into(),
                child_days: value(Parameter::SilenceChildDays).into(),
                plan_days: value(Parameter::SilencePlanDays).into(),
                answer_days: value(Parameter::SilenceAnswerDays).into(),
                help_days: value(Parameter::SilenceHelpDays).into(),
                phase_days: value(Parameter::SilencePhaseDays).into(),
                reasons_for_beraad: value(Parameter::SilenceReasonsForBeraad),
            },
            danger: DangerPolicy { flags_for_decision: value(Parameter::RedFlagsForDecision) },
            check_in: CheckInPolicy { days_to_decide: value(Parameter::CheckInDecisionDays) },
            life_event: LifeEventPolicy { days_to_review: value(Parameter::LifeEventReviewDays) },
            notice: NoticePolicy {
                term_days: value(Parameter::NoticeTermDays),
                keep_days: value(Parameter::NoticeKeepDays),
            },
            ladder: LadderPolicy {
                other_after_hours: value(Parameter::NoticeOtherAfterHours),
                lead_after_hours: value(Parameter::NoticeLeadAfterHours),
            },
        }
    }

    /// Every value of every parameter, oldest first.
    pub fn values(&self) -> impl Iterator<Item = &PolicyValue> {
        self.0.values().flatten()
    }

    /// The first value is there by construction.
    fn value(&self, parameter: Parameter, day: NaiveDate) -> u8 {
        let values = self.0.get(&parameter).map_or(&[][..], Vec::as_slice);
        let holds = values.iter().rfind(|it| it.from <= day).or_else(|| values.first());
        holds.map_or(*parameter.range().start(), |it| it.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 5, day).unwrap()
    }

    fn value(parameter: Parameter, value: u8, from: u32) -> PolicyValue {
        PolicyValue { parameter, value, from: day(from), why: String::new(), source: String::new() }
    }

    fn values() -> Vec<PolicyValue> {
        Parameter::ALL.iter().map(|it| value(*it, 7, 4)).collect()
    }

    #[test]
    fn a_value_holds_from_its_day_until_the_next() {
        let mut values = values();
        values.push(value(Parameter::DaysWithoutContact, 21, 9));
        values.push(value(Parameter::DaysWithoutContact, 14, 6));
        let book = PolicyBook::new(values).unwrap();
        let days = |at| book.on(day(at)).days_without_contact;
        assert_eq!([1, 4, 5, 6, 8, 9, 30].map(days), [7, 7, 7, 14, 14, 21, 21]);
        assert_eq!(book.on(day(30)).score.reason_at_most, 7);
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let mut values = values();
        values.remove(0);
        values.push(value(Parameter::ScoreReasonAtMost, 11, 6));
        values.push(value(Parameter::DaysWithoutContact, 14, 4));
        let faults = PolicyBook::new(values).unwrap_err();
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "score_reason_at_most from 2026-05-06 may be 0 to 10",
                "days_without_contact has two values from 2026-05-04",
                "scale_version has no value",
            ]
        );
    }
}
