//! Terms in notices and calendars: the duo hears once that one comes near and once that it is over, and what it is about
//! is told nowhere.

use super::Office;
use crate::support::{ANNA, World};
use ::casework::Ids;
use ::casework::calendar::{DueKind, make, read};
use ::casework::ports::SystemIds;
use chrono::{Days, Duration, NaiveDate};
use domain::term::TermKind;
use uuid::Uuid;

/// A term of the case of the office that ends at the end of so many days from now.
async fn term(office: &Office, days: u64) -> (Uuid, NaiveDate) {
    let (id, anna, now) = (SystemIds.random(), office.world.caller(ANNA).await, office.world.now());
    let due = now.date_naive() + Days::new(days);
    let past = due + Days::new(1);
    office
        .world
        .build(&format!(
            "INSERT INTO terms (id, case_id, kind, defined_from, origin_id, started_at, due_on, due_at, recorded_by, \
               membership_id, recorded_at) VALUES ('{id}', '{}', 'plan_review', '2019-01-01', gen_random_uuid(), \
               '{now}', '{due}', '{past}'::timestamp AT TIME ZONE 'Europe/Amsterdam', '{}', '{}', '{now}')",
            office.case.id, anna.user, anna.membership
        ))
        .await;
    (id, due)
}

/// What was told of terms, in the order of telling: `term_near anna`.
async fn told(world: &World) -> Vec<String> {
    let query = "SELECT n.kind || ' ' || u.name FROM notices n JOIN users u ON u.id = n.user_id \
                 WHERE n.kind LIKE 'term%' ORDER BY n.told_at, u.name";
    world.lines(query).await
}

#[tokio::test]
async fn a_term_is_told_of_once_when_it_comes_near_and_once_when_it_is_over() {
    let office = Office::new().await;
    term(&office, 4).await;
    let mut counts = Vec::new();
    for _ in 0..9 {
        office.works().await;
        counts.push(told(&office.world).await.len());
        office.world.clock.forward(Duration::days(1));
    }
    assert_eq!(counts, [0, 0, 2, 2, 2, 4, 4, 4, 4], "two days before its last day, and the day after");
    let expected = ["term_near anna", "term_near bilal", "term_over anna", "term_over bilal"];
    assert_eq!(told(&office.world).await, expected);
}

#[tokio::test]
async fn a_term_that_was_met_or_stands_still_is_told_of_to_nobody() {
    let office = Office::new().await;
    let anna = office.world.caller(ANNA).await;
    for (step, state) in [("met", "met"), ("suspended", "suspended")] {
        let (id, _) = term(&office, 1).await;
        office
            .world
            .build(&format!(
                "INSERT INTO term_steps (term_id, step, kind, reason, happened_at, taken_by, membership_id, taken_at) \
                 VALUES ('{id}', 1, '{step}', 'Gedaan', '{now}', '{}', '{}', '{now}')",
                anna.user,
                anna.membership,
                now = office.world.now()
            ))
            .await;
        let stands = office.world.lines(&format!("SELECT state FROM terms WHERE id = '{id}'")).await;
        assert_eq!(stands, [state]);
    }
    office.works().await;
    assert_eq!(told(&office.world).await, [""; 0]);
    let mut acting = office.world.acting(&anna).await;
    term(&office, 1).await;
    let asked = acting.line("SELECT count(*) FROM guard.terms_to_tell('2030-01-01', 10)").await;
    assert_eq!(asked, "0", "for the worker only");
}

#[tokio::test]
async fn a_term_that_runs_stands_in_the_calendar_of_the_duo() {
    let office = Office::new().await;
    let (id, due) = term(&office, 4).await;
    let anna = office.world.caller(ANNA).await;
    let secret = make(&office.world.casework, &anna).await.unwrap();
    let lines = read(&office.world.casework, secret.reveal()).await.unwrap();
    let seen: Vec<_> = lines.iter().map(|it| (it.id, it.on, it.kind, it.case)).collect();
    assert_eq!(seen, [(id, due, DueKind::Term(TermKind::PlanReview), office.case.id)]);
    assert_eq!(lines[0].code, office.code().await);
}
