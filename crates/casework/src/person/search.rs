//! Searching before registering: people inside what the caller may see, by name, birth date or both.

use crate::desk::ask_at_desk;
use crate::{Casework, Refusal};
use access::{Caller, Permit, may};
use domain::birth::BirthDate;
use domain::fault::{FaultCode, Faults};
use domain::id::TeamId;
use domain::text::Name;
use store::Tx;
use store::search::{self, Found, Sought};

/// What is filled in. Fields in faults: `familyName`, `givenName`, `birthDate`.
#[derive(Clone, Default)]
pub struct SearchPeople {
    /// The team at whose desk it is done; nothing for the caller's first one.
    pub desk: Option<TeamId>,
    pub family_name: Option<String>,
    pub given_name: Option<String>,
    /// As far as it is known; without a family name a full date.
    pub birth_date: Option<String>,
}

/// People in one answer, at most.
pub const MOST_FOUND: usize = 20;

/// The shortest family name that is searched for, in characters.
pub const SHORTEST: usize = 2;

/// Searches people. Who searches is recorded with everybody who is found.
///
/// # Errors
/// [`Refusal::Invalid`] with every field that is wrong; [`Refusal::NotFound`] when the desk is not for the caller.
pub async fn search(casework: &Casework, caller: &Caller, command: SearchPeople) -> Result<Found, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit: Permit<may::Register> = ask_at_desk(caller, command.desk)?;

            let sought = command.check()?;

            Ok(search::find(tx, &permit, &sought, MOST_FOUND).await?)
        })
        .await
}

impl SearchPeople {
    fn check(&self) -> Result<Sought, Faults> {
        let mut faults = Faults::none();
        let family = name("familyName", self.family_name.as_deref(), &mut faults);
        let given = name("givenName", self.given_name.as_deref(), &mut faults);
        let birth = BirthDate::parse(self.birth_date.as_deref().unwrap_or_default());
        let birth = faults.keep("birthDate", birth).unwrap_or(BirthDate::Unknown);
        if family.as_ref().is_some_and(|it| it.as_str().chars().count() < SHORTEST) {
            faults.add_limit("familyName", FaultCode::TooShort, SHORTEST as i64);
        }
        if faults.is_empty() && family.is_none() && !matches!(birth, BirthDate::Day(_)) {
            faults.add("familyName", FaultCode::OneOfThese);
        }
        faults.into_result(Sought { family, given, birth })
    }
}

fn name(field: &str, input: Option<&str>, faults: &mut Faults) -> Option<Name> {
    let filled = input.filter(|it| !it.trim().is_empty())?;
    faults.keep(field, Name::parse(filled))
}
