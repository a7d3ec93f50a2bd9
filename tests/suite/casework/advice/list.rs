//! The list of requests for advice.

use super::asked;
use crate::support::world::creation;
use crate::support::{ANNA, VERA, World};
use casework::advice::{AnswerAdvice, ListAdvice, answer, list, take_in};
use chrono::Duration;
use domain::advice::AdviceState;
use domain::version::Version;

#[tokio::test]
async fn what_was_asked_last_comes_first_page_by_page() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let mut made = Vec::new();
    for key in 1..=3 {
        made.push(take_in(&world.casework, &vera, &creation(key), asked()).await.unwrap().advice);
        world.clock.forward(Duration::hours(1));
    }
    let everything = ListAdvice { states: Vec::new(), after: None, limit: 2 };
    let page = list(&world.casework, &vera, everything.clone()).await.unwrap();
    assert_eq!(page.items.iter().map(|line| line.advice).collect::<Vec<_>>(), [made[2], made[1]]);
    let rest = ListAdvice { after: page.next, ..everything.clone() };
    let rest = list(&world.casework, &vera, rest).await.unwrap();
    assert_eq!(rest.items.iter().map(|line| line.advice).collect::<Vec<_>>(), [made[0]]);
    assert_eq!(rest.next, None);
    assert_eq!(world.audit().await.last().unwrap(), "vera read_advice done advice_requests");

    let command = AnswerAdvice { advice: made[1], seen: Version(1), answer: Some("Ja.".to_owned()) };
    answer(&world.casework, &vera, command).await.unwrap();
    let waiting = ListAdvice { states: vec![AdviceState::Asked], limit: 100, ..everything.clone() };
    let waiting = list(&world.casework, &vera, waiting).await.unwrap();
    assert_eq!(waiting.items.iter().map(|line| line.advice).collect::<Vec<_>>(), [made[2], made[0]]);

    let anna = world.caller(ANNA).await;
    assert!(list(&world.casework, &anna, everything).await.unwrap().items.is_empty());
}
