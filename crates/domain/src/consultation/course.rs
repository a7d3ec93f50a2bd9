//! How a consultation goes: asked, taken up by one adviser, answered, asked again and answered again, ended. Who is slower
//! than somebody else hears which rule stands in the way.

use crate::code::{codes, rules};
use crate::id::MembershipId;

codes! {
    /// Where a consultation stands.
    pub enum ConsultationState {
        /// Nobody has taken it up yet.
        Asked => "asked",
        /// It waits for its adviser.
        Claimed => "claimed",
        /// It was answered and waits for who asked.
        Answered => "answered",
        /// It ended; the adviser sees nothing of it any more.
        Ended => "ended",
    }
}

codes! {
    /// What a consultation came to.
    pub enum Outcome {
        /// Advice.
        Advice => "advice",
        /// Somebody goes on thinking along outside the consultation.
        ThinkingAlong => "thinking_along",
        /// A duo: the case is opened, or its adviser is proposed as a member.
        Duo => "duo",
        /// Who asked reports to Veilig Thuis.
        Report => "report",
        /// Who asked no longer needs an answer.
        Withdrawn => "withdrawn",
    }
}

codes! {
    /// What happened in a consultation.
    pub enum EntryKind {
        /// The question.
        Question => "question",
        /// Somebody took it up.
        Claimed => "claimed",
        /// A supervisor gave it to somebody.
        Assigned => "assigned",
        /// Advice.
        Advice => "advice",
        /// A further question.
        FollowUp => "follow_up",
        /// It ended.
        Ended => "ended",
    }
}

rules! {
    /// A rule about consultations that a step would have broken.
    pub enum ConsultationRule {
        /// Somebody else took it up.
        AlreadyClaimed => "consultation_already_claimed",
        /// It ended before.
        Ended => "consultation_ended",
        /// There is no answer yet.
        NotAnswered => "consultation_not_answered",
        /// It was answered, so there is nothing to answer or to withdraw.
        AlreadyAnswered => "consultation_already_answered",
        /// It waits for an answer, so there is nothing to ask further.
        WaitsForAnswer => "consultation_waits_for_answer",
        /// This one advises already.
        SameAdviser => "consultation_same_adviser",
        /// This one works elsewhere or may not advise.
        NotAnAdviser => "consultation_not_an_adviser",
        /// That is for who asked, who keeps the responsibility.
        AskerDecides => "consultation_asker_decides",
        /// The facts changed since the adviser looked at them.
        OtherFacts => "consultation_other_facts",
    }
}

/// Who of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Who asked.
    Asker,
    /// Who advises.
    Adviser,
}

impl ConsultationState {
    /// The state after somebody took it up.
    ///
    /// # Errors
    /// `consultation_already_claimed`, `consultation_ended`.
    pub const fn claim(self) -> Result<Self, ConsultationRule> {
        match self {
            Self::Asked => Ok(Self::Claimed),
            Self::Claimed | Self::Answered => Err(ConsultationRule::AlreadyClaimed),
            Self::Ended => Err(ConsultationRule::Ended),
        }
    }

    /// The state after a supervisor gave it to somebody.
    ///
    /// # Errors
    /// `consultation_same_adviser`, `consultation_ended`.
    pub fn assign(self, now: Option<MembershipId>, to: MembershipId) -> Result<Self, ConsultationRule> {
        if now == Some(to) && self != Self::Ended {
            return Err(ConsultationRule::SameAdviser);
        }
        match self {
            Self::Asked | Self::Claimed => Ok(Self::Claimed),
            Self::Answered => Ok(Self::Answered),
            Self::Ended => Err(ConsultationRule::Ended),
        }
    }

    /// The state after advice that was given on these facts, of which the second number is the latest version.
    ///
    /// # Errors
    /// `consultation_other_facts`, `consultation_already_answered`, `consultation_not_answered` while nobody took it up,
    /// `consultation_ended`.
    pub const fn answer(self, on_facts: i32, latest: i32) -> Result<Self, ConsultationRule> {
        match self {
            Self::Claimed if on_facts != latest => Err(ConsultationRule::OtherFacts),
            Self::Claimed => Ok(Self::Answered),
            Self::Asked => Err(ConsultationRule::NotAnswered),
            Self::Answered => Err(ConsultationRule::AlreadyAnswered),
            Self::Ended => Err(ConsultationRule::Ended),
        }
    }

    /// The state after a further question.
    ///
    /// # Errors
    /// `consultation_waits_for_answer`, `consultation_ended`.
    pub const fn ask_further(self) -> Result<Self, ConsultationRule> {
        match self {
            Self::Answered => Ok(Self::Claimed),
            Self::Asked | Self::Claimed => Err(ConsultationRule::WaitsForAnswer),
            Self::Ended => Err(ConsultationRule::Ended),
        }
    }

    /// The state after its end. What was not answered can be withdrawn; what nobody took up comes to nothing else. The
    /// adviser ends what was answered; what follows for the household is for who asked.
    ///
    /// # Errors
    /// `consultation_not_answered`, `consultation_already_answered`, `consultation_asker_decides`, `consultation_ended`.
    pub const fn end(self, by: Side, outcome: Outcome) -> Result<Self, ConsultationRule> {
        match (self, outcome) {
            (Self::Ended, _) => Err(ConsultationRule::Ended),
            (_, Outcome::Duo | Outcome::Report | Outcome::Withdrawn) if matches!(by, Side::Adviser) => {
                Err(ConsultationRule::AskerDecides)
            }
            (Self::Answered, Outcome::Withdrawn) => Err(ConsultationRule::AlreadyAnswered),
            (Self::Asked | Self::Claimed, Outcome::Withdrawn)
            | (Self::Claimed, Outcome::Duo | Outcome::Report)
            | (Self::Answered, Outcome::Advice | Outcome::ThinkingAlong | Outcome::Duo | Outcome::Report) => {
                Ok(Self::Ended)
            }
            (Self::Asked, Outcome::Advice | Outcome::ThinkingAlong | Outcome::Duo | Outcome::Report)
            | (Self::Claimed, Outcome::Advice | Outcome::ThinkingAlong) => Err(ConsultationRule::NotAnswered),
        }
    }

    /// Whether it waits for an answer.
    #[must_use]
    pub const fn waits(self) -> bool {
        matches!(self, Self::Asked | Self::Claimed)
    }

    /// The outcomes with which this side may end it now.
    #[must_use]
    pub fn possible_ends(self, by: Side) -> Vec<Outcome> {
        Outcome::ALL.iter().copied().filter(|it| self.end(by, *it).is_ok()).collect()
    }
}
