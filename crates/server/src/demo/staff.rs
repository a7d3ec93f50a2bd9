//! Everybody who works in the demonstration, found by name or by team. Whoever acts in a history is one of them.

use std::collections::BTreeMap;

use access::{Caller, Role};
use casework::Casework;
use casework::account::admin;
use casework::reference::team_id;

use super::cast::{self, Cast};
use super::dice::Dice;
use super::names::Names;
use crate::failure::Failure;
use crate::settings::demo::Scale;

/// Everybody who works in the demonstration.
#[derive(Debug, Clone)]
pub struct Staff {
    by_name: BTreeMap<String, Caller>,
}

impl Staff {
    /// Enters the cast and the colleagues, at the moment of the clock of these use cases.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn enter(
        casework: &Casework,
        names: &Names,
        scale: Scale,
        mut dice: Dice,
    ) -> Result<Self, Failure> {
        let mut given = std::collections::BTreeSet::new();
        let unlike_others = || loop {
            let name = names.colleague(&mut dice);
            if given.insert(name.clone()) {
                break name;
            }
        };
        let mut by_name = BTreeMap::new();
        for (name, membership) in cast::enter(&Cast::read()?, casework, scale, unlike_others).await? {
            by_name.insert(name, admin::acting_as(casework, membership).await?);
        }
        Ok(Self { by_name })
    }

    /// Who signs in under this name.
    ///
    /// # Errors
    /// When nobody does.
    pub fn named(&self, name: &str) -> Result<&Caller, Failure> {
        self.by_name.get(name).ok_or_else(|| Failure::Usage(format!("the demonstration has no {name}")))
    }

    /// Who works in a team in this role, in the order of their names.
    #[must_use]
    pub fn of(&self, team: &str, role: Role) -> Vec<&Caller> {
        let team = team_id(team);
        self.by_name.values().filter(|it| it.role == role && it.is_in(team)).collect()
    }

    /// One of those who work in a team in this role, the same one for the same number.
    ///
    /// # Errors
    /// When nobody does.
    pub fn one_of(&self, team: &str, role: Role, number: usize) -> Result<&Caller, Failure> {
        let found = self.of(team, role);
        let chosen = found.get(number % found.len().max(1)).copied();
        chosen.ok_or_else(|| Failure::Usage(format!("the demonstration has no {role} in {team}")))
    }
}
