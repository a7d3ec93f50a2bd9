//! The progress log: what was done, who was seen, what was agreed. Entries are never changed; a correction is
//! a new entry that points at the latest version of what it corrects.

pub mod history;

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};

use crate::code::codes;
use crate::fault::{FaultCode, Faults};
use crate::id::{ContactId, PersonId};
use crate::text::LongText;

pub use history::{ContactEntry, ContactRule, last_seen, may_correct};

/// An entry as it was typed. Fields in faults: `kind`, `person`, `happenedAt`, `presences` (and
/// `presences.0.person`, `presences.0.alone`), `observed`, `agreed`, `next`, `jointReason`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContactDraft {
    /// How contact was made.
    pub kind: Option<ContactKind>,
    /// Who may see it; nothing means the own organisation.
    pub compartment: Option<Compartment>,
    /// Whom it is about when the compartment is one person's.
    pub person: Option<PersonId>,
    /// When it happened.
    pub happened_at: Option<DateTime<Utc>>,
    /// Who was there.
    pub presences: Vec<PersonPresence>,
    /// What was seen and heard.
    pub observed: Option<String>,
    /// What was agreed.
    pub agreed: Option<String>,
    /// What comes next.
    pub next: Option<String>,
    /// Why two partners were met together although intieme terreur is suspected.
    pub joint_reason: Option<String>,
    /// The entry that this one corrects.
    pub corrects: Option<ContactId>,
}

/// An entry that may be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewContact {
    /// How contact was made.
    pub kind: ContactKind,
    /// Who may see it.
    pub compartment: Compartment,
    /// Whom it is about; present exactly when the compartment is one person's.
    pub person: Option<PersonId>,
    /// When it happened.
    pub happened_at: DateTime<Utc>,
    /// Who was there, each person once.
    pub presences: Vec<PersonPresence>,
    /// What was seen and heard.
    pub observed: Option<LongText>,
    /// What was agreed.
    pub agreed: Option<LongText>,
    /// What comes next.
    pub next: Option<LongText>,
    /// Why two partners were met together although intieme terreur is suspected.
    pub joint_reason: Option<LongText>,
    /// The entry that this one corrects.
    pub corrects: Option<ContactId>,
}

/// How one person was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PersonPresence {
    /// Who.
    pub person: PersonId,
    /// Seen, spoken or not reached.
    pub presence: Presence,
    /// Whether without other members of the household.
    pub alone: bool,
}

codes! {
    /// How contact was made.
    pub enum ContactKind {
        /// A visit.
        Visit => "visit",
        /// A telephone call.
        Call => "call",
        /// A meeting, at an office or with others.
        Meeting => "meeting",
        /// A written message.
        Message => "message",
        /// A video call.
        Video => "video",
    }
}

codes! {
    /// Who may see an item.
    #[derive(Default)]
    pub enum Compartment {
        /// Everybody who takes part in the case.
        Shared => "shared",
        /// Only the own organisation: the safe choice when nobody chose.
        #[default]
        OwnOrganisation => "own_organisation",
        /// Only those who work with one person.
        PerPerson => "per_person",
    }
}

codes! {
    /// How somebody was met.
    pub enum Presence {
        /// Seen with one's own eyes.
        Seen => "seen",
        /// Spoken, not seen.
        Spoken => "spoken",
        /// Not reached.
        NotReached => "not_reached",
    }
}

impl Compartment {
    /// Whether everybody who sees an item of this compartment also sees one of the other. A correction that fewer
    /// people see would leave the others with what was wrong.
    #[must_use]
    pub const fn is_shown_in(self, other: Self) -> bool {
        matches!(
            (self, other),
            (_, Self::Shared)
                | (Self::OwnOrganisation, Self::OwnOrganisation)
                | (Self::PerPerson, Self::PerPerson)
        )
    }
}

