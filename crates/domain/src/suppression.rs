//! Which counts may leave the region: a small number in a table can point at somebody. Nothing here may decide what
//! is counted.

/// Below this a count is not shown to the public.
pub const SMALLEST: u64 = 10;

/// Counts for the public are multiples of this.
pub const STEP: u64 = 5;

/// A count as the public sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublicCount {
    /// Rounded to the nearest multiple of [`STEP`].
    About(u64),
    /// Fewer than [`SMALLEST`], none at all included: that nobody is there can tell something too.
    Few,
}

/// The count as the public may see it. A proposal: the region decides.
#[must_use]
pub const fn for_public(count: u64) -> PublicCount {
    if count < SMALLEST {
        return PublicCount::Few;
    }
    PublicCount::About((count.saturating_add(STEP / 2)) / STEP * STEP)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn few_is_not_told_and_more_is_rounded() {
        for (count, expected) in [
            (0, PublicCount::Few),
            (9, PublicCount::Few),
            (10, PublicCount::About(10)),
            (12, PublicCount::About(10)),
            (13, PublicCount::About(15)),
            (10_202, PublicCount::About(10_200)),
        ] {
            assert_eq!(for_public(count), expected, "{count}");
        }
    }

    proptest! {
        #[test]
        fn a_public_count_is_near_and_never_small(count in 0u64..100_000) {
            match for_public(count) {
                PublicCount::Few => prop_assert!(count < SMALLEST),
                PublicCount::About(shown) => {
                    prop_assert!(shown >= SMALLEST && shown % STEP == 0 && shown.abs_diff(count) <= STEP / 2);
                }
            }
        }
    }
}
