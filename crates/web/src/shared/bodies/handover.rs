//! A handover as it is filled in, and what is said at its other steps. What makes it complete is for `domain`.

use casework::handover::{Finish, FinishHandover, PrepareHandover, RefuseHandover, WithdrawHandover};
use chrono::NaiveDate;
use domain::handover::HandoverDraft;
use domain::id::{CaseId, HandoverId};
use domain::version::Version;

use crate::shared::fields::{Body, Fields};

/// A handover that is written down.
#[derive(Debug, Clone)]
pub struct HandoverBody(HandoverDraft);

/// Why it is refused or withdrawn.
#[derive(Debug, Clone)]
pub struct HandoverReason(Option<String>);

/// When it was talked over.
#[derive(Debug, Clone, Copy)]
pub struct MeetingBody(Option<NaiveDate>);

/// What is said of the task for the talk once it was held.
const TALKED_OVER: &str = "De overdracht is samen besproken.";

impl Body for HandoverBody {
    const NAME: &'static str = "NewHandover";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        Some(Self(HandoverDraft {
            team: fields.optional("team"),
            ground: fields.optional("legalGround"),
            why: fields.optional("why"),
            monitoring: fields.optional("monitoring"),
            informed_on: fields.optional("informedOn"),
            not_informed_reason: fields.optional("notInformedReason"),
            meet_on: fields.optional("meetOn"),
        }))
    }
}

impl Body for HandoverReason {
    const NAME: &'static str = "HandoverReason";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        Some(Self(fields.optional("reason")))
    }
}

impl Body for MeetingBody {
    const NAME: &'static str = "HandoverMeeting";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        Some(Self(fields.optional("talkedOverOn")))
    }
}

impl HandoverBody {
    /// What the use case is asked to do.
    pub fn command(self, case: CaseId) -> PrepareHandover {
        PrepareHandover { case, handover: self.0 }
    }
}

impl HandoverReason {
    /// What the use case is asked to take back.
    pub fn withdraw(self, case: CaseId, handover: HandoverId, seen: Version) -> WithdrawHandover {
        WithdrawHandover { case, handover, seen, reason: self.0 }
    }

    /// What the use case is asked to refuse.
    pub fn refuse(self, handover: HandoverId, seen: Version) -> RefuseHandover {
        RefuseHandover { handover, seen, reason: self.0 }
    }
}

impl MeetingBody {
    /// What the use case is asked to note.
    pub const fn command(self, case: CaseId, handover: HandoverId, seen: Version) -> FinishHandover {
        let step = Finish::TalkedOver { on: self.0, outcome: TALKED_OVER };
        FinishHandover { case, handover, seen, step }
    }
}
