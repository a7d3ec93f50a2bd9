//! When somebody was born, as far as it is known: a day, a month, a year, nothing, or a day still to come. An
//! age must never look more certain than the date it comes from.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::fault::{FaultCode, ValueFault};

/// A birth date, partly known or still expected.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum BirthDate {
    /// The day is known.
    Day(NaiveDate),
    /// The month is known.
    Month {
        /// The year.
        year: i32,
        /// The month, 1 to 12.
        month: u32,
    },
    /// The year is known.
    Year(i32),
    /// Nothing is known.
    Unknown,
    /// Not born yet; the day on which the birth is expected.
    Expected(NaiveDate),
}

/// An age in whole years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Age {
    /// The age, or the lowest that it can be.
    pub years: u16,
    /// Whether it is sure. When it is not, the person may be a year older.
    pub exact: bool,
}

impl BirthDate {
    /// The oldest that anybody can be, in years.
    pub const OLDEST: u32 = 120;
    /// How far ahead a birth can be expected, in days.
    pub const LONGEST_EXPECTED: u64 = 300;
    /// How long ago a birth that has not happened yet may have been expected, in days. A pregnancy that lasts two weeks
    /// longer is common; a third week leaves room for an estimate.
    pub const LONGEST_OVERDUE: u64 = 21;

    /// Reads `2015-04-03`, `2015-04`, `2015`, or nothing at all for an unknown date.
    ///
    /// # Errors
    /// `not_a_date`.
    pub fn parse(input: &str) -> Result<Self, ValueFault> {
        let input = input.trim();
        if input.is_empty() {
            return Ok(Self::Unknown);
        }
        read(input).ok_or((FaultCode::NotADate, None))
    }

    /// Reads the day on which a birth is expected: `2026-08-01`.
    ///
    /// # Errors
    /// `not_a_date`, also for part of a date.
    pub fn parse_expected(input: &str) -> Result<Self, ValueFault> {
        match read(input.trim()) {
            Some(Self::Day(day)) => Ok(Self::Expected(day)),
            _ => Err((FaultCode::NotADate, None)),
        }
    }

    /// The date when it is possible today.
    ///
    /// # Errors
    /// `in_the_future`, `older_than_120`; for an expected birth `in_the_past`, or `out_of_range` with the
    /// number of days that it may lie ahead.
    pub fn check(self, today: NaiveDate) -> Result<Self, ValueFault> {
        if let Self::Expected(day) = self {
            return check_expected(day, today).map(|()| self);
        }
        if self.earliest().is_some_and(|it| it > today) {
            return Err((FaultCode::InTheFuture, None));
        }
        let oldest = today.checked_sub_months(Months::new(Self::OLDEST * 12));
        if self.latest().zip(oldest).is_some_and(|(latest, oldest)| latest < oldest) {
            return Err((FaultCode::OlderThan120, Some(Self::OLDEST.into())));
        }
        Ok(self)
    }

    /// The date as text that [`BirthDate::parse`] reads: `2015-04-03`, `2015-04`, `2015` or nothing. For an
    /// expected birth the expected day.
    #[must_use]
    pub fn to_text(self) -> String {
        match self {
            Self::Day(day) | Self::Expected(day) => day.to_string(),
            Self::Month { year, month } => format!("{year:04}-{month:02}"),
            Self::Year(year) => format!("{year:04}"),
            Self::Unknown => String::new(),
        }
    }

    /// The first day on which this person can have been born, or is expected.
    #[must_use]
    pub fn earliest(self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) | Self::Expected(day) => Some(day),
            Self::Month { year, month } => NaiveDate::from_ymd_opt(year, month, 1),
            Self::Year(year) => NaiveDate::from_ymd_opt(year, 1, 1),
            Self::Unknown => None,
        }
    }

    /// The last day on which this person can have been born, or is expected.
    #[must_use]
    pub fn latest(self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) | Self::Expected(day) => Some(day),
            Self::Month { year, month } => {
                let first = NaiveDate::from_ymd_opt(year, month, 1)?;
                first.checked_add_months(Months::new(1))?.pred_opt()
            }
            Self::Year(year) => NaiveDate::from_ymd_opt(year, 12, 31),
            Self::Unknown => None,
        }
    }

    /// The age on a day. Nothing for an unborn or unknown person, nor before the birth. Who was born on 29
    /// February grows a year older on 1 March in years without that day.
    #[must_use]
    pub fn age_on(self, day: NaiveDate) -> Option<Age> {
        if matches!(self, Self::Expected(_)) {
            return None;
        }
        let most = day.years_since(self.earliest()?)?;
        let least = day.years_since(self.latest()?).unwrap_or(0);
        Some(Age { years: u16::try_from(least).ok()?, exact: least == most })
    }

    /// Whether this person is not born yet.
    #[must_use]
    pub const fn is_expected(self) -> bool {
        matches!(self, Self::Expected(_))
    }
}

/// A log line may tell how much is known, never the date.
impl fmt::Debug for BirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Day(_) => "Day(…)",
            Self::Month { .. } => "Month(…)",
            Self::Year(_) => "Year(…)",
            Self::Unknown => "Unknown",
            Self::Expected(_) => "Expected(…)",
        })
    }
}

fn check_expected(day: NaiveDate, today: NaiveDate) -> Result<(), ValueFault> {
    let first = today.checked_sub_days(Days::new(BirthDate::LONGEST_OVERDUE));
    if first.is_some_and(|it| day < it) {
        return Err((FaultCode::InThePast, i64::try_from(BirthDate::LONGEST_OVERDUE).ok()));
    }
    let last = today.checked_add_days(Days::new(BirthDate::LONGEST_EXPECTED));
    if last.is_some_and(|it| it < day) {
        return Err((FaultCode::OutOfRange, i64::try_from(BirthDate::LONGEST_EXPECTED).ok()));
    }
    Ok(())
}

/// Reads exactly as many digits as the form asks; a day without leading zero is a typing error here.
fn read(input: &str) -> Option<BirthDate> {
    let number = |part: &str, length| {
        let is_good = part.len() == length && part.bytes().all(|it| it.is_ascii_digit());
        is_good.then(|| part.parse::<u32>().ok()).flatten()
    };
    let mut parts = input.split('-');
    let year = i32::try_from(number(parts.next()?, 4)?).ok().filter(|it| *it > 0)?;
    let Some(month) = parts.next() else { return Some(BirthDate::Year(year)) };
    let first = NaiveDate::from_ymd_opt(year, number(month, 2)?, 1)?;
    let Some(day) = parts.next() else { return Some(BirthDate::Month { year, month: first.month() }) };
    let day = first.with_day(number(day, 2)?)?;
    parts.next().is_none().then_some(BirthDate::Day(day))
}

#[cfg(test)]
mod tests;
