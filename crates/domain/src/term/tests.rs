//! Terms, tried out: the dates that the law gives, what holds for every start, and how a term runs.

use chrono::{DateTime, Duration, Utc};
use proptest::prelude::*;

use super::*;
use crate::time::amsterdam_day;
use crate::workday::Calendar;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn calendar() -> Calendar {
    let equated = [
        "2024-05-10",
        "2024-12-27",
        "2025-05-30",
        "2026-01-02",
        "2026-05-15",
        "2027-05-07",
        "2028-04-28",
        "2028-05-26",
    ];
    Calendar::new(equated.map(day))
}

fn defined(unit: Unit, length: u16, rule: Rule) -> Definition {
    Definition {
        kind: TermKind::PlanReview,
        name: "Termijn".to_owned(),
        event: TermEvent::PlanAdopted,
        unit,
        length,
        rule,
        extension: None,
        may_pause: true,
        met_by_hand: true,
        basis: Basis::Proposal,
        source: "Bron".to_owned(),
        from: day("2019-01-01"),
        until: None,
    }
}

fn end(definition: &Definition, start: &str) -> String {
    let due = count(definition, moment(start), &Stretch::default(), &calendar()).due;
    if definition.is_exact() { due.at.to_rfc3339() } else { due.day.to_string() }
}

#[test]
fn a_term_in_days_ends_where_the_law_says() {
    use Rule::{Calendar as Plain, GeneralTermsAct, WorkingDays};
    for (unit, length, rule, start, expected) in [
        (Unit::WorkingDay, 5, WorkingDays, "2026-05-07T09:00:00Z", "2026-05-18"),
        (Unit::WorkingDay, 5, WorkingDays, "2026-03-02T09:00:00Z", "2026-03-09"),
        (Unit::WorkingDay, 5, WorkingDays, "2026-12-23T09:00:00Z", "2026-12-31"),
        (Unit::Day, 5, GeneralTermsAct, "2026-05-07T09:00:00Z", "2026-05-12"),
        (Unit::Day, 5, GeneralTermsAct, "2026-05-11T09:00:00Z", "2026-05-18"),
        (Unit::Week, 10, GeneralTermsAct, "2026-03-05T09:00:00Z", "2026-05-18"),
        (Unit::Week, 13, Plain, "2026-01-05T09:00:00Z", "2026-04-06"),
        (Unit::Week, 4, GeneralTermsAct, "2026-04-07T09:00:00Z", "2026-05-06"),
        // Art. 2: in three days over Christmas there are no two working days.
        (Unit::Day, 3, GeneralTermsAct, "2026-12-24T09:00:00Z", "2026-12-29"),
        (Unit::Day, 5, GeneralTermsAct, "2026-04-02T09:00:00Z", "2026-04-08"),
        // A term of less than three days need not hold two of them.
        (Unit::Day, 1, GeneralTermsAct, "2026-05-08T09:00:00Z", "2026-05-11"),
        // The day of the event is the one in Amsterdam.
        (Unit::Day, 10, Plain, "2026-07-15T22:00:00Z", "2026-07-26"),
        // A month that is shorter ends on its last day.
        (Unit::Month, 1, Plain, "2026-01-31T09:00:00Z", "2026-02-28"),
        (Unit::Month, 3, GeneralTermsAct, "2026-11-30T09:00:00Z", "2027-03-01"),
        (Unit::Year, 1, Plain, "2028-02-29T09:00:00Z", "2029-02-28"),
    ] {
        assert_eq!(end(&defined(unit, length, rule), start), expected, "{length} {unit} after {start}");
    }
}

