//! A contact with a household as it is filled in: by a program, in a form, or only half-way. What makes it a good
//! entry is for `domain`; here it is only read.

use chrono::{DateTime, Utc};
use domain::contact::{Compartment, ContactDraft, ContactKind, PersonPresence, Presence};
use domain::fault::Faults;
use domain::id::PersonId;

use super::together;
use crate::shared::fields::{Body, Draft, Field, Fields};

/// A contact as far as it could be read.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// How contact was made.
    pub kind: Option<ContactKind>,
    /// When it happened.
    pub happened_at: Option<DateTime<Utc>>,
    /// Who may see it.
    pub compartment: Option<Compartment>,
    /// Whose confidence it is, when it is one.
    pub person: Option<PersonId>,
    /// The people of whom it says something.
    pub met: Vec<Met>,
    /// What was seen and heard.
    pub observed: Option<String>,
    /// What was agreed.
    pub agreed: Option<String>,
    /// What comes next.
    pub next: Option<String>,
    /// Why two partners were met together although intieme terreur is suspected.
    pub joint_reason: Option<String>,
}

/// One person of whom it says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Met {
    /// Who.
    pub person: PersonId,
    /// How; nothing for somebody who has no part in this contact.
    pub presence: Option<Presence>,
    /// Whether without other members of the household.
    pub alone: bool,
}

/// A contact from a program.
pub struct NewContact(pub Entry);
/// A contact from a form: it has a line for each member, also for those who have no part in it.
pub struct ContactForm(pub Entry);
/// A contact that is not finished: anything may be left out.
pub struct UnfinishedContact(pub Entry);

/// How much is asked.
#[derive(Clone, Copy)]
enum Ask {
    Everything,
    OfEachMember,
    Anything,
}

impl Entry {
    /// What the use case is asked to store; the rules have the last word.
    pub fn to_draft(&self) -> ContactDraft {
        let presences = self.met.iter().filter_map(|met| {
            let presence = met.presence?;
            Some(PersonPresence { person: met.person, presence, alone: met.alone })
        });
        ContactDraft {
            kind: self.kind,
            compartment: self.compartment,
            person: self.person,
            happened_at: self.happened_at,
            presences: presences.collect(),
            observed: self.observed.clone(),
            agreed: self.agreed.clone(),
            next: self.next.clone(),
            joint_reason: self.joint_reason.clone(),
            ..ContactDraft::default()
        }
    }

    /// What the use case is asked to store, when all of it could be read.
    ///
    /// # Errors
    /// What could not be read, with everything that the rules say of the rest as far as the case does not matter.
    pub fn to_readable(&self, unread: Faults, now: DateTime<Utc>) -> Result<ContactDraft, Faults> {
        if unread.is_empty() {
            return Ok(self.to_draft());
        }
        match self.to_draft().check(now, DateTime::<Utc>::MIN_UTC) {
            Ok(_) => Err(unread),
            Err(judged) => Err(together(unread, judged)),
        }
    }

    /// The same faults by the lines of the form: the use case does not know of members who have no part in it.
    pub fn by_line(&self, faults: Faults) -> Faults {
        let lines: Vec<usize> =
            self.met.iter().enumerate().filter(|(_, met)| met.presence.is_some()).map(|(at, _)| at).collect();
        let mut moved = Faults::none();
        for fault in faults {
            let field = line_of(&fault.field, &lines).unwrap_or(fault.field);
            match fault.limit {
                Some(limit) => moved.add_limit(field, fault.code, limit),
                None => moved.add(field, fault.code),
            }
        }
        moved
    }

    fn read(fields: &mut Fields<'_>, ask: Ask) -> Self {
        let kind = ask.one(fields, "kind");
        let happened_at = ask.one(fields, "happenedAt");
        let compartment = fields.optional("compartment");
        let person = fields.optional("person");
        let met = fields.objects("presences", 0..=ContactDraft::MOST_PRESENCES, |it| Met::read(it, ask));
        let observed = fields.optional("observed");
        let agreed = fields.optional("agreed");
        let next = fields.optional("next");
        let joint_reason = fields.optional("jointReason");
        let met = met.unwrap_or_default();
        Self { kind, happened_at, compartment, person, met, observed, agreed, next, joint_reason }
    }
}

impl Met {
    fn read(fields: &mut Fields<'_>, ask: Ask) -> Option<Self> {
        let person = fields.required("person");
        let presence = match ask {
            Ask::Everything => fields.required("presence"),
            Ask::OfEachMember | Ask::Anything => fields.optional("presence"),
        };
        let alone = fields.flag("alone");
        Some(Self { person: person?, presence, alone })
    }
}

impl Ask {
    fn one<T: Field>(self, fields: &mut Fields<'_>, name: &'static str) -> Option<T> {
        match self {
            Self::Everything | Self::OfEachMember => fields.required(name),
            Self::Anything => fields.optional(name),
        }
    }
}

impl Body for NewContact {
    const NAME: &'static str = "NewContact";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        Some(Self(Entry::read(fields, Ask::Everything)))
    }
}

impl Body for ContactForm {
    const NAME: &'static str = "ContactForm";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        Some(Self(Entry::read(fields, Ask::OfEachMember)))
    }
}

impl Body for UnfinishedContact {
    const NAME: &'static str = "UnfinishedContact";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        Some(Self(Entry::read(fields, Ask::Anything)))
    }
}

impl Draft<NewContact> {
    /// What the use case is asked to store.
    ///
    /// # Errors
    /// Everything that is wrong as far as the case does not matter.
    pub fn entry(self, now: DateTime<Utc>) -> Result<ContactDraft, Faults> {
        self.body.0.to_readable(self.faults, now)
    }
}

/// `presences.1.alone` of what was asked to be stored, as the form numbers it.
fn line_of(field: &str, lines: &[usize]) -> Option<String> {
    let (number, rest) = field.strip_prefix("presences.")?.split_once('.')?;
    let line = lines.get(number.parse::<usize>().ok()?)?;
    Some(format!("presences.{line}.{rest}"))
}

#[cfg(test)]
mod tests;
