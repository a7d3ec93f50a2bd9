//! Answering a request for advice, and reading it.

use super::asked;
use crate::casework::report::{LIV, ODA};
use crate::support::world::creation;
use crate::support::{ANNA, VERA, World};
use casework::Refusal;
use casework::advice::{AnswerAdvice, answer, read, take_in};
use domain::advice::AdviceState;
use domain::version::Version;

#[tokio::test]
async fn a_question_is_answered_once() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let advice = take_in(&world.casework, &vera, &creation(1), asked()).await.unwrap().advice;
    let command = AnswerAdvice { advice, seen: Version(1), answer: Some("Vertel wat u ziet.".to_owned()) };

    answer(&world.casework, &vera, command.clone()).await.unwrap();
    let file = read(&world.casework, &world.caller(LIV).await, advice).await.unwrap();
    assert_eq!((file.line.state, file.line.version), (AdviceState::Answered, Version(2)));
    assert_eq!(file.answer.as_deref(), Some("Vertel wat u ziet."));
    assert_eq!(file.line.answered_at, Some(world.now()));
    let audit = ["take_in done desk", "answer_advice done advice_request", "read_advice done advice_request"];
    assert_eq!(
        world.audit().await,
        [format!("vera {}", audit[0]), format!("vera {}", audit[1]), format!("liv {}", audit[2])]
    );

    let refusal = answer(&world.casework, &vera, command.clone()).await.unwrap_err();
    assert!(matches!(refusal, Refusal::Stale), "{refusal}");
    let again = AnswerAdvice { seen: Version(2), ..command };
    let refusal = answer(&world.casework, &vera, again).await.unwrap_err();
    assert!(matches!(refusal, Refusal::Rule("already_answered")), "{refusal}");
}

#[tokio::test]
async fn an_empty_answer_is_none() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let advice = take_in(&world.casework, &vera, &creation(1), asked()).await.unwrap().advice;
    for (typed, told) in [(None, "answer: missing"), (Some(" \n".to_owned()), "answer: empty")] {
        let command = AnswerAdvice { advice, seen: Version(1), answer: typed };
        let Refusal::Invalid(faults) = answer(&world.casework, &vera, command).await.unwrap_err() else {
            panic!("the answer was taken");
        };
        assert_eq!(faults.to_string(), told);
    }
}

#[tokio::test]
async fn a_lead_reads_but_does_not_answer_and_for_others_there_is_no_question() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let advice = take_in(&world.casework, &vera, &creation(1), asked()).await.unwrap().advice;
    let command = AnswerAdvice { advice, seen: Version(1), answer: Some("Nee.".to_owned()) };
    let refusal = answer(&world.casework, &world.caller(LIV).await, command.clone()).await.unwrap_err();
    assert!(matches!(refusal, Refusal::Forbidden { .. }), "{refusal}");
    for stranger in [ANNA, ODA] {
        let stranger = world.caller(stranger).await;
        let refusal = answer(&world.casework, &stranger, command.clone()).await.unwrap_err();
        assert!(matches!(refusal, Refusal::NotFound { .. }), "{refusal}");
        let refusal = read(&world.casework, &stranger, advice).await.err().unwrap();
        assert!(matches!(refusal, Refusal::NotFound { .. }), "{refusal}");
    }
}
