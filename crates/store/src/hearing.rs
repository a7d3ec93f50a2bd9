//! Whose voices a permit lets through, as a statement wants them.

use access::{Named, Permit};
use uuid::Uuid;

/// What the conditions of a statement are made of.
#[derive(Debug)]
pub(crate) struct Ears {
    /// Whether everybody is heard.
    pub(crate) for_household: bool,
    /// Whose confidences are heard, where not everybody is.
    pub(crate) persons: Vec<Uuid>,
    /// Of whom not a word is heard.
    pub(crate) deaf_to: Vec<Uuid>,
}

impl Ears {
    pub(crate) fn of<P: Named>(permit: &Permit<P>) -> Self {
        let hearing = permit.hearing();
        Self {
            for_household: hearing.is_for_household(),
            persons: hearing.persons().map(|it| it.0).collect(),
            deaf_to: hearing.deaf_to().map(|it| it.0).collect(),
        }
    }
}
