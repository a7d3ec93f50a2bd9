//! Krippendorff's alpha from a matrix of coincidences. Source: Krippendorff, "Computing Krippendorff's
//! Alpha-Reliability" (2011).

use std::collections::BTreeMap;

use super::Side;
use super::square::{Square, Unit};

/// How far two values lie apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metric {
    /// Names: equal or not.
    Nominal,
    /// Ranks: how many ratings lie between. The metric of the safety scale, whose steps nobody has measured.
    Ordinal,
    /// Numbers: their difference counts.
    Interval,
}

/// The coincidences of one unit: every pair of its ratings, in both orders, weighed by how many rated it.
pub(super) fn cells(ratings: &[(usize, Side, usize)]) -> Unit {
    let many = count(ratings.len());
    if many < 2.0 {
        return Unit::default();
    }
    let mut tally: BTreeMap<usize, f64> = BTreeMap::new();
    for (_, _, level) in ratings {
        *tally.entry(*level).or_default() += 1.0;
    }
    let marks = tally
        .iter()
        .flat_map(|(row, of_row)| {
            tally.iter().map(move |(column, of_column)| {
                let others = if row == column { of_column - 1.0 } else { *of_column };
                (*row, *column, of_row * others / (many - 1.0))
            })
        })
        .filter(|(_, _, much)| *much > 0.0)
        .collect();
    let raters = ratings.iter().map(|(rater, _, _)| *rater).collect();
    Unit { marks, raters, pairs: ratings.len() * (ratings.len() - 1) / 2 }
}

/// Alpha; nothing when all ratings are equal.
pub(super) fn of(coincidences: &Square, levels: &[u8], metric: Metric) -> Option<f64> {
    let margins = coincidences.rows();
    let distance = Distance::new(&margins, levels, metric);
    let total: f64 = margins.iter().sum();
    let (mut observed, mut expected) = (0.0, 0.0);
    for (row, column, much) in coincidences.cells() {
        let apart = distance.squared(row, column);
        observed += much * apart;
        expected += at(&margins, row) * at(&margins, column) * apart;
    }
    (expected > 0.0).then(|| 1.0 - (total - 1.0) * observed / expected)
}

/// The squared distance between two levels.
struct Distance {
    metric: Metric,
    /// Where each level lies: the middle of its ranks, or its number.
    places: Vec<f64>,
}

impl Distance {
    fn new(margins: &[f64], levels: &[u8], metric: Metric) -> Self {
        let mut below = 0.0;
        let places = match metric {
            // From middle to middle there are all ratings between, and half of those at either end.
            Metric::Ordinal => margins
                .iter()
                .map(|many| {
                    let middle = below + many / 2.0;
                    below += many;
                    middle
                })
                .collect(),
            Metric::Nominal | Metric::Interval => levels.iter().map(|it| f64::from(*it)).collect(),
        };
        Self { metric, places }
    }

    fn squared(&self, one: usize, other: usize) -> f64 {
        match self.metric {
            Metric::Nominal => f64::from(u8::from(one != other)),
            Metric::Ordinal | Metric::Interval => (at(&self.places, one) - at(&self.places, other)).powi(2),
        }
    }
}

fn at(numbers: &[f64], place: usize) -> f64 {
    numbers.get(place).copied().unwrap_or_default()
}

fn count(many: usize) -> f64 {
    u32::try_from(many).map_or(f64::INFINITY, f64::from)
}
