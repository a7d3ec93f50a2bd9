//! A score on the Veiligheidschaal as it is filled in. When it needs a reason, and who may give one, is for
//! `domain` and the use case.

use access::Caller;
use casework::Casework;
use casework::score::GiveScore;
use chrono::{DateTime, Utc};
use domain::fault::Faults;
use domain::id::{CaseId, PersonId};
use domain::score::{AskedHow, Rater, SafetyScore, ScoreDraft, Subject};

use super::together;
use crate::shared::fields::{Body, Draft, Fields};

/// A score as far as it could be read.
#[derive(Clone, PartialEq, Eq)]
pub struct NewScore {
    /// The number.
    pub value: Option<SafetyScore>,
    /// The member of the household who gave it; nothing for one's own score.
    pub rater: Option<PersonId>,
    /// How that member was asked.
    pub asked_how: Option<AskedHow>,
    /// Whom it is about; nothing for the household as a whole.
    pub about: Option<PersonId>,
    /// Why this number.
    pub reason: Option<String>,
    /// When it was given; nothing for now.
    pub scored_at: Option<DateTime<Utc>>,
}

impl Body for NewScore {
    const NAME: &'static str = "NewScore";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let value = fields.required("value");
        let rater = fields.optional("rater");
        let asked_how = fields.optional("askedHow");
        let about = fields.optional("about");
        let reason = fields.optional("reason");
        let scored_at = fields.optional("scoredAt");
        Some(Self { value, rater, asked_how, about, reason, scored_at })
    }
}

impl NewScore {
    /// What the use case is asked to do, when all of it could be read.
    ///
    /// # Errors
    /// What could not be read, with everything that the rules say of the rest as far as the case does not matter.
    pub fn to_command(
        &self,
        unread: Faults,
        case: CaseId,
        caller: &Caller,
        casework: &Casework,
    ) -> Result<GiveScore, Faults> {
        if unread.is_empty() {
            return Ok(GiveScore {
                case,
                value: self.value.map(|it| it.get().into()),
                rater: self.rater,
                asked_how: self.asked_how,
                about: self.about,
                reason: self.reason.clone(),
                scored_at: self.scored_at,
            });
        }
        let now = casework.clock.now();
        let policy = casework.policy_at(now);
        let draft = ScoreDraft {
            value: self.value.map(|it| it.get().into()),
            rater: Rater::Professional { user: caller.user, organisation: caller.organisation },
            subject: Subject::Household,
            reason: self.reason.clone(),
            scored_at: Some(self.scored_at.unwrap_or(now)),
            scale: policy.scale,
        };
        match draft.check(None, &policy.score, now) {
            Ok(_) => Err(unread),
            Err(judged) => Err(together(unread, judged)),
        }
    }
}

impl Draft<NewScore> {
    /// What the use case is asked to do.
    ///
    /// # Errors
    /// Everything that is wrong as far as the case does not matter.
    pub fn command(self, case: CaseId, caller: &Caller, casework: &Casework) -> Result<GiveScore, Faults> {
        self.body.to_command(self.faults, case, caller, casework)
    }
}
