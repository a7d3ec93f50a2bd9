//! Each criterion with what meets it and what does not; random steps, of which none may break what the phases promise.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use super::evidence::{Adopted, ConditionEvidence, MemberEvidence, PlanEvidence, ScoreEvidence, Tally};
use super::*;
use crate::household::MemberRole;
use crate::id::PersonId;

const POLICY: PhasePolicy = PhasePolicy {
    observation_days: 28,
    professional_score: 6,
    alarming_score: 3,
    asked_from_age: 12,
    heard_days: 92,
    quiet_days: 92,
};

fn now() -> DateTime<Utc> {
    "2026-05-07T09:00:00Z".parse().unwrap()
}

fn ago(days: i64) -> DateTime<Utc> {
    now() - Duration::days(days)
}

fn member(number: u128, role: MemberRole, age: Option<u16>) -> MemberEvidence {
    let person = PersonId(Uuid::from_u128(number));
    MemberEvidence { person, role, age, asked_at: Some(ago(10)), own_way_at: None }
}

/// A case of which every gate is open.
fn good() -> Evidence {
    let adopted = Adopted { version: 3, at: ago(40), agreed_in_duo: 2, valid_until: None };
    let condition = ConditionEvidence { active_agreements: 1, fulfilled_since: Some(ago(28)) };
    Evidence {
        now: now(),
        since: ago(120),
        plan: Some(PlanEvidence {
            adopted: Some(adopted),
            conditions: vec![condition; 2],
            risk_factors: Tally { done: 2, all: 2 },
            goals: Tally { done: 1, all: 1 },
        }),
        evaluated_at: Some(ago(20)),
        members: vec![member(1, MemberRole::Adult, Some(35)), member(2, MemberRole::Child, Some(7))],
        professional_scores: vec![ScoreEvidence { value: 6, at: ago(3) }],
        scores: vec![ScoreEvidence { value: 3, at: ago(30) }, ScoreEvidence { value: 6, at: ago(3) }],
        red_flags: Some(Tally { done: 1, all: 1 }),
        last_incident: Some(ago(92)),
        open_tasks: Some(0),
    }
}

/// The criteria of a gate that are not met.
fn lacking(from: Phase, evidence: &Evidence) -> Vec<&'static str> {
    let lacking = criteria(from, evidence, &POLICY).into_iter().filter(|it| !it.met);
    lacking.map(|it| it.code.code()).collect()
}

fn without(change: impl FnOnce(&mut Evidence)) -> Evidence {
    let mut evidence = good();
    change(&mut evidence);
    evidence
}

fn plan_without(change: impl FnOnce(&mut PlanEvidence)) -> Evidence {
    without(|it| change(it.plan.as_mut().unwrap()))
}

#[test]
fn a_case_that_has_everything_passes_every_gate_and_a_closed_one_has_none() {
    for from in [Phase::Direct, Phase::Stable, Phase::Recovery] {
        assert_eq!(lacking(from, &good()), [] as [&str; 0], "{from}");
    }
    assert_eq!(criteria(Phase::Closed, &good(), &POLICY), []);
}

#[test]
fn every_criterion_is_in_some_gate() {
    let asked: Vec<CriterionCode> = [Phase::Direct, Phase::Stable, Phase::Recovery]
        .iter()
        .flat_map(|from| criteria(*from, &good(), &POLICY))
        .map(|it| it.code)
        .collect();
    assert!(CriterionCode::ALL.iter().all(|it| asked.contains(it)));
}

#[test]
fn each_thing_that_is_missing_keeps_the_gate_to_stable_safety_closed() {
    let condition = |agreements, since: Option<i64>| ConditionEvidence {
        active_agreements: agreements,
        fulfilled_since: since.map(ago),
    };
    let conditions = |it: ConditionEvidence| plan_without(move |plan| plan.conditions.push(it));
    let adopted = |change: fn(&mut Adopted)| plan_without(move |plan| change(plan.adopted.as_mut().unwrap()));
    let score = |value| ScoreEvidence { value, at: ago(1) };
    for (evidence, expected) in [
        (conditions(condition(0, Some(40))), &["conditions_covered"][..]),
        (conditions(condition(1, Some(27))), &["conditions_kept"]),
        (conditions(condition(1, None)), &["conditions_kept"]),
        (plan_without(|plan| plan.conditions.clear()), &["conditions_covered", "conditions_kept"]),
        (adopted(|it| it.agreed_in_duo = 1), &["plan_agreed"]),
        (plan_without(|plan| plan.adopted = None), &["plan_agreed"]),
        (without(|it| it.members.clear()), &["everybody_heard"]),
        (without(|it| it.members[0].asked_at = None), &["everybody_heard"]),
        (without(|it| it.members[0].asked_at = Some(ago(93))), &["everybody_heard"]),
        (without(|it| it.professional_scores.clear()), &["professional_score"]),
        (without(|it| it.professional_scores.push(score(5))), &["professional_score"]),
        (without(|it| it.red_flags = Some(Tally { done: 1, all: 2 })), &["red_flags_decided"]),
        (without(|it| it.scores.push(score(3))), &["no_alarming_score"]),
        (without(|it| it.evaluated_at = None), &["no_alarming_score"]),
    ] {
        assert_eq!(lacking(Phase::Direct, &evidence), expected);
    }
}

