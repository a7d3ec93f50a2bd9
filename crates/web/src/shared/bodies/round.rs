//! A scoring round as it is filled in: who is asked, what somebody answers, why somebody does not, why it is closed.
//! When a score needs a reason, and who may answer, is for `domain` and the use cases.

use casework::round::{AnswerRound, CloseRound, DeclineRound, OpenRound};
use domain::id::{CaseId, PersonId, RoundId, UserId};
use domain::round::answer::{About, Part};
use domain::round::{DeclineKind, RoundDraft};
use domain::score::{AskedHow, SafetyScore};
use domain::text::LongText;
use domain::version::Version;

use crate::shared::fields::{Body, Fields};

/// Who is asked.
#[derive(Debug, Clone)]
pub struct RoundBody {
    users: Vec<UserId>,
    persons: Vec<PersonId>,
}

/// What somebody answers.
#[derive(Clone)]
pub struct AnswerBody {
    /// The member of the household who answers; nothing for one's own answer.
    pub person: Option<PersonId>,
    asked_how: Option<AskedHow>,
    value: SafetyScore,
    reason: Option<String>,
    about: Vec<AboutBody>,
}

/// A score of one member of the household.
#[derive(Clone)]
pub struct AboutBody {
    person: PersonId,
    value: Option<SafetyScore>,
    reason: Option<String>,
}

/// Why somebody gives no score.
#[derive(Clone)]
pub struct DeclineBody {
    /// The member of the household who gives none; nothing for oneself.
    pub person: Option<PersonId>,
    kind: DeclineKind,
    reason: LongText,
}

/// Why nobody waits for the rest.
#[derive(Clone)]
pub struct ClosureBody {
    reason: LongText,
}

impl Body for RoundBody {
    const NAME: &'static str = "NewScoringRound";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let users = fields.list("users", 0..=RoundDraft::MOST);
        let persons = fields.list("persons", 0..=RoundDraft::MOST);
        Some(Self { users: users?, persons: persons? })
    }
}

impl RoundBody {
    /// What the use case is asked to do.
    pub fn command(self, case: CaseId) -> OpenRound {
        OpenRound { case, raters: RoundDraft { users: self.users, persons: self.persons } }
    }
}

impl Body for AnswerBody {
    const NAME: &'static str = "NewRoundAnswer";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let person = fields.optional("person");
        let asked_how = fields.optional("askedHow");
        let value = fields.required("value");
        let reason = fields.optional("reason");
        let about = fields.objects("about", 0..=RoundDraft::MOST, AboutBody::read);
        Some(Self { person, asked_how, value: value?, reason, about: about? })
    }
}

impl Body for AboutBody {
    const NAME: &'static str = "ScoreAbout";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let person = fields.required("person");
        let value = fields.optional("value");
        let reason = fields.optional("reason");
        Some(Self { person: person?, value, reason })
    }
}

impl AnswerBody {
    /// What the use case is asked to do. A member about whom nothing is filled in is left out: a form names them all.
    pub fn command(self, round: RoundId) -> AnswerRound {
        let part =
            |value: Option<SafetyScore>, reason| Part { value: value.map(|it| it.get().into()), reason };
        let about = self.about.into_iter().enumerate();
        let about = about
            .filter(|(_, it)| it.value.is_some() || it.reason.is_some())
            .map(|(place, it)| About { place, person: it.person, part: part(it.value, it.reason) });
        AnswerRound {
            round,
            person: self.person,
            asked_how: self.asked_how,
            household: part(Some(self.value), self.reason),
            about: about.collect(),
        }
    }
}

impl Body for DeclineBody {
    const NAME: &'static str = "NewRoundDecline";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let person = fields.optional("person");
        let kind = fields.required("kind");
        let reason = fields.required("reason");
        Some(Self { person, kind: kind?, reason: reason? })
    }
}

impl DeclineBody {
    /// What the use case is asked to do.
    pub fn command(self, round: RoundId) -> DeclineRound {
        let reason = Some(self.reason.as_str().to_owned());
        DeclineRound { round, person: self.person, kind: Some(self.kind), reason }
    }
}

impl Body for ClosureBody {
    const NAME: &'static str = "RoundClosure";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let reason = fields.required("reason");
        Some(Self { reason: reason? })
    }
}

impl ClosureBody {
    /// What the use case is asked to do.
    pub fn command(self, round: RoundId, seen: Version) -> CloseRound {
        CloseRound { round, seen, reason: Some(self.reason.as_str().to_owned()) }
    }
}
