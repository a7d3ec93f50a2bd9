//! A suspicion of intieme terreur as filled in, and its end.

use casework::suspicion::{RaiseSuspicion, WithdrawSuspicion};
use domain::danger::SuspicionDraft;
use domain::id::{CaseId, PersonId, TerrorSuspicionId};
use domain::text::LongText;

use crate::shared::fields::{Body, Fields};

/// A suspicion.
#[derive(Debug, Clone)]
pub struct SuspicionBody {
    victim: PersonId,
    accused: PersonId,
    reason: LongText,
}

/// Why a suspicion is withdrawn.
#[derive(Debug, Clone)]
pub struct WithdrawalBody {
    reason: LongText,
}

impl Body for SuspicionBody {
    const NAME: &'static str = "NewTerrorSuspicion";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let victim = fields.required("victim");
        let accused = fields.required("accused");
        let reason = fields.required("reason");
        Some(Self { victim: victim?, accused: accused?, reason: reason? })
    }
}

impl SuspicionBody {
    /// What the use case is asked to do.
    pub fn command(&self, case: CaseId) -> RaiseSuspicion {
        let suspicion = SuspicionDraft {
            victim: Some(self.victim),
            accused: Some(self.accused),
            reason: Some(self.reason.as_str().to_owned()),
        };
        RaiseSuspicion { case, suspicion }
    }
}

impl Body for WithdrawalBody {
    const NAME: &'static str = "NewTerrorSuspicionWithdrawal";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let reason = fields.required("reason");
        Some(Self { reason: reason? })
    }
}

impl WithdrawalBody {
    /// What the use case is asked to do.
    pub fn command(&self, case: CaseId, suspicion: TerrorSuspicionId) -> WithdrawSuspicion {
        WithdrawSuspicion { case, suspicion, reason: Some(self.reason.as_str().to_owned()) }
    }
}
