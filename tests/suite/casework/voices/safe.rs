//! How people are reached safely, and what lies on the table in a visit.

use super::case_with_two_sides;
use crate::support::{Case, SUSAN, World, world::creation};
use ::casework::safe_contact::{NoteSafeContact, list, note};
use ::casework::visit::visit;
use chrono::Duration;
use domain::id::PersonId;
use domain::reach::{Channel, SafeContactDraft};

fn way(case: &Case, person: PersonId, reach: &str) -> NoteSafeContact {
    NoteSafeContact {
        case: case.id,
        way: SafeContactDraft {
            person: Some(person),
            channel: Some(Channel::Phone),
            reach: Some(reach.to_owned()),
            ..SafeContactDraft::default()
        },
    }
}

#[tokio::test]
async fn the_last_safe_way_holds_and_is_a_confidence() {
    let world = World::new().await;
    let (case, anna, fem) = case_with_two_sides(&world).await;
    let (mother, tom) = (case.household.mother, case.household.ex_partner);
    for (key, person, reach) in [(1, mother, "oud"), (2, mother, "nieuw"), (3, tom, "van hem")] {
        world.clock.forward(Duration::seconds(1));
        note(&world.casework, &anna, &creation(key), way(&case, person, reach)).await.unwrap();
    }
    let reached = async |caller| {
        let ways = list(&world.casework, caller, case.id).await.unwrap();
        let mut reached: Vec<_> = ways.into_iter().filter_map(|it| it.reach).collect();
        reached.sort();
        reached
    };
    assert_eq!(reached(&anna).await, ["nieuw", "van hem"]);
    assert_eq!(reached(&fem).await, ["van hem"]);
    assert_eq!(world.count("safe_contacts").await, 3);
    let audit = world.audit().await;
    assert!(audit.contains(&"anna note_safe_contact done case: Sara".to_owned()), "{audit:?}");

    let susan = world.caller(SUSAN).await;
    let refused = note(&world.casework, &susan, &creation(4), way(&case, tom, "x")).await.unwrap_err();
    assert_eq!(refused.to_string(), "note_safe_contact is not allowed");
    let elsewhere = world.household().await;
    let refused = note(&world.casework, &anna, &creation(5), way(&case, elsewhere.mother, "")).await;
    assert_eq!(refused.unwrap_err().to_string(), "person: unknown_choice, reach: missing");
}

#[tokio::test]
async fn a_visit_reads_and_records_one_person() {
    let world = World::new().await;
    let (case, anna, _) = case_with_two_sides(&world).await;
    let tom = case.household.ex_partner;
    note(&world.casework, &anna, &creation(1), way(&case, case.household.mother, "van haar")).await.unwrap();
    let before = world.audit().await.len();

    let seen = visit(&world.casework, &anna, case.id, tom).await.unwrap();
    assert_eq!((seen.met.in_front.name.as_str(), seen.met.safe_contact), ("Tom Kramer", None));
    let rows = world.audit().await.split_off(before);
    assert_eq!(rows, ["anna read_case done case", "anna read_case done case: Tom"]);

    let elsewhere = world.household().await;
    let refused = visit(&world.casework, &anna, case.id, elsewhere.mother).await.unwrap_err();
    assert_eq!(refused.to_string(), "not found");
}
