//! The phases of a case: direct safety, stable safety, recovery, closed. Forward only through a gate or with the
//! reason of a supervisor; back to direct safety always, at once. A phase must never follow from anything but its
//! history. Source: visie gefaseerd samenwerken aan veiligheid (VNG 2021); the gates are a proposal.

pub mod check_in;
pub mod evidence;
pub mod gate;

use crate::case::CaseRule;
use crate::code::{codes, rules};
use crate::duo::Seat;
use crate::id::UserId;
use crate::text::LongText;

pub use evidence::Evidence;
pub use gate::{Criterion, CriterionCode, Finding, PhasePolicy, criteria};

codes! {
    /// Where a case stands. The safety plan runs on through all of them.
    pub enum Phase {
        /// Direct safety: the immediate unsafety stops.
        Direct => "direct",
        /// Stable safety: the risk factors are tackled.
        Stable => "stable",
        /// Recovery of the harm that was done.
        Recovery => "recovery",
        /// The work has ended; check-ins follow.
        Closed => "closed",
    }
}

codes! {
    /// How a case came from one phase into another.
    pub enum ChangeKind {
        /// Through the gate, agreed by both members of the duo.
        Passage => "passage",
        /// A supervisor let it pass with a reason.
        Override => "override",
        /// Back to direct safety.
        Fallback => "fallback",
        /// Open again after it was closed, in direct safety.
        Reopening => "reopening",
    }
}

codes! {
    /// What made a case go back to direct safety.
    pub enum Cause {
        /// A professional judged so.
        Judgement => "judgement",
        /// An incident.
        Incident => "incident",
        /// Acute danger.
        AcuteDanger => "acute_danger",
        /// A safety condition was broken.
        BrokenCondition => "broken_condition",
        /// A check-in after closing found that it is not safe.
        CheckIn => "check_in",
    }
}

rules! {
    /// A rule about phases that a step would have broken.
    pub enum PhaseRule {
        /// That phase does not follow on this one.
        NoSuchStep => "no_such_phase_step",
        /// A criterion of the gate is not met.
        GateNotMet => "gate_not_met",
        /// A proposal waits already.
        ProposalPending => "phase_proposal_pending",
        /// The proposal no longer waits: the phase changed since.
        ProposalLapsed => "phase_proposal_lapsed",
        /// Nobody agrees with an own proposal.
        OwnProposal => "own_phase_proposal",
        /// Proposal and agreement come from the two different seats.
        SameSeat => "same_seat_agrees",
        /// A round is open: a case that closed would leave its answers blind for good.
        RoundRuns => "scoring_round_runs",
        /// Only a closed case is opened again.
        NotClosed => "case_not_closed",
        /// The check-in was answered before.
        CheckInAnswered => "check_in_answered",
        /// The check-in belongs to an earlier closing.
        CheckInLapsed => "check_in_lapsed",
    }
}

/// One step of a case from a phase into a phase; never changed afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where it came from.
    pub from: Phase,
    /// Where it is since.
    pub to: Phase,
    /// How.
    pub kind: ChangeKind,
    /// What made it go back; present exactly for a fallback or a reopening.
    pub cause: Option<Cause>,
    /// Why; present for everything but a passage.
    pub reason: Option<LongText>,
    /// The gate as it stood at that moment; empty on the way back.
    pub criteria: Vec<Criterion>,
}

/// A member of the duo proposed a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposal {
    /// From where.
    pub from: Phase,
    /// To where.
    pub to: Phase,
    /// Who.
    pub by: UserId,
    /// The seat in which this person sat then.
    pub seat: Seat,
}

impl Phase {
    /// The phase that follows; nothing after closing.
    #[must_use]
    pub const fn next(self) -> Option<Self> {
        match self {
            Self::Direct => Some(Self::Stable),
            Self::Stable => Some(Self::Recovery),
            Self::Recovery => Some(Self::Closed),
            Self::Closed => None,
        }
    }

    /// Nothing when a case may be proposed to pass from here.
    ///
    /// # Errors
    /// `no_such_phase_step`, `gate_not_met`.
    pub fn require_passable(self, to: Self, criteria: &[Criterion]) -> Result<(), PhaseRule> {
        self.require_next(to)?;
        if criteria.is_empty() || criteria.iter().any(|it| !it.met) {
            return Err(PhaseRule::GateNotMet);
        }
        Ok(())
    }