#[test]
fn what_article_4_excepts_ends_on_any_day() {
    let thirteen_weeks = defined(Unit::Week, 13, Rule::GeneralTermsAct);
    let five_years = defined(Unit::Year, 5, Rule::GeneralTermsAct);
    for (definition, start, expected) in [
        (&thirteen_weeks, "2026-01-05T09:00:00Z", "2026-04-06"),
        (&defined(Unit::Day, 91, Rule::GeneralTermsAct), "2026-01-05T09:00:00Z", "2026-04-06"),
        (&defined(Unit::Day, 90, Rule::GeneralTermsAct), "2026-01-05T09:00:00Z", "2026-04-07"),
        (&defined(Unit::Month, 4, Rule::GeneralTermsAct), "2026-01-05T09:00:00Z", "2026-05-05"),
        (&five_years, "2021-05-05T09:00:00Z", "2026-05-05"),
    ] {
        assert_eq!(end(definition, start), expected, "{} {}", definition.length, definition.unit);
    }
    assert_eq!(thirteen_weeks.exception(), Some(Exception::OverTwelveWeeks));
    assert_eq!(defined(Unit::Week, 12, Rule::GeneralTermsAct).exception(), None);
    assert_eq!(defined(Unit::Month, 3, Rule::GeneralTermsAct).exception(), None);
    assert_eq!(five_years.exception(), Some(Exception::InYears));
}

#[test]
fn an_order_to_leave_ends_at_its_minute_and_never_moves() {
    let order = Definition {
        extension: Some(Extension { length: 18, at_most: Some(1) }),
        ..defined(Unit::Day, 10, Rule::Exact)
    };
    for (imposed, ends, at_most) in [
        ("2026-05-05T12:00:00Z", "2026-05-15T12:00:00+00:00", "2026-06-02T12:00:00+00:00"),
        // The clock is put forward: 239 hours pass.
        ("2026-03-20T21:30:00Z", "2026-03-30T20:30:00+00:00", "2026-04-17T20:30:00+00:00"),
        // The clock is put back: 241 hours pass.
        ("2026-10-20T12:00:00Z", "2026-10-30T13:00:00+00:00", "2026-11-17T13:00:00+00:00"),
    ] {
        assert_eq!(end(&order, imposed), ends);
        let longer = Stretch { extensions: 1, pauses: Vec::new() };
        assert_eq!(count(&order, moment(imposed), &longer, &calendar()).due.at.to_rfc3339(), at_most);
    }
    let hours = defined(Unit::Hour, 24, Rule::Exact);
    assert_eq!(end(&hours, "2026-03-28T12:00:00Z"), "2026-03-29T12:00:00+00:00");
    assert_eq!(hours.exception(), Some(Exception::InHours));
}

#[test]
fn the_steps_say_how_the_date_came_about() {
    let told = |definition: &Definition, start: &str| {
        let counted = count(definition, moment(start), &Stretch::default(), &calendar());
        counted.steps.iter().map(told_step).collect::<Vec<_>>()
    };
    assert_eq!(
        told(&defined(Unit::WorkingDay, 5, Rule::WorkingDays), "2026-05-07T09:00:00Z"),
        [
            "zero 2026-05-07",
            "5 working_day to 2026-05-18",
            "skipped 09 saturday, 10 sunday, 14 ascension_day, 15 equated, 16 saturday, 17 sunday",
            "end of 2026-05-18",
        ]
    );
    assert_eq!(
        told(&defined(Unit::Week, 10, Rule::GeneralTermsAct), "2026-03-05T09:00:00Z"),
        [
            "zero 2026-03-05",
            "10 week to 2026-05-14",
            "moved over 14 ascension_day, 15 equated, 16 saturday, 17 sunday to 2026-05-18",
            "end of 2026-05-18",
        ]
    );
    assert_eq!(
        told(&defined(Unit::Month, 3, Rule::GeneralTermsAct), "2026-11-30T09:00:00Z"),
        [
            "zero 2026-11-30",
            "3 month to 2027-02-28",
            "no 30 but 2027-02-28",
            "moved over 28 sunday to 2027-03-01",
            "end of 2027-03-01",
        ]
    );
    assert_eq!(
        told(&defined(Unit::Day, 3, Rule::GeneralTermsAct), "2026-12-24T09:00:00Z").get(2..),
        Some(
            &["moved over 27 sunday to 2026-12-28", "two working days to 2026-12-29", "end of 2026-12-29"]
                .map(str::to_owned)[..]
        )
    );
    assert_eq!(
        told(&defined(Unit::Day, 10, Rule::Exact), "2026-05-05T12:00:00Z"),
        ["zero 2026-05-05", "10 day to 2026-05-15", "at 2026-05-15T12:00:00+00:00"]
    );
}

