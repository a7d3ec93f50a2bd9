//! A request for advice as filled in, and its answer.

use access::Caller;
use casework::advice::{AdvicePlace, AnswerAdvice, ListAdvice, TakeInAdvice};
use chrono::{DateTime, Utc};
use domain::advice::AdviceState;
use domain::id::{AdviceRequestId, TeamId};
use domain::report::{SourceCategory, SourceProfession};
use domain::text::LongText;
use domain::version::Version;

use super::at_desk;
use crate::shared::cursor::{Owner, Paging};
use crate::shared::fields::{Body, Fields};
use crate::shared::ids;
use crate::shared::problem::{Kind, Problem};

/// Who asks what.
#[derive(Debug, Clone)]
pub struct AdviceBody {
    team: Option<TeamId>,
    asker_category: SourceCategory,
    asker_profession: Option<SourceProfession>,
    asked_at: Option<DateTime<Utc>>,
    question: LongText,
    anonymous: Option<bool>,
}

/// What was advised.
#[derive(Debug, Clone)]
pub struct AnswerBody {
    answer: LongText,
}

impl Body for AdviceBody {
    const NAME: &'static str = "NewAdviceRequest";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let team = fields.optional("team");
        let asker_category = fields.required("askerCategory");
        let asker_profession = fields.optional("askerProfession");
        let asked_at = fields.optional("askedAt");
        let anonymous = fields.optional("anonymous");
        let question = fields.required("question");
        let (asker_category, question) = (asker_category?, question?);
        Some(Self { team, asker_category, asker_profession, asked_at, question, anonymous })
    }
}

impl AdviceBody {
    /// What the use case is asked to do.
    pub fn command(&self, caller: &Caller) -> TakeInAdvice {
        TakeInAdvice {
            team: at_desk(self.team, caller),
            asker_category: Some(self.asker_category),
            asker_profession: self.asker_profession,
            asked_at: self.asked_at,
            question: Some(self.question.as_str().to_owned()),
            anonymous: self.anonymous,
        }
    }
}

impl Body for AnswerBody {
    const NAME: &'static str = "NewAnswer";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let answer = fields.required("answer");
        Some(Self { answer: answer? })
    }
}

impl AnswerBody {
    /// What the use case is asked to do.
    pub fn command(&self, advice: AdviceRequestId, seen: Version) -> AnswerAdvice {
        AnswerAdvice { advice, seen, answer: Some(self.answer.as_str().to_owned()) }
    }
}

/// Which part of the list is asked for.
#[derive(Debug, Clone)]
pub struct AdviceWanted {
    state: Option<AdviceState>,
    paging: Paging,
}

impl Body for AdviceWanted {
    const NAME: &'static str = "AdviceWanted";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let state = fields.optional("state");
        let paging = Paging::read(fields);
        Some(Self { state, paging: paging? })
    }
}

impl AdviceWanted {
    /// The name of the list with its filter, to which a cursor belongs.
    pub fn list_name(&self) -> String {
        format!("advice-requests?state={}", self.state.map(AdviceState::code).unwrap_or_default())
    }

    /// What the use case is asked to do.
    ///
    /// # Errors
    /// `malformed` for a cursor that is not ours.
    pub fn command(&self, owner: Owner<'_>) -> Result<ListAdvice, Problem> {
        let after = self.paging.after(owner)?;
        let after = after.map(|place| read_place(&place).ok_or(Problem::new(Kind::Malformed))).transpose()?;
        let limit = usize::try_from(self.paging.limit).unwrap_or_default();
        Ok(ListAdvice { states: self.state.into_iter().collect(), after, limit })
    }

    /// A place in the list as a cursor keeps it.
    pub fn place(place: AdvicePlace) -> String {
        format!("{}|{}", place.asked_at.timestamp_micros(), place.advice)
    }
}

fn read_place(place: &str) -> Option<AdvicePlace> {
    let (asked_at, advice) = place.split_once('|')?;
    let asked_at = DateTime::from_timestamp_micros(asked_at.parse().ok()?)?;
    Some(AdvicePlace { asked_at, advice: ids::parse(advice).map(AdviceRequestId)? })
}
