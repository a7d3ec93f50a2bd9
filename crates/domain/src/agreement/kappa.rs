//! Cohen's weighted kappa from a table of one side against the other. Source: Cohen, "Weighted kappa"
//! (Psychological Bulletin 70, 1968); the two kinds of weights: Cicchetti and Allison (1971), Fleiss and Cohen (1973).

use super::Side;
use super::square::{Square, Unit};

/// How heavily a disagreement weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weights {
    /// By the distance (Cicchetti and Allison).
    Linear,
    /// By the square of the distance (Fleiss and Cohen).
    Quadratic,
}

/// Every rating of the first side beside every rating of the second.
pub(super) fn cells(ratings: &[(usize, Side, usize)]) -> Unit {
    let of = |side| ratings.iter().filter(move |it| it.1 == side);
    let marks: Vec<_> = of(Side::First)
        .flat_map(|(_, _, row)| of(Side::Second).map(|(_, _, column)| (*row, *column, 1.0)))
        .collect();
    let raters = ratings.iter().map(|(rater, _, _)| *rater).collect();
    let pairs = marks.len();
    Unit { marks, raters, pairs }
}

/// Kappa; nothing when no disagreement can be expected.
pub(super) fn of(table: &Square, levels: &[u8], weights: Weights) -> Option<f64> {
    let (rows, columns) = (table.rows(), table.columns());
    let total: f64 = rows.iter().sum();
    let (mut observed, mut expected) = (0.0, 0.0);
    for (row, column, much) in table.cells() {
        let weight = weights.of(levels, row, column);
        let margins = rows.get(row).zip(columns.get(column)).map_or(0.0, |(row, column)| row * column);
        observed += weight * much;
        expected += weight * margins;
    }
    (expected > 0.0).then(|| 1.0 - total * observed / expected)
}

impl Weights {
    /// Zero on the diagonal. The longest distance would divide out, so it is left out.
    fn of(self, levels: &[u8], row: usize, column: usize) -> f64 {
        let apart = levels.get(row).zip(levels.get(column)).map_or(0, |(one, other)| one.abs_diff(*other));
        match self {
            Self::Linear => f64::from(apart),
            Self::Quadratic => f64::from(apart).powi(2),
        }
    }
}
