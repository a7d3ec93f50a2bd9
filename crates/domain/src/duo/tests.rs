//! The rules of duos and their seats, tried out.

use chrono::{DateTime, Duration, TimeZone, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use super::seats::{Assignment, Cover, DuoPolicy, Replacement};
use super::*;
use crate::id::SeatId;
use crate::text::LongText;

const POLICY: DuoPolicy = DuoPolicy { longest_overlap_days: 28 };

fn at(days: i64) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 1, 5, 9, 0, 0).unwrap() + Duration::days(days)
}

fn someone(number: u128, kind: OrganisationKind) -> Professional {
    Professional {
        user: UserId(Uuid::from_u128(number)),
        membership: MembershipId(Uuid::from_u128(number)),
        organisation: OrganisationId(Uuid::from_u128(number)),
        organisation_kind: kind,
    }
}

fn expert(number: u128) -> Professional {
    someone(number, OrganisationKind::BlijvendVeilig)
}

fn youth(number: u128) -> Professional {
    someone(number, OrganisationKind::LocalTeamYouth)
}

fn reason() -> Option<LongText> {
    LongText::parse("Verlof").ok()
}

fn assignment(seat: Seat, who: Professional, days: i64) -> Assignment {
    Assignment { id: SeatId(Uuid::from_u128(1)), seat, who, from: at(days) }
}

fn replacement(seat: Seat, who: Professional, days: i64) -> Replacement {
    let (id, overlap_id) = (SeatId(Uuid::from_u128(2)), SeatId(Uuid::from_u128(3)));
    Replacement { id, overlap_id, seat, who, at: at(days), overlap_days: 14, reason: reason() }
}

fn stand_in(seat: Seat, who: Professional, from: i64, until: i64) -> Cover {
    let id = SeatId(Uuid::from_u128(4));
    Cover { id, seat, who, from: at(from), until: Some(at(until)), reason: reason() }
}

fn full() -> Seats {
    Seats::empty(Track::Regular)
        .assign(assignment(Seat::One, expert(1), 0))
        .and_then(|it| it.assign(assignment(Seat::Two, youth(2), 1)))
        .unwrap()
}

#[test]
fn a_duo_is_two_people_and_knows_safety() {
    let adults = someone(3, OrganisationKind::LocalTeamAdults);
    for (track, first, second, expected) in [
        (Track::Regular, expert(1), youth(2), None),
        (Track::Regular, expert(1), expert(2), None),
        (Track::Regular, youth(1), youth(2), Some(DuoRule::WithoutBlijvendVeilig)),
        (Track::Ivh, youth(1), youth(2), None),
        (Track::Ivh, youth(1), expert(2), None),
        (Track::Ivh, youth(1), adults, Some(DuoRule::WithoutBlijvendVeilig)),
        (Track::Regular, expert(1), expert(1), Some(DuoRule::OnePerson)),
        (Track::Regular, expert(1), youth(1), Some(DuoRule::OnePerson)),
    ] {
        assert_eq!(Duo::on_track(track, first, second).err(), expected);
        assert_eq!(Duo::on_track(track, second, first).err(), expected);
    }
    assert!(Duo::new(expert(1), youth(2)).unwrap().includes(youth(2).user));
}

#[test]
fn a_third_member_finds_no_seat() {
    assert_eq!(full().assign(assignment(Seat::One, expert(9), 5)), Err(DuoRule::ThirdMember));
    let half = Seats::empty(Track::Regular).assign(assignment(Seat::One, expert(1), 0)).unwrap();
    assert_eq!(half.clone().assign(assignment(Seat::One, expert(9), 5)), Err(DuoRule::SeatTaken));
    assert_eq!(half.clone().assign(assignment(Seat::One, expert(9), -5)), Err(DuoRule::SeatTaken));
    assert_eq!(half.clone().assign(assignment(Seat::Two, expert(1), 5)), Err(DuoRule::OnePerson));
    assert_eq!(half.duo_at(at(1)), None);
}

#[test]
fn who_leaves_stays_a_while_beside_the_successor() {
    let seats = full().replace(replacement(Seat::Two, youth(3), 10), POLICY).unwrap();
    assert_eq!(seats.member_at(Seat::Two, at(9)).unwrap().who, youth(2));
    assert_eq!(seats.member_at(Seat::Two, at(10)).unwrap().who, youth(3));
    let known_faces: Vec<_> = seats.active_at(at(12)).iter().map(|it| (it.kind, it.who)).collect();
    assert!(known_faces.contains(&(SeatKind::Overlap, youth(2))));
    assert_eq!(seats.active_at(at(24)).len(), 2);
    assert!(seats.duo_at(at(12)).unwrap().includes(youth(3).user));
}

#[test]
fn a_replacement_that_breaks_a_rule_is_refused() {
    let policy = POLICY;
    let good = || replacement(Seat::Two, youth(3), 10);
    for (new, rule) in [
        (Replacement { reason: None, ..good() }, DuoRule::ReasonRequired),
        (Replacement { overlap_days: 29, ..good() }, DuoRule::OverlapTooLong),
        (Replacement { at: at(1), ..good() }, DuoRule::BeforeSeatTaken),
        (Replacement { who: youth(2), ..good() }, DuoRule::OnePerson),
        (Replacement { who: expert(1), ..good() }, DuoRule::OnePerson),
        (replacement(Seat::One, youth(3), 10), DuoRule::WithoutBlijvendVeilig),
    ] {
        assert_eq!(full().replace(new, policy), Err(rule));
    }
    let empty = Seats::empty(Track::Regular);
    assert_eq!(empty.replace(good(), policy), Err(DuoRule::SeatEmpty));
    assert!(full().replace(Replacement { overlap_days: 28, ..good() }, policy).is_ok());
}

