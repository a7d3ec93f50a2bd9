//! When a term ends, and the steps by which that was found. The day of the event is day 0; a term that is counted in
//! days ends with the end of its last day in Amsterdam; one that is exact ends at its minute.
//!
//! The end follows from the start, the number of extensions and the pauses, and from nothing else: whoever counts again
//! finds the same.

use chrono::{DateTime, Datelike, Days, Duration, Months, NaiveDate, Utc};

use super::{Definition, Exception, Rule, Unit};
use crate::time::{amsterdam, amsterdam_day, at_wall_clock, end_of_day};
use crate::workday::{Calendar, DayOff};

/// A stretch of time in which a term stood still; nothing as its end while it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    pub from: DateTime<Utc>,
    pub until: Option<DateTime<Utc>>,
}

/// What happened to a term that moves its end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stretch {
    /// How often it was made longer.
    pub extensions: u16,
    pub pauses: Vec<Pause>,
}

/// The end of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The last day, in Amsterdam.
    pub day: NaiveDate,
    /// The first moment at which it is too late.
    pub at: DateTime<Utc>,
}

/// One step on the way to the end of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The day of the event, which does not count.
    DayZero { day: NaiveDate },
    /// So many units further.
    Counted { count: u32, unit: Unit, to: NaiveDate },
    /// These days did not count.
    Skipped { days: Vec<DayOff> },
    /// The month has no such day, so its last day counts.
    ShortMonth { wanted: u32, to: NaiveDate },
    /// The term stood still for so many days of the kind that it counts.
    StoodStill { days: u32, to: NaiveDate },
    /// The last day was a day off. Source: Algemene termijnenwet art. 1.1.
    MovedOn { over: Vec<DayOff>, to: NaiveDate },
    /// There were fewer than two working days in it. Source: Algemene termijnenwet art. 2.
    TwoWorkingDays { to: NaiveDate },
    /// The Algemene termijnenwet does not move this end. Source: its art. 4.
    Excepted { why: Exception },
    /// It ends with the end of this day.
    EndOfDay { day: NaiveDate },
    /// It ends at this moment, also when that is on a day off.
    AtMoment { at: DateTime<Utc> },
}

/// The end of a term and how it came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    pub due: Due,
    /// In order; the last one is the end.
    pub steps: Vec<Step>,
}

impl Due {
    /// Whether this moment is too late.
    #[must_use]
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        now >= self.at
    }
}

/// Counts a term from the moment of its event.
#[must_use]
pub fn count(
    definition: &Definition,
    start: DateTime<Utc>,
    stretch: &Stretch,
    calendar: &Calendar,
) -> Explanation {
    let length = definition.length_after(stretch.extensions);
    if definition.is_exact() {
        return to_the_minute(definition, start, length, &stretch.pauses);
    }
    let mut path = Path::new(start);
    match definition.unit {
        Unit::WorkingDay => path.count_working_days(length, &stretch.pauses, calendar),
        Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Hour => {
            path.count_on_calendar(definition.unit, length);
            path.stand_still(&stretch.pauses);
            if definition.rule == Rule::GeneralTermsAct {
                path.apply_general_terms_act(definition, length, calendar);
            }
        }
    }
    path.finish()
}

/// A count under way: where it began, where it is, and how it got there.
struct Path {
    zero: NaiveDate,
    at: NaiveDate,
    steps: Vec<Step>,
}

impl Path {
    fn new(start: DateTime<Utc>) -> Self {
        let zero = amsterdam_day(start);
        Self { zero, at: zero, steps: vec![Step::DayZero { day: zero }] }
    }

    fn count_working_days(&mut self, length: u32, pauses: &[Pause], calendar: &Calendar) {
        let to = calendar.after_working_days(self.zero, length);
        self.steps.push(Step::Counted { count: length, unit: Unit::WorkingDay, to });
        let paused: u32 =
            closed(pauses).map(|(from, until)| calendar.working_days_between(from, until)).sum();
        self.at = calendar.after_working_days(to, paused);
        if paused > 0 {
            self.steps.push(Step::StoodStill { days: paused, to: self.at });
        }
        let days = calendar.days_off(self.zero, self.at);
        if !days.is_empty() {
            self.steps.push(Step::Skipped { days });
        }
    }

