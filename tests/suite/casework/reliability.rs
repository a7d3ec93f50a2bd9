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

/// A closed round about each row: what each of the raters gave.
async fn rounds(world: &World, raters: &[access::Caller], rows: &[[i64; 5]]) {
    for row in rows {
        let case = world.case().with_duo(&raters[0], &raters[1]).with_team(BV_NOORD).build().await;
        let (by, membership, at) = (raters[0].user, raters[0].membership, world.now());
        let mut sql = format!(
            "WITH round AS (INSERT INTO scoring_rounds (id, case_id, phase, scale_version, waiting, opened_by, opened_as, \
               opened_at, closed_at, closed_by, closed_as, closed_how) \
               VALUES (gen_random_uuid(), '{}', 'direct', 1, 0, '{by}', '{membership}', '{at}', '{at}', '{by}', \
               '{membership}', 'all_answered') RETURNING id, case_id) \
             INSERT INTO safety_scores (id, case_id, round_id, value, scale_version, rater_user_id, phase, scored_at, \
               entered_by, membership_id, organisation_id, entered_at) \
             SELECT gen_random_uuid(), r.case_id, r.id, v.value, 1, v.rater::uuid, 'direct', '{at}', v.rater::uuid, \
               v.membership::uuid, v.organisation::uuid, '{at}' FROM round r, (VALUES ",
            case.id
        );
        let rows = raters.iter().zip(row).map(|(who, value)| {
            format!("({value}, '{}', '{}', '{}')", who.user, who.membership, who.organisation)
        });
        sql += &rows.collect::<Vec<_>>().join(", ");
        world.build(&(sql + ") AS v (value, rater, membership, organisation)")).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn closed_rounds_count_for_each_team_that_takes_part_and_open_ones_for_none() {
    let world = World::new().await;
    let susan = world.caller(SUSAN).await;
    let mut raters = vec![world.caller(ANNA).await];
    for number in 0..4 {
        raters.push(world.caller(one_of_many(number)).await);
    }
    let rows = [
        [6, 6, 6, 5, 6],
        [3, 3, 4, 3, 3],
        [8, 7, 8, 8, 8],
        [1, 1, 1, 2, 1],
        [5, 5, 5, 5, 5],
        [9, 9, 9, 9, 8],
        [2, 2, 3, 2, 2],
    ];
    rounds(&world, &raters, &rows).await;
    world
        .build(
            "UPDATE scoring_rounds SET closed_at = NULL, closed_by = NULL, closed_as = NULL, closed_how = NULL, \
             waiting = 1 WHERE id = (SELECT max(id::text)::uuid FROM scoring_rounds)",
        )
        .await;
    let found = read(&world.casework, &susan, None).await.unwrap();
    let scale = &found.rounds[0];
    let alpha = scale.region.alpha.unwrap();
    assert_eq!((alpha.units, alpha.raters), (6, 5), "one of seven is open");
    let team = scale.teams.iter().find(|it| it.team == team_id(BV_NOORD)).unwrap();
    assert_eq!(team.measured, scale.region, "this team takes part in all of them");
    assert!(alpha.value > 0.9 && scale.region.kappa.unwrap().pairs == 24);
    let seen = world.audit().await;
    assert!(!seen.iter().any(|it| it.starts_with("susan") && it.contains(':')), "{seen:?}");
}
