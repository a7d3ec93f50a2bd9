//! A day as our TOML files write it. A moment, or a time without a day, is refused.

use chrono::NaiveDate;
use serde::Deserialize;

/// A day that was read.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "toml::value::Datetime")]
pub(crate) struct Day(pub(crate) NaiveDate);

impl TryFrom<toml::value::Datetime> for Day {
    type Error = String;

    fn try_from(read: toml::value::Datetime) -> Result<Self, Self::Error> {
        let only_day = read.date.filter(|_| read.time.is_none());
        only_day
            .and_then(|it| NaiveDate::from_ymd_opt(it.year.into(), it.month.into(), it.day.into()))
            .map(Self)
            .ok_or_else(|| format!("{read} is not a day"))
    }
}
