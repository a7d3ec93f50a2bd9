//! A form that creates something and was refused: the same form again, with everything that was typed, also when the
//! same create came twice. Decides nothing.

use casework::Refusal;

use super::words::problems;
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
    let again = match refusal {
        Refusal::Stale => ("stale", problems::detail(Kind::Stale)),
        Refusal::KeyReused => ("key_reused", SENT_BEFORE),
        other @ (Refusal::Invalid(_)
        | Refusal::Rule(_)
        | Refusal::SignedOut
        | Refusal::TryLater { .. }
        | Refusal::NotFound { .. }
        | Refusal::Forbidden { .. }
        | Refusal::Unavailable
        | Refusal::Broken(_)) => return FormState::refused(values, other),
    };
    Ok(FormState { rule: Some(again), ..FormState::starting_with(values) })
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
            assert_eq!(state.rule.is_some(), state.faults.is_empty());
        }
    }

    #[test]
    fn what_is_not_there_is_no_form() {
        let problem = refused(FormValues::default(), Refusal::NotFound { asked: None }).unwrap_err();
        assert_eq!(problem.kind(), Kind::NotFound);
    }
}
