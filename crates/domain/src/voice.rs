//! Whose voice something is, and who may hear it. Who works for one person only must never learn what another said in
//! confidence, and while intieme terreur is suspected not what the victim said at all. Source: factsheet rode vlaggen
//! (VNG, GHNT): what the victim tells may never reach the other through a professional.

use std::collections::BTreeSet;

use crate::id::PersonId;

/// For whom somebody works in a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorksFor {
    /// The household as a whole: a duo, Veilig Thuis, their leads.
    Household,
    /// Only these people; with none of them, nobody's voice is heard.
    Only(BTreeSet<PersonId>),
}

/// Whose words something holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Voice {
    /// Who said it, or whom it was told about.
    pub of: PersonId,
    /// Whether it was told in confidence.
    pub confided: bool,
}

impl Voice {
    /// What this person said for everybody in the case to hear.
    #[must_use]
    pub const fn said(of: PersonId) -> Self {
        Self { of, confided: false }
    }

    /// What this person said in confidence.
    #[must_use]
    pub const fn confided(of: PersonId) -> Self {
        Self { of, confided: true }
    }
}

impl WorksFor {
    /// For whom somebody works through several participations at once, each for one person or for the household.
    pub fn through(parts: impl IntoIterator<Item = Option<PersonId>>) -> Self {
        let mut persons = BTreeSet::new();
        for part in parts {
            match part {
                None => return Self::Household,
                Some(person) => persons.insert(person),
            };
        }
        Self::Only(persons)
    }
}

/// Whether somebody who works for these people may hear this voice; no voice is that of nobody in particular.
/// `terror_suspected` says whether the one whose voice it is, is the victim in a suspicion of intieme terreur.
#[must_use]
pub fn may_hear(voice: Option<Voice>, works_for: &WorksFor, terror_suspected: bool) -> bool {
    match (voice, works_for) {
        (None, _) | (_, WorksFor::Household) => true,
        (Some(voice), WorksFor::Only(persons)) => {
            persons.contains(&voice.of) || !(voice.confided || terror_suspected)
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const HER: PersonId = PersonId(Uuid::from_u128(1));
    const HIM: PersonId = PersonId(Uuid::from_u128(2));

    fn only(persons: &[PersonId]) -> WorksFor {
        WorksFor::Only(persons.iter().copied().collect())
    }

    #[test]
    fn who_may_hear_whose_voice() {
        let (said, confided) = (Some(Voice::said(HER)), Some(Voice::confided(HER)));
        let (for_her, for_him, for_both) = (only(&[HER]), only(&[HIM]), only(&[HER, HIM]));
        for (works_for, voice, suspected, hears) in [
            (&WorksFor::Household, confided, true, true),
            (&WorksFor::Household, said, true, true),
            (&for_her, confided, true, true),
            (&for_her, said, true, true),
            (&for_both, confided, true, true),
            (&for_him, None, true, true),
            (&for_him, said, false, true),
            (&for_him, said, true, false),
            (&for_him, confided, false, false),
            (&for_him, confided, true, false),
            (&only(&[]), said, false, true),
            (&only(&[]), confided, false, false),
        ] {
            assert_eq!(may_hear(voice, works_for, suspected), hears, "{works_for:?} {voice:?} {suspected}");
        }
    }

    #[test]
    fn one_part_for_the_household_is_enough_to_work_for_it() {
        assert_eq!(WorksFor::through([]), only(&[]));
        assert_eq!(WorksFor::through([Some(HIM), Some(HER), Some(HIM)]), only(&[HER, HIM]));
        assert_eq!(WorksFor::through([Some(HIM), None]), WorksFor::Household);
    }
}
