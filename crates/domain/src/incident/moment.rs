//! When something happened, as far as it is known: a minute, a day or a month. A moment must never look more certain
//! than what was told.

use std::fmt;

use chrono::{DateTime, Datelike, Duration, Months, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Europe::Amsterdam;

use crate::fault::{FaultCode, ValueFault};
use crate::time::{amsterdam, end_of_day, start_of_day};

/// A moment that may be known in part only.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartMoment {
    /// The minute is known.
    Minute(DateTime<Utc>),
    /// The day is known.
    Day(NaiveDate),
    /// The month is known; its first day.
    Month(NaiveDate),
}

impl PartMoment {
    /// Reads `2026-05-03T14:30` on the clock in Amsterdam, `2026-05-03`, or `2026-05`. In the hour that comes twice the
    /// first one is meant.
    ///
    /// # Errors
    /// `not_a_moment`.
    pub fn parse(input: &str) -> Result<Self, ValueFault> {
        read(input.trim()).ok_or((FaultCode::NotAMoment, None))
    }

    /// The text that [`PartMoment::parse`] reads.
    #[must_use]
    pub fn to_text(self) -> String {
        match self {
            Self::Minute(at) => amsterdam(at).format("%Y-%m-%dT%H:%M").to_string(),
            Self::Day(day) => day.format("%Y-%m-%d").to_string(),
            Self::Month(first) => first.format("%Y-%m").to_string(),
        }
    }

    /// The first moment at which it can have happened.
    #[must_use]
    pub fn earliest(self) -> DateTime<Utc> {
        match self {
            Self::Minute(at) => at,
            Self::Day(day) | Self::Month(day) => start_of_day(day),
        }
    }

    /// The last moment at which it can have happened.
    #[must_use]
    pub fn latest(self) -> DateTime<Utc> {
        let last = |it: DateTime<Utc>| it - Duration::microseconds(1);
        match self {
            Self::Minute(at) => at,
            Self::Day(day) => last(end_of_day(day)),
            Self::Month(first) => {
                let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
                last(start_of_day(next))
            }
        }
    }
}

/// A log line may tell how much is known, never the date.
impl fmt::Debug for PartMoment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Minute(_) => "Minute(…)",
            Self::Day(_) => "Day(…)",
            Self::Month(_) => "Month(…)",
        })
    }
}

fn read(text: &str) -> Option<PartMoment> {
    let shape = |length| text.len() == length && text.is_ascii();
    let is_near = |day: NaiveDate| (1900..=2200).contains(&day.year());
    if shape(7) {
        let first = NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d").ok()?;
        return Some(PartMoment::Month(first)).filter(|_| is_near(first));
    }
    if shape(10) {
        let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
        return Some(PartMoment::Day(day)).filter(|_| is_near(day));
    }
    if !shape(16) {
        return None;
    }
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok()?;
    let at = Amsterdam.from_local_datetime(&local).earliest()?;
    Some(PartMoment::Minute(at.with_timezone(&Utc))).filter(|_| is_near(local.date()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_kept_as_far_as_it_is_known() {
        for (text, earliest, latest) in [
            ("2026-05-03T14:30", "2026-05-03T12:30:00Z", "2026-05-03T12:30:00Z"),
            ("2026-05-03", "2026-05-02T22:00:00Z", "2026-05-03T21:59:59.999999Z"),
            ("2026-02", "2026-01-31T23:00:00Z", "2026-02-28T22:59:59.999999Z"),
            ("2026-10-25T02:30", "2026-10-25T00:30:00Z", "2026-10-25T00:30:00Z"),
        ] {
            let moment = PartMoment::parse(text).unwrap();
            assert_eq!(moment.to_text(), text);
            assert_eq!(moment.earliest(), earliest.parse::<DateTime<Utc>>().unwrap());
            assert_eq!(moment.latest(), latest.parse::<DateTime<Utc>>().unwrap());
        }
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in
            ["", "2026", "2026-13", "2026-02-30", "2026-03-29T02:30", "03-05-2026", "2026-5-3", "1726-05"]
        {
            assert_eq!(PartMoment::parse(text).err(), Some((FaultCode::NotAMoment, None)), "{text}");
        }
    }
}
