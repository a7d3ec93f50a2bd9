//! The short safety plans of `seeds/demo/plans.toml`: finding one that fits a household. Nothing here makes one up.

use serde::Deserialize;

use super::dice::Dice;
use super::household::Household;
use super::situation::Part;
use crate::failure::Failure;

/// All plans.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plans {
    plan: Vec<ShortPlan>,
}

/// A plan with one of everything, and what happens when it is not kept.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShortPlan {
    situation: String,
    pub what: String,
    pub place: String,
    pub how_often: String,
    pub worst: String,
    pub condition: String,
    pub agreement: String,
    pub doer: String,
    pub checked_by: String,
    pub checked_how: String,
    pub factor: String,
    pub goal: String,
    goal_for: String,
    pub incident: String,
    pub done: String,
    pub kinds: Vec<String>,
    did: Option<String>,
    harmed: String,
}

impl Plans {
    /// Reads the plans that are built into the program.
    ///
    /// # Errors
    /// When the file is not as it should be.
    pub fn read() -> Result<Self, Failure> {
        toml::from_str(include_str!("../../../../seeds/demo/plans.toml"))
            .map_err(|error| Failure::Usage(format!("seeds/demo/plans.toml: {error}")))
    }

    /// A plan for a household in its situation.
    #[must_use]
    pub fn of(&self, dice: &mut Dice, household: &Household) -> Option<&ShortPlan> {
        let fits = |it: &&ShortPlan| it.situation == household.situation.code() && it.fits(household);
        let fitting: Vec<_> = self.plan.iter().filter(fits).collect();
        dice.pick(&fitting).copied()
    }
}

impl ShortPlan {
    /// Who does what was agreed, when that is somebody of the household.
    #[must_use]
    pub fn doer_here(&self) -> Option<Part> {
        Part::from_code(&self.doer)
    }

    /// Whose recovery the goal is.
    #[must_use]
    pub fn goal_for(&self) -> Option<Part> {
        Part::from_code(&self.goal_for)
    }

    /// Who did what happened, when that is somebody of the household.
    #[must_use]
    pub fn did(&self) -> Option<Part> {
        Part::from_code(self.did.as_deref()?)
    }

    /// Who was harmed by it.
    #[must_use]
    pub fn harmed(&self) -> Option<Part> {
        Part::from_code(&self.harmed)
    }

    fn fits(&self, household: &Household) -> bool {
        let texts = [&self.what, &self.worst, &self.condition, &self.agreement, &self.goal, &self.incident];
        let people = [self.goal_for(), self.harmed()];
        texts.iter().all(|it| household.fill(it).is_some())
            && people.iter().all(|it| it.is_some_and(|part| household.has(part)))
            && household.fill(&self.done).is_some()
            && household.fill(&self.checked_how).is_some()
            && household.fill(&self.checked_by).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::super::names::Names;
    use super::super::situation::Situation;
    use super::*;
    use chrono::NaiveDate;
    use domain::plan::Factor;
    use domain::violence::ViolenceType;

    #[test]
    fn every_plan_has_codes_that_are_known() {
        for plan in Plans::read().unwrap().plan {
            assert!(Situation::from_code(&plan.situation).is_some(), "{}", plan.what);
            assert!(Factor::from_code(&plan.factor).is_some(), "{}", plan.what);
            assert!(plan.kinds.iter().all(|it| ViolenceType::from_code(it).is_some()), "{}", plan.what);
            assert!(plan.goal_for().is_some() && plan.harmed().is_some(), "{}", plan.what);
            assert_eq!(plan.did().is_some(), plan.did.is_some(), "{}", plan.what);
        }
    }

    #[test]
    fn there_is_a_plan_for_a_household_in_every_situation() {
        let (names, plans) = (Names::read().unwrap(), Plans::read().unwrap());
        let on = NaiveDate::from_ymd_opt(2026, 2, 3).unwrap();
        for (number, situation) in (0..).zip(Situation::ALL) {
            let mut dice = Dice::new(3, "plans", number);
            let household = Household::invent(&names, &mut dice, *situation, on);
            assert!(plans.of(&mut dice, &household).is_some(), "{situation}");
        }
    }
}
