//! Moments at which people work, on the Dutch calendar.

use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use domain::time::start_of_day;
use domain::workday::Calendar;

use super::dice::Dice;

/// A moment in office hours on this day, or on the first working day after it.
#[must_use]
pub fn at_work(day: NaiveDate, dice: &mut Dice) -> DateTime<Utc> {
    let day = Calendar::default().first_working_day_from(day);
    start_of_day(day) + Duration::minutes(dice.within(8 * 60 + 30..=16 * 60 + 30))
}

/// A moment at any hour of this day, in the evening more often than in the morning.
#[must_use]
pub fn at_any_hour(day: NaiveDate, dice: &mut Dice) -> DateTime<Utc> {
    let (one, two) = (dice.within(0..=1400), dice.within(0..=1400));
    start_of_day(day) + Duration::minutes(one.max(two))
}

/// So many working days later, in office hours.
#[must_use]
pub fn working_days_later(day: NaiveDate, count: u32, dice: &mut Dice) -> DateTime<Utc> {
    at_work(Calendar::default().after_working_days(day, count), dice)
}

/// So many days before a day.
#[must_use]
pub fn before(day: NaiveDate, days: i64) -> NaiveDate {
    day.checked_sub_days(Days::new(days.unsigned_abs())).unwrap_or(day)
}

/// So many days after a day, or before it when the number is negative.
#[must_use]
pub fn after(day: NaiveDate, days: i64) -> NaiveDate {
    if days < 0 {
        return before(day, days);
    }
    day.checked_add_days(Days::new(days.unsigned_abs())).unwrap_or(day)
}
