//! Working days in the Netherlands and the terms counted in them. Days that are equated with holidays by
//! decision are data and come from the caller; nothing here may guess them.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::code::codes;

codes! {
    /// Why nobody works on a day. Source: Algemene termijnenwet art. 1 and 3.
    pub enum WhyOff {
        /// Saturday.
        Saturday => "saturday",
        /// Sunday.
        Sunday => "sunday",
        /// The first of January.
        NewYear => "new_year",
        /// Good Friday, which the law equates with a holiday.
        GoodFriday => "good_friday",
        /// Easter Monday.
        EasterMonday => "easter_monday",
        /// King's Day.
        KingsDay => "kings_day",
        /// The fifth of May.
        LiberationDay => "liberation_day",
        /// Ascension Day.
        AscensionDay => "ascension_day",
        /// Whit Monday.
        WhitMonday => "whit_monday",
        /// Christmas Day.
        ChristmasDay => "christmas_day",
        /// The second day of Christmas.
        BoxingDay => "boxing_day",
        /// Equated with a holiday by decision.
        Equated => "equated",
    }
}

/// A day on which nobody works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayOff {
    pub day: NaiveDate,
    pub why: WhyOff,
}

/// The calendar by which terms are counted: the holidays of the law, which are computed, and the days that
/// were equated with them by decision.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    /// Days equated with holidays. Source: decisions under Algemene termijnenwet art. 3.3.
    pub equated: BTreeSet<NaiveDate>,
}

impl Calendar {
    /// A calendar with these equated days.
    #[must_use]
    pub fn new(equated: impl IntoIterator<Item = NaiveDate>) -> Self {
        Self { equated: equated.into_iter().collect() }
    }

    /// Whether people work on this day: not Saturday, not Sunday, no holiday, not equated with one.
    #[must_use]
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        self.why_off(day).is_none()
    }

    /// Why nobody works on this day; nothing for a working day. A holiday on Saturday is told as the holiday.
    #[must_use]
    pub fn why_off(&self, day: NaiveDate) -> Option<WhyOff> {
        let weekend = match day.weekday() {
            Weekday::Sat => Some(WhyOff::Saturday),
            Weekday::Sun => Some(WhyOff::Sunday),
            Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri => None,
        };
        let equated = || self.equated.contains(&day).then_some(WhyOff::Equated);
        public_holiday(day).or(weekend).or_else(equated)
    }

    /// The days off after the one day and up to the other.
    #[must_use]
    pub fn days_off(&self, after: NaiveDate, until: NaiveDate) -> Vec<DayOff> {
        let days = after.iter_days().skip(1).take_while(|day| *day <= until);
        days.filter_map(|day| self.why_off(day).map(|why| DayOff { day, why })).collect()
    }

    /// How many working days lie after the one day and up to the other.
    #[must_use]
    pub fn working_days_between(&self, after: NaiveDate, until: NaiveDate) -> u32 {
        let days = after.iter_days().skip(1).take_while(|day| *day <= until);
        u32::try_from(days.filter(|day| self.is_working_day(*day)).count()).unwrap_or(u32::MAX)
    }

    /// The last day of a term of so many working days. The day of the event is day 0.
    #[must_use]
    pub fn after_working_days(&self, from: NaiveDate, count: u32) -> NaiveDate {
        let mut day = from;
        let mut left = count;
        while left > 0 {
            let Some(next) = day.succ_opt() else { return day };
            day = next;
            if self.is_working_day(day) {
                left -= 1;
            }
        }
        day
    }

    /// This day, or the first working day after it. Source: Algemene termijnenwet art. 1.1.
    #[must_use]
    pub fn first_working_day_from(&self, day: NaiveDate) -> NaiveDate {
        if self.is_working_day(day) { day } else { self.after_working_days(day, 1) }
    }
}

/// The generally recognised holiday on this day, or Good Friday, which the law equates with one. Source: Algemene
/// termijnenwet art. 3.1 and 3.2, as it has stood since King's Day in 2014.
#[must_use]
pub fn public_holiday(day: NaiveDate) -> Option<WhyOff> {
    match (day.month(), day.day()) {
        (1, 1) => Some(WhyOff::NewYear),
        (5, 5) => Some(WhyOff::LiberationDay),
        (12, 25) => Some(WhyOff::ChristmasDay),
        (12, 26) => Some(WhyOff::BoxingDay),
        (4, 27) if day.weekday() != Weekday::Sun => Some(WhyOff::KingsDay),
        (4, 26) if day.weekday() == Weekday::Sat => Some(WhyOff::KingsDay),
        _ => easter_sunday(day.year()).and_then(|easter| moves_with_easter(day, easter)),
    }
}

/// Easter Sunday of a year in the Gregorian calendar, by the anonymous algorithm that Meeus published.
#[must_use]
pub fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let skipped = (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + century - century / 4 - skipped + 15).rem_euclid(30);
    let sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4).rem_euclid(7);
    let late = (golden + 11 * moon + 22 * sunday) / 451;
    let march = moon + sunday - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(march / 31).ok()?, u32::try_from(march % 31 + 1).ok()?)
}

