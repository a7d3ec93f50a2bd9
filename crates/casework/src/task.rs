//! Tasks of a case: what has to be done because something happened or because somebody asked, and whose turn it is.

pub mod complete;
pub mod list;
pub mod open;
pub mod pass_on;

pub use complete::{CompleteTask, complete};
pub use list::{list, read};
pub use open::{OpenTask, open};
pub use pass_on::{Handed, PassOn, PassOnTasks, pass_on, pass_on_all};
pub use store::task::{OwnerLine, TaskDone, TaskLine, TurnLine};

use access::CaseFacts;
use domain::duo::Seat;
use domain::id::{MembershipId, TeamId};
use domain::task::{Owner, Sitting, TaskRule};

/// Whose turn it should be, as it is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OwnerChoice {
    /// Both members of the duo.
    #[default]
    Duo,
    /// Whoever does the work of this seat.
    Seat(Seat),
    /// Somebody in the duo.
    Person(MembershipId),
    /// A team that takes part in the case.
    Team(TeamId),
}

impl OwnerChoice {
    /// The owner, who must work in the case.
    ///
    /// # Errors
    /// The rule that the choice breaks.
    fn owner(self, facts: &CaseFacts, sitting: &[Sitting]) -> Result<Owner, TaskRule> {
        let owner = match self {
            Self::Duo => Owner::Duo,
            Self::Seat(seat) => Owner::Seat(seat),
            Self::Team(team) => Owner::Team(team),
            Self::Person(membership) => {
                let found = sitting.iter().find(|it| it.membership == membership);
                found.map(|it| Owner::Person(it.user, it.membership)).ok_or(TaskRule::OwnerNotInDuo)?
            }
        };
        // A team that works for one person only hears nothing of what has to be done.
        let teams: Vec<TeamId> =
            facts.teams.iter().filter(|(_, only)| only.is_none()).map(|(team, _)| *team).collect();
        owner.require_in(sitting, &teams)?;
        Ok(owner)
    }
}