    /// The case passes the gate.
    ///
    /// # Errors
    /// `no_such_phase_step`, `gate_not_met`.
    pub fn pass(self, to: Self, criteria: Vec<Criterion>) -> Result<Change, PhaseRule> {
        self.require_passable(to, &criteria)?;
        Ok(Change { from: self, to, kind: ChangeKind::Passage, cause: None, reason: None, criteria })
    }

    /// A supervisor lets the case pass; what the gate lacked stays with the step.
    ///
    /// # Errors
    /// `no_such_phase_step`.
    pub fn let_pass(self, to: Self, criteria: Vec<Criterion>, reason: LongText) -> Result<Change, PhaseRule> {
        self.require_next(to)?;
        let reason = Some(reason);
        Ok(Change { from: self, to, kind: ChangeKind::Override, cause: None, reason, criteria })
    }

    /// Back to direct safety: from every phase of an open case, also from direct safety itself, where it is a renewal.
    ///
    /// # Errors
    /// `case_closed`, and nothing else ever.
    pub fn fall_back(self, cause: Cause, reason: LongText) -> Result<Change, CaseRule> {
        if self == Self::Closed {
            return Err(CaseRule::Closed);
        }
        Ok(self.back(ChangeKind::Fallback, cause, reason))
    }

    /// A closed case opens again, in direct safety.
    ///
    /// # Errors
    /// `case_not_closed`.
    pub fn reopen(self, cause: Cause, reason: LongText) -> Result<Change, PhaseRule> {
        if self != Self::Closed {
            return Err(PhaseRule::NotClosed);
        }
        Ok(self.back(ChangeKind::Reopening, cause, reason))
    }

    fn back(self, kind: ChangeKind, cause: Cause, reason: LongText) -> Change {
        let (cause, reason) = (Some(cause), Some(reason));
        Change { from: self, to: Self::Direct, kind, cause, reason, criteria: Vec::new() }
    }

    fn require_next(self, to: Self) -> Result<(), PhaseRule> {
        if self.next() == Some(to) { Ok(()) } else { Err(PhaseRule::NoSuchStep) }
    }
}

impl Proposal {
    /// Nothing when this person, who sits in these seats now, may agree: both seats of a duo want the passage.
    ///
    /// # Errors
    /// `phase_proposal_lapsed`, `own_phase_proposal`, `same_seat_agrees`.
    pub fn require_agreeable(&self, phase: Phase, by: UserId, seats: &[Seat]) -> Result<(), PhaseRule> {
        if self.from != phase {
            return Err(PhaseRule::ProposalLapsed);
        }
        if self.by == by {
            return Err(PhaseRule::OwnProposal);
        }
        if seats.iter().all(|it| *it == self.seat) {
            return Err(PhaseRule::SameSeat);
        }
        Ok(())
    }
}

impl Change {
    /// Whether the rules know this step: how it may have come about, and with what it must come.
    #[must_use]
    pub fn is_lawful(&self) -> bool {
        let goes_on = self.from.next() == Some(self.to);
        let goes_back = self.to == Phase::Direct && self.cause.is_some() && self.reason.is_some();
        match self.kind {
            ChangeKind::Passage => {
                goes_on && !self.criteria.is_empty() && self.criteria.iter().all(|it| it.met)
            }
            ChangeKind::Override => goes_on && self.reason.is_some(),
            ChangeKind::Fallback => goes_back && self.from != Phase::Closed,
            ChangeKind::Reopening => goes_back && self.from == Phase::Closed,
        }
    }
}

/// Where a case stands after these steps, oldest first. Every case begins in direct safety.
///
/// # Errors
/// `no_such_phase_step` when a step does not follow on the one before, or is none that the rules know.
pub fn replay<'a>(changes: impl IntoIterator<Item = &'a Change>) -> Result<Phase, PhaseRule> {
    changes.into_iter().try_fold(Phase::Direct, |phase, change| {
        let follows = change.from == phase && change.is_lawful();
        if follows { Ok(change.to) } else { Err(PhaseRule::NoSuchStep) }
    })
}

#[cfg(test)]
mod tests;
