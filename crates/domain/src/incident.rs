//! Incidents: what happened, who did it, who was harmed, who saw it, what was done. Entries are never changed; a
//! correction is a new entry. An incident must never leave a case in its phase without a reason.

pub mod moment;

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};

use crate::code::{codes, rules};
use crate::fault::{FaultCode, Faults};
use crate::id::{IncidentId, OrganisationId, PersonId};
use crate::phase::Cause;
use crate::text::LongText;
use crate::violence::ViolenceType;

pub use moment::PartMoment;

codes! {
    /// What part somebody had in an incident.
    pub enum Part {
        /// Did it.
        Did => "did",
        /// Was harmed.
        Harmed => "harmed",
        /// Saw or heard it.
        Saw => "saw",
    }
}

rules! {
    /// A rule about incidents that a step would have broken.
    pub enum IncidentRule {
        /// There is no such incident in this case.
        NothingToCorrect => "no_such_incident",
        /// Corrected before: correct the latest version.
        AlreadyCorrected => "incident_already_corrected",
        /// Recorded on behalf of another organisation.
        RecordedElsewhere => "incident_recorded_elsewhere",
    }
}

/// An incident as it was typed. Fields in faults: `happened`, `kinds`, `did`, `harmed`, `saw`, `told`, `done`,
/// `acute`, `police`, `stayReason`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IncidentDraft {
    /// When it happened, as far as known.
    pub happened: Option<PartMoment>,
    /// What kinds of violence.
    pub kinds: Vec<ViolenceType>,
    /// Who had which part in it; who is not known is left out.
    pub people: Vec<(Part, PersonId)>,
    /// What happened.
    pub told: Option<String>,
    /// What was done about it.
    pub done: Option<String>,
    /// Whether there is acute danger.
    pub acute: Option<bool>,
    /// Whether the police came into it.
    pub police: Option<bool>,
    /// Why there is no new danger, so that the case may stay in its phase.
    pub stay_reason: Option<String>,
    /// The entry that this one corrects.
    pub corrects: Option<IncidentId>,
}

/// An incident that may be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewIncident {
    /// When it happened, as far as known.
    pub happened: PartMoment,
    /// What kinds of violence, each once.
    pub kinds: Vec<ViolenceType>,
    /// Who had which part in it, each once.
    pub people: BTreeSet<(Part, PersonId)>,
    /// What happened.
    pub told: LongText,
    /// What was done about it.
    pub done: Option<LongText>,
    /// Whether there is acute danger.
    pub acute: bool,
    /// Whether the police came into it.
    pub police: bool,
    /// Why there is no new danger.
    pub stay_reason: Option<LongText>,
    /// The entry that this one corrects.
    pub corrects: Option<IncidentId>,
}

/// A stored incident, as far as a correction needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    /// On behalf of which organisation.
    pub organisation: OrganisationId,
    /// Whether a later entry replaces it.
    pub corrected: bool,
    /// Whether it made the case fall back.
    pub fell_back: bool,
}

impl IncidentDraft {
    /// How long before the opening of the case an incident may lie, in days: the run-up belongs to the story.
    pub const DAYS_BEFORE_CASE: i64 = 366;
    /// The most people with one part in it.
    pub const MOST_PEOPLE: usize = 50;

