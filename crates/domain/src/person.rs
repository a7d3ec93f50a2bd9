//! A person: somebody of 0 to 120 years, or still unborn. A person belongs to no household by itself; see
//! [`crate::household`]. Names and dates are personal data and must never reach a log.

use std::fmt;

use chrono::NaiveDate;

use crate::birth::BirthDate;
use crate::bsn::Bsn;
use crate::code::codes;
use crate::fault::{FaultCode, Faults, ValueFault};
use crate::text::Name;

/// A person as it was typed. Fields in faults: `givenName`, `infix`, `familyName`, `birthDate`, `expectedDate`,
/// `bsn`, `diedOn`.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct PersonDraft {
    /// First name or names.
    pub given_name: Option<String>,
    /// What stands between first and family name: "van den".
    pub infix: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// Birth date as far as it is known.
    pub birth_date: Option<String>,
    /// The day on which an unborn child is expected.
    pub expected_date: Option<String>,
    /// Citizen service number.
    pub bsn: Option<String>,
    /// How this person is spoken of.
    pub pronouns: Option<Pronouns>,
    /// The day of death.
    pub died_on: Option<NaiveDate>,
    /// Whether the address is kept from others.
    pub address_shielded: bool,
}

/// A person that may be stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: PersonName,
    /// The birth date as far as it is known, or the expected day.
    pub birth: BirthDate,
    /// The citizen service number.
    pub bsn: Option<Bsn>,
    /// How this person is spoken of.
    pub pronouns: Pronouns,
    /// The day of death.
    pub died_on: Option<NaiveDate>,
    /// Whether the address is kept from others. It belongs to the person and is never taken from the household.
    pub address_shielded: bool,
}

/// A name in its parts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PersonName {
    /// First name or names; an unborn child may have none.
    pub given: Option<Name>,
    /// What stands between first and family name.
    pub infix: Option<Name>,
    /// Family name.
    pub family: Name,
}

codes! {
    /// How somebody is spoken of.
    #[derive(Default)]
    pub enum Pronouns {
        /// She, her.
        SheHer => "she_her",
        /// He, him.
        HeHim => "he_him",
        /// They, them.
        TheyThem => "they_them",
        /// Not known.
        #[default]
        Unknown => "unknown",
    }
}

impl PersonDraft {
    /// Checks a person against the calendar.
    ///
    /// # Errors
    /// All faults at once.
    pub fn check(self, today: NaiveDate) -> Result<Person, Faults> {
        let mut faults = Faults::none();
        let given = optional("givenName", self.given_name.as_deref(), Name::parse, &mut faults);
        let infix = optional("infix", self.infix.as_deref(), Name::parse, &mut faults);
        let family = faults.need("familyName", self.family_name.as_deref());
        let family = family.and_then(|it| faults.keep("familyName", Name::parse(it)));
        let birth = self.birth(today, &mut faults);
        let bsn = optional("bsn", self.bsn.as_deref(), Bsn::parse, &mut faults);
        if bsn.is_some() && birth.is_some_and(BirthDate::is_expected) {
            faults.add("bsn", FaultCode::DoesNotFit);
        }
        self.check_death(birth, today, &mut faults);
        let complete = family.zip(birth).map(|(family, birth)| Person {
            name: PersonName { given, infix, family },
            birth,
            bsn,
            pronouns: self.pronouns.unwrap_or_default(),
            died_on: self.died_on,
            address_shielded: self.address_shielded,
        });
        faults.into_complete(complete)
    }

    /// Nothing only when the dates are at fault.
    fn birth(&self, today: NaiveDate, faults: &mut Faults) -> Option<BirthDate> {
        let possible = |it: &str, parse: fn(&str) -> Result<BirthDate, ValueFault>| {
            parse(it).and_then(|birth| birth.check(today))
        };
        match (filled(self.birth_date.as_deref()), filled(self.expected_date.as_deref())) {
            (Some(_), Some(_)) => {
                faults.add("expectedDate", FaultCode::ExpectedDateAndBirthDate);
                None
            }
            (Some(born), None) => faults.keep("birthDate", possible(born, BirthDate::parse)),
            (None, Some(expected)) => {
                faults.keep("expectedDate", possible(expected, BirthDate::parse_expected))
            }
            (None, None) => Some(BirthDate::Unknown),
        }
    }

    fn check_death(&self, birth: Option<BirthDate>, today: NaiveDate, faults: &mut Faults) {
        let Some(died_on) = self.died_on else { return };
        if died_on > today {
            faults.add("diedOn", FaultCode::InTheFuture);
        }
        if birth.and_then(BirthDate::earliest).is_some_and(|born| died_on < born) {
            faults.add("diedOn", FaultCode::BeforeBirth);
        }
    }
}

impl fmt::Debug for PersonDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonDraft(…)")
    }
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Person(…)")
    }
}

impl PersonName {
    /// The name as it is written: "Yasmina van den Berg".
    #[must_use]
    pub fn display(&self) -> String {
        let parts = [self.given.as_ref(), self.infix.as_ref(), Some(&self.family)];
        let written: Vec<&str> = parts.into_iter().flatten().map(Name::as_str).collect();
        written.join(" ")
    }
}

/// A field left blank is the same as no field.
fn filled(input: Option<&str>) -> Option<&str> {
    input.filter(|it| !it.trim().is_empty())
}

fn optional<T>(
    field: &str,
    input: Option<&str>,
    parse: fn(&str) -> Result<T, ValueFault>,
    faults: &mut Faults,
) -> Option<T> {
    filled(input).and_then(|it| faults.keep(field, parse(it)))
}

#[cfg(test)]
mod tests;
