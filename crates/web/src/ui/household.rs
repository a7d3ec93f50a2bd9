//! A household on pages: registering it, its file, and every change of who belongs to it and how. What the forms of
//! one household have in common is here. Who may do what is never decided here.

pub mod end_relationship;
pub mod join;
pub mod leave;
pub mod member;
pub mod open_case;
pub mod register;
pub mod relate;
pub mod relations;
pub mod show;
pub mod split;

use casework::household::{HouseholdFile, read};
use domain::id::{HouseholdId, MemberId, PersonId};

use super::choosing::Answers;
use super::here::Here;
use super::words::names;
use crate::shared::problem::Problem;

/// The page of a household.
pub fn path(household: HouseholdId) -> String {
    format!("/households/{household}")
}

async fn file(here: &Here, household: HouseholdId) -> Result<HouseholdFile, Problem> {
    Ok(read(&here.casework, &here.caller, household).await?)
}

/// What somebody of this household is called, now or before.
fn name_of(file: &HouseholdFile, person: PersonId) -> String {
    let now = file.members.iter().find(|it| it.person.person == person).map(|it| &it.person.name);
    let before = || file.former.iter().find(|it| it.person == person).map(|it| &it.name);
    now.or_else(before).map_or_else(|| "Iemand".to_owned(), names::full)
}

/// The person behind a stay, also when it has ended.
fn person_in(file: &HouseholdFile, member: MemberId) -> Result<PersonId, Problem> {
    let now = file.members.iter().find(|it| it.member == member).map(|it| it.person.person);
    let before = || file.former.iter().find(|it| it.member == member).map(|it| it.person);
    now.or_else(before).ok_or(Problem::not_found())
}

/// Everybody who belongs to the household, as answers to a question.
fn people(file: &HouseholdFile) -> Answers {
    Answers::of(file.members.iter().map(|it| (it.person.person.to_string(), names::full(&it.person.name))))
}
