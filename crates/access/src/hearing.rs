//! Whose voices somebody hears in a case: for whom the caller works there, and whom a suspicion of intieme terreur
//! protects. Made with the permit, from the same facts.

use domain::id::PersonId;
use domain::voice::{Voice, WorksFor, may_hear};
use std::collections::BTreeSet;

/// Whose voices somebody hears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hearing {
    works_for: WorksFor,
    protected: BTreeSet<PersonId>,
}

impl Default for Hearing {
    /// Nobody's.
    fn default() -> Self {
        Self { works_for: WorksFor::through([]), protected: BTreeSet::new() }
    }
}

impl Hearing {
    /// For whom somebody works, and who is the victim in a suspicion that runs.
    #[must_use]
    pub const fn new(works_for: WorksFor, protected: BTreeSet<PersonId>) -> Self {
        Self { works_for, protected }
    }

    /// Whether this voice is heard; that of nobody in particular always is.
    #[must_use]
    pub fn hears(&self, voice: Option<Voice>) -> bool {
        let suspected = voice.is_some_and(|it| self.protected.contains(&it.of));
        may_hear(voice, &self.works_for, suspected)
    }

    /// Whether somebody works for the household as a whole.
    #[must_use]
    pub fn is_for_household(&self) -> bool {
        self.works_for == WorksFor::Household
    }

    /// The people whose confidences are heard, for who does not work for the household as a whole.
    pub fn persons(&self) -> impl Iterator<Item = PersonId> {
        match &self.works_for {
            WorksFor::Household => None,
            WorksFor::Only(persons) => Some(persons.iter().copied()),
        }
        .into_iter()
        .flatten()
    }

    /// The people of whom not a word is heard.
    pub fn deaf_to(&self) -> impl Iterator<Item = PersonId> {
        self.protected.iter().copied().filter(|it| !self.hears(Some(Voice::said(*it))))
    }
}