#[test]
fn what_was_before_a_fallback_counts_no_more_on_the_way_to_stable_safety() {
    let fallen_back = |days| without(|it| it.since = ago(days));
    assert_eq!(lacking(Phase::Direct, &fallen_back(28)), [] as [&str; 0]);
    assert_eq!(lacking(Phase::Direct, &fallen_back(27)), ["conditions_kept"]);
    assert_eq!(lacking(Phase::Direct, &fallen_back(9)), ["conditions_kept", "everybody_heard"]);
    assert_eq!(
        lacking(Phase::Direct, &fallen_back(2)),
        ["conditions_kept", "everybody_heard", "professional_score"]
    );
}

#[test]
fn a_young_child_is_heard_in_its_own_way_and_who_may_be_older_is_asked() {
    for (role, age, heard) in [
        (MemberRole::Child, Some(11), true),
        (MemberRole::Child, Some(12), false),
        (MemberRole::Child, None, false),
        (MemberRole::Adult, Some(40), false),
        (MemberRole::ExPartner, Some(40), false),
    ] {
        let one = MemberEvidence { asked_at: None, own_way_at: Some(ago(3)), ..member(3, role, age) };
        let evidence = without(|it| it.members.push(one));
        let found = criteria(Phase::Direct, &evidence, &POLICY);
        let found = found.iter().find(|it| it.code == CriterionCode::EverybodyHeard).unwrap();
        assert_eq!(found.met, heard, "{role} {age:?}");
        assert_eq!(found.evidence.persons.contains(&one.person), !heard);
        assert_eq!((found.evidence.have, found.evidence.need), (if heard { 3 } else { 2 }, 3));
    }
    let unborn = MemberEvidence { asked_at: None, ..member(3, MemberRole::UnbornChild, None) };
    assert!(lacking(Phase::Direct, &without(|it| it.members.push(unborn))).is_empty());
}

#[test]
fn each_thing_that_is_missing_keeps_the_later_gates_closed() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let until = |last| plan_without(move |plan| plan.adopted.as_mut().unwrap().valid_until = Some(last));
    for (from, evidence, expected) in [
        (Phase::Stable, plan_without(|it| it.risk_factors.all = 3), &["risk_factors_settled"][..]),
        (Phase::Stable, plan_without(|it| it.risk_factors = Tally::default()), &["risk_factors_settled"]),
        (Phase::Stable, without(|it| it.last_incident = Some(ago(91))), &["quiet_period"]),
        (Phase::Stable, without(|it| it.since = ago(91)), &["quiet_period"]),
        (Phase::Stable, without(|it| it.last_incident = None), &[]),
        (Phase::Stable, until(day("2026-05-06")), &["plan_in_force"]),
        (Phase::Stable, until(day("2026-05-07")), &[]),
        (Phase::Recovery, plan_without(|it| it.goals.done = 0), &["goals_evaluated"]),
        (Phase::Recovery, without(|it| it.open_tasks = Some(1)), &["no_open_tasks"]),
        (Phase::Recovery, without(|it| it.last_incident = Some(ago(1))), &["quiet_period"]),
    ] {
        assert_eq!(lacking(from, &evidence), expected);
    }
}

#[test]
fn what_is_not_known_is_never_met() {
    let unknown = without(|it| {
        it.plan = None;
        it.red_flags = None;
        it.open_tasks = None;
    });
    for (from, expected) in [(Phase::Direct, 4), (Phase::Stable, 3), (Phase::Recovery, 4)] {
        let lacking: Vec<Criterion> =
            criteria(from, &unknown, &POLICY).into_iter().filter(|it| !it.met).collect();
        assert_eq!(lacking.len(), expected, "{from}");
        assert!(lacking.iter().all(|it| !it.evidence.known), "{from}");
    }
}

