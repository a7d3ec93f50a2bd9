//! Chance that can be repeated: the same seed throws the same.

use uuid::Uuid;

/// A series of numbers that follows from its seed (SplitMix64).
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(super) fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    pub(super) fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[usize::try_from(self.below(all.len() as u64)).unwrap()]
    }

    pub(super) fn some<T>(
        &mut self,
        count: std::ops::RangeInclusive<u64>,
        mut make: impl FnMut(&mut Self) -> T,
    ) -> Vec<T> {
        let many = count.start() + self.below(count.end() - count.start() + 1);
        (0..many).map(|_| make(self)).collect()
    }

    pub(super) fn id(&mut self) -> Uuid {
        Uuid::from_u64_pair(self.next(), self.next())
    }
}
