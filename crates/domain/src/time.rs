//! Days in Amsterdam. Moments are UTC everywhere; a day is always a day on the Dutch calendar. Nothing here
//! may ask what time it is.

use chrono::{DateTime, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Utc};
use chrono_tz::{Europe::Amsterdam, Tz};

/// The day in Amsterdam on which this moment falls.
#[must_use]
pub fn amsterdam_day(at: DateTime<Utc>) -> NaiveDate {
    let utc = at.naive_utc();
    let offset = Amsterdam.offset_from_utc_datetime(&utc).fix();
    utc.checked_add_offset(offset).unwrap_or(utc).date()
}

/// This moment on the clock in Amsterdam.
#[must_use]
pub fn amsterdam(at: DateTime<Utc>) -> DateTime<Tz> {
    at.with_timezone(&Amsterdam)
}

/// The moment at which this day begins in Amsterdam.
#[must_use]
pub fn start_of_day(day: NaiveDate) -> DateTime<Utc> {
    at_wall_clock(day.and_time(NaiveTime::MIN))
}

/// The moment at which the clock in Amsterdam shows this. Of an hour that comes twice it is the first; of an hour that
/// the clock skips, as much later as the clock is put forward.
#[must_use]
pub fn at_wall_clock(shown: NaiveDateTime) -> DateTime<Utc> {
    let local = |time| Amsterdam.from_local_datetime(&time).earliest();
    let skipped = || {
        let before = shown.checked_sub_signed(Duration::hours(1)).and_then(local)?;
        before.checked_add_signed(Duration::hours(1))
    };
    local(shown).or_else(skipped).map_or_else(|| shown.and_utc(), |it| it.with_timezone(&Utc))
}

/// The first moment that no longer belongs to this day in Amsterdam.
#[must_use]
pub fn end_of_day(day: NaiveDate) -> DateTime<Utc> {
    start_of_day(day.checked_add_days(Days::new(1)).unwrap_or(day))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn moment(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_day_turns_at_midnight_in_amsterdam() {
        for (at, expected) in [
            ("2026-01-15T22:59:59Z", "2026-01-15"),
            ("2026-01-15T23:00:00Z", "2026-01-16"),
            ("2026-07-15T21:59:59Z", "2026-07-15"),
            ("2026-07-15T22:00:00Z", "2026-07-16"),
            ("2025-12-31T23:30:00Z", "2026-01-01"),
        ] {
            assert_eq!(amsterdam_day(moment(at)), day(expected), "{at}");
        }
    }

    #[test]
    fn days_are_23_or_25_hours_long_when_the_clock_changes() {
        for (text, start, hours) in [
            ("2026-03-29", "2026-03-28T23:00:00Z", 23),
            ("2026-10-25", "2026-10-24T22:00:00Z", 25),
            ("2026-06-01", "2026-05-31T22:00:00Z", 24),
        ] {
            assert_eq!(start_of_day(day(text)), moment(start));
            assert_eq!((end_of_day(day(text)) - start_of_day(day(text))).num_hours(), hours);
        }
        assert_eq!(amsterdam(moment("2026-03-29T01:00:00Z")).to_string(), "2026-03-29 03:00:00 CEST");
    }

    #[test]
    fn an_hour_that_is_skipped_or_comes_twice_is_one_moment() {
        for (shown, at) in [
            ("2026-03-29T02:30:00", "2026-03-29T01:30:00Z"),
            ("2026-10-25T02:30:00", "2026-10-25T00:30:00Z"),
            ("2026-05-15T14:00:00", "2026-05-15T12:00:00Z"),
        ] {
            assert_eq!(at_wall_clock(shown.parse().unwrap()), moment(at), "{shown}");
        }
    }

    #[test]
    fn the_ends_of_time_do_no_harm() {
        let _ = amsterdam_day(DateTime::<Utc>::MAX_UTC);
        let _ = start_of_day(NaiveDate::MIN);
        let _ = end_of_day(NaiveDate::MAX);
    }

    proptest! {
        #[test]
        fn a_day_starts_and_ends_on_itself(number in 710_000..760_000i32) {
            let day = NaiveDate::from_num_days_from_ce_opt(number).unwrap();
            prop_assert_eq!(amsterdam_day(start_of_day(day)), day);
            prop_assert_eq!(amsterdam_day(end_of_day(day) - Duration::nanoseconds(1)), day);
            prop_assert_eq!(end_of_day(day), start_of_day(day + Days::new(1)));
        }
    }
}
