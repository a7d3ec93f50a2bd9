//! The steps of a handover: who takes which, from which state, and what it does to the holder of the view on safety. One
//! function takes any step, so that the program, the model of the protocol and the check of a recorded history cannot differ.

use chrono::{DateTime, Utc};

use super::{Handover, HandoverRule, HandoverState};
use crate::case::HolderChange;
use crate::code::codes;
use crate::id::TeamId;

codes! {
    /// A step of a handover.
    pub enum StepKind {
        /// The giver writes it down.
        Prepare => "prepare",
        /// The giver offers it.
        Offer => "offer",
        /// The receiver takes the view on safety over.
        Accept => "accept",
        /// The receiver says no, and why.
        Refuse => "refuse",
        /// The giver takes it back.
        Withdraw => "withdraw",
        /// The term for an answer is over.
        Lapse => "lapse",
        /// The two teams talked it over.
        TalkOver => "talk_over",
        /// Everything about it is done.
        Complete => "complete",
    }
}

codes! {
    /// Who takes a step.
    pub enum Side {
        /// The team that offers.
        Giver => "giver",
        /// The team that it is offered to.
        Receiver => "receiver",
        /// The clock.
        Clock => "clock",
    }
}

/// What a step has to know of the case and the teams at that moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Surroundings {
    /// The team that holds the view on safety.
    pub holder: TeamId,
    /// Whether work on the case goes on.
    pub case_open: bool,
    /// Whether the receiver takes part in cases, and somebody there may accept.
    pub receiver_entitled: bool,
}

/// A step that somebody wants to take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Act {
    pub step: StepKind,
    pub by: Side,
    pub at: DateTime<Utc>,
    /// For an offer: by when the receiver answers.
    pub answer_by: Option<DateTime<Utc>>,
}

impl StepKind {
    /// Whether this side may take it. Both may note that they talked it over, and that all is done.
    #[must_use]
    pub const fn is_of(self, side: Side) -> bool {
        match self {
            Self::Prepare | Self::Offer | Self::Withdraw => matches!(side, Side::Giver),
            Self::Accept | Self::Refuse => matches!(side, Side::Receiver),
            Self::Lapse => matches!(side, Side::Clock),
            Self::TalkOver | Self::Complete => matches!(side, Side::Giver | Side::Receiver),
        }
    }
}

impl Handover {
    /// A handover that the giver begins to write.
    ///
    /// # Errors
    /// `handover_not_holder`, `handover_to_holder`, `handover_receiver_not_entitled`, `handover_case_closed`.
    pub fn prepare(giver: TeamId, receiver: TeamId, around: Surroundings) -> Result<Self, HandoverRule> {
        let new = Self { giver, receiver, state: HandoverState::Draft, answer_by: None, talked_over: false };
        new.require_possible(around)?;
        Ok(new)
    }

    /// The handover after a step, and the change of holder that comes with it: an acceptance brings one, and nothing else
    /// ever does.
    ///
    /// # Errors
    /// The rule that the step would break; `handover_already_…` tells whoever comes too late what became of it.
    pub fn take(self, act: Act, around: Surroundings) -> Result<(Self, Option<HolderChange>), HandoverRule> {
        if !act.step.is_of(act.by) {
            return Err(HandoverRule::OtherSide);
        }
        match act.step {
            StepKind::Prepare => Err(self.state.too_late()),
            StepKind::Offer => self.offer(act, around),
            StepKind::Accept => self.accept(act, around),
            StepKind::Refuse => self.require_offered().map(|()| self.ended(HandoverState::Refused)),
            StepKind::Withdraw => self.withdraw(),
            StepKind::Lapse => self.lapse(act.at),
            StepKind::TalkOver => self.talk_over(),
            StepKind::Complete => self.complete(),
        }
    }

    fn offer(self, act: Act, around: Surroundings) -> Result<(Self, Option<HolderChange>), HandoverRule> {
        if self.state != HandoverState::Draft {
            return Err(self.state.too_late());
        }
        self.require_possible(around)?;
        let answer_by = act.answer_by.filter(|it| *it > act.at).ok_or(HandoverRule::TermOver)?;
        Ok((Self { state: HandoverState::Offered, answer_by: Some(answer_by), ..self }, None))
    }

    fn accept(self, act: Act, around: Surroundings) -> Result<(Self, Option<HolderChange>), HandoverRule> {
        self.require_offered()?;
        if self.is_over_at(act.at) {
            return Err(HandoverRule::TermOver);
        }
        self.require_possible(around)?;
        let change = HolderChange { since: act.at, team: self.receiver };
        Ok((Self { state: HandoverState::Accepted, ..self }, Some(change)))
    }

    /// Also after the term, as long as it has not lapsed: the giver may always take back what nobody accepted.
    fn withdraw(self) -> Result<(Self, Option<HolderChange>), HandoverRule> {
        if !self.state.is_open() {
            return Err(self.state.too_late());
        }
        Ok(self.ended(HandoverState::Withdrawn))
    }

    fn lapse(self, at: DateTime<Utc>) -> Result<(Self, Option<HolderChange>), HandoverRule> {
        self.require_offered()?;
        if !self.is_over_at(at) {
            return Err(HandoverRule::TermRuns);
        }
        Ok(self.ended(HandoverState::Lapsed))
    }

    fn talk_over(self) -> Result<(Self, Option<HolderChange>), HandoverRule> {
        if !matches!(self.state, HandoverState::Offered | HandoverState::Accepted) {
            return Err(self.state.too_late());
        }
        if self.talked_over {
            return Err(HandoverRule::AlreadyTalkedOver);
        }
        Ok((Self { talked_over: true, ..self }, None))
    }

    fn complete(self) -> Result<(Self, Option<HolderChange>), HandoverRule> {
        match self.state {
            HandoverState::Accepted if self.talked_over => Ok(self.ended(HandoverState::Completed)),
            HandoverState::Accepted => Err(HandoverRule::NotTalkedOver),
            HandoverState::Draft | HandoverState::Offered => Err(HandoverRule::NotOffered),
            HandoverState::Refused
            | HandoverState::Withdrawn
            | HandoverState::Lapsed
            | HandoverState::Completed => Err(self.state.too_late()),
        }
    }

    const fn ended(self, state: HandoverState) -> (Self, Option<HolderChange>) {
        (Self { state, ..self }, None)
    }

    fn is_over_at(self, at: DateTime<Utc>) -> bool {
        self.answer_by.is_none_or(|it| it <= at)
    }

    fn require_offered(self) -> Result<(), HandoverRule> {
        if self.state == HandoverState::Offered { Ok(()) } else { Err(self.state.too_late()) }
    }

    fn require_possible(self, around: Surroundings) -> Result<(), HandoverRule> {
        if !around.case_open {
            return Err(HandoverRule::CaseClosed);
        }
        if around.holder == self.receiver {
            return Err(HandoverRule::ToHolder);
        }
        if around.holder != self.giver {
            return Err(HandoverRule::NotHolder);
        }
        if !around.receiver_entitled {
            return Err(HandoverRule::ReceiverNotEntitled);
        }
        Ok(())
    }
}
