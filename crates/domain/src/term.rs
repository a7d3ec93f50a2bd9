//! Terms: by when something has to be done, from which event, counted by which rule. What a term is, is data with a
//! source and a first day; how it is counted and how it runs are pure functions of that data. A term that is over is
//! no error: somebody writes down why.
//!
//! Reading order: this file, [`book`], [`count`], [`course`].

pub mod book;
pub mod count;
pub mod course;

use chrono::NaiveDate;

use crate::code::codes;
use crate::id::{CaseId, ReportId};

pub use book::{TermBook, TermFault};
pub use count::{Due, Explanation, Pause, Step, Stretch, count};
pub use course::{Course, StepKind, TermRule, TermState};

codes! {
    /// What has to be done in time.
    pub enum TermKind {
        /// The safety assessment of a report, by the protocol.
        AssessmentProtocol => "assessment_protocol",
        /// The same, by the regulation.
        AssessmentRegulation => "assessment_regulation",
        /// Telling those concerned that data on them were received from somebody else.
        InformConcerned => "inform_concerned",
        /// Telling who reported what came of it.
        FeedbackToReporter => "feedback_to_reporter",
        /// The investigation by Veilig Thuis.
        Investigation => "investigation",
        /// The first time that Veilig Thuis looks again after a transfer.
        MonitorFirst => "monitor_first",
        /// The second time.
        MonitorSecond => "monitor_second",
        /// The third time.
        MonitorThird => "monitor_third",
        /// Looking at the safety plan together.
        PlanReview => "plan_review",
        /// The first time that somebody asks after a closed case.
        CheckInFirst => "check_in_first",
        /// The second time.
        CheckInSecond => "check_in_second",
        /// The third time.
        CheckInThird => "check_in_third",
        /// The answer to a consultation.
        ConsultationAnswer => "consultation_answer",
        /// The answer to a consultation that is needed today.
        ConsultationToday => "consultation_today",
        /// The answer to a consultation that can wait a little.
        ConsultationLater => "consultation_later",
        /// The answer to an offered handover of the view on safety.
        HandoverAnswer => "handover_answer",
        /// Talking a handover over, once it was accepted.
        HandoverMeeting => "handover_meeting",
        /// A Tijdelijk huisverbod.
        Thv => "thv",
        /// Telling where one is reached after a Tijdelijk huisverbod.
        ThvReachable => "thv_reachable",
        /// A lawyer for who asks for one.
        ThvLawyer => "thv_lawyer",
        /// The first contact with everybody in the household.
        ThvFirstContact => "thv_first_contact",
        /// The advice on extending a Tijdelijk huisverbod.
        ThvExtensionAdvice => "thv_extension_advice",
        /// The hearing after a request for relief.
        ThvHearing => "thv_hearing",
        /// The ruling after that hearing.
        ThvRuling => "thv_ruling",
        /// The stretch of intensive help of thirteen weeks.
        IntensiveHelp => "intensive_help",
        /// Destroying a file on request.
        Erasure => "erasure",
        /// The answer to a complaint.
        ComplaintAnswer => "complaint_answer",
        /// Keeping the papers of a Tijdelijk huisverbod.
        RetentionThv => "retention_thv",
        /// Keeping the file of social support.
        RetentionSupport => "retention_support",
        /// Keeping the file of Veilig Thuis.
        RetentionVeiligThuis => "retention_veilig_thuis",
    }
}

codes! {
    /// What makes a term start.
    pub enum TermEvent {
        /// Veilig Thuis received a report.
        ReportReceived => "report_received",
        /// Data on somebody were recorded that came from somebody else.
        DataRecorded => "data_recorded",
        /// A report was assessed.
        AssessmentDecided => "assessment_decided",
        /// An assessment decided that Veilig Thuis investigates.
        InvestigationDecided => "investigation_decided",
        /// The household was handed over, and Veilig Thuis monitors.
        HandedOver => "handed_over",
        /// The view on safety was offered to another team.
        HandoverOffered => "handover_offered",
        /// A version of the safety plan was adopted.
        PlanAdopted => "plan_adopted",
        /// A case was closed.
        CaseClosed => "case_closed",
        /// A team asked for a consultation.
        ConsultationAsked => "consultation_asked",
        /// A Tijdelijk huisverbod was imposed.
        ThvImposed => "thv_imposed",
        /// The one who had to leave asked for a lawyer.
        LawyerAsked => "lawyer_asked",
        /// A request for relief reached the court.
        ReliefAsked => "relief_asked",
        /// The court heard the parties.
        ReliefHeard => "relief_heard",
        /// Intensive help began.
        HelpBegan => "help_began",
        /// Somebody asked in writing to destroy a file.
        ErasureAsked => "erasure_asked",
        /// A complaint came in.
        ComplaintMade => "complaint_made",
        /// Something of substance in a file changed for the last time.
        LastChanged => "last_changed",
    }
}

