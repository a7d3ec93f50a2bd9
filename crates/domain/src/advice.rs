//! An advice request at Veilig Thuis: somebody asks, and keeps the responsibility. No household is needed, and
//! nothing about one may be required here.

use chrono::{DateTime, Utc};

use crate::code::{codes, rules};
use crate::fault::{FaultCode, Faults};
use crate::report::{SourceCategory, SourceProfession};
use crate::text::LongText;

/// An advice request as it was typed. Fields in faults: `askerCategory`, `askerProfession`, `askedAt`,
/// `question`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AdviceRequestDraft {
    /// Who asks, in the categories of the region's figures.
    pub asker_category: Option<SourceCategory>,
    /// Who asks, more finely; only for professionals.
    pub asker_profession: Option<SourceProfession>,
    /// When it was asked.
    pub asked_at: Option<DateTime<Utc>>,
    /// The question.
    pub question: Option<String>,
    /// Whether the people it is about stay unnamed; nothing means yes.
    pub anonymous: Option<bool>,
}

/// An advice request that may be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAdviceRequest {
    /// Who asks.
    pub asker_category: SourceCategory,
    /// Who asks, more finely.
    pub asker_profession: Option<SourceProfession>,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
    /// The question.
    pub question: LongText,
    /// Whether the people it is about stay unnamed.
    pub anonymous: bool,
}

codes! {
    /// Where an advice request stands.
    pub enum AdviceState {
        /// Asked.
        Asked => "asked",
        /// Answered; the responsibility stays with the asker.
        Answered => "answered",
        /// Became a report.
        BecameReport => "became_report",
    }
}

rules! {
    /// A rule about advice requests that a step would have broken.
    pub enum AdviceRule {
        /// The request was answered before.
        AlreadyAnswered => "already_answered",
    }
}

impl AdviceState {
    /// The state after an answer.
    ///
    /// # Errors
    /// `already_answered`, also when it became a report.
    pub const fn answer(self) -> Result<Self, AdviceRule> {
        match self {
            Self::Asked => Ok(Self::Answered),
            Self::Answered | Self::BecameReport => Err(AdviceRule::AlreadyAnswered),
        }
    }
}

impl AdviceRequestDraft {
    /// Checks an advice request against the clock.
    ///
    /// # Errors
    /// All faults at once.
    pub fn check(self, now: DateTime<Utc>) -> Result<NewAdviceRequest, Faults> {
        let mut faults = Faults::none();
        let category = faults.need("askerCategory", self.asker_category);
        if self.asker_profession.is_some() && category.is_some_and(|it| !it.is_professional()) {
            faults.add("askerProfession", FaultCode::DoesNotFit);
        }
        let asked_at = faults.need("askedAt", self.asked_at);
        if asked_at.is_some_and(|it| it > now) {
            faults.add("askedAt", FaultCode::InTheFuture);
        }
        let question = faults.need("question", self.question.as_deref());
        let question = question.and_then(|it| faults.keep("question", LongText::parse(it)));
        let complete = category.zip(asked_at).zip(question);
        faults.into_complete(complete.map(|((asker_category, asked_at), question)| NewAdviceRequest {
            asker_category,
            asker_profession: self.asker_profession,
            asked_at,
            question,
            anonymous: self.anonymous.unwrap_or(true),
        }))
    }
}

#[cfg(test)]
mod tests {
    use chrono::{Duration, TimeZone};

    use super::*;

    fn now() -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 5, 7, 12, 0, 0).unwrap()
    }

    fn draft() -> AdviceRequestDraft {
        AdviceRequestDraft {
            asker_category: Some(SourceCategory::OtherProfessional),
            asker_profession: Some(SourceProfession::Education),
            asked_at: Some(now()),
            question: Some("Hoe begin ik het gesprek?".to_owned()),
            anonymous: None,
        }
    }

    #[test]
    fn advice_is_about_nobody_by_name_unless_somebody_says_so() {
        assert!(draft().check(now()).unwrap().anonymous);
        let named = AdviceRequestDraft { anonymous: Some(false), ..draft() };
        assert!(!named.check(now()).unwrap().anonymous);
    }

    #[test]
    fn a_request_is_answered_once() {
        assert_eq!(AdviceState::Asked.answer(), Ok(AdviceState::Answered));
        assert_eq!(AdviceState::Answered.answer(), Err(AdviceRule::AlreadyAnswered));
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let nothing = AdviceRequestDraft::default().check(now()).unwrap_err();
        assert_eq!(nothing.to_string(), "askerCategory: missing, askedAt: missing, question: missing");
        let bad = AdviceRequestDraft {
            asker_category: Some(SourceCategory::Resident),
            asked_at: Some(now() + Duration::minutes(1)),
            question: Some(" ".to_owned()),
            ..draft()
        };
        let faults = bad.check(now()).unwrap_err();
        assert_eq!(
            faults.to_string(),
            "askerProfession: does_not_fit, askedAt: in_the_future, question: empty"
        );
    }
}
