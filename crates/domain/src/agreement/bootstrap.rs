//! A percentile interval: units are drawn anew, with the chance that a unit comes twice. Raters are not resampled,
//! so the interval says how much hangs on which cases there happened to be.

use super::Resampling;
use super::square::{Square, Sums};

/// The values between which the middle 95 of 100 lie; nothing when half of the draws gave no value.
pub(super) fn interval(
    sums: &Sums,
    statistic: &impl Fn(&Square) -> Option<f64>,
    resampling: Resampling,
    mut draw: impl FnMut(usize) -> usize,
) -> Option<(f64, f64)> {
    let times = usize::from(resampling.times);
    let mut square = sums.empty();
    let mut values = Vec::with_capacity(times);
    for _ in 0..times {
        sums.redraw(&mut square, &mut draw);
        values.extend(statistic(&square));
    }
    if values.len() * 2 <= times {
        return None;
    }
    values.sort_by(f64::total_cmp);
    let cut = values.len() / 40;
    let low = values.get(cut)?;
    let high = values.get(values.len() - 1 - cut)?;
    Some((*low, *high))
}
