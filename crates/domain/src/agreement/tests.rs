//! Published worked examples to the printed decimals, and what the coefficients must never do.

use super::*;
use proptest::prelude::*;

const ANY: AgreementPolicy = AgreementPolicy { least_units: 0, least_raters: 0 };
const NONE: Resampling = Resampling { times: 0 };

/// Rows are raters, `.` is missing; every other rater stands on the second side.
fn table(rows: &[&str]) -> Ratings {
    Ratings::new(rows.iter().enumerate().flat_map(|(rater, row)| {
        row.split_whitespace().enumerate().filter_map(move |(unit, value)| {
            let side = if rater % 2 == 0 { Side::First } else { Side::Second };
            value.parse().ok().map(|value| Rating { unit, rater, side, value })
        })
    }))
}

/// Rows are the first rater, columns the second, a cell how often.
fn crossed(rows: &[&[usize]]) -> Ratings {
    let pairs = rows.iter().zip(1..).flat_map(|(row, first)| {
        row.iter().zip(1..).flat_map(move |(many, second)| std::iter::repeat_n((first, second), *many))
    });
    Ratings::new(pairs.enumerate().flat_map(|(unit, (first, second))| {
        [(Side::First, first), (Side::Second, second)].map(|(side, value)| Rating {
            unit,
            rater: side,
            side,
            value,
        })
    }))
}

fn alpha(ratings: &Ratings, metric: Metric) -> String {
    format!("{:.3}", ratings.alpha(metric, ANY, NONE, |_| 0).unwrap().value)
}

fn kappa(ratings: &Ratings, weights: Weights) -> String {
    format!("{:.4}", ratings.kappa(weights, ANY, NONE, |_| 0).unwrap().value)
}

/// SplitMix64: the same every time.
fn dice(mut state: u64) -> impl FnMut(usize) -> usize {
    move |below| {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(below).unwrap()).unwrap()
    }
}

/// Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), sections D to E: four observers, twelve units,
/// values missing. Printed: nominal 0.743, ordinal 0.815, interval 0.849.
#[test]
fn alpha_of_four_observers_is_as_krippendorff_prints_it() {
    let ratings = table(&[
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    ]);
    assert_eq!(alpha(&ratings, Metric::Nominal), "0.743");
    assert_eq!(alpha(&ratings, Metric::Ordinal), "0.815");
    assert_eq!(alpha(&ratings, Metric::Interval), "0.849");
    let told = ratings.alpha(Metric::Ordinal, ANY, NONE, |_| 0).unwrap();
    // The twelfth unit has one rating only, so 40 of 41 ratings can be paired, in 11 units.
    assert_eq!((told.units, told.raters, told.pairs, told.interval), (11, 4, 55, None));
}

/// The example of the R and Python packages `krippendorff` and of the encyclopedia article on alpha: three coders,
/// fifteen units. Printed: nominal 0.691, interval 0.811.
#[test]
fn alpha_of_three_coders_is_as_the_packages_print_it() {
    let ratings = table(&[
        ". . . . . 3 4 1 2 1 1 3 3 . 3",
        "1 . 2 1 3 3 4 3 . . . . . . .",
        ". . 2 1 3 4 4 . 2 1 1 3 3 . 4",
    ]);
    assert_eq!(alpha(&ratings, Metric::Nominal), "0.691");
    assert_eq!(alpha(&ratings, Metric::Interval), "0.811");
}

/// Boyd and others (1982) in Altman, "Practical Statistics for Medical Research" (1991), pages 403 to 405, as the
/// Stata Base Reference Manual works it out under `kappa`: 85 xeromammograms, two radiologists. Printed: 0.5684 with
/// weights w (linear), 0.6714 with weights w2 (quadratic).
#[test]
fn kappa_of_two_radiologists_is_as_stata_prints_it() {
    let ratings = crossed(&[&[21, 12, 0, 0], &[4, 17, 1, 0], &[3, 9, 15, 2], &[0, 0, 0, 1]]);
    assert_eq!(kappa(&ratings, Weights::Linear), "0.5684");
    assert_eq!(kappa(&ratings, Weights::Quadratic), "0.6714");
    let told = ratings.kappa(Weights::Linear, ANY, NONE, |_| 0).unwrap();
    assert_eq!((told.units, told.raters, told.pairs), (85, 2, 85));
}