fn told_step(step: &Step) -> String {
    let days = |days: &[crate::workday::DayOff]| {
        days.iter().map(|it| format!("{} {}", it.day.format("%d"), it.why)).collect::<Vec<_>>().join(", ")
    };
    match step {
        Step::DayZero { day } => format!("zero {day}"),
        Step::Counted { count, unit, to } => format!("{count} {unit} to {to}"),
        Step::Skipped { days: skipped } => format!("skipped {}", days(skipped)),
        Step::ShortMonth { wanted, to } => format!("no {wanted} but {to}"),
        Step::StoodStill { days, to } => format!("stood still {days} to {to}"),
        Step::MovedOn { over, to } => format!("moved over {} to {to}", days(over)),
        Step::TwoWorkingDays { to } => format!("two working days to {to}"),
        Step::Excepted { why } => format!("excepted {why}"),
        Step::EndOfDay { day } => format!("end of {day}"),
        Step::AtMoment { at } => format!("at {}", at.to_rfc3339()),
    }
}

#[test]
fn a_term_stands_still_for_the_days_that_it_counts() {
    let pause = |from: &str, until: &str| Pause { from: moment(from), until: Some(moment(until)) };
    let stretch =
        Stretch { extensions: 0, pauses: vec![pause("2026-03-03T09:00:00Z", "2026-03-10T09:00:00Z")] };
    for (definition, expected) in [
        // From Tuesday to Tuesday: five working days, seven days.
        (defined(Unit::WorkingDay, 5, Rule::WorkingDays), "2026-03-16T23:00:00+00:00"),
        (defined(Unit::Week, 6, Rule::Calendar), "2026-04-20T22:00:00+00:00"),
        (defined(Unit::Day, 10, Rule::Exact), "2026-03-19T12:00:00+00:00"),
    ] {
        let due = count(&definition, moment("2026-03-02T12:00:00Z"), &stretch, &calendar()).due;
        assert_eq!(due.at.to_rfc3339(), expected, "{}", definition.unit);
    }
}

#[test]
fn a_term_runs_by_the_steps_that_it_may_take() {
    use StepKind::{Explained, Extended, Met, Resumed, Suspended};
    let definition = Definition {
        extension: Some(Extension { length: 2, at_most: Some(1) }),
        ..defined(Unit::Week, 6, Rule::Calendar)
    };
    let start = moment("2026-03-02T12:00:00Z");
    let (early, late) = (moment("2026-03-05T12:00:00Z"), moment("2026-06-01T12:00:00Z"));
    let possible = |steps: &[StepKind], now| {
        let course = Course::started(&definition, start).after(steps.iter().map(|it| (*it, early)));
        course.possible(now, course.due(&calendar()))
    };
    assert_eq!(possible(&[], early), [Extended, Suspended, Met]);
    assert_eq!(possible(&[Extended], early), [Suspended, Met]);
    assert_eq!(possible(&[Suspended], early), [Resumed, Met]);
    assert_eq!(possible(&[Suspended, Resumed], early), [Extended, Suspended, Met]);
    // What is over is explained, as often as somebody wants, and can still be met; on hold it is not over.
    assert_eq!(possible(&[], late), [Explained, Met]);
    assert_eq!(possible(&[Explained], late), [Explained, Met]);
    assert_eq!(possible(&[Suspended], late), [Resumed, Met]);
    assert!(possible(&[Met], late).is_empty());
    assert!(possible(&[StepKind::Stopped], early).is_empty());
    let met_late = Course::started(&definition, start).after([(Met, late)]);
    assert_eq!(met_late.possible(late, met_late.due(&calendar())), [Explained]);

    let course = Course::started(&definition, start).after([(Extended, early)]);
    let due = course.due(&calendar());
    assert_eq!(course.require(Extended, early, due), Err(TermRule::ExtendedEnough));
    assert_eq!(course.require(Resumed, early, due), Err(TermRule::Runs));
    assert_eq!(course.require(Explained, early, due), Err(TermRule::NotOver));
    let plain = defined(Unit::Week, 6, Rule::Calendar);
    let fixed = Definition { may_pause: false, met_by_hand: false, ..plain };
    let course = Course::started(&fixed, start);
    assert_eq!(course.require(Extended, early, due), Err(TermRule::NotExtendable));
    assert_eq!(course.require(Suspended, early, due), Err(TermRule::NeverPauses));
    assert_eq!(course.require(Met, early, due), Err(TermRule::MetByItself));
    assert_eq!((course.state(), course.kind()), (TermState::Running, TermKind::PlanReview));
}

