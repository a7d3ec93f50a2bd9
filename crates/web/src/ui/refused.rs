//! A form that was refused: the same form again, with everything that was typed. Decides nothing.

use casework::Refusal;

use super::words::{problems, rules};
use crate::shared::fields::form::{FormState, FormValues};
use crate::shared::problem::{Kind, Problem};

/// Said when somebody goes back to a form that was sent and sends it again with something else in it.
const SENT_BEFORE: &str =
    "Dit formulier is al eens verstuurd. Wilt u dit ook opslaan, verstuur het dan nog een keer.";

/// The form to show again, with what the refusal says of it.
///
/// # Errors
/// When other input would not help: the thing is not there, the database is away.
pub fn refused(values: FormValues, refusal: Refusal) -> Result<FormState, Problem> {
    let state = FormState::starting_with(values);
    match refusal {
        Refusal::Invalid(faults) => Ok(FormState { faults, ..state }),
        Refusal::Rule(code) => Ok(FormState { rule: Some((code, rules::sentence(code))), ..state }),
        Refusal::Stale => Ok(FormState { rule: Some(("stale", problems::detail(Kind::Stale))), ..state }),
        Refusal::KeyReused => Ok(FormState { rule: Some(("key_reused", SENT_BEFORE)), ..state }),
        other @ (Refusal::SignedOut
        | Refusal::TryLater { .. }
        | Refusal::NotFound { .. }
        | Refusal::Forbidden { .. }
        | Refusal::Unavailable
        | Refusal::Broken(_)) => Err(other.into()),
    }
}

#[cfg(test)]
mod tests {
    use domain::fault::{FaultCode, Faults};

    use super::*;

    #[test]
    fn what_was_typed_is_kept_with_what_is_wrong() {
        let values = FormValues::of([("observed", "Rustig")]);
        let mut faults = Faults::none();
        faults.add("kind", FaultCode::Missing);
        for refusal in
            [Refusal::Invalid(faults), Refusal::Rule("already_corrected"), Refusal::Stale, Refusal::KeyReused]
        {
            let state = refused(values.clone(), refusal).unwrap();
            assert_eq!(state.values.first("observed"), Some("Rustig"));
            assert!(state.rule.is_some() != !state.faults.is_empty());
        }
    }

    #[test]
    fn what_is_not_there_is_no_form() {
        let problem = refused(FormValues::default(), Refusal::NotFound { asked: None }).unwrap_err();
        assert_eq!(problem.kind(), Kind::NotFound);
    }
}
