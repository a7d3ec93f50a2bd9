//! What is filled in to pass into the next phase, to go back, to close, and to ask after a closed case.

use casework::phase::{AnswerCheckIn, FallBack, LetPass, ProposePassage, ReopenCase};
use domain::id::{CaseId, CheckInId};
use domain::phase::Phase;
use domain::phase::check_in::CheckInDraft;
use domain::score::SafetyScore;
use domain::text::LongText;
use domain::version::Version;

use crate::shared::fields::{Body, Fields};

/// A proposal to pass.
#[derive(Debug, Clone)]
pub struct ProposalBody {
    to: Phase,
    note: Option<LongText>,
}

/// A supervisor lets a case pass.
#[derive(Debug, Clone)]
pub struct OverrideBody {
    to: Phase,
    reason: LongText,
}

/// Back to direct safety.
#[derive(Debug, Clone)]
pub struct FallbackBody {
    reason: LongText,
}

/// A closed case opens again.
#[derive(Debug, Clone)]
pub struct ReopeningBody {
    reason: LongText,
}

/// How it was when somebody asked.
#[derive(Debug, Clone)]
pub struct CheckInBody {
    safe: bool,
    score: Option<SafetyScore>,
    notes: LongText,
    reopen: bool,
}

impl Body for ProposalBody {
    const NAME: &'static str = "NewPhaseProposal";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let to = fields.required("to");
        let note = fields.optional("note");
        Some(Self { to: to?, note })
    }
}

impl ProposalBody {
    /// What the use case is asked to do.
    pub fn command(&self, case: CaseId) -> ProposePassage {
        ProposePassage { case, to: self.to, note: self.note.as_ref().map(|it| it.as_str().to_owned()) }
    }
}

impl Body for OverrideBody {
    const NAME: &'static str = "NewGateOverride";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let to = fields.required("to");
        let reason = fields.required("reason");
        Some(Self { to: to?, reason: reason? })
    }
}

impl OverrideBody {
    /// What the use case is asked to do.
    pub fn command(&self, case: CaseId, seen: Version) -> LetPass {
        LetPass { case, to: self.to, reason: Some(self.reason.as_str().to_owned()), seen }
    }
}

impl Body for FallbackBody {
    const NAME: &'static str = "NewFallback";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        fields.required("reason").map(|reason| Self { reason })
    }
}

impl FallbackBody {
    /// What the use case is asked to do.
    pub fn command(&self, case: CaseId) -> FallBack {
        FallBack { case, reason: Some(self.reason.as_str().to_owned()) }
    }
}

impl Body for ReopeningBody {
    const NAME: &'static str = "NewReopening";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        fields.required("reason").map(|reason| Self { reason })
    }
}

impl ReopeningBody {
    /// What the use case is asked to do.
    pub fn command(&self, case: CaseId) -> ReopenCase {
        ReopenCase { case, reason: Some(self.reason.as_str().to_owned()) }
    }
}

impl Body for CheckInBody {
    const NAME: &'static str = "NewCheckInAnswer";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let safe = fields.required("safe");
        let score = fields.optional("score");
        let notes = fields.required("notes");
        let reopen = fields.flag("reopen");
        Some(Self { safe: safe?, score, notes: notes?, reopen })
    }
}

impl CheckInBody {
    /// What the use case is asked to do.
    pub fn command(&self, case: CaseId, check_in: CheckInId) -> AnswerCheckIn {
        let answer = CheckInDraft {
            safe: Some(self.safe),
            score: self.score.map(|it| it.get().into()),
            notes: Some(self.notes.as_str().to_owned()),
            reopen: self.reopen,
        };
        AnswerCheckIn { case, check_in, answer }
    }
}
