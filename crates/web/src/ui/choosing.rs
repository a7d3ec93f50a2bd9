//! Areas and teams as answers to a question. Only what can be chosen today is offered.

use access::Caller;
use casework::reference;
use domain::duo::OrganisationKind;
use domain::id::{AreaId, TeamId};
use maud::{Markup, html};

use super::field::{Choice, Field};
use super::here::Here;
use crate::shared::fields::form::FormState;
use crate::shared::problem::Problem;

/// Answers with the identifier that the form sends and what the page shows.
#[derive(Debug, Clone, Default)]
pub struct Answers(Vec<(String, String)>);

impl Answers {
    /// These answers.
    pub fn of(answers: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(answers.into_iter().collect())
    }

    /// As a field offers them.
    pub fn choices(&self) -> Vec<Choice<'_>> {
        self.0.iter().map(|(value, label)| Choice { value, label }).collect()
    }
}

/// Municipalities, and the districts of those that have them: `Amsterdam, Noord`.
///
/// # Errors
/// When the database is away.
pub async fn areas(here: &Here) -> Result<Answers, Problem> {
    let areas = reference::areas(&here.casework).await?;
    let name = |id: AreaId| areas.iter().find(|it| it.area == id).map(|it| it.name.as_str());
    let label = |area: &reference::AreaChoice| match area.parent.and_then(name) {
        Some(parent) => format!("{parent}, {}", area.name),
        None => area.name.clone(),
    };
    let mut answers: Vec<_> = areas.iter().map(|it| (it.area.to_string(), label(it))).collect();
    answers.sort_by(|one, two| one.1.cmp(&two.1));
    Ok(Answers(answers))
}

/// Every team, read once for all questions on a page.
pub struct Teams(Vec<reference::TeamChoice>);

impl Teams {
    /// Reads them.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn read(here: &Here) -> Result<Self, Problem> {
        Ok(Self(reference::teams(&here.casework).await?))
    }

    /// Those of these kinds of organisation.
    pub fn of_kinds(&self, kinds: &[OrganisationKind]) -> Answers {
        let fitting = self.0.iter().filter(|it| kinds.contains(&it.kind));
        Answers::of(fitting.map(|it| (it.team.to_string(), it.name.clone())))
    }

    /// Those of them that are in this list.
    pub fn among(&self, wanted: &[TeamId]) -> Answers {
        let fitting = self.0.iter().filter(|it| wanted.contains(&it.team));
        Answers::of(fitting.map(|it| (it.team.to_string(), it.name.clone())))
    }

    /// Those of somebody.
    pub fn of_caller(&self, caller: &Caller) -> Answers {
        let own = caller.teams.iter().filter_map(|team| self.0.iter().find(|it| it.team == *team));
        Answers::of(own.map(|it| (it.team.to_string(), it.name.clone())))
    }
}

/// The caller's own teams.
///
/// # Errors
/// When the database is away.
pub async fn own_teams(here: &Here) -> Result<Answers, Problem> {
    Ok(Teams::read(here).await?.of_caller(&here.caller))
}

/// Asks on behalf of which team it is done, if there is more than one; the first is meant when nobody says.
pub fn desk(own: &Answers, state: &FormState) -> Markup {
    html! {
        @if own.0.len() > 1 {
            (Field::new("team", "Namens welk team?").optional().select(state, &own.choices()))
        }
    }
}