#[test]
fn a_stand_in_works_until_a_known_moment_and_the_member_remains() {
    let seats = full().cover(stand_in(Seat::One, expert(7), 5, 12)).unwrap();
    assert_eq!(seats.acting_at(Seat::One, at(4)).unwrap().who, expert(1));
    assert_eq!(seats.acting_at(Seat::One, at(5)).unwrap().who, expert(7));
    assert_eq!(seats.member_at(Seat::One, at(5)).unwrap().who, expert(1));
    assert_eq!(seats.acting_at(Seat::One, at(12)).unwrap().who, expert(1));
}

#[test]
fn a_cover_that_breaks_a_rule_is_refused() {
    let good = || stand_in(Seat::One, expert(7), 5, 12);
    for (new, rule) in [
        (Cover { until: None, ..good() }, DuoRule::CoverWithoutEnd),
        (Cover { until: Some(at(5)), ..good() }, DuoRule::CoverEndBeforeStart),
        (Cover { reason: None, ..good() }, DuoRule::ReasonRequired),
        (Cover { who: youth(2), ..good() }, DuoRule::OnePerson),
        (Cover { who: expert(1), ..good() }, DuoRule::OnePerson),
        (Cover { who: youth(7), ..good() }, DuoRule::WithoutBlijvendVeilig),
        (stand_in(Seat::Two, expert(7), 0, 12), DuoRule::SeatEmpty),
    ] {
        assert_eq!(full().cover(new), Err(rule));
    }
    let covered = full().cover(good()).unwrap();
    assert_eq!(covered.cover(stand_in(Seat::One, expert(8), 11, 20)), Err(DuoRule::SeatTaken));
}

#[test]
fn a_vacated_seat_is_empty_and_its_stand_in_goes_too() {
    let seats =
        full().cover(stand_in(Seat::One, expert(7), 5, 12)).unwrap().vacate(Seat::One, at(8)).unwrap();
    assert_eq!(seats.acting_at(Seat::One, at(8)), None);
    assert_eq!(seats.duo_at(at(8)), None);
    assert!(seats.assign(assignment(Seat::One, expert(9), 9)).is_ok());
}

#[test]
fn a_cover_that_had_yet_to_begin_never_does_when_its_member_goes() {
    let seats =
        full().cover(stand_in(Seat::One, expert(7), 20, 30)).unwrap().vacate(Seat::One, at(8)).unwrap();
    assert_eq!(seats.occupancies().len(), 3);
    assert!((0..40).all(|day| seats.active_at(at(day)).iter().all(|it| it.who != expert(7))));
}

#[test]
fn a_seat_has_a_number() {
    for seat in Seat::ALL {
        assert_eq!(Seat::from_number(seat.number()), Some(*seat));
    }
    assert_eq!(Seat::from_number(3), None);
}

#[derive(Debug, Clone)]
enum Step {
    Assign(Seat, u128, i64),
    Replace(Seat, u128, i64),
    Cover(Seat, u128, i64, i64),
    Vacate(Seat, i64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let seat = || prop_oneof![Just(Seat::One), Just(Seat::Two)];
    let step = prop_oneof![
        (seat(), 1u128..6, 0i64..60).prop_map(|(seat, who, day)| Step::Assign(seat, who, day)),
        (seat(), 1u128..6, 0i64..60).prop_map(|(seat, who, day)| Step::Replace(seat, who, day)),
        (seat(), 1u128..6, 0i64..60, 1i64..30).prop_map(|(seat, who, day, long)| Step::Cover(
            seat,
            who,
            day,
            day + long
        )),
        (seat(), 0i64..60).prop_map(|(seat, day)| Step::Vacate(seat, day)),
    ];
    proptest::collection::vec(step, 0..15)
}

proptest! {
    #[test]
    fn no_seat_ever_holds_two_members_and_nobody_sits_twice(steps in steps()) {
        let person = |number: u128| if number.is_multiple_of(2) { youth(number) } else { expert(number) };
        let mut seats = Seats::empty(Track::Regular);
        for step in steps {
            let before = seats.clone();
            let after = match step {
                Step::Assign(seat, who, day) => before.assign(assignment(seat, person(who), day)),
                Step::Replace(seat, who, day) => {
                    before.replace(replacement(seat, person(who), day), POLICY)
                }
                Step::Cover(seat, who, from, until) => before.cover(stand_in(seat, person(who), from, until)),
                Step::Vacate(seat, day) => before.vacate(seat, at(day)),
            };
            seats = after.unwrap_or(seats);
        }
        for half_day in 0..240 {
            let moment = at(0) + Duration::hours(12 * half_day);
            let active = seats.active_at(moment);
            for seat in Seat::ALL {
                let members = active.iter().filter(|it| it.seat == *seat && it.kind == SeatKind::Member);
                prop_assert!(members.count() <= 1);
            }
            for one in active.iter().filter(|it| it.seat == Seat::One) {
                for two in active.iter().filter(|it| it.seat == Seat::Two) {
                    prop_assert_ne!(one.who.user, two.who.user);
                }
            }
        }
        prop_assert!(Seats::from_rows(Track::Regular, seats.occupancies().to_vec()).is_ok());
    }
}