/// Kundel and Polansky, "Measurement of Observer Agreement" (Radiology 228, 2003), table A1, as the R package vcdExtra
/// works it out under `Mammograms`: 110 mammograms, two readers. Printed with equal spacing: 0.5964.
#[test]
fn kappa_of_two_readers_is_as_vcd_prints_it() {
    let ratings = crossed(&[&[34, 10, 2, 0], &[6, 8, 8, 2], &[2, 5, 4, 12], &[0, 1, 2, 14]]);
    assert_eq!(kappa(&ratings, Weights::Linear), "0.5964");
}

#[test]
fn nothing_is_told_below_the_minimum() {
    let ratings = table(&["1 2 3 4", "1 2 3 5", "1 2 4 5"]);
    let told = |least_units, least_raters| {
        ratings.alpha(Metric::Ordinal, AgreementPolicy { least_units, least_raters }, NONE, |_| 0)
    };
    assert!(told(4, 3).is_some());
    assert!(told(5, 3).is_none());
    assert!(told(4, 4).is_none());
}

#[test]
fn equal_ratings_tell_nothing_and_lone_ones_do_not_count() {
    assert_eq!(table(&["7 7 7", "7 7 7"]).alpha(Metric::Ordinal, ANY, NONE, |_| 0), None);
    assert_eq!(table(&["7 . 7", ". 7 ."]).alpha(Metric::Ordinal, ANY, NONE, |_| 0), None);
    assert_eq!(Ratings::new(Vec::<Rating<u8, u8>>::new()).alpha(Metric::Ordinal, ANY, NONE, |_| 0), None);
}

#[test]
fn an_interval_is_the_same_for_the_same_draws_and_holds_the_value() {
    let ratings = crossed(&[&[21, 12, 0, 0], &[4, 17, 1, 0], &[3, 9, 15, 2], &[0, 0, 0, 1]]);
    let told = || ratings.kappa(Weights::Linear, ANY, Resampling::USUAL, dice(7)).unwrap();
    assert_eq!(told(), told());
    let (low, high) = told().interval.unwrap();
    assert!(low < told().value && told().value < high, "{:?}", told());
    // The manual of Stata prints no interval; the usual standard error of about 0.07 gives one of this width.
    assert!((0.2..0.35).contains(&(high - low)), "{:?}", told());
}

#[test]
fn five_thousand_units_are_resampled_a_thousand_times() {
    let mut roll = dice(3);
    let ratings: Vec<_> = (0..5_000_usize)
        .flat_map(|unit| {
            let base = roll(8);
            let others: Vec<_> = (0..4_usize).map(|rater| (rater, base + roll(3))).collect();
            others.into_iter().map(move |(rater, value)| Rating {
                unit,
                rater,
                side: if rater < 2 { Side::First } else { Side::Second },
                value: u8::try_from(value + 1).unwrap(),
            })
        })
        .collect();
    let ratings = Ratings::new(ratings);
    let times = if cfg!(debug_assertions) { 20 } else { 1_000 };
    let begun = std::time::Instant::now();
    let told = ratings.alpha(Metric::Ordinal, ANY, Resampling { times }, dice(1)).unwrap();
    let beside = ratings.kappa(Weights::Quadratic, ANY, Resampling { times }, dice(1)).unwrap();
    assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
    assert_eq!((told.units, beside.pairs), (5_000, 20_000));
    eprintln!("{times} resamples of both: {:?}", begun.elapsed());
}

proptest! {
    #[test]
    fn alpha_does_not_care_who_is_who(
        rows in proptest::collection::vec(proptest::collection::vec(1..=10_u8, 6), 2..5),
    ) {
        let told = |rows: &[Vec<u8>]| {
            Ratings::new(rows.iter().enumerate().flat_map(|(rater, row)| {
                row.iter().enumerate().map(move |(unit, value)| {
                    Rating { unit, rater, side: Side::First, value: *value }
                })
            }))
            .alpha(Metric::Ordinal, ANY, NONE, |_| 0)
            .map(|it| it.value)
        };
        let turned: Vec<_> = rows.iter().rev().cloned().collect();
        let (one, other) = (told(&rows), told(&turned));
        prop_assert_eq!(one.is_some(), other.is_some());
        if let (Some(one), Some(other)) = (one, other) {
            prop_assert!((one - other).abs() < 1e-9 && one <= 1.0);
        }
    }
}
