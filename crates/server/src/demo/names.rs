//! Names of invented people and places, drawn from `seeds/demo/names.toml`.
//!
//! The parts of a name are drawn apart from each other, so that a combination means nobody.

use domain::person::Pronouns;
use serde::Deserialize;

use super::dice::Dice;
use crate::failure::Failure;

/// The lists to draw from.
#[derive(Debug, Clone, Deserialize)]
pub struct Names {
    given: Given,
    family: Family,
    places: Places,
}

/// A family name with its tussenvoegsel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FamilyName {
    /// Tussenvoegsel.
    pub infix: Option<String>,
    pub name: String,
}

#[derive(Debug, Clone, Deserialize)]
struct Given {
    she_her: Vec<String>,
    he_him: Vec<String>,
    they_them: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct Family {
    with_infix: Vec<(String, String)>,
    plain: Vec<String>,
    double: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct Places {
    schools: Vec<String>,
    practices: Vec<String>,
}

impl Names {
    /// Reads the names that are built into the program.
    ///
    /// # Errors
    /// When the file is not as it should be.
    pub fn read() -> Result<Self, Failure> {
        toml::from_str(include_str!("../../../../seeds/demo/names.toml"))
            .map_err(|error| Failure::Usage(format!("seeds/demo/names.toml: {error}")))
    }

    /// A given name that goes with these pronouns.
    #[must_use]
    pub fn given(&self, dice: &mut Dice, pronouns: Pronouns) -> String {
        let list = match pronouns {
            Pronouns::SheHer => &self.given.she_her,
            Pronouns::HeHim => &self.given.he_him,
            Pronouns::TheyThem | Pronouns::Unknown => &self.given.they_them,
        };
        dice.pick(list).cloned().unwrap_or_default()
    }

    /// A family name.
    #[must_use]
    pub fn family(&self, dice: &mut Dice) -> FamilyName {
        let throw = dice.below(100);
        if throw < 28
            && let Some((infix, name)) = dice.pick(&self.family.with_infix)
        {
            return FamilyName { infix: Some(infix.clone()), name: name.clone() };
        }
        let list = if throw < 32 { &self.family.double } else { &self.family.plain };
        FamilyName { infix: None, name: dice.pick(list).cloned().unwrap_or_default() }
    }

    /// A name to show for a colleague.
    #[must_use]
    pub fn colleague(&self, dice: &mut Dice) -> String {
        let pronouns = if dice.chance(64) { Pronouns::SheHer } else { Pronouns::HeHim };
        let given = self.given(dice, pronouns);
        let FamilyName { infix, name } = self.family(dice);
        [Some(given), infix, Some(name)].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// A school.
    #[must_use]
    pub fn school(&self, dice: &mut Dice) -> String {
        dice.pick(&self.places.schools).cloned().unwrap_or_default()
    }

    /// A practice or a day care.
    #[must_use]
    pub fn practice(&self, dice: &mut Dice) -> String {
        dice.pick(&self.places.practices).cloned().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_gives_a_name() {
        let names = Names::read().unwrap();
        let mut dice = Dice::new(1, "names", 0);
        for _ in 0..500 {
            for pronouns in Pronouns::ALL {
                assert!(!names.given(&mut dice, *pronouns).is_empty());
            }
            assert!(!names.family(&mut dice).name.is_empty());
            assert!(!names.school(&mut dice).is_empty() && !names.practice(&mut dice).is_empty());
        }
    }
}
