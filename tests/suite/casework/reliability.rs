//! Agreement between raters: by whom it is seen, that it is right, and that it is never about few people.

use super::vignette::{give, one_of_many};
use crate::support::*;
use casework::reference::{team_id, vignette_id};
use casework::reliability::read;
use domain::id::VignetteId;

fn situations() -> Vec<VignetteId> {
    ["ruzie-om-geld", "telefoon-nakijken", "na-de-scheiding", "blauwe-plek", "keel-dicht", "zoon-van-zestien"]
        .map(|key| vignette_id(key, 1))
        .to_vec()
}

/// Each row is somebody of the local team, each number a situation.
async fn scored(world: &World, rows: &[[i64; 6]]) {
    for (number, row) in rows.iter().enumerate() {
        let caller = world.caller(one_of_many(number)).await;
        for (vignette, value) in situations().into_iter().zip(row) {
            give(world, &caller, vignette, *value).await.unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn agreement_is_told_from_the_minimum_on_for_the_region_and_by_team() {
    let world = World::new().await;
    let susan = world.caller(SUSAN).await;
    let rows = [[6, 3, 7, 4, 1, 3], [6, 4, 7, 4, 1, 3], [5, 3, 7, 3, 2, 4], [6, 3, 6, 4, 1, 3]];
    scored(&world, &rows).await;
    let few = read(&world.casework, &susan, None).await.unwrap();
    assert_eq!(few.vignettes[0].region.alpha, None, "four raters of five");

    let anna = world.caller(ANNA).await;
    for (vignette, value) in situations().into_iter().zip([6, 2, 7, 4, 1, 3]) {
        give(&world, &anna, vignette, value).await.unwrap();
    }
    let found = read(&world.casework, &susan, None).await.unwrap();
    let scale = &found.vignettes[0];
    let alpha = scale.region.alpha.unwrap();
    assert_eq!((alpha.units, alpha.raters, alpha.pairs), (6, 5, 60));
    let (low, high) = alpha.interval.unwrap();
    assert!(0.85 < alpha.value && low <= alpha.value && alpha.value <= high, "{alpha:?}");
    let kappa = scale.region.kappa.unwrap();
    assert_eq!((kappa.units, kappa.pairs), (6, 24), "Anna beside each of four others, six times");
    let names: Vec<_> = scale.teams.iter().map(|it| it.name.as_str()).collect();
    assert!(names.is_sorted() && names.len() == 2, "{names:?}");
    let okt = scale.teams.iter().find(|it| it.team == team_id(OKT_NOORD)).unwrap();
    assert_eq!((okt.measured.alpha, okt.measured.kappa), (None, None), "a team of four");
    assert_eq!(
        read(&world.casework, &susan, None).await.unwrap(),
        found,
        "the same scores, the same interval"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn other_years_and_other_roles_see_none_of_it() {
    let world = World::new().await;
    scored(&world, &[[6, 3, 7, 4, 1, 3], [6, 4, 7, 4, 1, 3]]).await;
    let susan = world.caller(SUSAN).await;
    assert!(read(&world.casework, &susan, Some(2025)).await.unwrap().vignettes.is_empty());
    for persona in [ANNA, BILAL, VERA] {
        let caller = world.caller(persona).await;
        assert_eq!(read(&world.casework, &caller, None).await.unwrap_err().to_string(), "not found");
        let mut app = world.acting(&caller).await;
        let rows = "SELECT count(*) FROM guard.vignette_ratings('2020-01-01', '2030-01-01')";
        assert_eq!(app.line(rows).await, "0", "{}", persona.name);
    }
    let rows = "SELECT count(*) FROM guard.vignette_ratings('2020-01-01', '2030-01-01')";
    assert_eq!(world.acting(&susan).await.line(rows).await, "12");
}
