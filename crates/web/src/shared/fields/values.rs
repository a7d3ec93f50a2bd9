//! How each kind of value is read and described. The rules of a value are in `domain`; this is its spelling.

use domain::birth::BirthDate;
use domain::bsn::Bsn;
use domain::fault::{FaultCode, ValueFault};
use domain::id::{
    AbsenceId, AdviceRequestId, AreaId, AssessmentId, CaseId, ConsultationId, ContactId, FlagEntryId,
    HouseholdId, MemberId, MembershipId, OrganisationId, ParticipationId, PersonId, PlanItemId, RedFlagId,
    RelationshipId, ReportId, SafeContactId, ScoreId, SeatId, SessionId, TaskId, TeamId, TerrorSuspicionId,
    UserId,
};
use domain::score::SafetyScore;
use domain::text::{LongText, Name, ShortText};
use domain::version::Version;
use secrecy::SecretString;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Field;
use crate::shared::ids;

/// A whole number from `LEAST` to `MOST`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whole<const LEAST: i64, const MOST: i64>(pub i64);

/// The text of a JSON value.
///
/// # Errors
/// `not_text`.
pub fn text_of(value: &Value) -> Result<&str, ValueFault> {
    value.as_str().ok_or((FaultCode::NotText, None))
}

macro_rules! texts {
    ($($text:ident: $description:literal, $example:literal;)+) => {$(
        impl Field for $text {
            fn from_json(value: &Value) -> Result<Self, ValueFault> {
                Self::from_text(text_of(value)?)
            }

            fn from_text(text: &str) -> Result<Self, ValueFault> {
                Self::parse(text)
            }

            fn schema() -> Value {
                json!({
                    "type": "string", "minLength": 1, "maxLength": Self::MAX,
                    "description": $description, "example": $example,
                })
            }
        }
    )+};
}

texts! {
    Name: "Een naam op één regel", "Jansen";
    ShortText: "Een korte opmerking op één regel", "Belt liever in de ochtend";
    LongText: "Een verhaal, met of zonder witregels", "Wij spraken over de afgelopen week.";
}

impl Field for String {
    /// A text of which `domain` decides what it may hold; here only its size is limited.
    fn from_json(value: &Value) -> Result<Self, ValueFault> {
        Self::from_text(text_of(value)?)
    }

    fn from_text(text: &str) -> Result<Self, ValueFault> {
        // A form sends a line end as two characters; whoever typed it counts one.
        let text = text.replace("\r\n", "\n");
        if text.chars().count() > LongText::MAX {
            return Err((FaultCode::TooLong, i64::try_from(LongText::MAX).ok()));
        }
        if text.contains('\0') {
            return Err((FaultCode::ControlCharacter, None));
        }
        Ok(text)
    }

    fn schema() -> Value {
        json!({"type": "string", "maxLength": LongText::MAX, "description": "Een tekst", "example": "Een tekst"})
    }
}

impl Field for Bsn {
    fn from_json(value: &Value) -> Result<Self, ValueFault> {
        Self::from_text(text_of(value)?)
    }

    fn from_text(text: &str) -> Result<Self, ValueFault> {
        Self::parse(text)
    }

    fn schema() -> Value {
        json!({
            "type": "string", "pattern": "^[0-9]{8,9}$",
            "description": "Een burgerservicenummer; de cijfers moeten de elfproef doorstaan",
            "example": "111222333",
        })
    }
}

impl Field for BirthDate {
    fn from_json(value: &Value) -> Result<Self, ValueFault> {
        Self::parse(value.as_str().ok_or((FaultCode::NotADate, None))?)
    }

    /// People write the day first: `3-4-2015`, `4-2015`, `2015`.
    fn from_text(text: &str) -> Result<Self, ValueFault> {
        let parts: Vec<&str> = text.trim().split(['-', '/', '.']).map(str::trim).collect();
        match parts.as_slice() {
            [day, month, year] if year.len() == 4 => Self::parse(&format!("{year}-{month:0>2}-{day:0>2}")),
            [month, year] if year.len() == 4 => Self::parse(&format!("{year}-{month:0>2}")),
            _ => Self::parse(text),
        }
    }

    fn schema() -> Value {
        json!({
            "type": "string", "format": "partial-date", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
            "description": "Een geboortedatum, of alleen jaar en maand, of alleen het jaar",
            "example": "2015-04-03",
        })
    }
}

