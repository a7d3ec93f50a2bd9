//! A report at Veilig Thuis: somebody makes a suspicion of violence known, with the people it is about. From
//! then on Veilig Thuis keeps sight of their safety. A reporter who is shielded must never be told to others.

pub mod source;
pub mod state;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use crate::code::codes;
use crate::fault::{FaultCode, Faults};
use crate::text::LongText;
use crate::time::amsterdam_day;
use crate::violence::{PartnerPattern, ViolenceGroup, ViolenceType};

pub use source::{Source, SourceDraft};
pub use state::{FollowUp, ReportRule, ReportState, follow_up_of};

/// A report as it was typed. Fields in faults: `kind`, `sourceCategory`, `sourceProfession`, `receivedAt`,
/// `incidentFrom`, `incidentUntil`, `violenceTypes` (and `violenceTypes.1`), `partnerPattern`, `acute`,
/// `narrative`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReportDraft {
    /// By somebody else or by Veilig Thuis itself; nothing means by somebody else.
    pub kind: Option<ReportKind>,
    /// Who reports, in the categories of the region's figures.
    pub source_category: Option<SourceCategory>,
    /// Who reports, more finely; only for professionals.
    pub source_profession: Option<SourceProfession>,
    /// When the report was received.
    pub received_at: Option<DateTime<Utc>>,
    /// The first day of what happened, as far as it is known.
    pub incident_from: Option<NaiveDate>,
    /// The last day of what happened; nothing when it was one day or is not known.
    pub incident_until: Option<NaiveDate>,
    /// The types of violence, at least one.
    pub violence_types: Vec<ViolenceType>,
    /// The pattern behind violence between partners.
    pub partner_pattern: Option<PartnerPattern>,
    /// Whether there is danger right now; has to be answered.
    pub acute: Option<bool>,
    /// Whether the reporter is kept from others; nothing means yes for residents, no for professionals.
    pub reporter_shielded: Option<bool>,
    /// What was told.
    pub narrative: Option<String>,
}

/// A report that may be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReport {
    /// By somebody else or by Veilig Thuis itself.
    pub kind: ReportKind,
    /// Who reports.
    pub source_category: SourceCategory,
    /// Who reports, more finely.
    pub source_profession: Option<SourceProfession>,
    /// When the report was received.
    pub received_at: DateTime<Utc>,
    /// The first day of what happened.
    pub incident_from: Option<NaiveDate>,
    /// The last day of what happened.
    pub incident_until: Option<NaiveDate>,
    /// The types of violence, each once.
    pub violence_types: BTreeSet<ViolenceType>,
    /// The pattern behind violence between partners.
    pub partner_pattern: Option<PartnerPattern>,
    /// Whether there is danger right now.
    pub acute: bool,
    /// Whether the reporter is kept from others.
    pub reporter_shielded: bool,
    /// What was told.
    pub narrative: LongText,
}

/// By when a report has to be assessed. There are two clocks; being late is common and no error. Nothing for a term
/// that did not run when it came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DueBy {
    /// The last day by the protocol.
    pub protocol: Option<NaiveDate>,
    /// The last day by the regulation.
    pub statutory: Option<NaiveDate>,
}

codes! {
    /// Who reports or asks, in the categories of the region's figures. Source: region reports 2022 and 2023.
    pub enum SourceCategory {
        /// Residents: not by profession.
        Resident => "resident",
        /// Police.
        Police => "police",
        /// Other professionals.
        OtherProfessional => "other_professional",
    }
}

codes! {
    /// Who reports or asks, more finely. Source: headings of StatLine table 84849NED.
    pub enum SourceProfession {
        /// Health care.
        HealthCare => "health_care",
        /// Mental health care.
        MentalHealth => "mental_health",
        /// Child care.
        ChildCare => "child_care",
        /// Education.
        Education => "education",
        /// School attendance office.
        SchoolAttendance => "school_attendance",
        /// Youth help.
        YouthHelp => "youth_help",
        /// Justice and safety.
        JusticeAndSafety => "justice_and_safety",
        /// Veilig Thuis of another region.
        VeiligThuisElsewhere => "veilig_thuis_elsewhere",
        /// Veilig Thuis deployed by regional arrangement.
        RegionalArrangement => "regional_arrangement",
        /// Another organisation.
        Other => "other",
    }
}

