//! Chance that is the same at every run. Nothing here may ask the machine for randomness.

use std::ops::RangeInclusive;

/// A series of numbers that depends on its seed only (SplitMix64).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// A series of its own for one part of the demonstration, such as the fortieth household.
    #[must_use]
    pub fn new(seed: u64, part: &str, number: u64) -> Self {
        // FNV-1a; what is left of the likeness between neighbours goes with the first throw.
        let mut hash = 0xCBF2_9CE4_8422_2325;
        for byte in part.bytes().chain(seed.to_be_bytes()).chain(number.to_be_bytes()) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
        }
        let mut dice = Self(hash);
        Self(dice.throw())
    }

    /// Sixty-four bits.
    pub fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 up to, but not including, the bound; 0 when there is no such number.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = bound.max(1) as u64;
        // The bias of a remainder is far below anything that a list of names could show.
        usize::try_from(self.throw() % bound).unwrap_or(0)
    }

    /// A number in the range.
    pub fn within(&mut self, range: RangeInclusive<i64>) -> i64 {
        let width = range.end().saturating_sub(*range.start()).saturating_add(1);
        range.start() + self.below(usize::try_from(width).unwrap_or(1)) as i64
    }

    /// True so many times in a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of these; nothing of nothing.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }

    /// One of these by weight; nothing when no weight is above zero.
    pub fn weigh<T: Copy>(&mut self, of: &[(T, usize)]) -> Option<T> {
        let mut left = self.below(of.iter().map(|(_, weight)| weight).sum());
        of.iter()
            .find(|(_, weight)| {
                let found = left < *weight;
                left = left.saturating_sub(*weight);
                found
            })
            .map(|(value, _)| *value)
    }

    /// Another order of the same things.
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            things.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_part_throws_the_same_and_another_part_throws_otherwise() {
        let throws = |part, number| {
            let mut dice = Dice::new(2022, part, number);
            [dice.throw(), dice.throw(), dice.throw()]
        };
        assert_eq!(throws("household", 1), throws("household", 1));
        assert_ne!(throws("household", 1), throws("household", 2));
        assert_ne!(throws("household", 1), throws("advice", 1));
    }

    #[test]
    fn numbers_stay_in_their_range_and_reach_its_ends() {
        let mut dice = Dice::new(1, "range", 0);
        let thrown: Vec<_> = (0..1000).map(|_| dice.within(-2..=2)).collect();
        assert_eq!(thrown.iter().min(), Some(&-2));
        assert_eq!(thrown.iter().max(), Some(&2));
        assert_eq!(dice.pick::<i32>(&[]), None);
        assert_eq!(dice.weigh::<i32>(&[]), None);
    }

    #[test]
    fn weights_weigh_and_a_shuffle_loses_nothing() {
        let mut dice = Dice::new(1, "weights", 0);
        let heavy = (0..1000).filter(|_| dice.weigh(&[(1, 3), (2, 1), (3, 0)]) == Some(1)).count();
        assert!((700..800).contains(&heavy), "{heavy}");
        let mut things: Vec<_> = (0..50).collect();
        dice.shuffle(&mut things);
        assert_ne!(things, (0..50).collect::<Vec<_>>());
        things.sort_unstable();
        assert_eq!(things, (0..50).collect::<Vec<_>>());
    }
}
