//! A life event as it is filled in, and why one is withdrawn. What makes it complete is for `domain`.

use casework::life_event::WithdrawLifeEvent;
use chrono::{DateTime, Utc};
use domain::fault::Faults;
use domain::id::{CaseId, LifeEventId, PersonId};
use domain::incident::PartMoment;
use domain::life_event::{LifeEventDraft, LifeEventKind};
use domain::text::LongText;

use super::together;
use crate::shared::fields::{Body, Draft, Fields};

/// A life event as far as it could be read.
#[derive(Clone, PartialEq, Eq)]
pub struct NewLifeEvent {
    kind: Option<LifeEventKind>,
    expected: Option<bool>,
    happens: Option<PartMoment>,
    persons: Vec<PersonId>,
    note: Option<String>,
}

/// Why a life event was a mistake.
#[derive(Debug, Clone)]
pub struct LifeEventWithdrawalBody {
    reason: LongText,
}

impl Body for NewLifeEvent {
    const NAME: &'static str = "NewLifeEvent";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let kind = fields.required("kind");
        let expected = fields.required("expected");
        let happens = fields.required("happens");
        let persons = fields.list("persons", 0..=LifeEventDraft::MOST_PEOPLE).unwrap_or_default();
        let note = fields.optional("note");
        Some(Self { kind, expected, happens, persons, note })
    }
}

impl Draft<NewLifeEvent> {
    /// What the use case is asked to store, when all of it could be read.
    ///
    /// # Errors
    /// What could not be read, with everything that the rules say of the rest as far as the case does not matter.
    pub fn event(self, now: DateTime<Utc>) -> Result<LifeEventDraft, Faults> {
        let Self { body, faults } = self;
        let draft = LifeEventDraft {
            kind: body.kind,
            expected: body.expected,
            happens: body.happens,
            persons: body.persons,
            note: body.note,
            corrects: None,
        };
        if faults.is_empty() {
            return Ok(draft);
        }
        match draft.check(now, DateTime::<Utc>::MIN_UTC) {
            Ok(_) => Err(faults),
            Err(judged) => Err(together(faults, judged)),
        }
    }
}

impl Body for LifeEventWithdrawalBody {
    const NAME: &'static str = "NewLifeEventWithdrawal";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let reason = fields.required("reason");
        Some(Self { reason: reason? })
    }
}

impl LifeEventWithdrawalBody {
    /// What the use case is asked to do.
    pub fn command(&self, case: CaseId, event: LifeEventId) -> WithdrawLifeEvent {
        WithdrawLifeEvent { case, event, reason: Some(self.reason.as_str().to_owned()) }
    }
}
