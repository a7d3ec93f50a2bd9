//! The rules of birth dates, tried out.

use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-05-07")
}

#[test]
fn a_date_is_read_as_far_as_it_is_known() {
    for (input, expected) in [
        ("2015-04-03", BirthDate::Day(day("2015-04-03"))),
        ("2015-04", BirthDate::Month { year: 2015, month: 4 }),
        ("2015", BirthDate::Year(2015)),
        ("", BirthDate::Unknown),
        (" 2016-02-29 ", BirthDate::Day(day("2016-02-29"))),
    ] {
        let birth = BirthDate::parse(input).unwrap();
        assert_eq!(birth, expected);
        assert_eq!(birth.to_text(), input.trim());
    }
}

#[test]
fn what_is_not_a_date_is_refused() {
    for input in [
        "2015-4-3",
        "2015-13",
        "2015-00",
        "2015-02-29",
        "15",
        "03-04-2015",
        "2015-04-03-",
        "2015-04-03T00:00",
        "0000",
        "+2015",
        "-2015",
        "20155",
        "2015-",
        "abcd",
        "２０１５",
        "\0",
    ] {
        assert_eq!(BirthDate::parse(input), Err((FaultCode::NotADate, None)), "{input}");
    }
    assert!(BirthDate::parse_expected("2026-08").is_err());
    assert_eq!(BirthDate::parse_expected("2026-08-01"), Ok(BirthDate::Expected(day("2026-08-01"))));
}

#[test]
fn a_birth_is_possible_between_120_years_ago_and_today() {
    let check = |input| BirthDate::parse(input).unwrap().check(today()).err().map(|(code, _)| code.code());
    for (input, expected) in [
        ("2026-05-07", None),
        ("2026-05-08", Some("in_the_future")),
        ("2026-05", None),
        ("2026-06", Some("in_the_future")),
        ("2026", None),
        ("2027", Some("in_the_future")),
        ("1906-05-07", None),
        ("1906-05-06", Some("older_than_120")),
        ("1906", None),
        ("1905", Some("older_than_120")),
        ("", None),
    ] {
        assert_eq!(check(input), expected, "{input}");
    }
}

#[test]
fn a_birth_is_expected_between_three_weeks_ago_and_300_days() {
    let check = |days: i64| {
        let day = today() + chrono::Duration::days(days);
        BirthDate::Expected(day).check(today()).err()
    };
    assert_eq!(check(0), None);
    assert_eq!(check(300), None);
    assert_eq!(check(-21), None);
    assert_eq!(check(-22), Some((FaultCode::InThePast, Some(21))));
    assert_eq!(check(301), Some((FaultCode::OutOfRange, Some(300))));
}

#[test]
fn an_age_tells_whether_it_is_sure() {
    let age = |input| BirthDate::parse(input).unwrap().age_on(today()).map(|it| (it.years, it.exact));
    for (input, expected) in [
        ("2015-05-07", Some((11, true))),
        ("2015-05-08", Some((10, true))),
        ("2015-04", Some((11, true))),
        ("2015-05", Some((10, false))),
        ("2015", Some((10, false))),
        ("2026", Some((0, true))),
        ("2026-05-08", None),
        ("2027", None),
        ("", None),
    ] {
        assert_eq!(age(input), expected, "{input}");
    }
    assert_eq!(BirthDate::Expected(today()).age_on(today()), None);
}

#[test]
fn who_was_born_on_a_leap_day_grows_older_on_1_march() {
    let birth = BirthDate::parse("2008-02-29").unwrap();
    assert_eq!(birth.age_on(day("2026-02-28")).unwrap().years, 17);
    assert_eq!(birth.age_on(day("2026-03-01")).unwrap().years, 18);
}

proptest! {
    #[test]
    fn knowing_less_never_makes_somebody_older(number in 690_000i32..739_000, later in 0u64..40_000) {
        let born = NaiveDate::from_num_days_from_ce_opt(number).unwrap();
        let on = born + Days::new(later);
        let exact = BirthDate::Day(born).age_on(on).unwrap();
        let month = BirthDate::Month { year: born.year(), month: born.month() }.age_on(on).unwrap();
        let year = BirthDate::Year(born.year()).age_on(on).unwrap();
        prop_assert!(year.years <= month.years && month.years <= exact.years);
        prop_assert!(exact.years - year.years <= 1);
    }

    #[test]
    fn any_text_is_read_or_refused(input in "[0-9-]{0,12}") {
        if let Ok(birth) = BirthDate::parse(&input) {
            prop_assert_eq!(BirthDate::parse(&birth.to_text()), Ok(birth));
        }
    }
}
