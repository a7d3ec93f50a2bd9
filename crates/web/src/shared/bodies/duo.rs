//! What is filled in to give a case its duo, and to replace somebody in it.

use casework::duo::{AssignDuo, ReplaceMember};
use domain::duo::Seat;
use domain::fault::{FaultCode, ValueFault};
use domain::id::{CaseId, MembershipId};
use domain::text::LongText;
use domain::version::Version;
use serde_json::{Value, json};

use crate::shared::fields::values::Whole;
use crate::shared::fields::{Body, Field, Fields};

/// Who takes which seat; at least one of them, which the use case checks.
#[derive(Debug, Clone, Copy)]
pub struct DuoBody {
    first: Option<MembershipId>,
    second: Option<MembershipId>,
}

/// Who takes the seat of whom.
#[derive(Debug, Clone)]
pub struct ReplacementBody {
    seat: SeatNumber,
    membership: MembershipId,
    overlap_days: u16,
    reason: LongText,
}

/// The number of a seat, 1 or 2: as the API shows it, so it is read as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeatNumber(pub Seat);

impl Body for DuoBody {
    const NAME: &'static str = "NewDuo";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let first = fields.optional("first");
        let second = fields.optional("second");
        Some(Self { first, second })
    }
}

impl DuoBody {
    /// What the use case is asked to do.
    pub const fn command(self, case: CaseId, seen: Version) -> AssignDuo {
        AssignDuo { case, seen, first: self.first, second: self.second }
    }
}

impl Body for ReplacementBody {
    const NAME: &'static str = "NewReplacement";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let seat = fields.required("seat");
        let membership = fields.required("membership");
        let overlap_days = fields.optional::<Whole<0, { u16::MAX as i64 }>>("overlapDays");
        let reason = fields.required("reason");
        let overlap_days = overlap_days.map_or(Some(0), |days| u16::try_from(days.0).ok());
        Some(Self { seat: seat?, membership: membership?, overlap_days: overlap_days?, reason: reason? })
    }
}

impl ReplacementBody {
    /// What the use case is asked to do.
    pub fn command(&self, case: CaseId, seen: Version) -> ReplaceMember {
        ReplaceMember {
            case,
            seen,
            seat: self.seat.0,
            membership: self.membership,
            overlap_days: self.overlap_days,
            reason: Some(self.reason.as_str().to_owned()),
        }
    }
}

impl Field for SeatNumber {
    fn from_json(value: &Value) -> Result<Self, ValueFault> {
        Whole::<1, 2>::from_json(value).and_then(Self::numbered)
    }

    fn from_text(text: &str) -> Result<Self, ValueFault> {
        Whole::<1, 2>::from_text(text).and_then(Self::numbered)
    }

    fn schema() -> Value {
        json!({
            "type": "integer", "format": "int32", "minimum": 1, "maximum": 2,
            "description": "Een plek in het duo", "example": 1,
        })
    }
}

impl SeatNumber {
    fn numbered(number: Whole<1, 2>) -> Result<Self, ValueFault> {
        let seat = i16::try_from(number.0).ok().and_then(Seat::from_number);
        seat.map(Self).ok_or((FaultCode::UnknownChoice, None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shared::fields::form::FormValues;
    use crate::shared::fields::{read_form, read_json};

    const SOMEBODY: &str = "0193d0a4-7c1e-7d55-9a5b-4f6f0f3a2b11";

    #[test]
    fn everything_that_is_missing_in_a_replacement_is_told_at_once() {
        let faults = read_json::<ReplacementBody>(&json!({"overlapDays": -1})).unwrap_err();
        let told: Vec<_> = faults.iter().map(|fault| (fault.field.as_str(), fault.code)).collect();
        assert_eq!(
            told,
            [
                ("seat", FaultCode::Missing),
                ("membership", FaultCode::Missing),
                ("overlapDays", FaultCode::OutOfRange),
                ("reason", FaultCode::Missing),
            ]
        );
    }

    #[test]
    fn there_is_no_third_seat() {
        for seat in [json!(0), json!(3), json!("1")] {
            let body = json!({"seat": seat, "membership": SOMEBODY, "reason": "Verlof"});
            assert!(read_json::<ReplacementBody>(&body).is_err(), "{body}");
        }
    }

    #[test]
    fn a_seat_that_is_left_open_in_the_form_stays_as_it_is() {
        let body = read_form::<DuoBody>(&FormValues::of([("first", SOMEBODY), ("second", "")])).unwrap();
        assert!(body.first.is_some() && body.second.is_none());
    }
}