    fn count_on_calendar(&mut self, unit: Unit, length: u32) {
        self.at = on_calendar(self.zero, unit, length);
        self.steps.push(Step::Counted { count: length, unit, to: self.at });
        if matches!(unit, Unit::Month | Unit::Year) && self.at.day() != self.zero.day() {
            self.steps.push(Step::ShortMonth { wanted: self.zero.day(), to: self.at });
        }
    }

    fn stand_still(&mut self, pauses: &[Pause]) {
        let days: i64 = closed(pauses).map(|(from, until)| (until - from).num_days()).sum();
        let days = u32::try_from(days).unwrap_or(0);
        if days > 0 {
            self.at = self.at.checked_add_days(Days::new(days.into())).unwrap_or(self.at);
            self.steps.push(Step::StoodStill { days, to: self.at });
        }
    }

    /// Art. 1.1: no end on a day off. Art. 2: a term of three days or more holds two working days.
    fn apply_general_terms_act(&mut self, definition: &Definition, length: u32, calendar: &Calendar) {
        if let Some(why) = definition.exception() {
            self.steps.push(Step::Excepted { why });
            return;
        }
        let to = calendar.first_working_day_from(self.at);
        if to > self.at {
            let before = self.at.pred_opt().unwrap_or(self.at);
            self.steps.push(Step::MovedOn { over: calendar.days_off(before, to), to });
            self.at = to;
        }
        let three_days = definition.unit != Unit::Day || length >= 3;
        let two_in_it = calendar.after_working_days(self.zero, 2);
        if three_days && two_in_it > self.at {
            self.steps.push(Step::TwoWorkingDays { to: two_in_it });
            self.at = two_in_it;
        }
    }

    fn finish(mut self) -> Explanation {
        self.steps.push(Step::EndOfDay { day: self.at });
        Explanation { due: Due { day: self.at, at: end_of_day(self.at) }, steps: self.steps }
    }
}

/// Hours pass; days, weeks, months and years end when the clock shows the same again, also when it was put forward or
/// back in between.
fn to_the_minute(
    definition: &Definition,
    start: DateTime<Utc>,
    length: u32,
    pauses: &[Pause],
) -> Explanation {
    let zero = amsterdam_day(start);
    let plain = if definition.unit == Unit::Hour {
        start.checked_add_signed(Duration::hours(length.into())).unwrap_or(start)
    } else {
        at_wall_clock(on_calendar(zero, definition.unit, length).and_time(amsterdam(start).time()))
    };
    let stood: Duration =
        pauses.iter().filter_map(|it| Some(it.until? - it.from)).fold(Duration::zero(), |sum, it| sum + it);
    let at = plain.checked_add_signed(stood).unwrap_or(plain);
    let mut steps = vec![
        Step::DayZero { day: zero },
        Step::Counted { count: length, unit: definition.unit, to: amsterdam_day(plain) },
    ];
    let days = u32::try_from((amsterdam_day(at) - amsterdam_day(plain)).num_days()).unwrap_or(0);
    if days > 0 {
        steps.push(Step::StoodStill { days, to: amsterdam_day(at) });
    }
    if let (Rule::GeneralTermsAct, Some(why)) = (definition.rule, definition.exception()) {
        steps.push(Step::Excepted { why });
    }
    steps.push(Step::AtMoment { at });
    Explanation { due: Due { day: amsterdam_day(at), at }, steps }
}

/// So many units after a day; the last day of a month that has no such day.
fn on_calendar(zero: NaiveDate, unit: Unit, length: u32) -> NaiveDate {
    let days = |count: u32| zero.checked_add_days(Days::new(count.into()));
    let months = |count: u32| zero.checked_add_months(Months::new(count));
    let end = match unit {
        Unit::Day | Unit::WorkingDay => days(length),
        Unit::Week => days(length.saturating_mul(7)),
        Unit::Month => months(length),
        Unit::Year => months(length.saturating_mul(12)),
        Unit::Hour => days(length / 24),
    };
    end.unwrap_or(zero)
}

/// The days from which and until which a term stood still, without the pause that goes on.
fn closed(pauses: &[Pause]) -> impl Iterator<Item = (NaiveDate, NaiveDate)> {
    pauses.iter().filter_map(|it| Some((amsterdam_day(it.from), amsterdam_day(it.until?))))
}
