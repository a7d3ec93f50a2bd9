//! What is wrong with an input: all of it at once, by field and code. A fault must never hold what the user
//! typed, since faults are logged and sent.

use std::fmt;

use crate::code::codes;

/// Everything that is wrong with one input. Empty means that nothing is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Faults(Vec<Fault>);

/// One thing that is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fault {
    /// The field as the API names it: camelCase, dotted for nesting (`members.0.familyName`).
    pub field: String,
    /// What is wrong.
    pub code: FaultCode,
    /// The bound that was passed, in the unit of the field (characters, items, days, years).
    pub limit: Option<i64>,
}

codes! {
    /// What can be wrong with a field.
    pub enum FaultCode {
        /// A required field is absent.
        Missing => "missing",
        /// Not a text.
        NotText => "not_text",
        /// Not a number.
        NotANumber => "not_a_number",
        /// Not a day of the calendar.
        NotADate => "not_a_date",
        /// Not a moment with a time zone.
        NotAMoment => "not_a_moment",
        /// Neither true nor false.
        NotABoolean => "not_a_boolean",
        /// Not a list.
        NotAList => "not_a_list",
        /// Not an object with fields.
        NotAnObject => "not_an_object",
        /// Not an identifier.
        NotAnId => "not_an_id",
        /// Not one of the choices.
        UnknownChoice => "unknown_choice",
        /// A field that does not exist.
        UnknownField => "unknown_field",
        /// Present, but nothing in it that can be read.
        Empty => "empty",
        /// More characters than allowed; the limit is the maximum.
        TooLong => "too_long",
        /// Fewer characters than needed; the limit is the minimum.
        TooShort => "too_short",
        /// More items than allowed; the limit is the maximum.
        TooMany => "too_many",
        /// Fewer items than needed; the limit is the minimum.
        TooFew => "too_few",
        /// Holds a character that cannot be shown or that turns the text around.
        ControlCharacter => "control_character",
        /// Outside the allowed range.
        OutOfRange => "out_of_range",
        /// Fails the test that every citizen service number passes.
        NotABsn => "not_a_bsn",
        /// A day or moment that has yet to come.
        InTheFuture => "in_the_future",
        /// A day or moment that lies too far back; the limit is the number of days allowed.
        InThePast => "in_the_past",
        /// Earlier than the birth of the person.
        BeforeBirth => "before_birth",
        /// Later than the death of the person.
        AfterDeath => "after_death",
        /// Ends before it starts.
        EndBeforeStart => "end_before_start",
        /// Somebody would be older than 120 years.
        OlderThan120 => "older_than_120",
        /// The same thing twice.
        Duplicate => "duplicate",
        /// Twice the same person where two are needed.
        SamePerson => "same_person",
        /// A reason is needed here.
        ReasonRequired => "reason_required",
        /// Alone with somebody who was not reached.
        NotAloneWithNobody => "not_alone_with_nobody",
        /// Both an expected date and a date of birth.
        ExpectedDateAndBirthDate => "expected_date_and_birth_date",
        /// Does not go together with another field.
        DoesNotFit => "does_not_fit",
        /// A child was scored without saying how it was asked.
        AskedHowRequired => "asked_how_required",
        /// At least one of several fields is needed.
        OneOfThese => "one_of_these",
        /// Partners were met together although intieme terreur is suspected.
        JointSession => "joint_session",
        /// Later than the report was received.
        AfterReceipt => "after_receipt",
        /// Earlier than the report was received.
        BeforeReceipt => "before_receipt",
        /// Would make somebody an ancestor of oneself.
        CircularParent => "circular_parent",
        /// A parent or grandparent who is not older.
        ParentNotOlder => "parent_not_older",
        /// Earlier than the case allows.
        BeforeCase => "before_case",
        /// An outcome that the finding does not allow.
        OutcomeAgainstFinding => "outcome_against_finding",
        /// Works in that case no longer, or never did.
        NotInCase => "not_in_case",
        /// Was done before.
        AlreadyDone => "already_done",
        /// May not be done by who asks.
        NotAllowed => "not_allowed",
        /// Names somebody whom the writer works for, where nobody may be recognised.
        NamesSomebody => "names_somebody",
        /// Holds a citizen service number, where nobody may be recognised.
        TellsBsn => "tells_bsn",
        /// Holds what looks like a date of birth, where nobody may be recognised.
        TellsBirthDate => "tells_birth_date",
        /// Holds what looks like a telephone number, where nobody may be recognised.
        TellsPhone => "tells_phone",
        /// Holds what looks like a mail address, where nobody may be recognised.
        TellsMail => "tells_mail",
        /// Holds what looks like an address of a home, where nobody may be recognised.
        TellsAddress => "tells_address",
        /// A password that many people use.
        CommonPassword => "common_password",
        /// A password with the user's own name or organisation in it.
        PasswordTellsWho => "password_tells_who",
    }
}

