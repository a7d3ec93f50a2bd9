//! In which order work waits: what is overdue first, then what is for today, this week, and later.

use chrono::{Datelike, Days, NaiveDate};

use crate::code::codes;

codes! {
    /// How soon something has to be done.
    pub enum When {
        /// Its last day has passed.
        Overdue => "overdue",
        /// Today is its last day, or it waits without a day.
        Today => "today",
        /// Its last day is in this week, which ends on Sunday.
        ThisWeek => "this_week",
        /// Its last day is later.
        Later => "later",
    }
}

impl When {
    /// How soon something has to be done of which this is the last day; what has no day waits now.
    #[must_use]
    pub fn of(due: Option<NaiveDate>, today: NaiveDate) -> Self {
        let Some(due) = due else { return Self::Today };
        let to_sunday = 6 - u64::from(today.weekday().num_days_from_monday());
        let sunday = today.checked_add_days(Days::new(to_sunday)).unwrap_or(today);
        if due < today {
            Self::Overdue
        } else if due == today {
            Self::Today
        } else if due <= sunday {
            Self::ThisWeek
        } else {
            Self::Later
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_week_ends_on_sunday() {
        // A Thursday.
        let today = day("2026-05-07");
        for (due, expected) in [
            ("2026-05-06", When::Overdue),
            ("2026-05-07", When::Today),
            ("2026-05-08", When::ThisWeek),
            ("2026-05-10", When::ThisWeek),
            ("2026-05-11", When::Later),
        ] {
            assert_eq!(When::of(Some(day(due)), today), expected, "{due}");
        }
        assert_eq!(When::of(None, today), When::Today);
        assert_eq!(When::of(Some(day("2026-05-11")), day("2026-05-10")), When::Later, "on a Sunday");
    }

    proptest! {
        #[test]
        fn what_is_due_sooner_never_comes_later(today in 730_000..750_000i32, one in -400..400i64, two in -400..400i64) {
            let today = NaiveDate::from_num_days_from_ce_opt(today).unwrap();
            let at = |days| When::of(Some(today + chrono::Duration::days(days)), today);
            prop_assert!(at(one.min(two)) <= at(one.max(two)));
        }
    }
}
