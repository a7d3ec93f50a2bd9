//! When something that comes back is due: every so many minutes, or every day at an hour in Amsterdam. Nothing here may
//! ask what time it is.

use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Amsterdam;

use crate::time::amsterdam_day;

/// How often something comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rhythm {
    /// Every so many minutes of the clock, 1 or more.
    Minutes(u16),
    /// Every day at this whole hour in Amsterdam, 0 to 23.
    DailyAt(u8),
}

impl Rhythm {
    /// The last moment, now included, at which it was due. The same for everybody who asks between two of them.
    #[must_use]
    pub fn last(self, now: DateTime<Utc>) -> DateTime<Utc> {
        match self {
            Self::Minutes(minutes) => {
                let length = i64::from(minutes.max(1)) * 60;
                now - Duration::nanoseconds(i64::from(now.timestamp_subsec_nanos()))
                    - Duration::seconds(now.timestamp().rem_euclid(length))
            }
            Self::DailyAt(hour) => {
                let today = amsterdam_day(now);
                let at = at_hour(today, hour);
                if at <= now { at } else { at_hour(today - Days::new(1), hour) }
            }
        }
    }
}

/// The moment at which a whole hour of a day begins in Amsterdam; the first of two, and the next hour where the clock
/// leaves one out.
fn at_hour(day: NaiveDate, hour: u8) -> DateTime<Utc> {
    let time = NaiveTime::from_hms_opt(hour.into(), 0, 0).unwrap_or(NaiveTime::MIN);
    let local = |time| Amsterdam.from_local_datetime(&time).earliest();
    let wanted = day.and_time(time);
    local(wanted)
        .or_else(|| local(wanted + Duration::hours(1)))
        .map_or_else(|| wanted.and_utc(), |it| it.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn moment(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn minutes_are_those_of_the_clock() {
        let five = Rhythm::Minutes(5);
        assert_eq!(five.last(moment("2026-05-07T09:04:59.9Z")), moment("2026-05-07T09:00:00Z"));
        assert_eq!(five.last(moment("2026-05-07T09:05:00Z")), moment("2026-05-07T09:05:00Z"));
    }

    #[test]
    fn a_day_is_one_of_amsterdam_also_when_the_clock_changes() {
        for (now, hour, last) in [
            ("2026-05-07T05:00:00Z", 7, "2026-05-07T05:00:00Z"),
            ("2026-05-07T04:59:59Z", 7, "2026-05-06T05:00:00Z"),
            ("2026-01-07T06:30:00Z", 7, "2026-01-07T06:00:00Z"),
            // 29 March 2026 has no 02:00, so it is due at 03:00.
            ("2026-03-29T01:30:00Z", 2, "2026-03-29T01:00:00Z"),
            // 25 October 2026 has two; the first counts.
            ("2026-10-25T01:30:00Z", 2, "2026-10-25T00:00:00Z"),
        ] {
            assert_eq!(Rhythm::DailyAt(hour).last(moment(now)), moment(last), "{now} at {hour}");
        }
    }

    proptest! {
        #[test]
        fn the_last_is_never_ahead_and_never_falls_back(
            seconds in 1_600_000_000i64..1_900_000_000, step in 0i64..200_000, hour in 0u8..24, minutes in 1u16..600,
        ) {
            let now = DateTime::from_timestamp(seconds, 7).unwrap();
            let later = now + Duration::seconds(step);
            for rhythm in [Rhythm::DailyAt(hour), Rhythm::Minutes(minutes)] {
                prop_assert!(rhythm.last(now) <= now);
                prop_assert!(rhythm.last(now) <= rhythm.last(later));
                prop_assert!(now - rhythm.last(now) < Duration::hours(26));
                prop_assert_eq!(rhythm.last(rhythm.last(now)), rhythm.last(now));
            }
        }
    }
}
