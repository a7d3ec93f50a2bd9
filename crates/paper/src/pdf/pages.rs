//! Strips on pages: what belongs together stays together as long as it fits on one page.

use super::strips::Strip;

/// A4, in points.
pub(super) const WIDTH: f32 = 595.28;
/// A4, in points.
pub(super) const HEIGHT: f32 = 841.89;
/// White around what is written.
pub(super) const MARGIN: f32 = 56.0;
/// Where the foot of a page begins, above the lower margin.
const FOOT: f32 = 24.0;

/// A page: strips, each with the distance of its top from the top of the page.
pub(super) type Page = Vec<(f32, Strip)>;

/// Fills pages with strips; there is at least one page.
pub(super) fn fill(strips: Vec<Strip>) -> Vec<Page> {
    let room = HEIGHT - 2.0 * MARGIN - FOOT;
    let chains = heights(&strips);
    let mut pages: Vec<Page> = vec![Vec::new()];
    let mut used = 0.0_f32;
    for (strip, chain) in strips.into_iter().zip(chains) {
        let is_empty = pages.last().is_none_or(Vec::is_empty);
        let above = if is_empty { 0.0 } else { strip.above };
        let belongs = if chain <= room { chain } else { strip.height };
        let full = used + above + belongs > room;
        if !is_empty && (strip.new_page || full) {
            pages.push(Vec::new());
            used = 0.0;
        }
        let above = if used == 0.0 { 0.0 } else { strip.above };
        let top = MARGIN + used + above;
        used += above + strip.height;
        if let Some(page) = pages.last_mut() {
            page.push((top, strip));
        }
    }
    pages
}

/// For each strip: how high it is together with those that must be on one page with it.
fn heights(strips: &[Strip]) -> Vec<f32> {
    let mut heights = vec![0.0; strips.len()];
    let mut next: Option<f32> = None;
    for (strip, height) in strips.iter().zip(heights.iter_mut()).rev() {
        let rest = next.filter(|_| strip.with_next).unwrap_or_default();
        *height = strip.height + rest;
        next = Some(*height + strip.above);
    }
    heights
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strip(height: f32, with_next: bool) -> Strip {
        Strip { with_next, ..Strip::of(height, Vec::new()) }
    }

    fn lengths(strips: Vec<Strip>) -> Vec<usize> {
        fill(strips).iter().map(Vec::len).collect()
    }

    #[test]
    fn a_heading_goes_with_its_text_to_the_next_page() {
        assert_eq!(lengths(vec![strip(600.0, false), strip(60.0, false), strip(60.0, false)]), [2, 1]);
        assert_eq!(lengths(vec![strip(600.0, false), strip(60.0, true), strip(60.0, false)]), [1, 2]);
    }

    #[test]
    fn what_fits_on_no_page_is_torn_apart_all_the_same() {
        let chain: Vec<_> = (0..30).map(|_| strip(60.0, true)).collect();
        assert_eq!(lengths(chain).iter().sum::<usize>(), 30);
        assert_eq!(lengths(vec![strip(2_000.0, false), strip(10.0, false)]), [1, 1]);
        assert_eq!(lengths(Vec::new()), [0]);
    }

    #[test]
    fn a_new_page_is_begun_and_no_page_stays_empty() {
        let first = Strip { new_page: true, ..strip(10.0, false) };
        assert_eq!(lengths(vec![first.clone(), first]), [1, 1]);
    }
}
