//! Whose turn a task is. A task never waits for nobody: that of somebody who left the duo, or whose cover ended, waits
//! for the duo.

use crate::code::codes;
use crate::duo::Seat;
use crate::id::{MembershipId, TeamId, UserId};

use super::TaskRule;

codes! {
    /// What kind of owner a task has.
    pub enum OwnerKind {
        /// Both members of the duo.
        Duo => "duo",
        /// Whoever does the work of one seat.
        Seat => "seat",
        /// Somebody in particular.
        Person => "person",
        /// A team that takes part in the case.
        Team => "team",
    }
}

/// Whose turn a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// Both members of the duo.
    Duo,
    /// Whoever does the work of this seat.
    Seat(Seat),
    /// Somebody in particular, under this membership.
    Person(UserId, MembershipId),
    /// A team that takes part in the case.
    Team(TeamId),
}

/// Somebody who has a seat in the duo now, as a member or otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sitting {
    /// Who.
    pub user: UserId,
    /// On whose behalf.
    pub membership: MembershipId,
    /// In which seat.
    pub seat: Seat,
}

/// For whom a task waits now: what became of its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitsFor {
    /// Both members of the duo.
    Duo,
    /// Whoever does the work of this seat.
    Seat(Seat),
    /// A team.
    Team(TeamId),
}

impl Owner {
    /// What kind of owner it is.
    #[must_use]
    pub const fn kind(self) -> OwnerKind {
        match self {
            Self::Duo => OwnerKind::Duo,
            Self::Seat(_) => OwnerKind::Seat,
            Self::Person(..) => OwnerKind::Person,
            Self::Team(_) => OwnerKind::Team,
        }
    }

    /// For whom the task waits, with these people in the duo. Whoever stands in for its owner has the same seat, so it
    /// waits for both; the task of somebody without a seat waits for the duo.
    #[must_use]
    pub fn waits_for(self, sitting: &[Sitting]) -> WaitsFor {
        match self {
            Self::Duo => WaitsFor::Duo,
            Self::Seat(seat) => WaitsFor::Seat(seat),
            Self::Team(team) => WaitsFor::Team(team),
            Self::Person(_, membership) => {
                let seat = sitting.iter().find(|it| it.membership == membership).map(|it| it.seat);
                seat.map_or(WaitsFor::Duo, WaitsFor::Seat)
            }
        }
    }

    /// Nothing when this one can do it: somebody in the duo, or a team of the case.
    ///
    /// # Errors
    /// `task_owner_not_in_duo`, `task_team_not_in_case`.
    pub fn require_in(self, sitting: &[Sitting], teams: &[TeamId]) -> Result<(), TaskRule> {
        match self {
            Self::Duo => Ok(()),
            Self::Seat(seat) if sitting.iter().any(|it| it.seat == seat) => Ok(()),
            Self::Person(_, membership) if sitting.iter().any(|it| it.membership == membership) => Ok(()),
            Self::Team(team) if teams.contains(&team) => Ok(()),
            Self::Team(_) => Err(TaskRule::TeamNotInCase),
            Self::Seat(_) | Self::Person(..) => Err(TaskRule::OwnerNotInDuo),
        }
    }
}

impl WaitsFor {
    /// Whether it waits for somebody with this seat and these teams.
    #[must_use]
    pub fn is_for(self, mine: Option<Seat>, teams: &[TeamId]) -> bool {
        match self {
            Self::Duo => mine.is_some(),
            Self::Seat(seat) => mine == Some(seat),
            Self::Team(team) => teams.contains(&team),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const TEAM: TeamId = TeamId(Uuid::from_u128(90));

    fn member(number: u128) -> MembershipId {
        MembershipId(Uuid::from_u128(number))
    }

    fn user(number: u128) -> UserId {
        UserId(Uuid::from_u128(100 + number))
    }

    fn person(number: u128) -> Owner {
        Owner::Person(user(number), member(number))
    }

    fn sits(number: u128, seat: Seat) -> Sitting {
        Sitting { user: user(number), membership: member(number), seat }
    }

    #[test]
    fn who_stands_in_gets_the_tasks_and_who_left_loses_them_to_the_duo() {
        let duo = [sits(1, Seat::One), sits(2, Seat::Two)];
        assert_eq!(person(1).waits_for(&duo), WaitsFor::Seat(Seat::One));
        let covered = [sits(1, Seat::One), sits(2, Seat::Two), sits(3, Seat::One)];
        assert_eq!(person(1).waits_for(&covered), WaitsFor::Seat(Seat::One));
        assert_eq!(person(3).waits_for(&covered), WaitsFor::Seat(Seat::One));
        assert_eq!(person(3).waits_for(&duo), WaitsFor::Duo, "the cover ended");
        assert_eq!(person(1).waits_for(&[]), WaitsFor::Duo);
        assert_eq!(Owner::Team(TEAM).waits_for(&duo), WaitsFor::Team(TEAM));
    }

    #[test]
    fn it_waits_for_whom_it_says() {
        for (waits, mine, teams, expected) in [
            (WaitsFor::Duo, Some(Seat::Two), &[][..], true),
            (WaitsFor::Duo, None, &[TEAM][..], false),
            (WaitsFor::Seat(Seat::One), Some(Seat::One), &[][..], true),
            (WaitsFor::Seat(Seat::One), Some(Seat::Two), &[TEAM][..], false),
            (WaitsFor::Team(TEAM), None, &[TEAM][..], true),
            (WaitsFor::Team(TEAM), Some(Seat::One), &[][..], false),
        ] {
            assert_eq!(waits.is_for(mine, teams), expected, "{waits:?} {mine:?}");
        }
    }

    #[test]
    fn only_whoever_works_in_the_case_can_be_given_a_task() {
        let duo = [sits(1, Seat::One)];
        for (owner, expected) in [
            (Owner::Duo, Ok(())),
            (Owner::Seat(Seat::One), Ok(())),
            (Owner::Seat(Seat::Two), Err(TaskRule::OwnerNotInDuo)),
            (person(1), Ok(())),
            (person(2), Err(TaskRule::OwnerNotInDuo)),
            (Owner::Team(TEAM), Ok(())),
            (Owner::Team(TeamId(Uuid::nil())), Err(TaskRule::TeamNotInCase)),
        ] {
            assert_eq!(owner.require_in(&duo, &[TEAM]), expected, "{owner:?}");
        }
    }
}