macro_rules! id_fields {
    ($($id:ident)+) => {$(
        impl Field for $id {
            fn from_json(value: &Value) -> Result<Self, ValueFault> {
                Self::from_text(value.as_str().ok_or((FaultCode::NotAnId, None))?)
            }

            fn from_text(text: &str) -> Result<Self, ValueFault> {
                ids::parse(text).map(Self::from).ok_or((FaultCode::NotAnId, None))
            }

            fn schema() -> Value {
                json!({
                    "type": "string", "format": "uuid", "description": "Een identificatie",
                    "example": "0193d0a4-7c1e-7d55-9a5b-4f6f0f3a2b11",
                })
            }
        }
    )+};
}

id_fields! {
    Uuid TaskId AbsenceId HouseholdId PersonId MemberId RelationshipId CaseId ReportId ConsultationId AdviceRequestId AssessmentId ContactId ScoreId
    PlanItemId
    RedFlagId FlagEntryId TerrorSuspicionId SafeContactId SeatId ParticipationId UserId MembershipId OrganisationId TeamId AreaId SessionId
}

impl Field for bool {
    fn from_json(value: &Value) -> Result<Self, ValueFault> {
        value.as_bool().ok_or((FaultCode::NotABoolean, None))
    }

    /// A checkbox sends `on`, a choice between yes and no sends `true` or `false`.
    fn from_text(text: &str) -> Result<Self, ValueFault> {
        match text {
            "true" | "on" => Ok(true),
            "false" => Ok(false),
            _ => Err((FaultCode::NotABoolean, None)),
        }
    }

    fn schema() -> Value {
        json!({"type": "boolean", "description": "Ja of nee", "example": true})
    }
}

impl<const LEAST: i64, const MOST: i64> Field for Whole<LEAST, MOST> {
    fn from_json(value: &Value) -> Result<Self, ValueFault> {
        let number = whole_number(value)?;
        match number {
            few if few < LEAST => Err((FaultCode::OutOfRange, Some(LEAST))),
            many if many > MOST => Err((FaultCode::OutOfRange, Some(MOST))),
            number => Ok(Self(number)),
        }
    }

    fn from_text(text: &str) -> Result<Self, ValueFault> {
        Self::from_json(&number_in(text))
    }

    fn schema() -> Value {
        json!({
            "type": "integer", "format": "int64", "minimum": LEAST, "maximum": MOST,
            "description": "Een geheel getal", "example": LEAST,
        })
    }
}

impl Field for Version {
    fn from_json(value: &Value) -> Result<Self, ValueFault> {
        Whole::<1, { i64::MAX }>::from_json(value).map(|number| Self(number.0))
    }

    fn from_text(text: &str) -> Result<Self, ValueFault> {
        Self::from_json(&number_in(text))
    }

    fn schema() -> Value {
        json!({"type": "integer", "format": "int64", "minimum": 1, "description": "De versie", "example": 1})
    }
}

impl Field for SafetyScore {
    fn from_json(value: &Value) -> Result<Self, ValueFault> {
        let number = whole_number(value)?;
        Self::new(number)
    }

    fn from_text(text: &str) -> Result<Self, ValueFault> {
        Self::from_json(&number_in(text))
    }

    fn schema() -> Value {
        json!({
            "type": "integer", "format": "int32", "minimum": 1, "maximum": 10,
            "description": "Een cijfer op de Veiligheidschaal", "example": 7,
        })
    }
}

fn whole_number(value: &Value) -> Result<i64, ValueFault> {
    value.as_i64().ok_or((FaultCode::NotANumber, None))
}

/// What is typed as a number, as JSON would have it; anything else stays no number.
fn number_in(text: &str) -> Value {
    let digits = text.trim();
    let plain = digits.len() <= 19 && digits.bytes().all(|it| it.is_ascii_digit() || it == b'-');
    if plain { digits.parse::<i64>().map_or(Value::Null, Value::from) } else { Value::Null }
}

/// A password as it was typed: never trimmed, never shown, checked by its hash only.
pub struct Password(SecretString);

impl From<Password> for SecretString {
    fn from(password: Password) -> Self {
        password.0
    }
}

impl Password {
    /// Longer than any password that we accept; what is longer is not worth hashing.
    const MOST: usize = 512;
}

impl Field for Password {
    fn from_json(value: &Value) -> Result<Self, ValueFault> {
        Self::from_text(text_of(value)?)
    }

    fn from_text(text: &str) -> Result<Self, ValueFault> {
        match text.chars().count() {
            0 => Err((FaultCode::Missing, None)),
            _ if text.contains('\0') => Err((FaultCode::ControlCharacter, None)),
            length if length > Self::MOST => Err((FaultCode::TooLong, i64::try_from(Self::MOST).ok())),
            _ => Ok(Self(text.into())),
        }
    }

    fn schema() -> Value {
        json!({
            "type": "string", "format": "password", "minLength": 1, "maxLength": Self::MOST,
            "description": "Het wachtwoord", "example": "een lang en eigen wachtwoord",
        })
    }
}