#[test]
fn a_score_of_the_evaluation_itself_is_not_newer_than_it() {
    let of_then = |it: &mut Evidence| it.scores.push(ScoreEvidence { value: 2, at: ago(20) });
    assert!(lacking(Phase::Direct, &without(of_then)).is_empty());
}

#[test]
fn both_seats_want_a_passage_and_nobody_agrees_alone() {
    let (anna, bilal) = (UserId(Uuid::from_u128(1)), UserId(Uuid::from_u128(2)));
    let proposal = Proposal { from: Phase::Direct, to: Phase::Stable, by: anna, seat: Seat::One };
    for (phase, by, seats, expected) in [
        (Phase::Direct, bilal, &[Seat::Two][..], Ok(())),
        (Phase::Direct, bilal, &[Seat::One, Seat::Two], Ok(())),
        (Phase::Direct, bilal, &[Seat::One], Err(PhaseRule::SameSeat)),
        (Phase::Direct, bilal, &[], Err(PhaseRule::SameSeat)),
        (Phase::Direct, anna, &[Seat::One, Seat::Two], Err(PhaseRule::OwnProposal)),
        (Phase::Stable, bilal, &[Seat::Two], Err(PhaseRule::ProposalLapsed)),
    ] {
        assert_eq!(proposal.require_agreeable(phase, by, seats), expected);
    }
}

/// What somebody tries.
#[derive(Debug, Clone, Copy)]
enum Try {
    Pass(Phase, bool),
    LetPass(Phase),
    FallBack(Cause),
    Reopen,
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let phase = prop::sample::select(Phase::ALL);
    let cause = prop::sample::select(Cause::ALL);
    let one = prop_oneof![
        4 => (phase.clone(), any::<bool>()).prop_map(|(to, open)| Try::Pass(to, open)),
        2 => phase.prop_map(Try::LetPass),
        1 => cause.prop_map(Try::FallBack),
        1 => Just(Try::Reopen),
    ];
    prop::collection::vec(one, 0..60)
}

fn reason() -> LongText {
    LongText::parse("Zo is het").unwrap()
}

fn take(phase: Phase, step: Try) -> Option<Change> {
    let evidence = |open| if open { good() } else { without(|it| it.members.clear()) };
    let asked = |open| {
        let mut found = criteria(phase, &evidence(open), &POLICY);
        found.retain(|it| open || !it.met || it.code == CriterionCode::EverybodyHeard);
        if !open {
            found.push(Criterion {
                code: CriterionCode::EverybodyHeard,
                met: false,
                evidence: Finding::default(),
            });
        }
        found
    };
    match step {
        Try::Pass(to, open) => phase.pass(to, asked(open)).ok(),
        Try::LetPass(to) => phase.let_pass(to, asked(false), reason()).ok(),
        Try::FallBack(cause) => phase.fall_back(cause, reason()).ok(),
        Try::Reopen => phase.reopen(Cause::CheckIn, reason()).ok(),
    }
}

proptest! {
    #[test]
    fn whatever_is_tried_the_history_explains_the_phase(tries in tries()) {
        let (mut phase, mut history) = (Phase::Direct, Vec::new());
        for step in tries {
            let taken = take(phase, step);
            if let Try::FallBack(_) = step {
                prop_assert_eq!(taken.is_some(), phase != Phase::Closed, "a fallback is never refused");
            }
            if let Some(change) = taken {
                prop_assert_eq!(change.from, phase);
                let forward = change.to != Phase::Direct;
                let open = !change.criteria.is_empty() && change.criteria.iter().all(|it| it.met);
                prop_assert!(!forward || open || change.reason.is_some(), "no gate and no reason");
                prop_assert!(!forward || change.from.next() == Some(change.to), "a phase was skipped");
                phase = change.to;
                history.push(change);
            }
            prop_assert_eq!(replay(&history), Ok(phase));
        }
    }

    #[test]
    fn a_step_that_lost_its_reason_or_its_gate_is_noticed(tries in tries(), at in any::<prop::sample::Index>()) {
        let mut history = Vec::new();
        for step in tries {
            let phase = replay(&history).unwrap();
            history.extend(take(phase, step));
        }
        prop_assume!(!history.is_empty());
        let at = at.index(history.len());
        history[at].reason = None;
        history[at].criteria.clear();
        prop_assert_eq!(replay(&history), Err(PhaseRule::NoSuchStep));
    }
}
