//! Days and moments in Dutch. "Today" is an argument: nothing here knows what time it is.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::time::{amsterdam, amsterdam_day};

const DAYS: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];
const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// `zondag 22 november 2026`.
pub fn long_day(day: NaiveDate) -> String {
    let name = nth(&DAYS, day.weekday().num_days_from_monday());
    format!("{name} {}", day_and_month(day))
}

/// `zondag 22 november`, where the year is clear.
pub fn weekday_and_day(day: NaiveDate) -> String {
    let name = nth(&DAYS, day.weekday().num_days_from_monday());
    format!("{name} {} {}", day.day(), nth(&MONTHS, day.month0()))
}

/// `22 november 2026`.
pub fn day_and_month(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), nth(&MONTHS, day.month0()), day.year())
}

/// A birth date as far as it is known: `22 november 2016`, `november 2016` or `2016`.
pub fn birth(text: &str) -> String {
    let mut parts = text.split('-');
    let year = parts.next().unwrap_or_default();
    let month = parts.next().and_then(|it| it.parse::<u32>().ok()).map(|it| nth(&MONTHS, it.wrapping_sub(1)));
    let day = parts.next().and_then(|it| it.parse::<u32>().ok());
    match (day, month) {
        (Some(day), Some(month)) => format!("{day} {month} {year}"),
        (None, Some(month)) => format!("{month} {year}"),
        (_, None) => year.to_owned(),
    }
}

/// `22-11-2026`, for tables.
pub fn short_day(day: NaiveDate) -> String {
    day.format("%d-%m-%Y").to_string()
}

/// `zondag 22 november 2026 om 14:30 uur`, on the clock in Amsterdam.
pub fn moment(at: DateTime<Utc>) -> String {
    format!("{} om {} uur", long_day(amsterdam_day(at)), clock(at))
}

/// `14:30`, on the clock in Amsterdam.
pub fn clock(at: DateTime<Utc>) -> String {
    amsterdam(at).format("%H:%M").to_string()
}

/// What `datetime-local` shows for this moment.
pub fn form_moment(at: DateTime<Utc>) -> String {
    amsterdam(at).format("%Y-%m-%dT%H:%M").to_string()
}

/// How far a day is from today: `gisteren`, `3 dagen geleden`, `over 2 weken`.
pub fn distance(day: NaiveDate, today: NaiveDate) -> String {
    match (today - day).num_days() {
        0 => "vandaag".to_owned(),
        1 => "gisteren".to_owned(),
        -1 => "morgen".to_owned(),
        past if past > 0 => format!("{} geleden", span(past)),
        future => format!("over {}", span(-future)),
    }
}

/// A number of days in the unit in which people would say it.
fn span(days: i64) -> String {
    match days {
        ..=1 => "1 dag".to_owned(),
        2..=13 => format!("{days} dagen"),
        14..=60 => format!("{} weken", days / 7),
        61..=729 => format!("{} maanden", days / 30),
        _ => format!("{} jaar", days / 365),
    }
}

fn nth(names: &[&'static str], place: u32) -> &'static str {
    usize::try_from(place).ok().and_then(|place| names.get(place)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_and_moments_are_dutch_and_of_amsterdam() {
        assert_eq!(long_day(day("2026-11-22")), "zondag 22 november 2026");
        assert_eq!(short_day(day("2026-03-01")), "01-03-2026");
        let late = "2026-07-31T22:30:00Z".parse().unwrap();
        assert_eq!(moment(late), "zaterdag 1 augustus 2026 om 00:30 uur");
        assert_eq!(form_moment(late), "2026-08-01T00:30");
    }

    #[test]
    fn a_birth_date_is_told_as_far_as_it_is_known() {
        for (known, told) in
            [("2016-11-22", "22 november 2016"), ("2016-11", "november 2016"), ("2016", "2016")]
        {
            assert_eq!(birth(known), told);
        }
    }

    #[test]
    fn a_distance_is_told_as_people_do() {
        let today = day("2026-11-22");
        for (other, told) in [
            ("2026-11-22", "vandaag"),
            ("2026-11-21", "gisteren"),
            ("2026-11-23", "morgen"),
            ("2026-11-19", "3 dagen geleden"),
            ("2026-11-24", "over 2 dagen"),
            ("2026-11-01", "3 weken geleden"),
            ("2026-08-01", "3 maanden geleden"),
            ("2023-11-22", "3 jaar geleden"),
        ] {
            assert_eq!(distance(day(other), today), told);
        }
    }
}
