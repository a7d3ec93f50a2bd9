//! Noting and ending relationships.

use super::{file, words};
use crate::support::{ANNA, BILAL, Case, World, creation};
use access::Caller;
use casework::Refusal;
use casework::household::{self, RelateMembers, Related, Unrelate};
use domain::id::{PersonId, RelationshipId};
use domain::relationship::{RelationKind, RelationshipDraft};
use domain::version::Version;
use uuid::Uuid;

async fn family(world: &World) -> (Caller, Case) {
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_duo(&anna, &bilal).build().await;
    (anna, case)
}

/// What is filled in: who is what of whom.
fn of(from: PersonId, kind: RelationKind, to: PersonId) -> RelationshipDraft {
    RelationshipDraft { from: Some(from), to: Some(to), kind: Some(kind), ..RelationshipDraft::default() }
}

async fn relate(
    world: &World,
    caller: &Caller,
    case: &Case,
    (key, seen): (u32, i64),
    draft: RelationshipDraft,
) -> Result<Related, Refusal> {
    let command = RelateMembers { household: case.household.id, seen: Version(seen), draft };
    household::relate(&world.casework, caller, &creation(key), command).await
}

#[tokio::test]
async fn a_parent_is_noted_with_authority_and_shown_in_the_file() {
    let world = World::new().await;
    let (anna, case) = family(&world).await;
    let home = &case.household;
    let parent = RelationshipDraft {
        parental_authority: Some(true),
        ..of(home.mother, RelationKind::ParentOf, home.child)
    };
    let related = relate(&world, &anna, &case, (1, 1), parent).await.unwrap();
    assert_eq!(relate(&world, &anna, &case, (1, 1), parent).await.unwrap(), related, "the same create twice");
    let shown = file(&world, &anna, home.id).await.relationships;
    assert_eq!(shown.len(), 1);
    assert_eq!((shown[0].id, shown[0].value.parental_authority), (related.relationship, Some(true)));
    assert_eq!(
        world.audit().await[..3],
        [
            "anna edit_household done household",
            "anna edit_household done household: Mila",
            "anna edit_household done household: Sara",
        ]
    );
}

#[tokio::test]
async fn a_relationship_that_cannot_be_is_refused() {
    let world = World::new().await;
    let (anna, case) = family(&world).await;
    let home = &case.household;
    relate(&world, &anna, &case, (1, 1), of(home.mother, RelationKind::ParentOf, home.child)).await.unwrap();
    let stranger = PersonId(Uuid::from_u128(1));
    for (draft, faults) in [
        (of(home.mother, RelationKind::SiblingOf, home.mother), "to: same_person"),
        (of(home.mother, RelationKind::ParentOf, home.child), "to: duplicate"),
        (of(home.child, RelationKind::ParentOf, home.mother), "to: circular_parent, to: parent_not_older"),
        (of(home.mother, RelationKind::PartnerOf, stranger), "to: unknown_choice"),
        (
            RelationshipDraft {
                since: "2026-05-08".parse().ok(),
                parental_authority: Some(true),
                ..of(home.mother, RelationKind::ExPartnerOf, home.ex_partner)
            },
            "parentalAuthority: does_not_fit, since: in_the_future",
        ),
    ] {
        assert_eq!(words(relate(&world, &anna, &case, (2, 2), draft).await), faults);
    }
    let stale = of(home.mother, RelationKind::ExPartnerOf, home.ex_partner);
    assert_eq!(words(relate(&world, &anna, &case, (2, 1), stale).await), "changed in the meantime");
    assert_eq!(world.count("relationships").await, 1);
}

#[tokio::test]
async fn a_circle_of_parents_is_seen_through_another_household() {
    let world = World::new().await;
    let (anna, case) = family(&world).await;
    let home = &case.household;
    world.build("UPDATE persons SET birth = '', born_from = NULL, born_until = NULL").await;
    relate(&world, &anna, &case, (1, 1), of(home.mother, RelationKind::ParentOf, home.child)).await.unwrap();
    let split = household::SplitHousehold {
        household: home.id,
        seen: Version(2),
        leaving: vec![home.mother, home.child],
        on: None,
        reason: Some(domain::household::LeaveReason::MovedOut),
        area: None,
    };
    let made = household::split(&world.casework, &anna, &creation(2), split).await.unwrap();
    let other = world.household_of(anna.user).await;
    let joining = household::JoinHousehold {
        household: other.id,
        seen: Version(1),
        member: super::known(home.child, domain::household::MemberRole::Child),
    };
    household::join(&world.casework, &anna, &creation(3), joining).await.unwrap();
    let joining = household::JoinHousehold {
        household: other.id,
        seen: Version(2),
        member: super::known(home.mother, domain::household::MemberRole::Adult),
    };
    household::join(&world.casework, &anna, &creation(4), joining).await.unwrap();
    assert_ne!(made.household, other.id);
    let command = RelateMembers {
        household: other.id,
        seen: Version(3),
        draft: of(home.child, RelationKind::ParentOf, home.mother),
    };
    let done = household::relate(&world.casework, &anna, &creation(5), command).await;
    assert_eq!(words(done), "to: circular_parent");
}

#[tokio::test]
async fn a_relationship_ends_once_and_stays_in_the_file() {
    let world = World::new().await;
    let (anna, case) = family(&world).await;
    let home = &case.household;
    let since = RelationshipDraft {
        since: "2015-01-01".parse().ok(),
        ..of(home.mother, RelationKind::PartnerOf, home.ex_partner)
    };
    let related = relate(&world, &anna, &case, (1, 1), since).await.unwrap();
    let end = |seen, until: &str| Unrelate {
        household: home.id,
        relationship: related.relationship,
        seen: Version(seen),
        until: until.parse().ok(),
    };
    let casework = &world.casework;
    let early = household::unrelate(casework, &anna, end(2, "2014-12-31")).await;
    assert_eq!(words(early), "until: end_before_start");
    let stale = household::unrelate(casework, &anna, end(1, "2024-01-01")).await;
    assert_eq!(words(stale), "changed in the meantime");
    assert_eq!(household::unrelate(casework, &anna, end(2, "2024-01-01")).await.unwrap(), Version(3));
    let again = household::unrelate(casework, &anna, end(3, "2025-01-01")).await;
    assert_eq!(words(again), "until: duplicate");
    let unknown = Unrelate { relationship: RelationshipId(Uuid::from_u128(1)), ..end(3, "2025-01-01") };
    assert_eq!(words(household::unrelate(casework, &anna, unknown).await), "not found");
    let shown = file(&world, &anna, home.id).await.relationships;
    assert_eq!(shown[0].value.until, "2024-01-01".parse().ok());
}
