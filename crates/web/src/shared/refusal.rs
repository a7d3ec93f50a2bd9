//! From the refusal of a use case to what the outside world sees. One match, no wildcard.

use casework::Refusal;

use super::problem::{Kind, Problem};

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::SignedOut => Self::new(Kind::SignInNeeded),
            Refusal::TryLater { seconds } => Self::too_many_requests(u32::try_from(seconds).unwrap_or(900)),
            Refusal::NotFound { .. } => Self::not_found(),
            Refusal::Forbidden { .. } => Self::new(Kind::Forbidden),
            Refusal::Stale => Self::new(Kind::Stale),
            Refusal::Rule(code) => Self::rule(code),
            Refusal::Invalid(faults) => Self::from(faults),
            Refusal::KeyReused => Self::rule("key_reused"),
            Refusal::Unavailable => Self::unavailable(),
            Refusal::Broken(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "a use case broke");
                Self::new(Kind::Broken)
            }
        }
    }
}
