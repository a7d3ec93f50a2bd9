//! Days and moments. On the wire a moment has an offset; in a form it is what the clock in Amsterdam says.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Europe::Amsterdam;
use domain::fault::{FaultCode, ValueFault};
use domain::incident::PartMoment;
use serde_json::{Value, json};

use super::Field;

/// Years outside these are a slip of the pen; closer bounds are rules of the work.
const FIRST_YEAR: i32 = 1850;
const LAST_YEAR: i32 = 2200;

impl Field for NaiveDate {
    fn from_json(value: &Value) -> Result<Self, ValueFault> {
        Self::from_text(value.as_str().ok_or((FaultCode::NotADate, None))?)
    }

    fn from_text(text: &str) -> Result<Self, ValueFault> {
        let written = text.len() == 10 && text.bytes().all(|it| it.is_ascii_digit() || it == b'-');
        let day = Self::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| written);
        let day = day.ok_or((FaultCode::NotADate, None))?;
        within_years(day.year())?;
        Ok(day)
    }

    fn schema() -> Value {
        json!({"type": "string", "format": "date", "description": "Een dag", "example": "2022-11-22"})
    }
}

impl Field for DateTime<Utc> {
    /// RFC 3339 with any offset; `T` and `Z` in upper case, and no `-00:00`, which says that nobody knows.
    /// Source: NL GOV REST API Design Rules 2.2, /core/date-time/format.
    fn from_json(value: &Value) -> Result<Self, ValueFault> {
        let refused = (FaultCode::NotAMoment, None);
        let text = value.as_str().ok_or(refused)?;
        let written = text.get(10..11) == Some("T") && !text.ends_with('z') && !text.ends_with("-00:00");
        let moment = DateTime::parse_from_rfc3339(text).ok().filter(|_| written).ok_or(refused)?;
        within_years(moment.year())?;
        Ok(moment.with_timezone(&Utc))
    }

    /// What `datetime-local` sends. In the hour that comes twice the first one is meant; the hour that is
    /// skipped in spring is no moment.
    fn from_text(text: &str) -> Result<Self, ValueFault> {
        let refused = (FaultCode::NotAMoment, None);
        let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M")
            .or_else(|_short| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S"))
            .ok()
            .ok_or(refused)?;
        within_years(local.year())?;
        let moment = Amsterdam.from_local_datetime(&local).earliest().ok_or(refused)?;
        Ok(moment.with_timezone(&Utc))
    }

    fn schema() -> Value {
        json!({
            "type": "string", "format": "date-time",
            "description": "Een moment met tijdzone", "example": "2022-11-22T13:30:00Z",
        })
    }
}

impl Field for PartMoment {
    fn from_json(value: &Value) -> Result<Self, ValueFault> {
        Self::parse(value.as_str().ok_or((FaultCode::NotAMoment, None))?)
    }

    /// People write the day first: `3-5-2026 14:30`, `3-5-2026`, `5-2026`.
    fn from_text(text: &str) -> Result<Self, ValueFault> {
        let (day, clock) = text.trim().split_once([' ', 'T']).unwrap_or((text.trim(), ""));
        let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
        let day = match parts.as_slice() {
            [day, month, year] if year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
            [month, year] if year.len() == 4 => format!("{year}-{month:0>2}"),
            _ => day.to_owned(),
        };
        if clock.is_empty() { Self::parse(&day) } else { Self::parse(&format!("{day}T{:0>5}", clock.trim())) }
    }

    fn schema() -> Value {
        json!({
            "type": "string", "format": "partial-date-time",
            "pattern": "^[0-9]{4}-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2})?)?$",
            "description": "Een moment op de klok in Amsterdam, of alleen de dag, of alleen de maand",
            "example": "2022-11-22T13:30",
        })
    }
}

fn within_years(year: i32) -> Result<(), ValueFault> {
    match year {
        early if early < FIRST_YEAR => Err((FaultCode::OutOfRange, Some(FIRST_YEAR.into()))),
        late if late > LAST_YEAR => Err((FaultCode::OutOfRange, Some(LAST_YEAR.into()))),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Result<DateTime<Utc>, ValueFault> {
        DateTime::<Utc>::from_json(&json!(text))
    }

    #[test]
    fn the_same_instant_in_any_offset_is_the_same_moment() {
        let expected: DateTime<Utc> = "2022-11-22T13:30:00Z".parse().unwrap();
        for hours in -12..=14_i32 {
            let offset = chrono::FixedOffset::east_opt(hours * 3600).unwrap();
            let text = expected.with_timezone(&offset).to_rfc3339();
            assert_eq!(moment(&text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn a_moment_without_a_known_offset_is_refused() {
        for text in [
            "2022-11-22T13:30:00",
            "2022-11-22",
            "2022-11-22T13:30:00-00:00",
            "2022-11-22t13:30:00Z",
            "2022-11-22T13:30:00z",
            "2022-11-22 13:30:00Z",
            "2022-13-01T00:00:00Z",
            "2022-11-22T25:00:00Z",
            "",
        ] {
            assert_eq!(moment(text), Err((FaultCode::NotAMoment, None)), "{text}");
        }
        assert_eq!(moment("9999-01-01T00:00:00Z"), Err((FaultCode::OutOfRange, Some(2200))));
    }

    #[test]
    fn a_form_speaks_amsterdam_time_in_summer_and_winter() {
        let read = |text| DateTime::<Utc>::from_text(text).map(|at| at.to_rfc3339());
        assert_eq!(read("2026-07-01T12:00"), Ok("2026-07-01T10:00:00+00:00".to_owned()));
        assert_eq!(read("2026-01-01T12:00:30"), Ok("2026-01-01T11:00:30+00:00".to_owned()));
        assert_eq!(read("2026-10-25T02:30"), Ok("2026-10-25T00:30:00+00:00".to_owned()));
        assert_eq!(read("2026-03-29T02:30"), Err((FaultCode::NotAMoment, None)));
    }

    #[test]
    fn a_moment_that_is_known_in_part_is_written_as_people_do() {
        for (text, kept) in [
            ("3-5-2026 9:30", "2026-05-03T09:30"),
            ("03-05-2026", "2026-05-03"),
            ("5-2026", "2026-05"),
            ("2026-05-03", "2026-05-03"),
            ("2026-05-03T14:30", "2026-05-03T14:30"),
        ] {
            assert_eq!(PartMoment::from_text(text).unwrap().to_text(), kept, "{text}");
        }
        assert!(PartMoment::from_text("gisteren").is_err());
    }

    #[test]
    fn a_day_is_written_in_ten_characters() {
        assert!(NaiveDate::from_text("2024-02-29").is_ok());
        for text in ["2023-02-29", "24-02-29", "2024-2-9", "+2024-02-2", "29-02-2024", "2024-02-29T00:00"] {
            assert_eq!(NaiveDate::from_text(text), Err((FaultCode::NotADate, None)), "{text}");
        }
        assert_eq!(NaiveDate::from_text("1492-01-01"), Err((FaultCode::OutOfRange, Some(1850))));
    }
}
