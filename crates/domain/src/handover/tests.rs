//! The ten rules of handing over, tried out by tables and by random sequences of steps.

use chrono::{Duration, TimeZone};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::case::{HolderChange, HolderTrack};

const GIVER: TeamId = TeamId(Uuid::from_u128(1));
const RECEIVER: TeamId = TeamId(Uuid::from_u128(2));
const AROUND: Surroundings = Surroundings { holder: GIVER, case_open: true, receiver_entitled: true };

fn moment(minutes: i64) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 5, 7, 9, 0, 0).unwrap() + Duration::minutes(minutes)
}

fn act(step: StepKind, by: Side, minutes: i64) -> Act {
    Act { step, by, at: moment(minutes), answer_by: Some(moment(100)) }
}

fn in_state(state: HandoverState) -> Handover {
    let answer_by = (state != HandoverState::Draft).then(|| moment(100));
    Handover { giver: GIVER, receiver: RECEIVER, state, answer_by, talked_over: false }
}

fn owner(step: StepKind) -> Side {
    *Side::ALL.iter().find(|side| step.is_of(**side)).unwrap()
}

fn take(state: HandoverState, step: StepKind) -> Result<(Handover, Option<HolderChange>), HandoverRule> {
    let at = if step == StepKind::Lapse { 100 } else { 10 };
    in_state(state).take(act(step, owner(step), at), AROUND)
}

#[test]
fn every_step_leads_where_the_table_says() {
    use HandoverState as S;
    use StepKind as K;
    let table = [
        (S::Draft, K::Offer, S::Offered),
        (S::Draft, K::Withdraw, S::Withdrawn),
        (S::Offered, K::Accept, S::Accepted),
        (S::Offered, K::Refuse, S::Refused),
        (S::Offered, K::Withdraw, S::Withdrawn),
        (S::Offered, K::Lapse, S::Lapsed),
        (S::Offered, K::TalkOver, S::Offered),
        (S::Accepted, K::TalkOver, S::Accepted),
    ];
    for from in HandoverState::ALL {
        for step in StepKind::ALL {
            let leads = table.iter().find(|(state, by, _)| state == from && by == step).map(|it| it.2);
            let found = take(*from, *step).ok().map(|(after, _)| after.state);
            assert_eq!(found, leads, "{from} {step}");
        }
    }
}

#[test]
fn rule_1_the_giver_answers_for_it_until_the_acceptance() {
    for from in HandoverState::ALL {
        for step in StepKind::ALL {
            if let Ok((after, change)) = take(*from, *step) {
                assert_eq!(
                    change.is_some(),
                    after.state == HandoverState::Accepted && *step == StepKind::Accept
                );
            }
        }
    }
    let (_, change) = take(HandoverState::Offered, StepKind::Accept).unwrap();
    assert_eq!(change, Some(HolderChange { since: moment(10), team: RECEIVER }));
}

#[test]
fn rule_4_whoever_comes_too_late_hears_what_became_of_it() {
    use HandoverState as S;
    for (state, told) in [
        (S::Accepted, "handover_already_accepted"),
        (S::Refused, "handover_already_refused"),
        (S::Withdrawn, "handover_already_withdrawn"),
        (S::Lapsed, "handover_already_lapsed"),
        (S::Completed, "handover_already_completed"),
    ] {
        for step in [StepKind::Accept, StepKind::Refuse, StepKind::Withdraw, StepKind::Offer, StepKind::Lapse]
        {
            assert_eq!(take(state, step).unwrap_err().code(), told, "{state} {step}");
        }
    }
}

#[test]
fn rule_5_giving_back_is_a_new_offer() {
    assert!(take(HandoverState::Accepted, StepKind::Withdraw).is_err());
    let now = Surroundings { holder: RECEIVER, ..AROUND };
    assert!(Handover::prepare(RECEIVER, GIVER, now).is_ok());
    assert_eq!(Handover::prepare(GIVER, RECEIVER, now), Err(HandoverRule::ToHolder));
    let other = TeamId(Uuid::from_u128(3));
    assert_eq!(Handover::prepare(GIVER, other, now), Err(HandoverRule::NotHolder));
}

#[test]
fn rule_6_a_case_does_not_close_while_a_handover_is_offered() {
    for state in HandoverState::ALL {
        assert_eq!(state.lets_case_close().is_err(), *state == HandoverState::Offered, "{state}");
    }
}

