//! The same create twice makes one thing, also when both arrive at once.

use crate::support::{ANNA, BILAL, Case, World, creation};
use access::Caller;
use casework::score::give::{GiveScore, Given, give};
use casework::{Casework, Creation, Refusal};
use std::collections::BTreeSet;

#[tokio::test]
async fn twins_at_once_make_one_thing() {
    let (world, anna, case) = world_with_case().await;
    let casework = world.casework_with_pool(8);
    let twins: Vec<_> = (0..8)
        .map(|_| {
            let (casework, anna, case) = (casework.clone(), anna.clone(), case.clone());
            tokio::spawn(async move { score(&casework, &anna, &creation(1), &case, 6).await })
        })
        .collect();
    let mut made = BTreeSet::new();
    for twin in twins {
        match twin.await.unwrap() {
            Ok(given) => drop(made.insert(given.score)),
            // The one that was slower asks again, and then gets what the faster one made.
            Err(Refusal::Stale) => {
                made.insert(score(&casework, &anna, &creation(1), &case, 6).await.unwrap().score);
            }
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!(made.len(), 1, "every twin hears of the same thing");
    assert_eq!(world.count("safety_scores").await, 1);
}

#[tokio::test]
async fn one_after_the_other_too() {
    let (world, anna, case) = world_with_case().await;
    let first = score(&world.casework, &anna, &creation(1), &case, 6).await.unwrap();
    let second = score(&world.casework, &anna, &creation(1), &case, 6).await.unwrap();
    assert_eq!(first, second);
    assert_eq!(world.count("safety_scores").await, 1);
}

#[tokio::test]
async fn a_key_is_for_one_request() {
    let (world, anna, case) = world_with_case().await;
    score(&world.casework, &anna, &creation(1), &case, 6).await.unwrap();
    let other = Creation { request_hash: [8; 32], ..creation(1) };
    let refused = score(&world.casework, &anna, &other, &case, 7).await.unwrap_err();
    assert!(matches!(refused, Refusal::KeyReused), "{refused}");
}

#[tokio::test]
async fn a_key_is_for_one_person() {
    let (world, anna, case) = world_with_case().await;
    let bilal = world.caller(BILAL).await;
    score(&world.casework, &anna, &creation(1), &case, 6).await.unwrap();
    score(&world.casework, &bilal, &creation(1), &case, 6).await.unwrap();
    assert_eq!(world.count("safety_scores").await, 2);
}

/// What was refused did not happen, so its key is free.
#[tokio::test]
async fn a_refused_create_leaves_its_key() {
    let (world, anna, case) = world_with_case().await;
    score(&world.casework, &anna, &creation(1), &case, 11).await.unwrap_err();
    score(&world.casework, &anna, &creation(1), &case, 6).await.unwrap();
}

async fn world_with_case() -> (World, Caller, Case) {
    let world = World::new().await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_duo(&anna, &bilal).build().await;
    (world, anna, case)
}

async fn score(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    case: &Case,
    value: i64,
) -> Result<Given, Refusal> {
    let score = GiveScore {
        case: case.id,
        value: Some(value),
        rater: None,
        asked_how: None,
        about: None,
        reason: None,
        scored_at: None,
    };
    give(casework, caller, creation, score).await
}