/// A refused value without its field: what is wrong and, where there is one, the bound.
pub type ValueFault = (FaultCode, Option<i64>);

impl Faults {
    /// Nothing wrong so far.
    #[must_use]
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// Notes a fault.
    pub fn add(&mut self, field: impl Into<String>, code: FaultCode) {
        self.push(Fault { field: field.into(), code, limit: None });
    }

    /// Notes a fault and the bound that was passed.
    pub fn add_limit(&mut self, field: impl Into<String>, code: FaultCode, limit: i64) {
        self.push(Fault { field: field.into(), code, limit: Some(limit) });
    }

    /// Keeps a good value; notes what is wrong with a bad one.
    pub fn keep<T>(&mut self, field: &str, parsed: Result<T, ValueFault>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err((code, limit)) => {
                self.push(Fault { field: field.to_owned(), code, limit });
                None
            }
        }
    }

    /// Keeps a value that must be there; notes that it is missing.
    pub fn need<T>(&mut self, field: &str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.add(field, FaultCode::Missing);
        }
        value
    }

    /// Takes over the faults of another part of the same input.
    pub fn merge(&mut self, other: Self) {
        for fault in other.0 {
            self.push(fault);
        }
    }

    /// The same faults, one level deeper: `under("members.0")` makes `members.0.familyName` of `familyName`.
    #[must_use]
    pub fn under(self, prefix: &str) -> Self {
        let deeper = |fault: Fault| Fault { field: format!("{prefix}.{}", fault.field), ..fault };
        Self(self.0.into_iter().map(deeper).collect())
    }

    /// The value when nothing is wrong.
    ///
    /// # Errors
    /// All faults noted so far.
    pub fn into_result<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }

    /// The value when it is complete and nothing is wrong. For a value of which each absent part left a fault.
    ///
    /// # Errors
    /// All faults noted so far.
    pub fn into_complete<T>(self, value: Option<T>) -> Result<T, Self> {
        match value {
            Some(value) => self.into_result(value),
            None => Err(self),
        }
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many things are wrong.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// The faults in the order in which they were noted.
    pub fn iter(&self) -> std::slice::Iter<'_, Fault> {
        self.0.iter()
    }

    /// A field that could not be read is absent for the later checks; telling the user that it is missing as
    /// well would be noise, and so would the same fault twice.
    fn push(&mut self, fault: Fault) {
        let noise = self.0.iter().any(|known| {
            known.field == fault.field && (fault.code == FaultCode::Missing || known.code == fault.code)
        });
        if !noise {
            self.0.push(fault);
        }
    }
}

impl IntoIterator for Faults {
    type Item = Fault;
    type IntoIter = std::vec::IntoIter<Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Faults {
    type Item = &'a Fault;
    type IntoIter = std::slice::Iter<'a, Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, fault) in self.0.iter().enumerate() {
            let comma = if position == 0 { "" } else { ", " };
            write!(f, "{comma}{}: {}", fault.field, fault.code)?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_faults_are_told_at_once_with_their_place() {
        let mut faults = Faults::none();
        faults.add("familyName", FaultCode::Missing);
        faults.add_limit("givenName", FaultCode::TooLong, 100);
        let faults = faults.under("members.0");
        assert_eq!(faults.to_string(), "members.0.familyName: missing, members.0.givenName: too_long");
        assert_eq!(faults.iter().nth(1).and_then(|it| it.limit), Some(100));
    }

    #[test]
    fn a_field_that_could_not_be_read_is_not_also_missing() {
        let mut wire = Faults::none();
        wire.add("kind", FaultCode::UnknownChoice);
        let mut checked = Faults::none();
        checked.add("kind", FaultCode::Missing);
        checked.add("subject", FaultCode::Missing);
        wire.merge(checked);
        assert_eq!(wire.to_string(), "kind: unknown_choice, subject: missing");
    }

    #[test]
    fn a_value_comes_out_only_when_nothing_is_wrong() {
        assert_eq!(Faults::none().into_result(1), Ok(1));
        let mut faults = Faults::none();
        assert_eq!(faults.need::<u8>("value", None), None);
        assert!(faults.clone().into_result(1).is_err());
        assert!(faults.into_complete::<u8>(None).is_err());
    }

    #[test]
    fn every_code_is_stable_and_unique() {
        for code in FaultCode::ALL {
            assert_eq!(FaultCode::from_code(code.code()), Some(*code));
        }
    }
}
