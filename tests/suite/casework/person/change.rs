//! Changing what is known of a person.

use super::super::household::{file, named, new, registered, somebody, words};
use crate::support::{ANNA, BILAL, BV_NOORD, SUSAN, WES, World};
use access::Caller;
use casework::person::{self, ChangePerson, Patch};
use domain::household::MemberRole;
use domain::id::{HouseholdId, PersonId};
use domain::person::PersonDraft;
use domain::version::Version;

/// What is filled in when nothing changes.
pub(crate) fn same(person: PersonId, seen: i64) -> ChangePerson {
    ChangePerson {
        person,
        seen: Version(seen),
        given_name: Patch::Keep,
        infix: Patch::Keep,
        family_name: Patch::Keep,
        birth_date: Patch::Keep,
        expected_date: Patch::Keep,
        bsn: Patch::Keep,
        pronouns: Patch::Keep,
        died_on: Patch::Keep,
        address_shielded: Patch::Keep,
    }
}

fn set(text: &str) -> Patch<String> {
    Patch::Set(text.to_owned())
}

async fn sara(world: &World) -> (Caller, HouseholdId, PersonId) {
    let sara = PersonDraft { bsn: Some("111222333".to_owned()), ..somebody("Sara", "Blom", "1991-02-11") };
    let home = registered(world, 1, vec![new(sara, MemberRole::Adult)]).await;
    let bilal = world.caller(BILAL).await;
    let person = named(&file(world, &bilal, home).await, "Sara");
    (bilal, home, person)
}

#[tokio::test]
async fn only_what_is_named_changes() {
    let world = World::new().await;
    let (bilal, _, sara) = sara(&world).await;
    let change = ChangePerson { infix: set("van den"), family_name: set("Berg"), ..same(sara, 1) };
    assert_eq!(person::change(&world.casework, &bilal, change).await.unwrap(), Version(2));
    let found = person::read(&world.casework, &bilal, sara).await.unwrap().person;
    assert_eq!((found.name.display().as_str(), found.version), ("Sara van den Berg", Version(2)));
    assert_eq!(found.masked_bsn.as_deref(), Some("••••••333"));

    let number = ChangePerson { bsn: set("123456782"), address_shielded: Patch::Set(true), ..same(sara, 2) };
    person::change(&world.casework, &bilal, number).await.unwrap();
    let found = person::read(&world.casework, &bilal, sara).await.unwrap().person;
    assert_eq!((found.masked_bsn.as_deref(), found.address_shielded), (Some("••••••782"), true));
    let clear = ChangePerson { bsn: Patch::Clear, given_name: Patch::Clear, ..same(sara, 3) };
    person::change(&world.casework, &bilal, clear).await.unwrap();
    let found = person::read(&world.casework, &bilal, sara).await.unwrap().person;
    assert_eq!((found.masked_bsn, found.name.display().as_str()), (None, "van den Berg"));
    let changes = world.audit().await.iter().filter(|it| it.starts_with("bilal edit_household done")).count();
    assert_eq!(changes, 6, "a row for each act and one for the person in it");
}

#[tokio::test]
async fn all_that_is_wrong_is_told_at_once() {
    let world = World::new().await;
    let (bilal, _, sara) = sara(&world).await;
    let wrong = ChangePerson {
        family_name: Patch::Clear,
        given_name: set("a\u{202e}b"),
        bsn: set("123456789"),
        died_on: Patch::Set("2026-05-08".parse().unwrap()),
        ..same(sara, 1)
    };
    let refused = person::change(&world.casework, &bilal, wrong).await;
    assert_eq!(
        words(refused),
        "givenName: control_character, familyName: missing, bsn: not_a_bsn, diedOn: in_the_future"
    );
    let early = ChangePerson { died_on: Patch::Set("1991-02-10".parse().unwrap()), ..same(sara, 1) };
    assert_eq!(words(person::change(&world.casework, &bilal, early).await), "diedOn: before_birth");
    let unborn = ChangePerson { birth_date: Patch::Clear, expected_date: set("2026-08-01"), ..same(sara, 1) };
    assert_eq!(words(person::change(&world.casework, &bilal, unborn).await), "expectedDate: does_not_fit");
}

#[tokio::test]
async fn a_child_is_born_after_the_expected_day_has_passed() {
    let world = World::new().await;
    let unborn = PersonDraft {
        birth_date: None,
        expected_date: Some("2026-05-15".to_owned()),
        ..somebody("Sam", "Blom", "")
    };
    let home = registered(&world, 1, vec![new(unborn, MemberRole::UnbornChild)]).await;
    let bilal = world.caller(BILAL).await;
    let sam = named(&file(&world, &bilal, home).await, "Sam");
    world.clock.forward(chrono::Duration::days(10));
    let renamed = ChangePerson { given_name: set("Samira"), ..same(sam, 1) };
    person::change(&world.casework, &bilal, renamed).await.unwrap();
    let born = ChangePerson { birth_date: set("2026-05-16"), ..same(sam, 2) };
    person::change(&world.casework, &bilal, born).await.unwrap();
    let member = &file(&world, &bilal, home).await.members[0];
    assert_eq!((member.role, member.person.birth.to_text().as_str()), (MemberRole::Child, "2026-05-16"));
    assert!(member.person.age.is_some_and(|age| age.years == 0));
}

#[tokio::test]
async fn of_two_changes_at_once_one_wins() {
    let world = World::new().await;
    let (bilal, _, sara) = sara(&world).await;
    let change = |name| {
        person::change(&world.casework, &bilal, ChangePerson { given_name: set(name), ..same(sara, 1) })
    };
    let (one, two) = tokio::join!(change("Sarah"), change("Zara"));
    let mut ends = [words(one), words(two)];
    ends.sort();
    assert_eq!(ends, ["changed in the meantime", "done"]);
}

#[tokio::test]
async fn a_person_is_changed_only_by_who_works_with_the_household() {
    let world = World::new().await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).build().await;
    let mila = case.household.child;
    let change = || ChangePerson { given_name: set("Milou"), ..same(mila, 1) };
    let (susan, wes) = (world.caller(SUSAN).await, world.caller(WES).await);
    assert!(person::read(&world.casework, &susan, mila).await.is_ok());
    let seen = person::change(&world.casework, &susan, change()).await;
    assert_eq!(words(seen), "edit_household is not allowed");
    assert_eq!(words(person::change(&world.casework, &wes, change()).await), "not found");
    assert_eq!(words(person::read(&world.casework, &wes, mila).await), "not found");
    assert_eq!(
        world.audit().await,
        [
            "susan read_household done household",
            "susan read_household done household: Mila",
            "susan edit_household lacks person",
            "susan edit_household lacks person: Mila",
            "wes edit_household hidden person",
            "wes edit_household hidden person: Mila",
            "wes read_household hidden person",
            "wes read_household hidden person: Mila",
        ]
    );
}
