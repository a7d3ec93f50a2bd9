//! How somebody is reached safely, as filled in.

use casework::safe_contact::NoteSafeContact;
use domain::id::{CaseId, PersonId};
use domain::reach::{Channel, SafeContactDraft};
use domain::text::ShortText;

use crate::shared::fields::{Body, Fields};

/// A safe way to a person.
#[derive(Debug, Clone)]
pub struct SafeContactBody {
    person: PersonId,
    way: WayBody,
}

/// A safe way to a person who is named elsewhere.
#[derive(Debug, Clone)]
pub struct WayBody {
    channel: Channel,
    reach: Option<ShortText>,
    hours: Option<ShortText>,
    may_be_said: Option<ShortText>,
    overheard_by: Option<ShortText>,
    message_allowed: bool,
}

impl Body for SafeContactBody {
    const NAME: &'static str = "NewSafeContact";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let person = fields.required("person");
        let way = WayBody::read(fields);
        Some(Self { person: person?, way: way? })
    }
}

impl Body for WayBody {
    const NAME: &'static str = "NewSafeWay";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let channel = fields.required("channel");
        let reach = fields.optional("reach");
        let hours = fields.optional("hours");
        let may_be_said = fields.optional("mayBeSaid");
        let overheard_by = fields.optional("overheardBy");
        let message_allowed = fields.flag("messageAllowed");
        Some(Self { channel: channel?, reach, hours, may_be_said, overheard_by, message_allowed })
    }
}

impl SafeContactBody {
    /// What the use case is asked to do.
    pub fn command(&self, case: CaseId) -> NoteSafeContact {
        self.way.command(case, self.person)
    }
}

impl WayBody {
    /// What the use case is asked to do for this person.
    pub fn command(&self, case: CaseId, person: PersonId) -> NoteSafeContact {
        let text = |it: &Option<ShortText>| it.as_ref().map(|it| it.as_str().to_owned());
        let way = SafeContactDraft {
            person: Some(person),
            channel: Some(self.channel),
            reach: text(&self.reach),
            hours: text(&self.hours),
            may_be_said: text(&self.may_be_said),
            overheard_by: text(&self.overheard_by),
            message_allowed: self.message_allowed,
        };
        NoteSafeContact { case, way }
    }
}
