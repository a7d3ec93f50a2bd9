//! Contacts in the storyline.

use access::Caller;
use casework::contact::{self, LogContact};
use chrono::Duration;
use domain::contact::{Compartment, ContactDraft, ContactKind, PersonPresence, Presence};

use super::super::life::Life;
use super::Told;
use super::step::{Contact, known};
use crate::failure::Failure;

impl Told {
    /// Logs a contact that ended a short while ago.
    pub(super) async fn contact(
        &self,
        life: &mut Life<'_>,
        by: &Caller,
        contact: &Contact,
    ) -> Result<(), Failure> {
        let kind = known(&contact.kind, ContactKind::from_code(&contact.kind))?;
        let presence = if kind.shows_people() { Presence::Seen } else { Presence::Spoken };
        let met = |name| Ok(PersonPresence { person: self.person(name)?, presence, alone: contact.alone });
        let entry = ContactDraft {
            kind: Some(kind),
            compartment: Some(if contact.private {
                Compartment::OwnOrganisation
            } else {
                Compartment::Shared
            }),
            happened_at: Some(life.now() - Duration::minutes(life.dice.within(15..=60))),
            presences: contact.met.iter().map(|it| met(it)).collect::<Result<_, Failure>>()?,
            observed: Some(contact.observed.clone()),
            agreed: contact.agreed.clone(),
            next: contact.next.clone(),
            ..ContactDraft::default()
        };
        let command = LogContact { case: self.case()?, entry };
        contact::log(&life.casework, by, &life.creation(), command).await?;
        Ok(())
    }
}
