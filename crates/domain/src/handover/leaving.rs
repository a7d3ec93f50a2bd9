//! Who leaves when a handover is accepted: the giver's part ends, unless the law lets it stay, and with it the seats of its
//! people, unless they have another reason to be there.

use crate::case::{Participation, ParticipationTask};
use crate::id::{SeatId, TeamId};

/// Somebody's seat in the duo, with the teams through which that person works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatOf {
    pub seat: SeatId,
    pub teams: Vec<TeamId>,
}

/// Whether a part of the giver ends when somebody else takes the view on safety over. Veilig Thuis looks again later whether
/// it became safe, so it stays. Source: Wmo 2015 art. 4.1.1.
#[must_use]
pub const fn ends_at_handover(task: ParticipationTask) -> bool {
    match task {
        ParticipationTask::VeiligThuis => false,
        ParticipationTask::SafetyExpertise
        | ParticipationTask::LocalHelp
        | ParticipationTask::Shelter
        | ParticipationTask::ChildProtection
        | ParticipationTask::Police
        | ParticipationTask::Probation
        | ParticipationTask::Health
        | ParticipationTask::Other => true,
    }
}

/// The parts, out of those that last, which end with the acceptance: those of the giver that no law lets stay, and those of
/// the receiver for one person, because it works for everybody from then on.
#[must_use]
pub fn leaving_parts<K: Copy>(lasting: &[(K, Participation)], giver: TeamId, receiver: TeamId) -> Vec<K> {
    let leaves = |it: &Participation| {
        it.team == giver && ends_at_handover(it.task) || it.team == receiver && it.works_for.is_some()
    };
    lasting.iter().filter(|(_, it)| leaves(it)).map(|(key, _)| *key).collect()
}

/// The seats that end with the acceptance: those of people of the giver none of whose teams takes part afterwards.
#[must_use]
pub fn leaving_seats(seats: &[SeatOf], giver: TeamId, staying: &[TeamId]) -> Vec<SeatId> {
    let leaves =
        |it: &&SeatOf| it.teams.contains(&giver) && !it.teams.iter().any(|team| staying.contains(team));
    seats.iter().filter(leaves).map(|it| it.seat).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::LegalGround;
    use crate::id::PersonId;
    use chrono::DateTime;
    use uuid::Uuid;

    const GIVER: TeamId = TeamId(Uuid::from_u128(1));
    const RECEIVER: TeamId = TeamId(Uuid::from_u128(2));
    const OTHER: TeamId = TeamId(Uuid::from_u128(3));

    fn part(team: TeamId, task: ParticipationTask, person: Option<u128>) -> Participation {
        Participation {
            team,
            task,
            ground: LegalGround::Wmo511,
            works_for: person.map(|it| PersonId(Uuid::from_u128(it))),
            from: DateTime::UNIX_EPOCH,
            until: None,
        }
    }

    #[test]
    fn the_part_of_the_giver_ends_unless_the_law_lets_it_stay() {
        for task in ParticipationTask::ALL {
            let parts = [(1, part(GIVER, *task, None)), (2, part(OTHER, *task, None))];
            let stays = *task == ParticipationTask::VeiligThuis;
            assert_eq!(
                leaving_parts(&parts, GIVER, RECEIVER),
                if stays { vec![] } else { vec![1] },
                "{task}"
            );
        }
    }

    #[test]
    fn who_worked_for_one_person_works_for_everybody_from_then_on() {
        let for_one = part(RECEIVER, ParticipationTask::LocalHelp, Some(9));
        let for_all = part(RECEIVER, ParticipationTask::LocalHelp, None);
        assert_eq!(leaving_parts(&[(1, for_one)], GIVER, RECEIVER), [1]);
        assert!(leaving_parts(&[(1, for_all)], GIVER, RECEIVER).is_empty());
    }

    #[test]
    fn a_seat_ends_unless_another_team_of_that_person_takes_part() {
        let seat = |number, teams: &[TeamId]| SeatOf {
            seat: SeatId(Uuid::from_u128(number)),
            teams: teams.to_vec(),
        };
        let seats = [seat(1, &[GIVER]), seat(2, &[RECEIVER]), seat(3, &[GIVER, OTHER])];
        assert_eq!(leaving_seats(&seats, GIVER, &[RECEIVER, OTHER]), [SeatId(Uuid::from_u128(1))]);
        assert!(leaving_seats(&seats, GIVER, &[GIVER, RECEIVER, OTHER]).is_empty());
    }
}
