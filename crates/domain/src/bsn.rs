//! The citizen service number (BSN). It identifies a person for good, so it is shown masked and must never
//! appear in a log, in a fault, or before an organisation without a legal basis for it.

use std::fmt;

use crate::fault::{FaultCode, ValueFault};

/// A citizen service number that passes the test of eleven. Source: Wmo 2015 art. 5.2.9, Jeugdwet art. 7.2.1.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Bsn(String);

impl Bsn {
    /// Reads eight or nine digits; eight get a zero in front.
    ///
    /// # Errors
    /// `not_a_bsn` for anything else, and for a number that fails the test of eleven.
    pub fn parse(input: &str) -> Result<Self, ValueFault> {
        let input = input.trim();
        let is_long_enough = matches!(input.len(), 8 | 9);
        if !is_long_enough || !input.bytes().all(|it| it.is_ascii_digit()) {
            return Err((FaultCode::NotABsn, None));
        }
        let digits = format!("{input:0>9}");
        if passes_test_of_eleven(&digits) { Ok(Self(digits)) } else { Err((FaultCode::NotABsn, None)) }
    }

    /// The number as a page shows it: only the last three digits.
    #[must_use]
    pub fn masked(&self) -> String {
        let shown: String = self.0.chars().skip(6).collect();
        format!("••••••{shown}")
    }

    /// All nine digits. Only for encryption and the blind index.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Bsn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bsn(•••••••••)")
    }
}

/// The weighted sum of the digits is a multiple of eleven, the last digit counting negative; all zeros is no
/// number.
fn passes_test_of_eleven(digits: &str) -> bool {
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    let values = digits.bytes().map(|it| i32::from(it - b'0'));
    let sum: i32 = values.clone().zip(weights).map(|(digit, weight)| digit * weight).sum();
    sum % 11 == 0 && values.sum::<i32>() > 0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_passes_only_with_the_test_of_eleven() {
        for good in ["111222333", "123456782", " 123456782 "] {
            assert!(Bsn::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "123456789",
            "000000000",
            "00000000",
            "",
            "12345678",
            "1234567821",
            "12345678a",
            "١٢٣٤٥٦٧٨٢",
            "111.222.333",
        ] {
            assert_eq!(Bsn::parse(bad), Err((FaultCode::NotABsn, None)), "{bad}");
        }
    }

    #[test]
    fn eight_digits_get_a_zero_in_front() {
        let eight = (10_000_000..10_000_011).map(|it: u32| it.to_string());
        let parsed: Vec<_> = eight.filter_map(|it| Bsn::parse(&it).ok()).collect();
        assert!(!parsed.is_empty());
        assert!(parsed.iter().all(|it| it.digits().len() == 9 && it.digits().starts_with('0')));
    }

    #[test]
    fn only_the_last_three_digits_are_ever_shown() {
        let bsn = Bsn::parse("123456782").unwrap();
        assert_eq!(bsn.masked(), "••••••782");
        assert_eq!(format!("{bsn:?}"), "Bsn(•••••••••)");
    }

    proptest! {
        #[test]
        fn one_wrong_digit_never_passes(start in 1u32..100_000_000, place in 0usize..9, shift in 1u8..10) {
            let good = (0..10).map(|last| format!("{start:08}{last}")).find(|it| Bsn::parse(it).is_ok());
            prop_assume!(good.is_some());
            let mut wrong = good.unwrap().into_bytes();
            wrong[place] = b'0' + (wrong[place] - b'0' + shift) % 10;
            prop_assert!(Bsn::parse(&String::from_utf8(wrong).unwrap()).is_err());
        }
    }
}