#[test]
fn a_definition_holds_from_its_day_until_the_next() {
    let all = || TermKind::ALL.iter().map(|kind| Definition { kind: *kind, ..plain() });
    let later = Definition { from: day("2026-06-01"), until: Some(day("2026-12-31")), length: 8, ..plain() };
    let book = TermBook::new(all().chain([later]).collect()).unwrap();
    let on = |at| book.on(TermKind::PlanReview, day(at)).map(|it| it.length);
    let days = ["2018-12-31", "2019-01-01", "2026-05-31", "2026-06-01", "2026-12-31", "2027-01-01"];
    assert_eq!(days.map(on), [None, Some(6), Some(6), Some(8), Some(8), None]);
    assert_eq!(book.version(TermKind::PlanReview, day("2026-06-01")).map(|it| it.length), Some(8));
    assert_eq!(book.definitions().count(), TermKind::ALL.len() + 1);
}

#[test]
fn all_faults_of_definitions_are_told_at_once() {
    let mut all: Vec<_> = TermKind::ALL.iter().map(|kind| Definition { kind: *kind, ..plain() }).collect();
    let Some(first) = all.first_mut() else { return };
    first.source = " ".to_owned();
    all.push(Definition { kind: TermKind::Thv, length: 0, ..plain() });
    all.push(Definition {
        kind: TermKind::Erasure,
        rule: Rule::WorkingDays,
        from: day("2020-01-01"),
        ..plain()
    });
    all.push(Definition {
        kind: TermKind::Thv,
        until: Some(day("2021-01-01")),
        from: day("2022-01-01"),
        ..plain()
    });
    all.retain(|it| it.kind != TermKind::RetentionThv);
    let faults = TermBook::new(all).unwrap_err();
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "assessment_protocol from 2019-01-01 has no source",
            "thv from 2019-01-01 has no length",
            "thv has two definitions from 2019-01-01",
            "erasure from 2020-01-01 counts week by a rule that does not: working_days",
            "thv from 2022-01-01 ends before it begins",
            "retention_thv has no definition",
        ]
    );
}

fn plain() -> Definition {
    defined(Unit::Week, 6, Rule::Calendar)
}

fn any_definition() -> impl Strategy<Value = Definition> {
    let units = prop::sample::select(vec![
        (Unit::WorkingDay, Rule::WorkingDays),
        (Unit::Day, Rule::GeneralTermsAct),
        (Unit::Week, Rule::GeneralTermsAct),
        (Unit::Month, Rule::GeneralTermsAct),
        (Unit::Year, Rule::GeneralTermsAct),
        (Unit::Day, Rule::Calendar),
        (Unit::Month, Rule::Calendar),
        (Unit::Day, Rule::Exact),
        (Unit::Week, Rule::Exact),
        (Unit::Hour, Rule::Exact),
    ]);
    (units, 1u16..100).prop_map(|((unit, rule), length)| Definition {
        extension: Some(Extension { length: 2, at_most: None }),
        ..defined(unit, length, rule)
    })
}

