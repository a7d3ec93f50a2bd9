//! When somebody is away, never why. Who stands in gets the seats of who is away for that time, and loses them after.

use chrono::{DateTime, NaiveDate, Utc};

use crate::code::rules;
use crate::fault::{FaultCode, Faults};
use crate::time::{end_of_day, start_of_day};

rules! {
    /// A rule that a step with an absence may break.
    pub enum AbsenceRule {
        /// This person is away then already.
        AwayAlready => "away_once_at_a_time",
        /// The absence is over.
        Over => "absence_is_over",
    }
}

/// From when until when somebody is away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Away {
    /// From this moment on.
    pub from: DateTime<Utc>,
    /// Up to, and without, this moment.
    pub until: DateTime<Utc>,
}

impl Away {
    /// The longest absence, in days; who is away for longer is replaced. A proposal of the design, as that of a cover.
    pub const LONGEST_DAYS: i64 = 366;

    /// Days on the calendar, the first and the last one included. Today counts from now.
    ///
    /// # Errors
    /// All faults at once, on `from` and `until`.
    pub fn of_days(
        from: Option<NaiveDate>,
        until: Option<NaiveDate>,
        now: DateTime<Utc>,
    ) -> Result<Self, Faults> {
        let mut faults = Faults::none();
        let today = crate::time::amsterdam_day(now);
        let from = faults.need("from", from);
        let until = faults.need("until", until);
        if from.is_some_and(|from| from < today) {
            faults.add_limit("from", FaultCode::InThePast, 0);
        }
        if from.zip(until).is_some_and(|(from, until)| until < from) {
            faults.add("until", FaultCode::EndBeforeStart);
        }
        if from.zip(until).is_some_and(|(from, until)| (until - from).num_days() > Self::LONGEST_DAYS) {
            faults.add_limit("until", FaultCode::OutOfRange, Self::LONGEST_DAYS);
        }
        let away = from.zip(until);
        let away =
            away.map(|(from, until)| Self { from: start_of_day(from).max(now), until: end_of_day(until) });
        faults.into_complete(away)
    }

    /// Until when somebody is away who is back at this moment.
    ///
    /// # Errors
    /// `absence_is_over`.
    pub fn back_at(self, at: DateTime<Utc>) -> Result<Self, AbsenceRule> {
        if self.until <= at {
            return Err(AbsenceRule::Over);
        }
        Ok(Self { until: self.from.max(at), ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn away(from: &str, until: &str) -> Result<Away, String> {
        let now = moment("2026-05-07T09:00:00Z");
        Away::of_days(from.parse().ok(), until.parse().ok(), now).map_err(|it| it.to_string())
    }

    #[test]
    fn the_first_and_the_last_day_count_on_the_calendar_in_amsterdam() {
        let later = away("2026-05-11", "2026-05-15").unwrap();
        assert_eq!(later.from, moment("2026-05-10T22:00:00Z"));
        assert_eq!(later.until, moment("2026-05-15T22:00:00Z"));
        assert_eq!(away("2026-05-07", "2026-05-07").unwrap().from, moment("2026-05-07T09:00:00Z"));
        for (from, until, wrong) in [
            ("", "", "from: missing, until: missing"),
            ("2026-05-06", "2026-05-08", "from: in_the_past"),
            ("2026-05-08", "2026-05-07", "until: end_before_start"),
            ("2026-05-08", "2036-05-07", "until: out_of_range"),
        ] {
            assert_eq!(away(from, until).unwrap_err(), wrong);
        }
    }

    #[test]
    fn who_is_back_sooner_is_away_no_longer_and_nobody_comes_back_twice() {
        let planned = away("2026-05-11", "2026-05-15").unwrap();
        let back = planned.back_at(moment("2026-05-12T08:00:00Z")).unwrap();
        assert_eq!(back.until, moment("2026-05-12T08:00:00Z"));
        assert_eq!(
            planned.back_at(moment("2026-05-08T08:00:00Z")).unwrap().until,
            planned.from,
            "never went"
        );
        assert_eq!(planned.back_at(planned.until), Err(AbsenceRule::Over));
    }
}
