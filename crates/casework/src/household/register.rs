//! Registering a household with the people in it, at a desk of one's own team.

use super::member::{self, MemberDraft};
use crate::desk::ask_at_desk;
use crate::{Casework, Creation, Refusal};
use access::{Caller, Permit, may};
use domain::birth::BirthDate;
use domain::fault::{FaultCode, Faults};
use domain::id::{AreaId, HouseholdId, TeamId};
use domain::person::Person;
use store::Tx;
use store::household::{self, Joining, NewHousehold};

/// What is filled in. Fields in faults: `area`, `members`, and `members.0.…` for each member.
#[derive(Debug, Clone)]
pub struct RegisterHousehold {
    /// The team at whose desk it is done; nothing for the caller's first one.
    pub desk: Option<TeamId>,
    /// Municipality or district.
    pub area: Option<AreaId>,
    pub members: Vec<MemberDraft>,
}

/// Members in one household, at most.
pub const MOST_MEMBERS: usize = 30;

/// Registers a household.
///
/// # Errors
/// [`Refusal::Invalid`] with every field that is wrong; [`Refusal::NotFound`] when the desk is not for the caller.
pub async fn register(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: RegisterHousehold,
) -> Result<HouseholdId, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit: Permit<may::Register> = ask_at_desk(caller, command.desk)?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(HouseholdId(made));
            }

            let new = check(casework, tx, &command).await?;

            household::register(tx, &permit, &new).await?;
            creation.remember(tx, caller, new.household.0).await?;
            Ok(new.household)
        })
        .await
}

async fn check(
    casework: &Casework,
    tx: &mut Tx,
    command: &RegisterHousehold,
) -> Result<NewHousehold, Refusal> {
    let mut faults = Faults::none();
    let area = faults.need("area", command.area);
    if let Some(area) = area
        && !household::area_exists(tx, area).await?
    {
        faults.add("area", FaultCode::UnknownChoice);
    }
    if command.members.is_empty() {
        faults.add_limit("members", FaultCode::TooFew, 1);
    }
    if command.members.len() > MOST_MEMBERS {
        faults.add_limit("members", FaultCode::TooMany, MOST_MEMBERS as i64);
        return Err(faults.into());
    }
    let mut members: Vec<Joining> = Vec::new();
    for (number, checked) in member::check(casework, tx, &command.members).await?.into_iter().enumerate() {
        let checked = checked.and_then(|it| unlike(&members, it));
        match checked {
            Ok(joining) => members.push(joining),
            Err(found) => faults.merge(found.under(&format!("members.{number}"))),
        }
    }
    let household = HouseholdId(casework.ids.ordered(tx.now()));
    let new = area.map(|area| NewHousehold { household, area, members });
    Ok(faults.into_complete(new)?)
}

/// The member, unless it is one of those before: the same person, number, or name and day of birth.
fn unlike(before: &[Joining], member: Joining) -> Result<Joining, Faults> {
    let mut faults = Faults::none();
    for other in before {
        if other.membership.person == member.membership.person {
            faults.add("person", FaultCode::Duplicate);
        }
        if let (Some(one), Some(two)) = (&other.new, &member.new) {
            if one.bsn.is_some() && one.bsn == two.bsn {
                faults.add("bsn", FaultCode::Duplicate);
            }
            if is_namesake_of_one_day(one, two) {
                faults.add("givenName", FaultCode::Duplicate);
            }
        }
    }
    faults.into_result(member)
}

/// Twins share a day and a family name, not a given name.
fn is_namesake_of_one_day(one: &Person, two: &Person) -> bool {
    one.name.given.is_some()
        && one.name == two.name
        && matches!(one.birth, BirthDate::Day(_))
        && one.birth == two.birth
}
