//! Practice on the safety scale: everybody on his own, and nobody by name.

use crate::support::world::creation;
use crate::support::*;
use access::{Caller, Role};
use casework::reference::vignette_id;
use casework::vignette::{ScoreVignette, Told, list, read, score};
use domain::id::{VignetteId, VignetteScoreId};

pub(crate) fn money() -> VignetteId {
    vignette_id("ruzie-om-geld", 1)
}

pub(crate) async fn give(
    world: &World,
    caller: &Caller,
    vignette: VignetteId,
    value: i64,
) -> Result<VignetteScoreId, casework::Refusal> {
    let command = ScoreVignette { vignette, value: Some(value) };
    let key = u32::try_from(world.count("idempotency_keys").await).unwrap() + 100;
    score(&world.casework, caller, &creation(key), command).await
}

/// Somebody who is one of many in a local team.
pub(crate) fn one_of_many(number: usize) -> Persona {
    const NAMES: [&str; 8] = ["aa", "bb", "cc", "dd", "ee", "ff", "gg", "hh"];
    Persona {
        name: NAMES[number],
        display_name: "Iemand Anders",
        role: Role::CaseWorker,
        organisation: "ouder-en-kindteams-amsterdam",
        teams: &[OKT_NOORD],
    }
}

#[tokio::test]
async fn a_situation_is_scored_once_and_recorded_without_anybody() {
    let world = World::new().await;
    let anna = world.caller(ANNA).await;
    let lines = list(&world.casework, &anna).await.unwrap();
    assert!(lines.len() >= 6 && lines.iter().all(|it| it.own.is_none()));

    give(&world, &anna, money(), 6).await.unwrap();
    let again = give(&world, &anna, money(), 7).await.unwrap_err();
    assert_eq!(again.to_string(), "rule vignette_already_scored");
    let (own, other) = (world.caller(ANNA).await, world.caller(BILAL).await);
    give(&world, &other, money(), 3).await.unwrap();
    let mine = read(&world.casework, &own, money()).await.unwrap();
    assert_eq!(mine.file.line.own.map(|it| it.value.get()), Some(6));
    let audit = world.audit().await;
    assert!(audit.contains(&"anna calibrate done vignette_score".to_owned()), "{audit:?}");
    assert!(!audit.iter().any(|it| it.contains(':')), "nobody of a household: {audit:?}");
}

#[tokio::test]
async fn the_same_create_twice_makes_one_score_and_two_at_once_make_one() {
    let world = World::new().await;
    let anna = world.caller(ANNA).await;
    let command = ScoreVignette { vignette: money(), value: Some(4) };
    let one = score(&world.casework, &anna, &creation(1), command).await.unwrap();
    let other = score(&world.casework, &anna, &creation(1), command).await.unwrap();
    assert_eq!(one, other);

    let bilal = world.caller(BILAL).await;
    let (two, three) = (creation(2), creation(3));
    let (first, second) = tokio::join!(
        score(&world.casework, &bilal, &two, command),
        score(&world.casework, &bilal, &three, command),
    );
    let refused = [first, second].into_iter().filter_map(Result::err).map(|it| it.to_string());
    assert_eq!(refused.collect::<Vec<_>>(), ["rule vignette_already_scored"]);
    assert_eq!(world.count("vignette_scores").await, 2);
}

#[tokio::test]
async fn nobody_sees_how_the_numbers_lie_before_the_own_score_or_below_the_minimum() {
    let world = World::new().await;
    for (number, value) in [(0, 3), (1, 3), (2, 8), (3, 5)] {
        give(&world, &world.caller(one_of_many(number)).await, money(), value).await.unwrap();
    }
    let (first, anna) = (world.caller(one_of_many(0)).await, world.caller(ANNA).await);
    let told = async |caller: &Caller| read(&world.casework, caller, money()).await.unwrap().told;
    assert_eq!(told(&first).await, Told::TooFew, "four of five");
    give(&world, &world.caller(one_of_many(4)).await, money(), 5).await.unwrap();
    assert_eq!(told(&anna).await, Told::ScoreFirst);
    let Told::Spread(spread) = told(&first).await else { panic!("five scored") };
    let given: Vec<_> = spread.counts().filter(|(_, many)| *many > 0).collect();
    assert_eq!((given, spread.ends()), (vec![(3, 2), (5, 2), (8, 1)], (3, 8)));
}

#[tokio::test]
async fn a_number_lies_between_1_and_10_and_a_situation_is_one_that_exists() {
    let world = World::new().await;
    let anna = world.caller(ANNA).await;
    for value in [0, 11] {
        let refused = give(&world, &anna, money(), value).await.unwrap_err();
        assert_eq!(refused.to_string(), "value: out_of_range");
    }
    let refused = give(&world, &anna, vignette_id("van-niemand", 1), 5).await.unwrap_err();
    assert_eq!(refused.to_string(), "not found");
}

#[tokio::test]
async fn who_gives_no_scores_does_not_practise_either() {
    let world = World::new().await;
    for persona in [SUSAN, LEA, POL] {
        let caller = world.caller(persona).await;
        assert_eq!(list(&world.casework, &caller).await.unwrap_err().to_string(), "not found");
        let refused = give(&world, &caller, money(), 5).await.unwrap_err();
        assert_eq!(refused.to_string(), "not found", "{}", persona.name);
    }
}

#[tokio::test]
async fn the_database_shows_only_the_own_score_and_takes_only_the_own() {
    let world = World::new().await;
    let (anna, bilal, susan) =
        (world.caller(ANNA).await, world.caller(BILAL).await, world.caller(SUSAN).await);
    give(&world, &anna, money(), 6).await.unwrap();
    let spread = format!("SELECT guard.vignette_spread('{}', 1, 0)", money());
    let mut other = world.acting(&bilal).await;
    assert_eq!(other.line("SELECT count(*) FROM vignette_scores").await, "0");
    assert_eq!(other.line(&spread).await, "∅", "not before the own score");
    assert_eq!(world.acting(&anna).await.line(&spread).await, "{}", "and never below three");

    let forged = |by: &Caller, user: &Caller| {
        format!(
            "INSERT INTO vignette_scores VALUES ('{}', '{}', 1, 5, '{}', '{}', '{}', '{}')",
            uuid::Uuid::from_u128(1),
            money(),
            user.user,
            by.membership,
            by.organisation,
            world.now()
        )
    };
    assert!(world.acting(&bilal).await.try_run(&forged(&bilal, &anna)).await.is_err(), "another's");
    assert!(world.acting(&susan).await.try_run(&forged(&susan, &susan)).await.is_err(), "gives no scores");
    assert!(world.acting(&bilal).await.try_run(&forged(&bilal, &bilal)).await.is_ok());
}