codes! {
    /// How a report came about.
    #[derive(Default)]
    pub enum ReportKind {
        /// Somebody reported.
        #[default]
        Report => "report",
        /// Veilig Thuis reported by itself.
        ReportExOfficio => "report_ex_officio",
    }
}

impl SourceCategory {
    /// Whether a profession can be given with it.
    #[must_use]
    pub const fn is_professional(self) -> bool {
        match self {
            Self::Resident => false,
            Self::Police | Self::OtherProfessional => true,
        }
    }

    /// Whether such a reporter is kept from others unless somebody decides otherwise. Source: Uitvoeringsbesluit
    /// Wmo 2015 art. 4.1.8 lid 3.
    #[must_use]
    pub const fn is_shielded_by_default(self) -> bool {
        !self.is_professional()
    }
}

impl ReportDraft {
    /// Checks a report against the clock.
    ///
    /// # Errors
    /// All faults at once.
    pub fn check(self, now: DateTime<Utc>) -> Result<NewReport, Faults> {
        let mut faults = Faults::none();
        let category = faults.need("sourceCategory", self.source_category);
        if self.source_profession.is_some() && category.is_some_and(|it| !it.is_professional()) {
            faults.add("sourceProfession", FaultCode::DoesNotFit);
        }
        let received_at = faults.need("receivedAt", self.received_at);
        if received_at.is_some_and(|it| it > now) {
            faults.add("receivedAt", FaultCode::InTheFuture);
        }
        self.check_incident(received_at, &mut faults);
        let violence_types = self.violence(&mut faults);
        let acute = faults.need("acute", self.acute);
        let narrative = faults.need("narrative", self.narrative.as_deref());
        let narrative = narrative.and_then(|it| faults.keep("narrative", LongText::parse(it)));
        let complete = category.zip(received_at).zip(acute.zip(narrative));
        faults.into_complete(complete.map(|((category, received_at), (acute, narrative))| NewReport {
            kind: self.kind.unwrap_or_default(),
            source_category: category,
            source_profession: self.source_profession,
            received_at,
            incident_from: self.incident_from,
            incident_until: self.incident_until,
            violence_types,
            partner_pattern: self.partner_pattern,
            acute,
            reporter_shielded: self.reporter_shielded.unwrap_or(category.is_shielded_by_default()),
            narrative,
        }))
    }

    /// What happened lies before the report and ends after it began.
    fn check_incident(&self, received_at: Option<DateTime<Utc>>, faults: &mut Faults) {
        let received_on = received_at.map(amsterdam_day);
        for (field, day) in [("incidentFrom", self.incident_from), ("incidentUntil", self.incident_until)] {
            if day.zip(received_on).is_some_and(|(day, received)| day > received) {
                faults.add(field, FaultCode::AfterReceipt);
            }
        }
        match (self.incident_from, self.incident_until) {
            (None, Some(_)) => faults.add("incidentFrom", FaultCode::Missing),
            (Some(from), Some(until)) if until < from => {
                faults.add("incidentUntil", FaultCode::EndBeforeStart);
            }
            _ => {}
        }
    }

    fn violence(&self, faults: &mut Faults) -> BTreeSet<ViolenceType> {
        if self.violence_types.is_empty() {
            faults.add_limit("violenceTypes", FaultCode::TooFew, 1);
        }
        let mut known = BTreeSet::new();
        for (position, it) in self.violence_types.iter().enumerate() {
            if !known.insert(*it) {
                faults.add(format!("violenceTypes.{position}"), FaultCode::Duplicate);
            }
        }
        let between_partners = known.iter().any(|it| it.group() == ViolenceGroup::PartnerViolence);
        if self.partner_pattern.is_some() && !between_partners {
            faults.add("partnerPattern", FaultCode::DoesNotFit);
        }
        known
    }
}

#[cfg(test)]
mod tests;
