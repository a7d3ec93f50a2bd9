//! From the refusal of a use case to what the outside world sees. One match, no wildcard.

use casework::Refusal;

use super::fields::form::{FormState, FormValues};
use super::plan_value;
use super::problem::{Kind, Problem};
use crate::ui::words::rules;

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::SignedOut => Self::new(Kind::SignInNeeded),
            Refusal::TryLater { seconds } => Self::too_many_requests(u32::try_from(seconds).unwrap_or(900)),
            Refusal::NotFound { .. } => Self::not_found(),
            Refusal::Forbidden { .. } => Self::new(Kind::Forbidden),
            Refusal::Stale => Self::new(Kind::Stale),
            Refusal::Conflict(conflict) => Self::written_twice(plan_value::twice(&conflict)),
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

impl FormState {
    /// The form to show again after a refusal about what was filled in. A stale version is not one of those: the
    /// page must first show what became of the thing.
    ///
    /// # Errors
    /// Every other refusal, which is for another page.
    pub fn refused(values: FormValues, refusal: Refusal) -> Result<Self, Problem> {
        let state = Self::starting_with(values);
        match refusal {
            Refusal::Rule(code) => Ok(Self { rule: Some((code, rules::sentence(code))), ..state }),
            Refusal::Invalid(faults) => Ok(Self { faults, ..state }),
            Refusal::SignedOut
            | Refusal::TryLater { .. }
            | Refusal::NotFound { .. }
            | Refusal::Forbidden { .. }
            | Refusal::Stale
            | Refusal::Conflict(_)
            | Refusal::KeyReused
            | Refusal::Unavailable
            | Refusal::Broken(_) => Err(refusal.into()),
        }
    }
}
