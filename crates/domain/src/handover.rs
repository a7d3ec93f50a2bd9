//! Handing over the view on safety from one team to another. The giver answers for it until the receiver has accepted, and
//! from that moment on the receiver does: there is no moment with two or with none. Every offer ends, by a person or by the
//! clock, and what has ended never begins again: giving a case back is a new offer the other way.
//!
//! Source: Kwaliteitskader 'Zicht op veiligheid' of the national network of Veilig Thuis (2016): a spoken handover, and
//! Veilig Thuis keeps sight until the receiver has accepted.

pub mod contents;
pub mod course;
pub mod draft;
pub mod leaving;

use chrono::{DateTime, Utc};

use crate::code::{codes, rules};
use crate::id::TeamId;

pub use contents::{Contents, FrozenContact, FrozenScore, FrozenTerm, Preview};
pub use course::{Act, Side, StepKind, Surroundings};
pub use draft::{HandoverDraft, Informed, NewHandover, reason};
pub use leaving::{SeatOf, ends_at_handover, leaving_parts, leaving_seats};

codes! {
    /// Where a handover stands.
    pub enum HandoverState {
        /// The giver writes it; nobody else knows of it.
        Draft => "draft",
        /// The receiver looks at it; the giver still answers for the view on safety.
        Offered => "offered",
        /// The receiver answers for the view on safety; the two teams have yet to finish.
        Accepted => "accepted",
        /// The receiver said no, and why.
        Refused => "refused",
        /// The giver took it back before there was an answer.
        Withdrawn => "withdrawn",
        /// Nobody answered in time.
        Lapsed => "lapsed",
        /// Accepted, and talked over together.
        Completed => "completed",
    }
}

rules! {
    /// A rule about handing over that a step would have broken.
    pub enum HandoverRule {
        /// It was not offered yet.
        NotOffered => "handover_not_offered",
        /// It was offered before.
        AlreadyOffered => "handover_already_offered",
        /// It was accepted before.
        AlreadyAccepted => "handover_already_accepted",
        /// It was refused before.
        AlreadyRefused => "handover_already_refused",
        /// It was withdrawn before.
        AlreadyWithdrawn => "handover_already_withdrawn",
        /// Nobody answered in time, so it has lapsed.
        AlreadyLapsed => "handover_already_lapsed",
        /// It was completed before.
        AlreadyCompleted => "handover_already_completed",
        /// The term for an answer has not ended.
        TermRuns => "handover_term_runs",
        /// The term for an answer is over.
        TermOver => "handover_term_over",
        /// Only who holds the view on safety hands it over.
        NotHolder => "handover_not_holder",
        /// The receiver holds the view on safety already.
        ToHolder => "handover_to_holder",
        /// The other side takes this step.
        OtherSide => "handover_other_side",
        /// The receiver takes part in no cases, or nobody there may accept.
        ReceiverNotEntitled => "handover_receiver_not_entitled",
        /// The case is closed.
        CaseClosed => "handover_case_closed",
        /// The spoken handover has yet to be held.
        NotTalkedOver => "handover_not_talked_over",
        /// The spoken handover was noted before.
        AlreadyTalkedOver => "handover_already_talked_over",
        /// While a handover is offered the case does not close: first there is an answer, or it is withdrawn.
        StillOffered => "handover_still_offered",
    }
}

/// A handover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Handover {
    /// The team that answers for the view on safety until it is accepted.
    pub giver: TeamId,
    /// The team that answers for it from the acceptance on.
    pub receiver: TeamId,
    /// Where it stands.
    pub state: HandoverState,
    /// By when the receiver answers; nothing before it was offered.
    pub answer_by: Option<DateTime<Utc>>,
    /// Whether the two teams talked it over.
    pub talked_over: bool,
}

impl HandoverState {
    /// Whether nothing happens with it any more.
    #[must_use]
    pub const fn is_final(self) -> bool {
        match self {
            Self::Refused | Self::Withdrawn | Self::Lapsed | Self::Completed => true,
            Self::Draft | Self::Offered | Self::Accepted => false,
        }
    }

    /// Whether it stands in the way of another one in the same case.
    #[must_use]
    pub const fn is_open(self) -> bool {
        match self {
            Self::Draft | Self::Offered => true,
            Self::Accepted | Self::Refused | Self::Withdrawn | Self::Lapsed | Self::Completed => false,
        }
    }

    /// The rule with which whoever comes too late is answered: what has become of it meanwhile.
    #[must_use]
    pub const fn too_late(self) -> HandoverRule {
        match self {
            Self::Draft => HandoverRule::NotOffered,
            Self::Offered => HandoverRule::AlreadyOffered,
            Self::Accepted => HandoverRule::AlreadyAccepted,
            Self::Refused => HandoverRule::AlreadyRefused,
            Self::Withdrawn => HandoverRule::AlreadyWithdrawn,
            Self::Lapsed => HandoverRule::AlreadyLapsed,
            Self::Completed => HandoverRule::AlreadyCompleted,
        }
    }

    /// Nothing when the case may close with a handover in this state.
    ///
    /// # Errors
    /// `handover_still_offered`.
    pub const fn lets_case_close(self) -> Result<(), HandoverRule> {
        match self {
            Self::Offered => Err(HandoverRule::StillOffered),
            Self::Draft
            | Self::Accepted
            | Self::Refused
            | Self::Withdrawn
            | Self::Lapsed
            | Self::Completed => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
