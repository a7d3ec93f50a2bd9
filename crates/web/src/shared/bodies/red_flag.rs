//! A red flag as filled in, and what is written on one afterwards.

use casework::red_flag::{RecordFlag, WriteOnFlag};
use chrono::{DateTime, NaiveDate, Utc};
use domain::danger::{FlagDraft, FlagEntryKind, FlagSource, RedFlagKind};
use domain::id::{CaseId, PersonId, RedFlagId};
use domain::text::LongText;

use crate::shared::fields::{Body, Fields};

/// A sign of danger.
#[derive(Debug, Clone)]
pub struct RedFlagBody {
    person: PersonId,
    kind: RedFlagKind,
    source: FlagSource,
    noticed_on: NaiveDate,
    note: Option<LongText>,
}

/// What was decided.
#[derive(Debug, Clone)]
pub struct DecisionBody {
    told: LongText,
    decided_at: Option<DateTime<Utc>>,
}

/// Why a flag was a mistake.
#[derive(Debug, Clone)]
pub struct RetractionBody {
    told: LongText,
}

impl Body for RedFlagBody {
    const NAME: &'static str = "NewRedFlag";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let person = fields.required("person");
        let kind = fields.required("kind");
        let source = fields.required("source");
        let noticed_on = fields.required("noticedOn");
        let note = fields.optional("note");
        Some(Self { person: person?, kind: kind?, source: source?, noticed_on: noticed_on?, note })
    }
}

impl RedFlagBody {
    /// What the use case is asked to do.
    pub fn command(&self, case: CaseId) -> RecordFlag {
        let flag = FlagDraft {
            person: Some(self.person),
            kind: Some(self.kind),
            source: Some(self.source),
            noticed_on: Some(self.noticed_on),
            note: self.note.as_ref().map(|it| it.as_str().to_owned()),
        };
        RecordFlag { case, flag }
    }
}

impl Body for DecisionBody {
    const NAME: &'static str = "NewRedFlagDecision";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let told = fields.required("told");
        let decided_at = fields.optional("decidedAt");
        Some(Self { told: told?, decided_at })
    }
}

impl DecisionBody {
    /// What the use case is asked to do.
    pub fn command(&self, case: CaseId, flag: RedFlagId) -> WriteOnFlag {
        WriteOnFlag {
            case,
            flag,
            kind: FlagEntryKind::Decision,
            told: Some(self.told.as_str().to_owned()),
            decided_at: self.decided_at,
        }
    }
}

impl Body for RetractionBody {
    const NAME: &'static str = "NewRedFlagRetraction";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let told = fields.required("told");
        Some(Self { told: told? })
    }
}

impl RetractionBody {
    /// What the use case is asked to do.
    pub fn command(&self, case: CaseId, flag: RedFlagId) -> WriteOnFlag {
        WriteOnFlag {
            case,
            flag,
            kind: FlagEntryKind::Retraction,
            told: Some(self.told.as_str().to_owned()),
            decided_at: None,
        }
    }
}