/// Some minute of fifteen years, but none of the hour that comes twice: in it the clock runs back.
fn any_moment() -> impl Strategy<Value = DateTime<Utc>> {
    (0i64..15 * 366 * 24 * 60)
        .prop_map(|minutes| moment("2020-01-01T00:00:00Z") + Duration::minutes(minutes))
        .prop_filter("the hour comes twice", |at| {
            let hour = Duration::hours(1);
            crate::time::amsterdam(*at).time() != crate::time::amsterdam(*at + hour).time()
                && crate::time::amsterdam(*at).time() != crate::time::amsterdam(*at - hour).time()
        })
}

proptest! {
    #[test]
    fn a_later_event_never_ends_sooner(definition in any_definition(), one in any_moment(), two in any_moment()) {
        let end = |at| count(&definition, at, &Stretch::default(), &calendar()).due.at;
        prop_assert!(end(one.min(two)) <= end(one.max(two)));
        prop_assert!(end(one) > one);
    }

    #[test]
    fn where_the_act_applies_no_term_ends_on_a_day_off(definition in any_definition(), start in any_moment()) {
        let due = count(&definition, start, &Stretch::default(), &calendar()).due;
        let applies = definition.rule == Rule::GeneralTermsAct && definition.exception().is_none();
        if applies || definition.rule == Rule::WorkingDays {
            prop_assert!(calendar().is_working_day(due.day), "{}", due.day);
        }
        if applies && (definition.unit != Unit::Day || definition.length >= 3) {
            prop_assert!(calendar().working_days_between(amsterdam_day(start), due.day) >= 2);
        }
    }

    #[test]
    fn an_extension_counts_once_however_often_it_is_counted(
        definition in any_definition(), start in any_moment(), times in 0u16..5,
    ) {
        let steps = (0..times).map(|it| (StepKind::Extended, start + Duration::hours(it.into())));
        let course = Course::started(&definition, start).after(steps);
        let longer = Definition { length: definition.length + 2 * times, ..definition.clone() };
        // As long as the exception of art. 4 stays the same, it is the longer term from the same start.
        if longer.exception() == definition.exception() {
            let stretch = Stretch::default();
            prop_assert_eq!(course.due(&calendar()), count(&longer, start, &stretch, &calendar()).due);
        }
        prop_assert_eq!(course.explain(&calendar()), course.explain(&calendar()));
        prop_assert!(course.due(&calendar()).at >= Course::started(&definition, start).due(&calendar()).at);
    }

    #[test]
    fn a_pause_never_brings_the_end_nearer(
        definition in any_definition(), start in any_moment(), after in 0i64..500, hours in 0i64..2_000,
    ) {
        let from = start + Duration::hours(after);
        let steps = [(StepKind::Suspended, from), (StepKind::Resumed, from + Duration::hours(hours))];
        let plain = Course::started(&definition, start);
        let paused = plain.clone().after(steps);
        prop_assert!(paused.due(&calendar()).at >= plain.due(&calendar()).at);
        prop_assert_eq!(paused.state(), TermState::Running);
    }

    #[test]
    fn the_last_step_is_the_end(definition in any_definition(), start in any_moment()) {
        let counted = count(&definition, start, &Stretch::default(), &calendar());
        match counted.steps.last() {
            Some(Step::EndOfDay { day }) => prop_assert_eq!(*day, counted.due.day),
            Some(Step::AtMoment { at }) => prop_assert_eq!(*at, counted.due.at),
            last => prop_assert!(false, "{:?}", last),
        }
    }
}
