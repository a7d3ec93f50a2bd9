//! Splitting a household.

use super::{file, words};
use crate::support::{ANNA, BILAL, Case, World, creation};
use access::Caller;
use casework::household::{self, RelateMembers, SplitHousehold};
use domain::household::LeaveReason;
use domain::id::PersonId;
use domain::relationship::{RelationKind, RelationshipDraft};
use domain::version::Version;
use uuid::Uuid;

async fn family(world: &World) -> (Caller, Case) {
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_duo(&anna, &bilal).build().await;
    let home = &case.household;
    for (number, to, kind) in
        [(1, home.child, RelationKind::ParentOf), (2, home.ex_partner, RelationKind::ExPartnerOf)]
    {
        let draft = RelationshipDraft {
            from: Some(home.mother),
            to: Some(to),
            kind: Some(kind),
            ..RelationshipDraft::default()
        };
        let command = RelateMembers { household: home.id, seen: Version(i64::from(number)), draft };
        household::relate(&world.casework, &anna, &creation(number), command).await.unwrap();
    }
    (anna, case)
}

fn split(case: &Case, leaving: Vec<PersonId>) -> SplitHousehold {
    SplitHousehold {
        household: case.household.id,
        seen: Version(3),
        leaving,
        on: None,
        reason: Some(LeaveReason::Separated),
        area: None,
    }
}

#[tokio::test]
async fn a_mother_leaves_with_her_child_and_their_relationship_goes_along() {
    let world = World::new().await;
    let (anna, case) = family(&world).await;
    let home = &case.household;
    let command = split(&case, vec![home.mother, home.child]);
    let made = household::split(&world.casework, &anna, &creation(9), command.clone()).await.unwrap();
    assert_eq!(made.version, Version(4));
    let again = household::split(&world.casework, &anna, &creation(9), command).await.unwrap();
    assert_eq!(again, made, "the same create twice");

    let new = file(&world, &anna, made.household).await;
    assert_eq!((new.members.len(), new.former.len(), new.relationships.len()), (2, 0, 1));
    assert_eq!(new.relationships[0].value.kind, RelationKind::ParentOf);
    let old = file(&world, &anna, home.id).await;
    assert_eq!((old.members.len(), old.former.len(), old.relationships.len()), (1, 2, 2));
    let bilal = world.caller(BILAL).await;
    let elsewhere = household::read(&world.casework, &bilal, made.household).await;
    assert_eq!(words(elsewhere), "not found", "the new household is a household of its own");
    let shown = world.audit().await;
    let both: Vec<_> = shown.iter().skip(6).take(6).map(String::as_str).collect();
    assert_eq!(
        both,
        [
            "anna edit_household done household",
            "anna edit_household done household: Mila",
            "anna edit_household done household: Sara",
            "anna edit_household done household",
            "anna edit_household done household: Mila",
            "anna edit_household done household: Sara",
        ],
        "in the old household and in the new one"
    );
}

#[tokio::test]
async fn a_split_needs_somebody_who_goes_and_somebody_who_stays() {
    let world = World::new().await;
    let (anna, case) = family(&world).await;
    let home = &case.household;
    let everybody = vec![home.mother, home.child, home.ex_partner];
    let stranger = vec![PersonId(Uuid::from_u128(1))];
    for (leaving, rule) in [
        (Vec::new(), "rule nobody_leaves"),
        (everybody, "rule nobody_stays"),
        (stranger, "rule not_a_member"),
    ] {
        let done = household::split(&world.casework, &anna, &creation(9), split(&case, leaving)).await;
        assert_eq!(words(done), rule);
    }
    world.build(&format!("UPDATE persons SET died_on = '2026-05-01' WHERE id = '{}'", home.mother)).await;
    let dead = household::split(&world.casework, &anna, &creation(9), split(&case, vec![home.mother])).await;
    assert_eq!(words(dead), "rule deceased_cannot_move");
    let mute = SplitHousehold { reason: None, ..split(&case, vec![home.child]) };
    assert_eq!(words(household::split(&world.casework, &anna, &creation(9), mute).await), "reason: missing");
    let stale = SplitHousehold { seen: Version(1), ..split(&case, vec![home.child]) };
    let stale = household::split(&world.casework, &anna, &creation(9), stale).await;
    assert_eq!(words(stale), "changed in the meantime");
    assert_eq!(world.count("households").await, 1, "nothing of a refused split remains");
}