codes! {
    /// In what a term is counted.
    pub enum Unit {
        /// Days on which people work.
        WorkingDay => "working_day",
        /// Days of the calendar.
        Day => "day",
        /// Weeks.
        Week => "week",
        /// Months; in a month that is shorter, its last day.
        Month => "month",
        /// Years.
        Year => "year",
        /// Hours that pass.
        Hour => "hour",
    }
}

codes! {
    /// By which rule the end of a term is found.
    pub enum Rule {
        /// The Algemene termijnenwet: no end on a day off, and at least two working days in it (art. 1 and 2), except
        /// for the terms of art. 4.
        GeneralTermsAct => "general_terms_act",
        /// Only working days count. Source: protocols; no law counts like this here.
        WorkingDays => "working_days",
        /// To the minute on the clock in Amsterdam, whatever day it is. Source: Wet tijdelijk huisverbod art. 13.
        Exact => "exact",
        /// The calendar, without a law that moves the end.
        Calendar => "calendar",
    }
}

codes! {
    /// What gives a term its length.
    pub enum Basis {
        /// A law or a regulation.
        Law => "law",
        /// A protocol of a profession.
        Protocol => "protocol",
        /// Nothing but our own proposal.
        Proposal => "proposal",
    }
}

codes! {
    /// Why the Algemene termijnenwet moves no end. Source: its art. 4.
    pub enum Exception {
        /// Set in hours.
        InHours => "in_hours",
        /// More than ninety days.
        OverNinetyDays => "over_ninety_days",
        /// More than twelve weeks.
        OverTwelveWeeks => "over_twelve_weeks",
        /// More than three months.
        OverThreeMonths => "over_three_months",
        /// Set in years.
        InYears => "in_years",
    }
}

/// What a term runs over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TermOwner {
    /// A case.
    Case(CaseId),
    /// A report at Veilig Thuis.
    Report(ReportId),
}

/// What a term is, from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    pub kind: TermKind,
    /// What it is called, in Dutch.
    pub name: String,
    pub event: TermEvent,
    pub unit: Unit,
    /// So many units; at least one.
    pub length: u16,
    pub rule: Rule,
    /// Nothing when it cannot be made longer.
    pub extension: Option<Extension>,
    /// Whether it may stand still for a while.
    pub may_pause: bool,
    /// Whether somebody says that it was met; otherwise a step in Tandem does.
    pub met_by_hand: bool,
    pub basis: Basis,
    /// The article, or who proposes it.
    pub source: String,
    /// The first day on which a term may start by it.
    pub from: NaiveDate,
    /// The last such day, if it is known.
    pub until: Option<NaiveDate>,
}

/// By how much a term is made longer each time, in the unit of the term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extension {
    /// So many units.
    pub length: u16,
    /// So often at most; nothing for as often as needed.
    pub at_most: Option<u16>,
}

impl Definition {
    /// Why the Algemene termijnenwet leaves this term alone, if it does. Source: Algemene termijnenwet art. 4.
    #[must_use]
    pub const fn exception(&self) -> Option<Exception> {
        match (self.unit, self.length) {
            (Unit::Hour, _) => Some(Exception::InHours),
            (Unit::Year, _) => Some(Exception::InYears),
            (Unit::Day, 91..) => Some(Exception::OverNinetyDays),
            (Unit::Week, 13..) => Some(Exception::OverTwelveWeeks),
            (Unit::Month, 4..) => Some(Exception::OverThreeMonths),
            (Unit::Day | Unit::Week | Unit::Month | Unit::WorkingDay, _) => None,
        }
    }

    /// How long the term is in its unit after so many extensions.
    #[must_use]
    pub fn length_after(&self, extensions: u16) -> u32 {
        let longer = self.extension.map_or(0, |it| u32::from(it.length).saturating_mul(extensions.into()));
        u32::from(self.length).saturating_add(longer)
    }

    /// Whether its end is a moment and not a day.
    #[must_use]
    pub const fn is_exact(&self) -> bool {
        matches!(self.rule, Rule::Exact) || matches!(self.unit, Unit::Hour)
    }
}

#[cfg(test)]
mod tests;
