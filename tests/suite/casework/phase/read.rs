//! Where a case stands, and what the next phase asks.

use super::{case_of_anna_and_bilal, let_pass_to};
use crate::support::{WES, World, creation};
use casework::phase::{ProposePassage, propose, read};
use casework::score::{GiveScore, give};
use domain::phase::{CriterionCode, Phase};
use domain::score::AskedHow;

#[tokio::test]
async fn the_gate_tells_of_each_criterion_whether_it_is_met_and_what_says_so() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let score = |rater, asked_how, value| GiveScore {
        case: case.id,
        value: Some(value),
        rater,
        asked_how,
        about: None,
        reason: Some("Zo voelt het".to_owned()),
        scored_at: None,
    };
    for (key, wanted) in (1..).zip([
        score(None, None, 7),
        score(Some(case.household.mother), Some(AskedHow::InPerson), 6),
        // A child of seven with a card is heard; an adult is not.
        score(Some(case.household.child), Some(AskedHow::WithCard), 3),
        score(Some(case.household.ex_partner), Some(AskedHow::WithCard), 9),
    ]) {
        give(&world.casework, &anna, &creation(key), wanted).await.unwrap();
    }
    let before = world.audit().await.len();

    let seen = read(&world.casework, &anna, case.id).await.unwrap();

    let gate = seen.gate.unwrap();
    assert_eq!((seen.standing.phase, gate.to), (Phase::Direct, Phase::Stable));
    let found = |code| gate.criteria.iter().find(|it| it.code == code).unwrap();
    let heard = found(CriterionCode::EverybodyHeard);
    assert_eq!((heard.met, heard.evidence.have, heard.evidence.need), (false, 2, 3));
    assert_eq!(heard.evidence.persons, [case.household.ex_partner]);
    assert_eq!(seen.names[&case.household.ex_partner], "Tom Kramer");
    let own = found(CriterionCode::ProfessionalScore);
    assert_eq!((own.met, own.evidence.have), (true, 7));
    let alarming = found(CriterionCode::NoAlarmingScore);
    assert_eq!((alarming.met, alarming.evidence.have), (false, 1));
    assert_eq!(
        world.audit().await[before..],
        [
            "anna read_case done case",
            "anna read_case done case: Mila",
            "anna read_case done case: Sara",
            "anna read_case done case: Tom",
        ]
    );
}

#[tokio::test]
async fn a_gate_that_is_not_met_takes_no_proposal_and_a_closed_case_has_none() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    for (to, note, told) in [
        (Phase::Stable, None, "rule gate_not_met"),
        (Phase::Recovery, None, "rule no_such_phase_step"),
        (Phase::Closed, None, "note: reason_required"),
    ] {
        let command = ProposePassage { case: case.id, to, note };
        let refusal = propose(&world.casework, &anna, &creation(1), command).await.unwrap_err();
        assert_eq!(refusal.to_string(), told);
    }
    let_pass_to(&world, &case, Phase::Closed).await;
    let seen = read(&world.casework, &anna, case.id).await.unwrap();
    assert!(seen.gate.is_none() && seen.pending.is_none());
    assert_eq!(seen.changes.len(), 3);
}

#[tokio::test]
async fn a_stranger_learns_nothing() {
    let world = World::new().await;
    let (case, ..) = case_of_anna_and_bilal(&world).await;
    let wes = world.caller(WES).await;
    assert_eq!(read(&world.casework, &wes, case.id).await.unwrap_err().to_string(), "not found");
}
