//! Who sees figures, and that looking is recorded.

use crate::support::*;
use casework::figures::read;

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_see_figures_is_told_that_there_are_none() {
    let world = World::new().await;
    for persona in [ANNA, BILAL, VERA, BEA] {
        let refused = read(&world.casework, &world.caller(persona).await, Some(2022)).await;
        assert!(matches!(refused, Err(casework::Refusal::NotFound { .. })), "{}", persona.name);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn looking_at_figures_is_recorded_and_shows_nobody() {
    let world = World::new().await;
    for persona in [SUSAN, LEA] {
        let before = world.audit().await.len();
        let found = read(&world.casework, &world.caller(persona).await, None).await.unwrap();
        assert_eq!(found.year, 2022);
        let seen = world.audit().await.split_off(before);
        assert_eq!(seen, [format!("{} read_figures done desk", persona.name)]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_counts_for_nobody_else() {
    let world = World::new().await;
    let case = world.case().build().await;
    world.report_on(&case.household).await;
    for (persona, expected) in [(SUSAN, "1"), (LEA, "1"), (ANNA, "∅"), (VERA, "∅"), (BEA, "∅")] {
        let caller = world.caller(persona).await;
        let mut console = world.acting(&caller).await;
        let count = "SELECT guard.count_reports(NULL, '2020-01-01', '2030-01-01')";
        assert_eq!(console.line(count).await, expected, "{}", persona.name);
        console.run("ROLLBACK").await;
    }
}