    /// Checks an incident against the clock and the opening of its case.
    ///
    /// # Errors
    /// All faults at once.
    pub fn check(self, now: DateTime<Utc>, case_opened_at: DateTime<Utc>) -> Result<NewIncident, Faults> {
        let mut faults = Faults::none();
        let happened = faults.need("happened", self.happened);
        if let Some(happened) = happened {
            check_moment(happened, now, case_opened_at, &mut faults);
        }
        let kinds = faults.need("kinds", Some(self.kinds.clone()).filter(|it| !it.is_empty()));
        let people = check_people(&self.people, &mut faults);
        let told = faults.need("told", self.told.as_deref());
        let told = told.and_then(|it| faults.keep("told", LongText::parse(it)));
        let done = optional("done", self.done.as_deref(), &mut faults);
        let acute = faults.need("acute", self.acute);
        let police = faults.need("police", self.police);
        let stay_reason = optional("stayReason", self.stay_reason.as_deref(), &mut faults);
        if acute == Some(true) && stay_reason.is_some() {
            faults.add("stayReason", FaultCode::DoesNotFit);
        }
        let corrects = self.corrects;
        let complete = happened.zip(kinds).zip(told).zip(acute.zip(police));
        faults.into_complete(complete.map(|(((happened, kinds), told), (acute, police))| NewIncident {
            happened,
            kinds: kinds.into_iter().collect::<BTreeSet<_>>().into_iter().collect(),
            people,
            told,
            done,
            acute,
            police,
            stay_reason,
            corrects,
        }))
    }
}

impl NewIncident {
    /// What makes the case fall back to direct safety; nothing when somebody said why there is no new danger. A
    /// proposal: every kind of violence counts alike.
    #[must_use]
    pub const fn falls_back(&self) -> Option<Cause> {
        match (self.acute, &self.stay_reason) {
            (true, _) => Some(Cause::AcuteDanger),
            (false, None) => Some(Cause::Incident),
            (false, Some(_)) => None,
        }
    }

    /// Everybody who had a part in it.
    #[must_use]
    pub fn persons(&self) -> Vec<PersonId> {
        let persons: BTreeSet<PersonId> = self.people.iter().map(|(_, person)| *person).collect();
        persons.into_iter().collect()
    }
}

impl Recorded {
    /// Nothing when this entry may be corrected on behalf of this organisation.
    ///
    /// # Errors
    /// `incident_recorded_elsewhere`, `incident_already_corrected`.
    pub fn require_correctable(&self, by: OrganisationId) -> Result<(), IncidentRule> {
        if self.organisation != by {
            return Err(IncidentRule::RecordedElsewhere);
        }
        if self.corrected {
            return Err(IncidentRule::AlreadyCorrected);
        }
        Ok(())
    }
}

/// The name of the field in which people with this part are listed.
#[must_use]
pub const fn field_of(part: Part) -> &'static str {
    part.code()
}

fn check_moment(happened: PartMoment, now: DateTime<Utc>, opened: DateTime<Utc>, faults: &mut Faults) {
    if happened.earliest() > now {
        faults.add("happened", FaultCode::InTheFuture);
    }
    if opened - happened.latest() > Duration::days(IncidentDraft::DAYS_BEFORE_CASE) {
        faults.add_limit("happened", FaultCode::BeforeCase, IncidentDraft::DAYS_BEFORE_CASE);
    }
}

/// Whoever did it did not look on.
fn check_people(people: &[(Part, PersonId)], faults: &mut Faults) -> BTreeSet<(Part, PersonId)> {
    let mut known = BTreeSet::new();
    for part in Part::ALL {
        let with_part = people.iter().filter(|(it, _)| it == part);
        for (position, (_, person)) in with_part.enumerate() {
            let place = || format!("{}.{position}", field_of(*part));
            if position >= IncidentDraft::MOST_PEOPLE {
                let most = i64::try_from(IncidentDraft::MOST_PEOPLE).unwrap_or(i64::MAX);
                faults.add_limit(field_of(*part), FaultCode::TooMany, most);
            } else if !known.insert((*part, *person)) {
                faults.add(place(), FaultCode::Duplicate);
            } else if *part == Part::Saw && known.contains(&(Part::Did, *person)) {
                faults.add(place(), FaultCode::DoesNotFit);
            }
        }
    }
    known
}

/// An empty text is the same as none.
fn optional(field: &str, input: Option<&str>, faults: &mut Faults) -> Option<LongText> {
    match LongText::parse(input?) {
        Err((FaultCode::Empty, _)) => None,
        parsed => faults.keep(field, parsed),
    }
}

#[cfg(test)]
mod tests;
