//! Telling when each member was last seen.

use super::{case_of_anna_and_bilal, seen, seen_alone, visit};
use crate::support::{Case, WES, World, world::creation};
use access::Caller;
use casework::contact::{CorrectContact, LogContact, correct, last_seen, log};
use chrono::Duration;
use domain::contact::{Compartment, ContactKind, PersonPresence};

fn entry(world: &World, case: &Case, days_ago: i64, presences: Vec<PersonPresence>) -> LogContact {
    let mut wanted = visit(world, case);
    wanted.entry.happened_at = Some(world.now() - Duration::days(days_ago));
    wanted.entry.compartment = Some(Compartment::Shared);
    wanted.entry.presences = presences;
    wanted
}

/// Given name, days since seen and days since seen alone, and `!` for a child that nobody ever saw alone.
async fn told(world: &World, case: &Case, by: &Caller) -> Vec<String> {
    let days = |at: Option<chrono::DateTime<chrono::Utc>>| {
        at.map_or_else(|| "never".to_owned(), |at| (world.now() - at).num_days().to_string())
    };
    let members = last_seen(&world.casework, by, case.id).await.unwrap();
    members
        .iter()
        .map(|it| {
            let mark = if it.is_child_never_seen_alone() { " !" } else { "" };
            format!("{} {} {}{mark}", it.name, days(it.seen_at), days(it.seen_alone_at))
        })
        .collect()
}

#[tokio::test]
async fn the_last_time_counts_and_a_child_that_nobody_saw_alone_stands_out() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let (mother, child) = (case.household.mother, case.household.child);
    log(&world.casework, &anna, &creation(1), entry(&world, &case, 9, vec![seen_alone(mother)]))
        .await
        .unwrap();
    let together = entry(&world, &case, 4, vec![seen(mother), seen(child)]);
    log(&world.casework, &anna, &creation(2), together).await.unwrap();
    assert_eq!(
        told(&world, &case, &anna).await,
        ["Tom Kramer never never", "Sara Blom 4 9", "Mila Blom 4 never !"]
    );

    log(&world.casework, &anna, &creation(3), entry(&world, &case, 2, vec![seen_alone(child)]))
        .await
        .unwrap();
    assert_eq!(
        told(&world, &case, &anna).await,
        ["Tom Kramer never never", "Sara Blom 4 9", "Mila Blom 2 2"]
    );
}

#[tokio::test]
async fn what_was_corrected_no_longer_counts_also_when_the_visit_was_a_call() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let wrong = entry(&world, &case, 1, vec![seen(case.household.child)]);
    let target = log(&world.casework, &anna, &creation(1), wrong).await.unwrap().contact;

    let mut right = entry(&world, &case, 1, Vec::new()).entry;
    right.kind = Some(ContactKind::Call);
    let wanted = CorrectContact { case: case.id, target, entry: right };
    correct(&world.casework, &anna, &creation(2), wanted).await.unwrap();

    assert!(told(&world, &case, &anna).await.contains(&"Mila Blom never never !".to_owned()));
}

#[tokio::test]
async fn only_what_the_caller_may_see_of_the_log_counts() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;
    let mut inside = entry(&world, &case, 1, vec![seen_alone(case.household.child)]);
    inside.entry.compartment = Some(Compartment::OwnOrganisation);
    log(&world.casework, &anna, &creation(1), inside).await.unwrap();

    assert!(told(&world, &case, &anna).await.contains(&"Mila Blom 1 1".to_owned()));
    assert!(told(&world, &case, &bilal).await.contains(&"Mila Blom never never !".to_owned()));
}

#[tokio::test]
async fn everybody_who_is_shown_is_recorded_and_a_stranger_learns_nothing() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;

    last_seen(&world.casework, &anna, case.id).await.unwrap();
    let wes = world.caller(WES).await;
    let refusal = last_seen(&world.casework, &wes, case.id).await.unwrap_err();

    assert_eq!(refusal.to_string(), "not found");
    assert_eq!(
        world.audit().await,
        [
            "anna read_case done case",
            "anna read_case done case: Mila",
            "anna read_case done case: Sara",
            "anna read_case done case: Tom",
            "wes read_case hidden case",
        ]
    );
}
