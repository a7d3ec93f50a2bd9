//! The rules of cases, tried out.

use chrono::{Duration, TimeZone};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn moment(minutes: i64) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 1, 5, 9, 0, 0).unwrap() + Duration::minutes(minutes)
}

fn team(number: u128) -> TeamId {
    TeamId(Uuid::from_u128(number))
}

fn participation(from: i64, until: Option<i64>) -> Participation {
    Participation {
        team: team(1),
        task: ParticipationTask::LocalHelp,
        ground: LegalGround::Wmo511,
        works_for: None,
        from: moment(from),
        until: until.map(moment),
    }
}

#[test]
fn nobody_holds_the_view_before_the_case_opens() {
    let track = HolderTrack::opened(moment(0), team(1));
    assert_eq!(track.at(moment(-1)), None);
    assert_eq!(track.at(moment(0)), Some(team(1)));
}

#[test]
fn a_change_of_holder_lies_never_before_the_last() {
    let track = HolderTrack::opened(moment(10), team(1));
    let early = HolderChange { since: moment(9), team: team(2) };
    assert_eq!(track.clone().change(early), Err(CaseRule::HolderBeforeLast));
    let same = HolderChange { since: moment(11), team: team(1) };
    assert_eq!(track.clone().change(same), Err(CaseRule::HolderUnchanged));
    let track = track.change(HolderChange { since: moment(10), team: team(2) }).unwrap();
    assert_eq!(track.at(moment(10)), Some(team(2)));
}

#[test]
fn a_stored_track_is_checked_before_it_is_believed() {
    assert_eq!(HolderTrack::from_rows(vec![]), Err(CaseRule::WithoutHolder));
    let rows = vec![(moment(1), team(1)), (moment(0), team(2))];
    assert_eq!(HolderTrack::from_rows(rows), Err(CaseRule::HolderBeforeLast));
}

#[test]
fn a_case_closes_once_and_not_before_it_opened() {
    let case = CaseSpan::opened(moment(0));
    assert_eq!(case.state(), CaseState::Open);
    assert_eq!(case.close(moment(-1)), Err(CaseRule::ClosedBeforeOpening));
    let closed = case.close(moment(5)).unwrap();
    assert_eq!(closed.state(), CaseState::Closed);
    assert_eq!(closed.close(moment(6)), Err(CaseRule::Closed));
}

#[test]
fn a_team_takes_part_once_at_a_time_whatever_its_task() {
    let first = participation(0, Some(60));
    assert!(first.is_active_at(moment(59)));
    assert!(!first.is_active_at(moment(60)));
    let during = participation(59, None);
    assert_eq!(during.check(&[first]), Err(CaseRule::AlreadyTakesPart));
    let other_task = Participation { task: ParticipationTask::Probation, ..during };
    assert_eq!(other_task.check(&[first]), Err(CaseRule::AlreadyTakesPart));
    let after = participation(60, None);
    assert_eq!(after.check(&[first]), Ok(()));
    let backwards = participation(60, Some(59));
    assert_eq!(backwards.check(&[]), Err(CaseRule::ParticipationEndBeforeStart));
    let another_team = Participation { team: team(2), ..during };
    assert_eq!(another_team.check(&[first]), Ok(()));
}

#[test]
fn a_participation_ends_once() {
    let lasting = participation(0, None);
    assert_eq!(lasting.end(moment(-1)), Err(CaseRule::ParticipationEndBeforeStart));
    let ended = lasting.end(moment(5)).unwrap();
    assert_eq!(ended.until, Some(moment(5)));
    assert_eq!(ended.end(moment(6)), Err(CaseRule::ParticipationHasEnded));
}

#[test]
fn who_keeps_sight_of_everybody_works_for_everybody() {
    let for_all: Vec<_> = ParticipationTask::ALL.iter().filter(|it| it.is_for_household()).collect();
    assert_eq!(for_all, [&ParticipationTask::VeiligThuis, &ParticipationTask::SafetyExpertise]);
}

proptest! {
    #[test]
    fn exactly_one_team_holds_the_view_at_every_moment_since_the_opening(
        steps in proptest::collection::vec((-20i64..200, 1u128..5), 0..20),
        asked in 0i64..400,
    ) {
        let mut track = HolderTrack::opened(moment(0), team(1));
        for (minutes, number) in steps {
            let change = HolderChange { since: moment(minutes), team: team(number) };
            track = track.clone().change(change).unwrap_or(track);
        }
        prop_assert!(track.at(moment(asked)).is_some());
        prop_assert_eq!(track.at(moment(-1)), None);
        prop_assert_eq!(HolderTrack::from_rows(track.rows().to_vec()), Ok(track));
    }
}
