//! How people are reached safely, on pages: in a few words, and the form.

pub mod note;
pub mod told;

use domain::id::{CaseId, PersonId};

/// The page about the safe way to a person.
pub(super) fn path(case: CaseId, person: PersonId) -> String {
    format!("/cases/{case}/safe-contacts/{person}")
}
