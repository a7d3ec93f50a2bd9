//! Tasks of a case: what has to be done because something happened or because somebody asked, and whose turn it is.

pub mod complete;
pub mod list;
pub mod open;
pub mod pass_on;

pub use complete::{CompleteTask, complete};
pub use list::{TaskFile, file, list, read};
pub use open::{OpenTask, open};
pub use pass_on::{Handed, PassOn, PassOnTasks, pass_on, pass_on_all};
pub use store::task::{OwnerLine, TaskDone, TaskLine, TurnLine};

use access::{Caller, CaseFacts};
use domain::duo::Seat;
use domain::id::{MembershipId, TeamId};
use domain::task::{Crew, Owner, Sitting, TaskRule};

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
    /// Who chooses: in the own seat, or without one a task that waits for the own team.
    Me,
}

/// Who chooses whose turn it should be, for a task that is this one's turn now.
#[derive(Debug, Clone, Copy)]
struct Taking<'case> {
    caller: &'case Caller,
    now: Owner,
    holder: TeamId,
}

impl OwnerChoice {
    /// The owner, who must work in the case; nobody takes a task that is not there yet.
    ///
    /// # Errors
    /// The rule that the choice breaks.
    fn owner(
        self,
        facts: &CaseFacts,
        sitting: &[Sitting],
        taking: Option<Taking<'_>>,
    ) -> Result<Owner, TaskRule> {
        let person = |membership: MembershipId| {
            let found = sitting.iter().find(|it| it.membership == membership);
            found.map(|it| Owner::Person(it.user, it.membership)).ok_or(TaskRule::OwnerNotInDuo)
        };
        let owner = match (self, taking) {
            (Self::Duo, _) => Owner::Duo,
            (Self::Seat(seat), _) => Owner::Seat(seat),
            (Self::Team(team), _) => Owner::Team(team),
            (Self::Person(membership), _) => person(membership)?,
            (Self::Me, None) => return Err(TaskRule::NotForTeam),
            (Self::Me, Some(Taking { caller, now, holder })) => match person(caller.membership) {
                Ok(seated) => seated,
                Err(_) => {
                    now.taken_by(Crew { sitting, holder }, (caller.user, caller.membership), &caller.teams)?
                }
            },
        };
        // A team that works for one person only hears nothing of what has to be done.
        let teams: Vec<TeamId> =
            facts.teams.iter().filter(|(_, only)| only.is_none()).map(|(team, _)| *team).collect();
        owner.require_in(sitting, &teams)?;
        Ok(owner)
    }
}
