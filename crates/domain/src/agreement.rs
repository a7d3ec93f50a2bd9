//! How far raters agree who scored the same thing: Krippendorff's alpha for any number of them, and Cohen's
//! weighted kappa for two sides, each with an interval. It says something about the scale and the way it is used;
//! it must never be computed for one person, and below a minimum there is no number at all.

mod alpha;
mod bootstrap;
mod kappa;
mod square;

pub use alpha::Metric;
pub use kappa::Weights;

use std::collections::{BTreeMap, BTreeSet};

use square::{Square, Sums};

/// One rating: who gave which value to what. A value lies on a scale of whole numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rating<U, R> {
    /// What was rated.
    pub unit: U,
    /// Who rated it.
    pub rater: R,
    /// On which side the rater stands when two sides are compared.
    pub side: Side,
    pub value: u8,
}

/// Two kinds of raters that weighted kappa sets side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    First,
    Second,
}

/// All ratings, by unit. A rater who did not rate a unit is missing there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ratings {
    /// The values that occur, ascending.
    levels: Vec<u8>,
    /// Per unit: rater, side and the place of the value in `levels`.
    units: Vec<Vec<(usize, Side, usize)>>,
}

/// Below which numbers nothing is told; a proposal, so a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgreementPolicy {
    /// Units that at least two rated.
    pub least_units: u8,
    /// Raters of these units. Few raters would make the number one about people.
    pub least_raters: u8,
}

/// How an interval is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resampling {
    /// How often the units are drawn anew.
    pub times: u16,
}

/// A coefficient, how sure it is, and on how much it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// 1 is full agreement, 0 is what chance gives, less than 0 is systematic disagreement.
    pub value: f64,
    /// The range that holds 95 of 100 resampled values; nothing when too few of them were defined.
    pub interval: Option<(f64, f64)>,
    /// Units that counted.
    pub units: usize,
    /// Raters that counted.
    pub raters: usize,
    /// Pairs of ratings that were compared.
    pub pairs: usize,
}

impl Resampling {
    /// A thousand times: the ends of the interval then move by about a hundredth between seeds.
    pub const USUAL: Self = Self { times: 1_000 };
}

impl Ratings {
    /// Sorts ratings by unit. Of two by the same rater on one unit the later in the list counts.
    pub fn new<U: Ord, R: Ord + Clone>(ratings: impl IntoIterator<Item = Rating<U, R>>) -> Self {
        let mut by_unit: BTreeMap<U, BTreeMap<R, (Side, u8)>> = BTreeMap::new();
        for Rating { unit, rater, side, value } in ratings {
            by_unit.entry(unit).or_default().insert(rater, (side, value));
        }
        let values: BTreeSet<u8> = by_unit.values().flat_map(|it| it.values().map(|(_, it)| *it)).collect();
        let raters: BTreeSet<R> = by_unit.values().flat_map(|it| it.keys().cloned()).collect();
        let levels: Vec<u8> = values.into_iter().collect();
        let raters: Vec<R> = raters.into_iter().collect();
        let units = by_unit
            .into_values()
            .map(|unit| {
                unit.into_iter()
                    .filter_map(|(rater, (side, value))| {
                        let rater = raters.binary_search(&rater).ok()?;
                        Some((rater, side, levels.binary_search(&value).ok()?))
                    })
                    .collect()
            })
            .collect();
        Self { levels, units }
    }

    /// Krippendorff's alpha over every unit that at least two rated. `draw` gives a place below a number of units.
    ///
    /// Costs `times` × (pairs of levels per unit × units + levels²) steps. Nothing below the minimum of the policy,
    /// or when all ratings are equal, because there is no disagreement to expect then.
    ///
    /// Source: Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011).
    pub fn alpha(
        &self,
        metric: Metric,
        policy: AgreementPolicy,
        resampling: Resampling,
        draw: impl FnMut(usize) -> usize,
    ) -> Option<Agreement> {
        let sums = self.sums(alpha::cells);
        let statistic = |square: &Square| alpha::of(square, &self.levels, metric);
        self.agreement(&sums, statistic, policy, |statistic| {
            bootstrap::interval(&sums, statistic, resampling, draw)
        })
    }

    /// Cohen's weighted kappa between the two sides: every rating of the first beside every rating of the second
    /// on the same unit. With one rater a side it is the kappa of the textbooks.
    ///
    /// Costs and refusals are those of [`Self::alpha`].
    ///
    /// Source: Cohen, "Weighted kappa" (Psychological Bulletin 70, 1968).
    pub fn kappa(
        &self,
        weights: Weights,
        policy: AgreementPolicy,
        resampling: Resampling,
        draw: impl FnMut(usize) -> usize,
    ) -> Option<Agreement> {
        let sums = self.sums(kappa::cells);
        let statistic = |square: &Square| kappa::of(square, &self.levels, weights);
        self.agreement(&sums, statistic, policy, |statistic| {
            bootstrap::interval(&sums, statistic, resampling, draw)
        })
    }

    fn agreement<S: Fn(&Square) -> Option<f64>>(
        &self,
        sums: &Sums,
        statistic: S,
        policy: AgreementPolicy,
        interval: impl FnOnce(&S) -> Option<(f64, f64)>,
    ) -> Option<Agreement> {
        let enough = sums.units() >= usize::from(policy.least_units)
            && sums.raters() >= usize::from(policy.least_raters);
        if !enough {
            return None;
        }
        let value = statistic(&sums.whole())?;
        let interval = interval(&statistic);
        Some(Agreement { value, interval, units: sums.units(), raters: sums.raters(), pairs: sums.pairs() })
    }

    fn sums(&self, cells: impl Fn(&[(usize, Side, usize)]) -> square::Unit) -> Sums {
        Sums::new(self.levels.len(), self.units.iter().map(|unit| cells(unit)))
    }
}

#[cfg(test)]
mod tests;
