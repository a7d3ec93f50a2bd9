//! Taking in a request for advice.

use super::asked;
use crate::support::world::creation;
use crate::support::{ANNA, VERA, World};
use casework::Refusal;
use casework::advice::{TakeInAdvice, take_in};
use domain::report::SourceCategory;

#[tokio::test]
async fn a_question_is_kept_without_a_household_or_a_name() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let first = take_in(&world.casework, &vera, &creation(1), asked()).await.unwrap();
    let again = take_in(&world.casework, &vera, &creation(1), asked()).await.unwrap();
    assert_eq!(first, again, "the same create twice");
    let stored =
        world.lines("SELECT concat_ws(' ', state, anonymous, source_category) FROM advice_requests").await;
    assert_eq!(stored, ["asked t other_professional"]);
    assert_eq!(world.audit().await, ["vera take_in done desk"]);
}

#[tokio::test]
async fn all_faults_are_told_at_once() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let wrong = TakeInAdvice {
        asker_category: Some(SourceCategory::Resident),
        asked_at: Some(world.now() + chrono::Duration::seconds(1)),
        question: None,
        ..asked()
    };
    let Refusal::Invalid(faults) = take_in(&world.casework, &vera, &creation(1), wrong).await.unwrap_err()
    else {
        panic!("the question was taken");
    };
    let expected = "askerProfession: does_not_fit, askedAt: in_the_future, question: missing";
    assert_eq!(faults.to_string(), expected);
}

#[tokio::test]
async fn only_veilig_thuis_takes_in_questions() {
    let world = World::new().await;
    let anna = world.caller(ANNA).await;
    let at_hers = TakeInAdvice { team: anna.teams[0], ..asked() };
    for command in [asked(), at_hers] {
        let refusal = take_in(&world.casework, &anna, &creation(1), command).await.unwrap_err();
        assert!(matches!(refusal, Refusal::NotFound { .. }), "{refusal}");
    }
    assert_eq!(world.count("advice_requests").await, 0);
}
