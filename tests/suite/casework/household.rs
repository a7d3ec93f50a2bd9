//! Households: what the tests of the steps share.

mod change_of_members;
mod read;
mod register;
mod relationships;
mod split;

use crate::support::{BILAL, World, creation};
use access::Caller;
use casework::Refusal;
use casework::household::{self, MemberDraft, RegisterHousehold, Whom};
use casework::reference::area_id;
use domain::household::MemberRole;
use domain::id::{HouseholdId, PersonId};
use domain::person::PersonDraft;
use store::household::HouseholdFile;

/// Somebody with a name and a birth date.
pub(crate) fn somebody(given: &str, family: &str, born: &str) -> PersonDraft {
    PersonDraft {
        given_name: Some(given.to_owned()),
        family_name: Some(family.to_owned()),
        birth_date: Some(born.to_owned()),
        ..PersonDraft::default()
    }
}

/// A new person who lives in the household from today.
pub(crate) fn new(person: PersonDraft, role: MemberRole) -> MemberDraft {
    MemberDraft { who: Whom::New(person), role: Some(role), lives_here: Some(true), from: None }
}

/// Somebody who is known already and lives in the household from today.
pub(crate) fn known(person: PersonId, role: MemberRole) -> MemberDraft {
    MemberDraft { who: Whom::Known(person), role: Some(role), lives_here: Some(true), from: None }
}

/// What is filled in to register these people in Noord.
pub(crate) fn in_noord(members: Vec<MemberDraft>) -> RegisterHousehold {
    RegisterHousehold { desk: None, area: Some(area_id("amsterdam-noord")), members }
}

/// A household of these people that Bilal registered; every one has another key.
pub(crate) async fn registered(world: &World, key: u32, members: Vec<MemberDraft>) -> HouseholdId {
    let bilal = world.caller(BILAL).await;
    household::register(&world.casework, &bilal, &creation(key), in_noord(members)).await.unwrap()
}

/// The file as somebody sees it.
pub(crate) async fn file(world: &World, caller: &Caller, id: HouseholdId) -> HouseholdFile {
    household::read(&world.casework, caller, id).await.unwrap()
}

/// The member with this given name.
pub(crate) fn named(file: &HouseholdFile, given: &str) -> PersonId {
    let is_named = |it: &&store::household::MemberFile| {
        it.person.name.given.as_ref().is_some_and(|name| name.as_str() == given)
    };
    file.members.iter().find(is_named).unwrap().person.person
}

/// How a step was refused, in its own words.
pub(crate) fn words<T>(done: Result<T, Refusal>) -> String {
    match done {
        Ok(_) => "done".to_owned(),
        Err(refusal) => refusal.to_string(),
    }
}
