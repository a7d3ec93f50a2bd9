//! Whose turn a task is. A task never waits for nobody: that of somebody who left the duo, or whose cover ended, waits
//! for the duo, and in a case in which nobody sits for the team that holds the view on safety.

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
        /// Somebody of such a team who took it.
        Member => "member",
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
    /// Somebody of such a team, under this membership, who took it. A seat in the duo is not needed.
    Member(UserId, MembershipId, TeamId),
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
    /// Somebody of a team.
    Member(UserId, TeamId),
}

/// Who works in the case now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crew<'case> {
    /// Who has a seat in the duo.
    pub sitting: &'case [Sitting],
    /// The team that holds the view on safety.
    pub holder: TeamId,
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
            Self::Member(..) => OwnerKind::Member,
        }
    }

    /// For whom the task waits, with these people in the case. Whoever stands in for its owner has the same seat, so it
    /// waits for both; the task of somebody without a seat waits for the duo, and where nobody sits for the holder.
    #[must_use]
    pub fn waits_for(self, crew: Crew<'_>) -> WaitsFor {
        match self {
            Self::Team(team) => WaitsFor::Team(team),
            Self::Member(user, _, team) => WaitsFor::Member(user, team),
            Self::Duo | Self::Seat(_) | Self::Person(..) if crew.sitting.is_empty() => {
                WaitsFor::Team(crew.holder)
            }
            Self::Duo => WaitsFor::Duo,
            Self::Seat(seat) => WaitsFor::Seat(seat),
            Self::Person(_, membership) => {
                let seat = crew.sitting.iter().find(|it| it.membership == membership).map(|it| it.seat);
                seat.map_or(WaitsFor::Duo, WaitsFor::Seat)
            }
        }
    }

    /// Whoever takes the task as one of these teams: the owner that follows.
    ///
    /// # Errors
    /// `task_not_for_team` when it waits for somebody else.
    pub fn taken_by(
        self,
        crew: Crew<'_>,
        (user, membership): (UserId, MembershipId),
        teams: &[TeamId],
    ) -> Result<Self, TaskRule> {
        match (self, self.waits_for(crew)) {
            (Self::Member(_, own, _), _) if own == membership => Ok(self),
            (_, WaitsFor::Team(team)) if teams.contains(&team) => Ok(Self::Member(user, membership, team)),
            _ => Err(TaskRule::NotForTeam),
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
            Self::Member(.., team) if teams.contains(&team) => Ok(()),
            Self::Team(_) | Self::Member(..) => Err(TaskRule::TeamNotInCase),
            Self::Seat(_) | Self::Person(..) => Err(TaskRule::OwnerNotInDuo),
        }
    }
}

impl WaitsFor {
    /// Whether it waits for this person, with this seat and these teams.
    #[must_use]
    pub fn is_for(self, user: UserId, mine: Option<Seat>, teams: &[TeamId]) -> bool {
        match self {
            Self::Duo => mine.is_some(),
            Self::Seat(seat) => mine == Some(seat),
            Self::Team(team) => teams.contains(&team),
            Self::Member(it, _) => it == user,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const TEAM: TeamId = TeamId(Uuid::from_u128(90));
    const HOLDER: TeamId = TeamId(Uuid::from_u128(91));

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

    fn crew(sitting: &[Sitting]) -> Crew<'_> {
        Crew { sitting, holder: HOLDER }
    }

    #[test]
    fn who_stands_in_gets_the_tasks_and_who_left_loses_them_to_the_duo() {
        let duo = [sits(1, Seat::One), sits(2, Seat::Two)];
        let seat = WaitsFor::Seat(Seat::One);
        assert_eq!(person(1).waits_for(crew(&duo)), seat);
        let covered = [sits(1, Seat::One), sits(2, Seat::Two), sits(3, Seat::One)];
        assert_eq!(person(1).waits_for(crew(&covered)), seat);
        assert_eq!(person(3).waits_for(crew(&covered)), seat);
        assert_eq!(person(3).waits_for(crew(&duo)), WaitsFor::Duo, "the cover ended");
        assert_eq!(Owner::Team(TEAM).waits_for(crew(&duo)), WaitsFor::Team(TEAM));
    }

    #[test]
    fn where_nobody_sits_a_task_waits_for_the_team_that_holds_the_view() {
        for owner in [Owner::Duo, Owner::Seat(Seat::One), person(1)] {
            assert_eq!(owner.waits_for(crew(&[])), WaitsFor::Team(HOLDER), "{owner:?}");
        }
        assert_eq!(Owner::Team(TEAM).waits_for(crew(&[])), WaitsFor::Team(TEAM));
    }

    #[test]
    fn who_is_of_the_team_takes_its_task_and_nobody_takes_it_from_a_colleague() {
        let duo = [sits(1, Seat::One)];
        let taken = |owner: Owner, sitting: &[Sitting], teams: &[TeamId]| {
            owner.taken_by(crew(sitting), (user(7), member(7)), teams)
        };
        let mine = |team| Ok(Owner::Member(user(7), member(7), team));
        let other = Owner::Member(user(8), member(8), TEAM);
        for (owner, sitting, teams, expected) in [
            (Owner::Team(TEAM), &duo[..], &[TEAM][..], mine(TEAM)),
            (Owner::Team(TEAM), &duo[..], &[HOLDER][..], Err(TaskRule::NotForTeam)),
            (Owner::Duo, &[][..], &[HOLDER][..], mine(HOLDER)),
            (Owner::Duo, &duo[..], &[HOLDER][..], Err(TaskRule::NotForTeam)),
            (other, &duo[..], &[TEAM][..], Err(TaskRule::NotForTeam)),
            (Owner::Member(user(7), member(7), TEAM), &[][..], &[][..], mine(TEAM)),
        ] {
            assert_eq!(taken(owner, sitting, teams), expected, "{owner:?} {sitting:?} {teams:?}");
        }
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
            (WaitsFor::Member(user(1), TEAM), None, &[][..], true),
            (WaitsFor::Member(user(2), TEAM), Some(Seat::One), &[TEAM][..], false),
        ] {
            assert_eq!(waits.is_for(user(1), mine, teams), expected, "{waits:?} {mine:?}");
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
            (Owner::Member(user(3), member(3), TEAM), Ok(())),
            (Owner::Member(user(3), member(3), HOLDER), Err(TaskRule::TeamNotInCase)),
        ] {
            assert_eq!(owner.require_in(&duo, &[TEAM]), expected, "{owner:?}");
        }
    }
}