#[test]
fn rule_7_the_giver_takes_back_what_nobody_accepted_also_after_talking_it_over_and_after_the_term() {
    let (met, _) = take(HandoverState::Offered, StepKind::TalkOver).unwrap();
    let late = act(StepKind::Withdraw, Side::Giver, 5000);
    assert_eq!(met.take(late, AROUND).unwrap().0.state, HandoverState::Withdrawn);
}

#[test]
fn rule_9_who_receives_is_entitled_at_the_offer_and_again_at_the_acceptance() {
    let gone = Surroundings { receiver_entitled: false, ..AROUND };
    let told = HandoverRule::ReceiverNotEntitled;
    assert_eq!(Handover::prepare(GIVER, RECEIVER, gone), Err(told));
    let offer = act(StepKind::Offer, Side::Giver, 10);
    assert_eq!(in_state(HandoverState::Draft).take(offer, gone), Err(told));
    let accept = act(StepKind::Accept, Side::Receiver, 10);
    assert_eq!(in_state(HandoverState::Offered).take(accept, gone), Err(told));
    let refuse = act(StepKind::Refuse, Side::Receiver, 10);
    assert!(in_state(HandoverState::Offered).take(refuse, gone).is_ok());
}

#[test]
fn nobody_takes_the_step_of_another() {
    for step in StepKind::ALL {
        for by in Side::ALL {
            let found = in_state(HandoverState::Offered).take(act(*step, *by, 10), AROUND);
            assert_eq!(found == Err(HandoverRule::OtherSide), !step.is_of(*by), "{step} {by}");
        }
    }
}

#[test]
fn the_term_ends_to_the_minute() {
    let offered = in_state(HandoverState::Offered);
    let accept = |minutes| offered.take(act(StepKind::Accept, Side::Receiver, minutes), AROUND);
    let lapse = |minutes| offered.take(act(StepKind::Lapse, Side::Clock, minutes), AROUND);
    assert!(accept(99).is_ok() && lapse(100).is_ok());
    assert_eq!(accept(100), Err(HandoverRule::TermOver));
    assert_eq!(lapse(99), Err(HandoverRule::TermRuns));
    let without_term = Act { answer_by: None, ..act(StepKind::Offer, Side::Giver, 10) };
    assert_eq!(in_state(HandoverState::Draft).take(without_term, AROUND), Err(HandoverRule::TermOver));
}

#[test]
fn it_is_completed_once_it_was_talked_over() {
    let accepted = in_state(HandoverState::Accepted);
    let complete = act(StepKind::Complete, Side::Receiver, 20);
    assert_eq!(accepted.take(complete, AROUND), Err(HandoverRule::NotTalkedOver));
    let (met, _) = accepted.take(act(StepKind::TalkOver, Side::Receiver, 15), AROUND).unwrap();
    let again = met.take(act(StepKind::TalkOver, Side::Giver, 16), AROUND);
    assert_eq!(again, Err(HandoverRule::AlreadyTalkedOver));
    assert_eq!(met.take(complete, AROUND).unwrap().0.state, HandoverState::Completed);
}

proptest! {
    #[test]
    fn whatever_anybody_tries_there_is_one_holder_and_one_end(
        tried in proptest::collection::vec((0usize..8, 0usize..3, 1i64..50, any::<bool>()), 0..30),
    ) {
        let mut handover = Handover::prepare(GIVER, RECEIVER, AROUND).unwrap();
        let mut track = HolderTrack::opened(moment(-1000), GIVER);
        let (mut minutes, mut accepted) = (0, 0);
        for (step, by, later, entitled) in tried {
            minutes += later;
            let holder = track.at(moment(minutes)).unwrap();
            let around = Surroundings { holder, case_open: true, receiver_entitled: entitled };
            let before = handover;
            let Ok((after, change)) = handover.take(act(StepKind::ALL[step], Side::ALL[by], minutes), around) else {
                continue;
            };
            prop_assert!(!before.state.is_final(), "{before:?} went on to {after:?}");
            accepted += usize::from(change.is_some());
            if let Some(change) = change {
                track = track.change(change).unwrap();
            }
            handover = after;
        }
        prop_assert!(accepted <= 1);
        let has_it = matches!(handover.state, HandoverState::Accepted | HandoverState::Completed);
        prop_assert_eq!(track.at(moment(minutes)), Some(if has_it { RECEIVER } else { GIVER }));
        prop_assert_eq!(track.rows().len(), 1 + accepted);
    }
}
