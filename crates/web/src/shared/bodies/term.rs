//! What is filled in to take a step with a term.

use casework::term::{TakeTermStep, TermOwner};
use domain::id::TermId;
use domain::term::StepKind;
use domain::text::LongText;

use crate::shared::fields::{Body, Fields};

/// Why, or what was done; which step it is follows from the address.
#[derive(Debug, Clone)]
pub struct TermReason {
    reason: LongText,
}

/// Which step, and why.
#[derive(Debug, Clone)]
pub struct TermStepForm {
    step: StepKind,
    reason: LongText,
}

impl Body for TermReason {
    const NAME: &'static str = "NewTermStep";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        fields.required("reason").map(|reason| Self { reason })
    }
}

impl TermReason {
    /// What the use case is asked to do.
    pub fn command(self, owner: TermOwner, term: TermId, kind: StepKind) -> TakeTermStep {
        TakeTermStep { owner, term, kind, reason: self.reason }
    }
}

impl Body for TermStepForm {
    const NAME: &'static str = "TermStepForm";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let step = fields.required("step");
        let reason = fields.required("reason");
        Some(Self { step: step?, reason: reason? })
    }
}

impl TermStepForm {
    /// What the use case is asked to do.
    pub fn command(self, owner: TermOwner, term: TermId) -> TakeTermStep {
        TakeTermStep { owner, term, kind: self.step, reason: self.reason }
    }
}