/// Good Friday, Easter Monday, Ascension Day and Whit Monday; the Sundays are days off by themselves.
fn moves_with_easter(day: NaiveDate, easter: NaiveDate) -> Option<WhyOff> {
    match (day - easter).num_days() {
        -2 => Some(WhyOff::GoodFriday),
        1 => Some(WhyOff::EasterMonday),
        39 => Some(WhyOff::AscensionDay),
        50 => Some(WhyOff::WhitMonday),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn is_holiday(day: NaiveDate) -> bool {
        public_holiday(day).is_some()
    }

    fn calendar() -> Calendar {
        let equated = ["2024-05-10", "2024-12-27", "2025-05-30", "2026-01-02", "2026-05-15", "2027-05-07"];
        Calendar::new(equated.map(day))
    }

    #[test]
    fn the_moving_holidays_fall_where_the_calendar_says() {
        for (good_friday, easter_monday, ascension, whit_monday) in [
            ("2024-03-29", "2024-04-01", "2024-05-09", "2024-05-20"),
            ("2025-04-18", "2025-04-21", "2025-05-29", "2025-06-09"),
            ("2026-04-03", "2026-04-06", "2026-05-14", "2026-05-25"),
            ("2027-03-26", "2027-03-29", "2027-05-06", "2027-05-17"),
            ("2028-04-14", "2028-04-17", "2028-05-25", "2028-06-05"),
            ("2029-03-30", "2029-04-02", "2029-05-10", "2029-05-21"),
            ("2030-04-19", "2030-04-22", "2030-05-30", "2030-06-10"),
        ] {
            for holiday in [good_friday, easter_monday, ascension, whit_monday] {
                assert!(is_holiday(day(holiday)), "{holiday}");
                assert!(!is_holiday(day(holiday) + Days::new(2)) || holiday == good_friday, "{holiday}");
            }
        }
    }

    #[test]
    fn the_day_of_the_king_never_falls_on_sunday() {
        for king in
            ["2024-04-27", "2025-04-26", "2026-04-27", "2027-04-27", "2028-04-27", "2029-04-27", "2030-04-27"]
        {
            assert!(is_holiday(day(king)), "{king}");
        }
        for ordinary in ["2025-04-27", "2026-04-26", "2024-04-26", "2027-04-26"] {
            assert!(!is_holiday(day(ordinary)), "{ordinary}");
        }
    }

    #[test]
    fn liberation_christmas_and_new_year_are_days_off_every_year() {
        for year in 2024..=2030 {
            for (month, number) in [(1, 1), (5, 5), (12, 25), (12, 26)] {
                assert!(is_holiday(NaiveDate::from_ymd_opt(year, month, number).unwrap()));
            }
        }
        assert!(!is_holiday(day("2026-12-31")));
        assert!(!is_holiday(day("2026-05-04")));
    }

    #[test]
    fn equated_days_are_no_working_days_and_come_from_outside() {
        for equated in ["2024-05-10", "2024-12-27", "2025-05-30", "2026-01-02", "2026-05-15", "2027-05-07"] {
            assert!(!calendar().is_working_day(day(equated)), "{equated}");
            assert!(Calendar::default().is_working_day(day(equated)), "{equated}");
        }
    }

    #[test]
    fn five_working_days_step_over_days_off() {
        for (from, end) in [
            ("2026-05-07", "2026-05-18"),
            ("2026-03-02", "2026-03-09"),
            ("2026-03-07", "2026-03-13"),
            ("2026-12-23", "2026-12-31"),
        ] {
            assert_eq!(calendar().after_working_days(day(from), 5), day(end), "{from}");
        }
        assert_eq!(calendar().after_working_days(day("2026-05-09"), 0), day("2026-05-09"));
    }

    #[test]
    fn a_day_off_says_why() {
        let told: Vec<String> = calendar()
            .days_off(day("2026-05-02"), day("2026-05-18"))
            .iter()
            .map(|it| format!("{} {}", it.day.format("%d"), it.why))
            .collect();
        let expected = [
            "03 sunday",
            "05 liberation_day",
            "09 saturday",
            "10 sunday",
            "14 ascension_day",
            "15 equated",
            "16 saturday",
            "17 sunday",
        ];
        assert_eq!(told, expected);
        assert_eq!(calendar().working_days_between(day("2026-05-02"), day("2026-05-18")), 8);
        // A holiday on Saturday is told as the holiday.
        assert_eq!(calendar().why_off(day("2024-04-27")), Some(WhyOff::KingsDay));
    }

    #[test]
    fn easter_is_right_over_four_centuries() {
        for (year, date) in [
            (1818, "1818-03-22"),
            (1943, "1943-04-25"),
            (1954, "1954-04-18"),
            (1981, "1981-04-19"),
            (2000, "2000-04-23"),
            (2008, "2008-03-23"),
            (2038, "2038-04-25"),
            (2285, "2285-03-22"),
        ] {
            assert_eq!(easter_sunday(year), Some(day(date)));
        }
    }

    proptest! {
        #[test]
        fn a_term_holds_exactly_as_many_working_days_as_asked(number in 735_000..745_000i32, count in 1u32..30) {
            let from = NaiveDate::from_num_days_from_ce_opt(number).unwrap();
            let end = calendar().after_working_days(from, count);
            let within = from.iter_days().skip(1).take_while(|it| *it <= end);
            prop_assert_eq!(within.filter(|it| calendar().is_working_day(*it)).count(), count as usize);
            prop_assert!(calendar().is_working_day(end));
        }
    }
}
