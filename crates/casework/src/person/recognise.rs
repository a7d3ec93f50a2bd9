//! Asking whether somebody is known outside one's own sight. The answer is whom to call, never what is known.

use crate::desk::ask_at_desk;
use crate::{Casework, Refusal};
use access::{Caller, Permit, may};
use chrono::NaiveDate;
use domain::birth::BirthDate;
use domain::fault::{FaultCode, Faults, ValueFault};
use domain::id::TeamId;
use domain::search_key::{given_key, surname_key};
use domain::text::{LongText, Name};
use store::Tx;
use store::search::{self, Contact, Identity};

/// What is filled in, all of it needed. Fields in faults: `familyName`, `givenName`, `birthDate`, `reason`.
#[derive(Clone, Default)]
pub struct Recognise {
    /// The team at whose desk it is done; nothing for the caller's first one.
    pub desk: Option<TeamId>,
    pub family_name: Option<String>,
    pub given_name: Option<String>,
    /// The full date.
    pub birth_date: Option<String>,
    /// Why it must be known.
    pub reason: Option<String>,
}

/// The shortest reason, in characters.
pub const SHORTEST_REASON: usize = 30;

/// Whom to call about somebody; empty when nobody outside the caller's sight is known under all three.
///
/// # Errors
/// [`Refusal::Invalid`] with every field that is wrong; [`Refusal::NotFound`] when the desk is not for the caller.
pub async fn recognise(
    casework: &Casework,
    caller: &Caller,
    command: Recognise,
) -> Result<Vec<Contact>, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit: Permit<may::Register> = ask_at_desk(caller, command.desk)?;

            let identity = command.check()?;

            Ok(search::recognise(tx, &permit, &identity).await?)
        })
        .await
}

impl Recognise {
    fn check(&self) -> Result<Identity, Faults> {
        let mut faults = Faults::none();
        let mut read = |field, input: &Option<String>, key: fn(&str) -> String| {
            let input = faults.need(field, input.as_deref())?;
            faults.keep(field, keyed(input, key))
        };
        let family = read("familyName", &self.family_name, surname_key);
        let given = read("givenName", &self.given_name, given_key);
        let born = faults.need("birthDate", self.birth_date.as_deref());
        let born = born.and_then(|it| faults.keep("birthDate", full_date(it)));
        let reason = faults.need("reason", self.reason.as_deref());
        let reason = reason.and_then(|it| faults.keep("reason", long_enough(it)));
        let identity = family
            .zip(given)
            .zip(born.zip(reason))
            .map(|((family, given), (born, reason))| Identity { family, given, born, reason });
        faults.into_complete(identity)
    }
}

/// A name without a single readable letter would meet every other one like it.
fn keyed(input: &str, key: fn(&str) -> String) -> Result<Name, ValueFault> {
    let name = Name::parse(input)?;
    if key(name.as_str()).is_empty() { Err((FaultCode::Empty, None)) } else { Ok(name) }
}

fn full_date(input: &str) -> Result<NaiveDate, ValueFault> {
    match BirthDate::parse(input)? {
        BirthDate::Day(day) => Ok(day),
        BirthDate::Month { .. } | BirthDate::Year(_) | BirthDate::Unknown | BirthDate::Expected(_) => {
            Err((FaultCode::NotADate, None))
        }
    }
}

fn long_enough(input: &str) -> Result<LongText, ValueFault> {
    let text = LongText::parse(input)?;
    if text.as_str().chars().count() < SHORTEST_REASON {
        return Err((FaultCode::TooShort, i64::try_from(SHORTEST_REASON).ok()));
    }
    Ok(text)
}
