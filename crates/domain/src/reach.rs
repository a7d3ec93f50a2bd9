//! How somebody is reached safely. What was noted is never changed: the last one holds. Where nothing was noted nobody
//! asked yet, and nothing here may guess.

use crate::code::codes;
use crate::fault::{FaultCode, Faults};
use crate::id::PersonId;
use crate::text::ShortText;

/// A safe way as it was typed. Fields in faults: `person`, `channel`, `reach`, `hours`, `mayBeSaid`, `overheardBy`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SafeContactDraft {
    /// Who is reached.
    pub person: Option<PersonId>,
    /// In which way.
    pub channel: Option<Channel>,
    /// Number, address or name.
    pub reach: Option<String>,
    /// When it is safe.
    pub hours: Option<String>,
    /// What may be said.
    pub may_be_said: Option<String>,
    /// Who else hears or reads it.
    pub overheard_by: Option<String>,
    /// Whether a message may be left.
    pub message_allowed: bool,
}

/// A safe way that may be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SafeContact {
    /// Who is reached.
    pub person: PersonId,
    /// In which way.
    pub channel: Channel,
    /// Number, address or name.
    pub reach: Option<ShortText>,
    /// When it is safe.
    pub hours: Option<ShortText>,
    /// What may be said.
    pub may_be_said: Option<ShortText>,
    /// Who else hears or reads it.
    pub overheard_by: Option<ShortText>,
    /// Whether a message may be left.
    pub message_allowed: bool,
}

codes! {
    /// In which way somebody is reached.
    pub enum Channel {
        /// By telephone.
        Phone => "phone",
        /// By a message on a telephone.
        App => "app",
        /// By e-mail.
        Mail => "mail",
        /// By letter.
        Letter => "letter",
        /// Only face to face.
        InPerson => "in_person",
        /// Through somebody else.
        ThroughSomebody => "through_somebody",
    }
}

impl Channel {
    /// Whether a number, an address or a name belongs to it.
    #[must_use]
    pub const fn leads_somewhere(self) -> bool {
        match self {
            Self::Phone | Self::App | Self::Mail | Self::Letter | Self::ThroughSomebody => true,
            Self::InPerson => false,
        }
    }
}

impl SafeContactDraft {
    /// Checks a safe way.
    ///
    /// # Errors
    /// All faults at once.
    pub fn check(self) -> Result<SafeContact, Faults> {
        let mut faults = Faults::none();
        let person = faults.need("person", self.person);
        let channel = faults.need("channel", self.channel);
        let told = faults.len();
        let reach = optional("reach", self.reach.as_deref(), &mut faults);
        if channel.is_some_and(Channel::leads_somewhere) && reach.is_none() && faults.len() == told {
            faults.add("reach", FaultCode::Missing);
        }
        let hours = optional("hours", self.hours.as_deref(), &mut faults);
        let may_be_said = optional("mayBeSaid", self.may_be_said.as_deref(), &mut faults);
        let overheard_by = optional("overheardBy", self.overheard_by.as_deref(), &mut faults);
        let message_allowed = self.message_allowed;
        faults.into_complete(person.zip(channel).map(|(person, channel)| SafeContact {
            person,
            channel,
            reach,
            hours,
            may_be_said,
            overheard_by,
            message_allowed,
        }))
    }
}

fn optional(field: &str, written: Option<&str>, faults: &mut Faults) -> Option<ShortText> {
    match ShortText::parse(written?) {
        Err((FaultCode::Empty, _)) => None,
        parsed => faults.keep(field, parsed),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_way_leads_somewhere_unless_it_is_face_to_face() {
        let person = Some(PersonId(Uuid::from_u128(1)));
        for channel in Channel::ALL {
            let draft = SafeContactDraft { person, channel: Some(*channel), ..SafeContactDraft::default() };
            assert_eq!(draft.check().is_err(), channel.leads_somewhere(), "{channel}");
        }
        let nothing = SafeContactDraft { reach: Some("x\0".to_owned()), ..SafeContactDraft::default() };
        assert_eq!(
            nothing.check().unwrap_err().to_string(),
            "person: missing, channel: missing, reach: control_character"
        );
    }
}