impl ContactKind {
    /// Whether somebody can be seen this way.
    #[must_use]
    pub const fn shows_people(self) -> bool {
        match self {
            Self::Visit | Self::Meeting | Self::Video => true,
            Self::Call | Self::Message => false,
        }
    }
}

impl ContactDraft {
    /// How long before the opening of the case an entry may lie, in days: the run-up belongs to the story.
    pub const DAYS_BEFORE_CASE: i64 = 366;
    /// The most people in one entry.
    pub const MOST_PRESENCES: usize = 50;

    /// Checks an entry against the clock and the opening of its case.
    ///
    /// # Errors
    /// All faults at once.
    pub fn check(self, now: DateTime<Utc>, case_opened_at: DateTime<Utc>) -> Result<NewContact, Faults> {
        let mut faults = Faults::none();
        let kind = faults.need("kind", self.kind);
        let compartment = self.compartment.unwrap_or_default();
        check_person(compartment, self.person, &mut faults);
        let happened_at = faults.need("happenedAt", self.happened_at);
        if let Some(at) = happened_at {
            check_moment(at, now, case_opened_at, &mut faults);
        }
        check_presences(&self.presences, kind, &mut faults);
        let told = faults.len();
        let observed = optional("observed", self.observed.as_deref(), &mut faults);
        let agreed = optional("agreed", self.agreed.as_deref(), &mut faults);
        let next = optional("next", self.next.as_deref(), &mut faults);
        let all_empty = observed.is_none() && agreed.is_none() && next.is_none();
        if all_empty && faults.len() == told {
            faults.add("observed", FaultCode::OneOfThese);
        }
        let joint_reason = optional("jointReason", self.joint_reason.as_deref(), &mut faults);
        let Self { person, presences, corrects, .. } = self;
        let complete = kind.zip(happened_at).map(|(kind, happened_at)| NewContact {
            kind,
            compartment,
            person,
            happened_at,
            presences,
            observed,
            agreed,
            next,
            joint_reason,
            corrects,
        });
        faults.into_complete(complete)
    }
}

fn check_person(compartment: Compartment, person: Option<PersonId>, faults: &mut Faults) {
    match (compartment, person) {
        (Compartment::PerPerson, None) => faults.add("person", FaultCode::Missing),
        (Compartment::Shared | Compartment::OwnOrganisation, Some(_)) => {
            faults.add("person", FaultCode::DoesNotFit);
        }
        (Compartment::PerPerson, Some(_)) | (Compartment::Shared | Compartment::OwnOrganisation, None) => {}
    }
}

fn check_moment(at: DateTime<Utc>, now: DateTime<Utc>, opened: DateTime<Utc>, faults: &mut Faults) {
    if at > now {
        faults.add("happenedAt", FaultCode::InTheFuture);
    }
    if opened - at > Duration::days(ContactDraft::DAYS_BEFORE_CASE) {
        faults.add_limit("happenedAt", FaultCode::BeforeCase, ContactDraft::DAYS_BEFORE_CASE);
    }
}

fn check_presences(presences: &[PersonPresence], kind: Option<ContactKind>, faults: &mut Faults) {
    if presences.len() > ContactDraft::MOST_PRESENCES {
        let most = i64::try_from(ContactDraft::MOST_PRESENCES).unwrap_or(i64::MAX);
        faults.add_limit("presences", FaultCode::TooMany, most);
        return;
    }
    let mut known = BTreeSet::new();
    for (position, it) in presences.iter().enumerate() {
        if !known.insert(it.person) {
            faults.add(format!("presences.{position}.person"), FaultCode::Duplicate);
        }
        if it.alone && it.presence == Presence::NotReached {
            faults.add(format!("presences.{position}.alone"), FaultCode::NotAloneWithNobody);
        }
        if it.presence == Presence::Seen && kind.is_some_and(|kind| !kind.shows_people()) {
            faults.add(format!("presences.{position}.presence"), FaultCode::DoesNotFit);
        }
    }
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
