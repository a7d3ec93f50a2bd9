//! Everything seen is recorded: no answer holds a name without a row for that person, and a refusal leaves one.

use super::*;
use crate::store::audit_away::KILLED;

const PEOPLE: [&str; 3] = ["Mila", "Sara", "Tom"];

#[tokio::test(flavor = "multi_thread")]
async fn no_name_is_shown_without_a_row_for_that_person() {
    let town = Town::new().await;
    let mut shown = 0;
    for persona in [ANNA, BILAL, SUSAN, VERA, LEA] {
        let visitor = Visitor::of(&town.site, persona).await;
        for route in routes_behind_the_door().into_iter().filter(|it| it.method == Method::GET) {
            let before = town.site.world.audit().await.len();
            let answer = town.call(&visitor, &route).await;
            let called = format!("GET {} as {}: {}", route.path, persona.name, answer.status());
            assert!(answer.status().as_u16() < 500, "{called}");
            let text = answer.text().await.unwrap();
            let rows = town.site.world.audit().await.split_off(before);
            for name in PEOPLE.iter().filter(|name| text.contains(*name)) {
                shown += 1;
                assert!(
                    rows.iter().any(|row| row.ends_with(&format!(": {name}"))),
                    "{name} unseen in {called}: {rows:?}"
                );
            }
        }
    }
    assert!(shown > 20, "the visitors were shown only {shown} names");
}

/// The process of PostgreSQL that has just read about people ends before it could record that.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_read_but_not_recorded_stays_here() {
    let town = Town::new().await;
    let mut visitors = Vec::new();
    for persona in [ANNA, VERA] {
        visitors.push((persona.name, Visitor::of(&town.site, persona).await));
    }
    let mut shown = Vec::new();
    for (name, visitor) in &visitors {
        for route in routes_behind_the_door().into_iter().filter(|it| it.method == Method::GET) {
            let text = town.call(visitor, &route).await.text().await.unwrap();
            if PEOPLE.iter().any(|person| text.contains(person)) {
                shown.push((*name, visitor, route));
            }
        }
    }
    assert!(shown.len() > 10, "the visitors were shown people only {} times", shown.len());
    town.site.world.database.owner().await.run(KILLED).await;
    for (name, visitor, route) in shown {
        let answer = town.call(visitor, &route).await;
        let called = format!("GET {} as {name}", route.path);
        assert_eq!(answer.status(), 503, "{called}");
        assert!(answer.headers().contains_key("retry-after"), "{called}");
        let text = answer.text().await.unwrap();
        for person in PEOPLE.iter().chain(&["Blom", "Kramer"]) {
            assert!(!text.contains(person), "{person} in {called}: {text}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_leaves_a_row() {
    let town = Town::new().await;
    let wes = Visitor::of(&town.site, WES).await;
    for route in routes_behind_the_door().into_iter().filter(|it| it.path.contains("{caseId}")) {
        let before = town.site.world.audit().await.len();
        town.call(&wes, &route).await;
        let rows = town.site.world.audit().await.split_off(before);
        assert!(rows.iter().any(|row| row.contains(" hidden ")), "{} {}: {rows:?}", route.method, route.path);
    }
}
